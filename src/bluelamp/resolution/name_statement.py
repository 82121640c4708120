"""The one statement that fetches whom a search by name may mean, the surest first.

It goes down steps and stops as soon as enough people are met: a combination of what was typed
(name with birth, place or number); every word as typed; other forms and slips of the words; all
words but some. Where a birth was typed, the steps are taken within its years first. Every step
asks for pairs of names, which few people share, and looks at a bounded number of people.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations, pairwise
from typing import Any
from uuid import UUID

from .matching import Prepared, pair_keys, query_keys, year_keys
from .plans import array_of, rows_by_index
from .vocabulary import Word

MOST_MET = 300  # of one step
MOST_SEEN = 1_000  # of one step, among whom those are chosen
# Combinations share numbers by chance, so not everybody met by one counts.
MOST_COMBINED = 100
# With so many met at surer steps, less sure ones are left out, and the least sure.
ENOUGH, FEW = 60, 10
_NOBODY = 10**9  # bearers: a word that nobody bears cannot stand alone
LONGEST_SPAN = 10  # years of birth, beyond which they narrow nothing

_COUNT = "(SELECT count(*) FROM {})"
_ASKED = "keys && %s::integer[]"
_STEP = """{name} AS MATERIALIZED (
    SELECT * FROM (
        SELECT entry_id, born_from, born_to, birth_quality, {combined} AS combined,
            {order} AS fit, cardinality(keys) AS many
        FROM nominals_person WHERE {answers}{gate} LIMIT {seen}
    ) AS seen ORDER BY fit DESC, many, entry_id LIMIT {most}
)"""
_ALL = """WITH {steps} SELECT *, ARRAY(
    SELECT "full" FROM nominals_personname WHERE person_id = met.entry_id ORDER BY id
) FROM ({union}) AS met"""
_SHARED = "(SELECT count(*) FROM unnest(keys) AS own(key) WHERE key = ANY (%s::integer[]))"

# Each key set of a way is asked for; whoever answers all of them answers the way.
Way = Sequence[frozenset[int]]


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
    counted: list[str] = field(default_factory=list)

    def add_combined(self, keys: frozenset[int]) -> None:
        """Add the step of combinations, where some are met by chance, so that none counts."""
        self.values += [array_of(sorted(keys))] * 2
        self._add("true", _SHARED, _ASKED, "", MOST_COMBINED)

    def add(
        self,
        way: Way,
        order: Sequence[frozenset[int]],
        enough: int | None = None,
        by: int | None = None,
        *,
        unless_exact: bool = False,
    ) -> None:
        """Add a step, taken where fewer than ``enough`` people were met before.

        Only those met in the first ``by`` steps count, where that is told; ``unless_exact`` leaves
        the step out as soon as the first met anybody. Who bears more of the words exactly comes
        first, and then who bears fewer others.
        """
        if not all(way):
            return
        self.values += [array_of(sorted(keys)) for keys in (*order, *way)]
        gate = ""
        if self.counted and enough is not None:
            gate = f" AND {' + '.join(map(_COUNT.format, self.counted[:by]))} < {enough}"
        if self.counted and unless_exact:
            gate += f" AND NOT EXISTS (TABLE {self.counted[0]})"
        fit = " + ".join(["(keys && %s::integer[])::integer"] * len(order)) or "0"
        self.counted.append(f"s{len(self.steps)}")
        self._add("false", fit, " AND ".join([_ASKED] * len(way)), gate, MOST_MET)

    def _add(self, combined: str, order: str, answers: str, gate: str, most: int) -> None:
        self.steps.append(
            _STEP.format(
                name=f"s{len(self.steps)}",
                combined=combined,
                order=order,
                answers=answers,
                gate=gate,
                seen=MOST_SEEN,
                most=most,
            )
        )

    def run(self) -> list[Met]:
        """Return whom the steps met, each once: two statements, or none without steps."""
        if not self.steps:
            return []
        union = " UNION ALL ".join(f"TABLE s{place}" for place in range(len(self.steps)))
        text = _ALL.format(steps=", ".join(self.steps), union=union)
        found: dict[UUID, Met] = {}
        for key, first, last, quality, combined, _, _, names in rows_by_index(text, self.values):
            found.setdefault(key, Met(key, first, last, quality, combined, tuple(names)))
        return list(found.values())


def people_met(words: list[Word], asked: Prepared) -> list[Met]:
    """Return who may be meant: two statements."""
    statement = _Statement()
    if _more_than_names(asked) and (whole := query_keys(asked)):
        statement.add_combined(whole)
    years = _years(asked)
    if len(words) == 1:
        _add_steps_of_one(statement, words[0], [years] if years else [])
    elif words:
        _add_steps(statement, words, [years] if years else [])
    return statement.run()


def _more_than_names(asked: Prepared) -> bool:
    """Tell whether there are combinations that say more than the words themselves."""
    return bool(asked.births or asked.identifiers or asked.phones or asked.emails or asked.places)


def _years(asked: Prepared) -> frozenset[int]:
    spans = [(each.earliest.year, each.latest.year) for each in asked.births]
    told = (year_keys(*span) for span in spans if span[1] - span[0] <= LONGEST_SPAN)
    return frozenset().union(*told)


def _add_steps_of_one(statement: _Statement, word: Word, within: list[frozenset[int]]) -> None:
    statement.add([word.own, *within], [word.own])
    statement.add([word.named, *within], [word.own], ENOUGH)
    statement.add([word.loose, *within], [word.named], ENOUGH)
    if within:
        statement.add([word.loose], [word.named], FEW)


def _add_steps(statement: _Statement, words: list[Word], within: list[frozenset[int]]) -> None:
    """Add the steps of several words, from every one as typed down to a single one."""
    own = [word.own for word in words]
    exact = [pair_keys(one.forms, other.forms) for one, other in pairwise(words)]
    statement.add([*exact, *own, *within], own)
    for word in words:
        statement.add([*_one_inexact(words, word), *within], own, ENOUGH, by=1)
    surely = len(statement.counted)
    statement.add([*exact, *within], own, ENOUGH)
    # Who only sounds alike is no reason to leave out whom two slips may mean.
    loosely = [_loosely(*pair) for pair in pairwise(words)]
    statement.add([*loosely, *within], own, ENOUGH, by=surely)
    if len(words) > 2:
        statement.add([_any_pair(words), *within], own, FEW)
    starts = frozenset().union(*(_by_start(*pair) for pair in pairwise(words)))
    if within:
        # Somebody of this very name and birth leaves no room for a mere first letter.
        statement.add([starts, *within], own, FEW, unless_exact=True)
        rarest = min(words, key=lambda word: word.bearers or _NOBODY)
        statement.add([rarest.named, *within], own, FEW)
        statement.add([_any_pair(words)], own, FEW)
    statement.add([starts], own, FEW, unless_exact=bool(within))
    for one, other in combinations(words, 2):
        if one.forms & other.forms:  # two spellings of one name, perhaps, of which each has one
            statement.add([one.named | other.named, *within], own, FEW)


def _one_inexact(words: list[Word], inexact: Word) -> Way:
    """Return the way in which every word but one is as typed, and that one may hold slips."""
    pairs = [_loosely(*pair) for pair in pairwise(words) if inexact in pair]
    return [*(word.own for word in words if word is not inexact), *pairs]


def _loosely(one: Word, other: Word) -> frozenset[int]:
    """Return the pairs in which both words may hold a slip, or one of them two."""
    return pair_keys(one.close_forms, other.close_forms).union(
        pair_keys(one.far_forms, other.forms), pair_keys(one.forms, other.far_forms)
    )


def _any_pair(words: list[Word]) -> frozenset[int]:
    return frozenset().union(*(_loosely(*pair) for pair in combinations(words, 2)))


def _by_start(one: Word, other: Word) -> frozenset[int]:
    """Return the pairs in which one word has only its first letter in common."""
    return pair_keys(one.start_forms, other.forms) | pair_keys(one.forms, other.start_forms)
