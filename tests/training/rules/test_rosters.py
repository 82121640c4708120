"""Patterns, rest and release (training.md 6, vectors V7 to V11 and V34)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.training.rules.rosters import REST, Duty, Pattern, can_release, feasible_positions
from bluelamp.training.rules.shift_patterns import (
    FOUR_ON_FOUR_OFF,
    NIGHT,
    ONE_DAY_COURSE,
    TWO_TWO_TWO_FOUR,
    WEEKDAYS,
    ReportedPattern,
)

MONDAY = date(2024, 1, 8)


def pattern(reported: ReportedPattern, begins: date = MONDAY) -> Pattern:
    return Pattern(reported.cycle, begins)


@pytest.mark.parametrize(
    ("reported", "days", "positions"),
    [
        pytest.param(TWO_TWO_TWO_FOUR, 1, [0, 1, 2], id="V7"),
        pytest.param(TWO_TWO_TWO_FOUR, 2, [0, 1, 2], id="V8"),
        pytest.param(FOUR_ON_FOUR_OFF, 1, [0, 1, 2], id="V10-one-day"),
        pytest.param(FOUR_ON_FOUR_OFF, 2, [0, 1, 2], id="V10-two-days"),
        pytest.param(WEEKDAYS, 5, [0], id="a-week-in-the-office"),
    ],
)
def test_where_in_the_cycle_a_course_can_begin(reported, days, positions):
    assert feasible_positions(pattern(reported), days, ONE_DAY_COURSE) == positions


def test_v11_teams_that_can_release_on_day_0():
    rota = pattern(TWO_TWO_TWO_FOUR)
    can = [
        team
        for team, offset in TWO_TWO_TWO_FOUR.offsets.items()
        if can_release(rota, [MONDAY], ONE_DAY_COURSE, offset)
    ]
    assert can == ["A", "B"]


def test_trn_6_1_each_day_one_team_is_on_each_shift_and_two_rest():
    rota = pattern(TWO_TWO_TWO_FOUR)
    early, late, night = (TWO_TWO_TWO_FOUR.cycle[number] for number in (0, 2, 4))
    for day in (MONDAY + timedelta(days=number) for number in range(20)):
        duties = [rota.duty(day, offset) for offset in TWO_TWO_TWO_FOUR.offsets.values()]
        assert sorted(map(str, duties)) == sorted(map(str, [early, late, night, None, None]))


def test_v34_a_night_across_the_spring_change_lasts_eight_hours():
    saturday = NIGHT.on(date(2024, 3, 30))
    assert saturday.length == timedelta(hours=8)
    assert saturday.ends == datetime.fromisoformat("2024-03-31T07:00+01:00")
    assert NIGHT.on(date(2024, 10, 26)).length == timedelta(hours=10)


def test_rest_is_counted_in_elapsed_time():
    """A late until 22:00 and a course at 09:00 leave 11 hours, but 10 when the clocks go on."""
    late = Duty(time(12), time(22))
    rota = Pattern((late, late), date(2024, 3, 23))
    assert can_release(rota, [date(2024, 3, 24)], ONE_DAY_COURSE)
    assert not can_release(rota, [date(2024, 3, 31)], ONE_DAY_COURSE)


duties = st.one_of(
    st.none(),
    st.builds(
        Duty,
        st.times().map(lambda t: t.replace(second=0, microsecond=0, tzinfo=None)),
        st.just(time(0)),
    ),
)


@given(st.lists(duties, min_size=2, max_size=10), st.integers(1, 3), st.integers(0, 30))
def test_more_rest_never_opens_a_day(cycle, length, offset):
    rota = Pattern(tuple(cycle), MONDAY)
    days = [MONDAY + timedelta(days=number) for number in range(length)]
    if can_release(rota, days, ONE_DAY_COURSE, offset, rest=REST):
        assert can_release(rota, days, ONE_DAY_COURSE, offset, rest=REST - timedelta(hours=2))
        assert all(rota.duty(day, offset) for day in days)
