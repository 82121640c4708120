"""Who of the index may be this person: keys narrow the index to a few, the engine weighs those."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from bluelamp.core.time import day_of, now
from bluelamp.nominals.panels import Finding, KnownPerson, Sameness, comparison_tokens
from bluelamp.nominals.selectors import known_people

from .claims import claim_of
from .crowded import crowded_among
from .matching import (
    Prepared,
    birth_keys,
    compare,
    own_keys,
    person_keys,
    prepare,
    query_keys,
)
from .matching.keys import key
from .name_search import NameSearch
from .plans import SHARING_KEYS, array_of, rows_by_index
from .screening import resembles

# The most people weighed for one question: those who share most keys with it.
MOST_WEIGHED = 50

_BY_SHARED_KEYS = SHARING_KEYS.format(
    keys="%(keys)s::integer[]",
    own="%(own)s::integer[]",
    years="%(years)s::integer[]",
    but="",
    most="%(most)s",
)


@dataclass(frozen=True, slots=True)
class IndexFinder:
    """What ``nominals`` asks for people; registered when the application starts."""

    names: NameSearch

    def keys_of(self, person: KnownPerson) -> list[int]:
        """Return the keys under which a person is found (8.3)."""
        return sorted(person_keys(claim_of(person)))

    def candidates(
        self, person: KnownPerson, limit: int, besides: Container[UUID] = ()
    ) -> list[Finding]:
        """Return who may be this person, the likeliest first (8.4): at most four statements."""
        claim, today = claim_of(person), day_of(now())
        # Crowded places count for less, so screening without them leaves nobody out.
        asked = prepare(claim)
        near = [
            key
            for key, row in people_sharing(asked).items()
            if key not in besides and resembles(asked, today, *row)
        ]
        if not near:
            return []
        crowded = crowded_among([person])
        return weigh(prepare(claim, crowded=crowded), near, crowded)[:limit]

    def people_like(
        self, words: str, facts: KnownPerson, others: Sequence[UUID], limit: int
    ) -> list[Finding]:
        """Return whom a search finds, the best first: at most four statements."""
        return self.names.find(words, facts, others)[:limit]

    def names_fitting(self, pattern: str) -> list[int] | None:
        """Return the keys of the names that fit a pattern, None for too many: one statement."""
        if not {"*", "?"} & set(pattern):
            names: Sequence[str] | None = comparison_tokens(pattern)
        else:
            names = self.names.vocabulary.read().fitting(_told_best(pattern))
        return None if names is None else [key("token", name) for name in names]


def _told_best(pattern: str) -> str:
    """Return the part of a double name that says most, as single names are kept."""
    parts = "".join(c for c in pattern if c not in "'’[]").split("-")
    return max(parts, key=lambda part: len(part.replace("*", "").replace("?", "")))


def people_sharing(asked: Prepared) -> dict[UUID, list[Any]]:
    """Return who shares most keys with a claim, and how they do: one statement, or none."""
    keys = query_keys(asked)
    if not keys:
        return {}
    values = {
        "keys": array_of(sorted(keys)),
        "own": array_of(own_keys(asked)),
        "years": array_of(birth_keys(asked)),
        "most": MOST_WEIGHED,
    }
    return {key: row for key, *row in rows_by_index(_BY_SHARED_KEYS, values)}


def weigh(
    asked: Prepared, people: list[UUID], crowded: frozenset[str] = frozenset()
) -> list[Finding]:
    """Return what comparing each of these people with the claim found: one statement."""
    today = day_of(now())
    found = [
        Finding(key, Sameness(answer.result), answer.score, answer.reasons)
        for key, facts in known_people(people).items()
        for answer in [compare(asked, claim_of(facts), today=today, crowded=crowded)]
    ]
    order = list(Sameness)
    return sorted(found, key=lambda each: (order.index(each.result), -each.score, each.person_id))
