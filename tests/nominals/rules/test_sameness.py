"""Clusters are connected components, the first recorded survives; which values are shown."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.nominals.rules.sameness import (
    Conflict,
    clusters,
    in_order,
    membership,
    print_conflicts,
    survivor,
)
from bluelamp.nominals.rules.survivorship import Offer, Standing, shown_value, standing_of

MEMBERS = st.integers(min_value=0, max_value=12)
PAIRS = st.lists(st.tuples(MEMBERS, MEMBERS).filter(lambda pair: pair[0] != pair[1]), max_size=25)
DAY = datetime(2026, 3, 10, tzinfo=UTC)


def reachable(start: int, pairs: list[tuple[int, int]]) -> frozenset[int]:
    found, edge = {start}, {start}
    while edge:
        edge = {b for a, b in [*pairs, *((b, a) for a, b in pairs)] if a in edge} - found
        found |= edge
    return frozenset(found)


@given(PAIRS)
def test_clusters_are_exactly_what_can_be_reached(pairs):
    every = range(13)
    expected = {group for one in every if len(group := reachable(one, pairs)) > 1}
    assert set(clusters(every, pairs)) == expected


@given(PAIRS, st.randoms())
def test_the_order_of_judgements_makes_no_difference(pairs, chance):
    shuffled = [(b, a) for a, b in pairs]
    chance.shuffle(shuffled)
    assert membership(range(13), pairs) == membership(range(13), shuffled)


@given(PAIRS)
def test_mg_04_every_record_leads_to_one_survivor_in_one_step(pairs):
    found = membership(range(13), pairs)
    assert all(found[golden] == golden <= one for one, golden in found.items())


def test_ties_to_strangers_are_left_out():
    assert membership([1, 2], [(1, 2), (2, 9)]) == {1: 1, 2: 1}


def test_a_chain_of_any_length_is_one_cluster():
    assert membership(range(50), list(pairwise(range(50)))) == dict.fromkeys(range(50), 0)
    assert survivor({7, 3, 5}) == 3


def test_a_pair_has_one_name_and_two_ends():
    assert in_order(2, 1) == in_order(1, 2) == (1, 2)
    with pytest.raises(ValueError, match="itself"):
        in_order(1, 1)


def test_g7_numbers_conflict_only_where_none_is_shared():
    here = {"pnc": frozenset({"A"}), "cro": frozenset({"C"})}
    assert print_conflicts(here, {"pnc": frozenset({"B"})}) == [Conflict("pnc", ("A",), ("B",))]
    assert print_conflicts(here, {"pnc": frozenset({"A", "B"})}) == []
    assert print_conflicts(here, {}) == []


@pytest.mark.parametrize(
    ("schemes", "more", "expected"),
    [
        (["pnc", "passport"], {}, Standing.PRINTS),
        ([], {"printed": True}, Standing.PRINTS),
        (["passport"], {"detained": True}, Standing.DOCUMENT),
        (["phone"], {"detained": True}, Standing.DECLARED_IN_CUSTODY),
        (["phone"], {}, Standing.DECLARED_ELSEWHERE),
        ([], {"told": True}, Standing.TOLD_BY_OTHERS),
    ],
)
def test_g2_how_well_a_record_is_evidenced(schemes, more, expected):
    asked = {"printed": False, "detained": False, "told": False, **more}
    assert standing_of(schemes, **asked) is expected


def test_g2_evidence_before_recency_then_the_most_recent():
    def offer(value: str, record: int, standing: Standing, days: int) -> Offer:
        return Offer(value, record, standing, DAY + timedelta(days=days))

    printed = offer("Male", 1, Standing.PRINTS, 0)
    newest = offer("Female", 2, Standing.DECLARED_ELSEWHERE, 9)
    newer = offer("Female", 3, Standing.DECLARED_ELSEWHERE, 5)
    empty = offer("", 4, Standing.PRINTS, 10)
    found = shown_value([newer, newest, empty, printed])
    assert found is not None
    assert (found.best, found.others) == (printed, (newest,))
    assert shown_value([newer, newest]).best is newest
    assert shown_value([empty]) is None
