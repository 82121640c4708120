"""Comparing a batch of records with the index: keys narrow it to a few, the engine weighs those."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any
from uuid import UUID

from bluelamp.nominals.enums import Verdict
from bluelamp.nominals.panels import KnownPerson
from bluelamp.nominals.selectors import clusters_of, known_people, standing_among

from .claims import claim_of
from .crowded import crowded_among
from .matching import (
    Comparison,
    Prepared,
    Result,
    birth_keys,
    compare,
    own_keys,
    prepare,
    query_keys,
)
from .plans import SHARING_KEYS, array_of, rows_by_index
from .screening import resembles

Pair = tuple[UUID, UUID]
# The most records weighed for one: those who share most keys with it.
MOST_WEIGHED = 50

_BY_SHARED_KEYS = """
    SELECT asked.id, found.*
    FROM (VALUES {asked}) AS asked (id, keys, own, years)
    CROSS JOIN LATERAL ({found}) AS found
"""
_FOUND = SHARING_KEYS.format(
    keys="asked.keys",
    own="asked.own",
    years="asked.years",
    but=" AND entry_id <> asked.id",
    most="%s",
)
_ROW = "(%s::uuid, %s::integer[], %s::integer[], %s::integer[])"


@dataclass(frozen=True, slots=True)
class Weighed:
    """What comparing a batch found: which pairs may be one person.

    ``looked_at`` is how many shared keys, ``compared`` how many of those were compared in full.
    """

    looked_at: int
    compared: int
    alike: Mapping[Pair, Comparison]


def weigh_batch(people: Sequence[UUID], others: Iterable[Pair], today: date) -> Weighed:
    """Compare each record with those that share its keys, and the ``others`` once more.

    Seven statements, however many records. Pairs that are one person already, and pairs that a
    judgement keeps apart, are left out (G5).
    """
    own = known_people(people)
    crowded = crowded_among(own.values())
    ready = {key: _prepare(facts, crowded) for key, facts in own.items()}
    looked_at, worth_it = _sharing_keys(ready, today)
    pairs = {*others, *worth_it}
    every = {key for pair in pairs for key in pair}
    for key, facts in known_people(every - ready.keys()).items():
        ready[key] = _prepare(facts, crowded)
    wanted = [pair for pair in pairs - _settled(every) if ready.keys() >= set(pair)]
    answers = {pair: compare(ready[pair[0]], ready[pair[1]], today=today) for pair in wanted}
    alike = {pair: found for pair, found in answers.items() if found.result is not Result.NO}
    return Weighed(looked_at, len(wanted), alike)


def compare_known(one: KnownPerson, other: KnownPerson, today: date) -> Comparison:
    """Return how two records compare: one statement."""
    crowded = crowded_among([one, other])
    return compare(claim_of(one), claim_of(other), today=today, crowded=crowded)


def _prepare(facts: KnownPerson, crowded: frozenset[str]) -> Prepared:
    return prepare(claim_of(facts), crowded=crowded)


def _sharing_keys(asked: Mapping[UUID, Prepared], today: date) -> tuple[int, set[Pair]]:
    """Return how many pairs of records share keys that few have, and those worth comparing.

    Two statements.
    """
    values: list[Any] = []
    for key, side in asked.items():
        if keys := query_keys(side):
            others = (own_keys(side), birth_keys(side))
            values += [key, *map(array_of, (keys, *others))]
    if not values:
        return 0, set()
    rows = ", ".join([_ROW] * (len(values) // 4))
    statement = _BY_SHARED_KEYS.format(asked=rows, found=_FOUND)
    found = rows_by_index(statement, [*values, MOST_WEIGHED])
    return len({_in_order(key, other) for key, other, *_ in found}), {
        _in_order(key, other) for key, other, *row in found if resembles(asked[key], today, *row)
    }


def _in_order(one: UUID, other: UUID) -> Pair:
    return (one, other) if one < other else (other, one)


def _settled(every: Iterable[UUID]) -> set[Pair]:
    """Return the pairs about which nothing is to be asked: two statements.

    What is judged of one record of a cluster holds for the others.
    """
    clusters = clusters_of(every)
    members = {member for cluster in clusters.values() for member in cluster}
    settled = {pair for each in set(clusters.values()) for pair in combinations(sorted(each), 2)}
    apart = standing_among(members).filter(verdict=Verdict.NOT_SAME)
    for one, other in apart.values_list("first_id", "second_id"):
        here, there = (clusters.get(key, frozenset({key})) for key in (one, other))
        settled |= {(min(a, b), max(a, b)) for a in here for b in there if a != b}
    return settled
