"""The one statement that fetches whom a search by name may mean, the surest first.

It goes down steps and stops as soon as enough people are met: a combination of what was typed
(name with birth, place or number); every word as typed; one word inexact; all words inexact; all
words but one. Where a birth was typed, the steps are taken within its years, and beyond them only
where next to nobody was met.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from typing import Any
from uuid import UUID

from django.db import connection

from .matching import Prepared, query_keys, year_keys
from .vocabulary import Word

MOST_MET = 300
# Combinations share numbers by chance, so not everybody met by one counts.
MOST_COMBINED = 200
# With so many met at surer steps, less sure ones are left out, and the least sure.
ENOUGH, FEW = 100, 30
COMMON = 10_000  # bearers of a word from which on one word at a time is taken as inexact first
# Words that more people may bear are too common to stand without the rest.
MOST_WITHOUT_A_WORD = 4_000
_YEARS_OF_BIRTH = 50  # over which most people of an index spread
LONGEST_SPAN = 10  # years of birth, beyond which they narrow nothing

_COUNT = "(SELECT count(*) FROM {})"
_ASKED = "keys && %s::integer[]"
_STEP = """{name} AS MATERIALIZED (
    SELECT entry_id, born_from, born_to, birth_quality, {combined} AS combined
    FROM nominals_person WHERE ({answers}) AND {gate} ORDER BY {order} LIMIT {most}
)"""
_ALL = """WITH {steps} SELECT *, ARRAY(
    SELECT "full" FROM nominals_personname WHERE person_id = met.entry_id ORDER BY id
) FROM ({union}) AS met"""


@dataclass(frozen=True, slots=True)
class Met:
    """Somebody who may be meant, with what is needed to tell how well they fit at first sight."""

    key: UUID
    born_from: date | None
    born_to: date | None
    birth_quality: str
    shares_combination: bool
    names: tuple[str, ...]


@dataclass
class _Statement:
    """Steps of the statement in order, with their values."""

    steps: list[str] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)
    heft: list[int] = field(default_factory=list)  # of each word in the order: rare ones first
    chance: str = ""  # the step of combinations, where some are met by chance and none counts

    def add(
        self,
        ways: Sequence[Sequence[frozenset[int]]],
        order: Iterable[frozenset[int]],
        *,
        combined: bool = False,
        enough: int = MOST_MET,
        most: int = MOST_MET,
    ) -> None:
        """Add a step: any of the ways, each of which asks for one of every set of keys."""
        ways = [way for way in ways if way]
        if not ways:
            return
        before = [_COUNT.format(name) for name in self._names if name != self.chance]
        answers = " OR ".join(" AND ".join([_ASKED] * len(way)) for way in ways)
        self.values += [sorted(keys) for way in ways for keys in way]
        ranks = list(order)
        self.chance = f"s{len(self.steps)}" if combined else self.chance
        self.values += [sorted(keys) for keys in ranks]
        self.steps.append(
            _STEP.format(
                name=f"s{len(self.steps)}",
                combined="true" if combined else "false",
                answers=answers,
                gate=f"{' + '.join(before)} < {enough}" if before else "true",
                order=_order(combined, self.heft or [1] * len(ranks)),
                most=most,
            )
        )

    @property
    def _names(self) -> list[str]:
        return [f"s{place}" for place in range(len(self.steps))]

    def run(self) -> list[Met]:
        """Return whom the steps met, each once: one statement, or none without steps."""
        if not self.steps:
            return []
        union = " UNION ALL ".join(f"TABLE {name}" for name in self._names)
        with connection.cursor() as cursor:
            cursor.execute(_ALL.format(steps=", ".join(self.steps), union=union), self.values)
            rows = cursor.fetchall()
        found: dict[UUID, Met] = {}
        for key, first, last, quality, combined, names in rows:
            found.setdefault(key, Met(key, first, last, quality, combined, tuple(names)))
        return list(found.values())


def _order(combined: bool, heft: Sequence[int]) -> str:
    if combined:
        return "(SELECT count(*) FROM unnest(keys) AS own(key) WHERE key = ANY (%s)) DESC"
    return " + ".join(f"(keys && %s::integer[])::integer * {each:d}" for each in heft) + " DESC"


def people_met(words: list[Word], asked: Prepared) -> list[Met]:
    """Return who may be meant: one statement."""
    statement = _Statement(heft=[round(word.rarity) for word in words])
    if _more_than_names(asked) and (whole := query_keys(asked)):
        statement.add([[whole]], [whole], combined=True, most=MOST_COMBINED)
    years = _years(asked)
    if words:
        _add_steps(statement, words, [years] if years else [])
    if words and years:
        _add_steps_beyond(statement, words)
    return statement.run()


def _more_than_names(asked: Prepared) -> bool:
    """Tell whether there are combinations that say more than the words themselves."""
    return bool(asked.births or asked.identifiers or asked.phones or asked.emails or asked.places)


def _years(asked: Prepared) -> frozenset[int]:
    spans = [(each.earliest.year, each.latest.year) for each in asked.births]
    told = (year_keys(*span) for span in spans if span[1] - span[0] <= LONGEST_SPAN)
    return frozenset().union(*told)


def _add_steps(statement: _Statement, words: list[Word], within: list[frozenset[int]]) -> None:
    """Add the steps from every word as typed down to all words but one."""
    near = [word.near for word in words]
    statement.add([[*(word.named for word in words), *within]], [word.named for word in words])
    if len(words) > 1 and min(word.bearers for word in words) > COMMON:
        statement.add([[*_one_inexact(words, word), *within] for word in words], near)
    statement.add([[*(word.loose for word in words), *within]], near, enough=ENOUGH)
    if len(words) > 2 or (within and len(words) > 1):
        groups = [group for group in combinations(words, len(words) - 1) if _few(group, within)]
        ways = [[*(word.loose for word in group), *within] for group in groups]
        statement.add(ways, near, enough=FEW)


def _add_steps_beyond(statement: _Statement, words: list[Word]) -> None:
    """Add the steps for a birth that is altogether wrong."""
    near = [word.near for word in words]
    statement.add([[word.named for word in words]], near, enough=FEW)
    statement.add([[word.loose for word in words]], near, enough=FEW)


def _one_inexact(words: list[Word], inexact: Word) -> list[frozenset[int]]:
    return [word.loose if word is inexact else word.named for word in words]


def _few(words: tuple[Word, ...], within: list[frozenset[int]]) -> bool:
    """Tell whether few enough people may bear all of these words (born in the years typed)."""
    most = MOST_WITHOUT_A_WORD * (_YEARS_OF_BIRTH // len(within[0]) if within else 1)
    return min(word.bearers for word in words) <= most
