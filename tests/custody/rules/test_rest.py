"""CAR-12: eight hours of rest in any twenty-four."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.custody.rules.vectors import h, z

from bluelamp.custody.enums import Circumstance, RestEnd
from bluelamp.custody.rules.rest import RestTaken, rest_counts_from, rest_owed

ARRIVED = z("2026-03-10 12:00")


def rest(start: float, end: float | None, why: RestEnd = RestEnd.OVER) -> RestTaken:
    """Return a rest so many hours after arrival."""
    return RestTaken(ARRIVED + h(1) * start, None if end is None else ARRIVED + h(1) * end, why)


def hours(instant) -> float:
    return (instant - ARRIVED) / h(1)


@pytest.mark.parametrize(
    ("rests", "complete_by", "begin_by"),
    [
        ([], 24, 16),
        ([rest(8, 16)], 32, 24),
        ([rest(8, 18)], 34, 26),
        ([rest(8, 15)], 24, 16),
        ([rest(8, 12, RestEnd.HARM_OR_DELAY)], 24, 16),
        ([rest(8, 12, RestEnd.ON_REQUEST)], 24, 20),
        ([rest(8, 12, RestEnd.ON_REQUEST), rest(13, 17)], 33, 25),
        ([rest(8, 12, RestEnd.HARM_OR_DELAY), rest(13, 17)], 24, 16),
        ([rest(8, 12, RestEnd.DUTY), rest(13, 15, RestEnd.HARM_OR_DELAY)], 24, 16),
    ],
    ids=[
        "none yet",
        "eight hours",
        "a longer rest moves the window",
        "seven hours count for nothing",
        "interrupted for harm or delay: a fresh period",
        "interrupted on request: goes on",
        "two halves on request are one period",
        "two halves after harm are none",
        "interrupted twice, the second time for harm",
    ],
)
def test_car_12_by_when_rest_is_owed(rests, complete_by, begin_by):
    owed = rest_owed(ARRIVED, rests, ARRIVED + h(18))
    assert (hours(owed.complete_by), hours(owed.begin_by)) == (complete_by, begin_by)


def test_car_12_whoever_rests_is_not_late_and_after_eight_hours_has_rested():
    resting = [rest(15, None)]
    assert not rest_owed(ARRIVED, resting, ARRIVED + h(20)).is_late(ARRIVED + h(20))
    assert rest_owed(ARRIVED, resting, ARRIVED + h(23)).complete_by == ARRIVED + h(39)
    assert rest_owed(ARRIVED, [], ARRIVED + h(17)).is_late(ARRIVED + h(17))


def test_car_12_says_that_a_fresh_period_is_owed():
    interrupted = [rest(8, 12, RestEnd.HARM_OR_DELAY)]
    assert rest_owed(ARRIVED, interrupted, ARRIVED + h(13)).fresh
    assert not rest_owed(ARRIVED, [*interrupted, rest(13, 21)], ARRIVED + h(22)).fresh


def test_t5_the_twenty_four_hours_run_from_arrest_at_the_station():
    attended, arrested = z("2026-07-08 09:00"), z("2026-07-08 10:20")
    assert rest_counts_from(Circumstance.VOLUNTARY, arrested, attended) == arrested
    assert rest_counts_from(Circumstance.STATION, attended, arrested) == arrested


gaps = st.lists(
    st.tuples(st.integers(1, 600), st.integers(1, 700), st.sampled_from(RestEnd)), max_size=5
)


def told(drawn) -> list[RestTaken]:
    rests, at = [], ARRIVED
    for gap, length, why in drawn:
        start = at + timedelta(minutes=gap)
        at = start + timedelta(minutes=length)
        rests.append(RestTaken(start, at, why))
    return rests


@given(gaps, st.integers(0, 5))
def test_the_order_of_entry_does_not_matter(drawn, cut):
    rests = told(drawn)
    mixed = [*reversed(rests[cut:]), *rests[:cut]]
    now = ARRIVED + h(100)
    assert rest_owed(ARRIVED, rests, now) == rest_owed(ARRIVED, mixed, now)


@given(gaps)
def test_rest_never_brings_forward_when_the_next_must_be_complete(drawn):
    rests, now = told(drawn), ARRIVED + h(100)
    owed = [rest_owed(ARRIVED, rests[:count], now).complete_by for count in range(len(rests) + 1)]
    assert owed == sorted(owed)
    assert owed[0] == ARRIVED + h(24)


@given(gaps, st.integers(1, 479))
def test_less_than_eight_hours_cut_short_for_harm_counts_for_nothing(drawn, minutes):
    fresh = [*told(drawn), RestTaken(ARRIVED + h(200), ARRIVED + h(208))]
    start = ARRIVED + h(300)
    cut = RestTaken(start, start + timedelta(minutes=minutes), RestEnd.HARM_OR_DELAY)
    before = rest_owed(ARRIVED, fresh, ARRIVED + h(320))
    after = rest_owed(ARRIVED, [*fresh, cut], ARRIVED + h(320))
    assert (after.complete_by, after.rested, after.fresh) == (before.complete_by, h(0), True)


@given(gaps)
def test_every_twenty_four_hours_before_the_next_is_due_hold_a_whole_rest(drawn):
    simple = [RestTaken(one.start, one.end) for one in told(drawn)]
    owed = rest_owed(ARRIVED, simple, ARRIVED + h(100))
    full = [one for one in simple if one.end and one.end - one.start >= h(8)]
    expected = (full[-1].end - h(8) if full else ARRIVED) + h(24)
    assert owed.complete_by == expected
