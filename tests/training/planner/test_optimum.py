"""Tiny problems: what the solver finds is the best there is, and its bound is never above it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from fractions import Fraction

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from tests.training.planner.exhaustive import least_cost
from tests.training.planner.small import MONDAY, person, small

from bluelamp.training.planner.checking import check_plan
from bluelamp.training.planner.instance import (
    Absence,
    Course,
    Instance,
    Need,
    Room,
    Shift,
    Unit,
    Venue,
)
from bluelamp.training.planner.planning import make_plan
from bluelamp.training.planner.solving.search import Limits

ENOUGH = Limits(seconds=60, rounds=30)
ROSTERS = {
    "office": small().rosters["office"],
    "r2224": (*[Shift(time(7), time(17))] * 2, *[Shift(time(14), time(0))] * 2, *[None] * 6),
}


UNITS = {key: Unit(key, "F" if key != "F" else None, Fraction(1)) for key in ("F", "T", "U")}
VENUES = {
    key: Venue(key, place, None, None, True) for key, place in (("V", "centre"), ("W", "edge"))
}


@st.composite
def problems(draw) -> Instance:
    """Return up to six people, one course, two rooms, few trainers, one or two weeks."""
    many, days, least = (draw(st.integers(*span)) for span in ((2, 6), (1, 2), (1, 2)))
    people, away = {}, {}
    for number in range(many):
        needs = frozenset({Need.LOOP}) if draw(st.integers(0, 5)) == 0 else frozenset()
        people[f"P{number}"] = person(
            number,
            roster_id=draw(st.sampled_from(["office", "r2224"])),
            roster_offset=draw(st.integers(0, 9)),
            needs=needs,
            unit_id=draw(st.sampled_from(["T", "U"])),
            base=draw(st.sampled_from(["station", "yard"])),
        )
        if draw(st.booleans()):
            first = MONDAY + timedelta(days=draw(st.integers(0, 10)))
            away[f"P{number}"] = (Absence(first, first + timedelta(days=draw(st.integers(0, 4)))),)
    base = small()
    weeks = draw(st.integers(1, 2))
    return small(
        settings=replace(
            base.settings, go_live=MONDAY + timedelta(weeks=weeks)
        ),
        units=UNITS | {"T": Unit("T", "F", draw(st.sampled_from([Fraction(1, 2), Fraction(1)])))},
        people=people,
        requirements=tuple((key, "C") for key in people),
        unavailable=away,
        rosters=ROSTERS,
        courses={
            "C": Course("C", 480 * days, 480, least, 3, 2, 1, 1)
        },
        venues=VENUES,
        rooms={
            "R": Room("R", "V", 3, True, True, 1),
            "Q": Room("Q", "W", draw(st.integers(2, 3)), False, False, 0),
        },
        trainers={key: base.trainers[key] for key in ("S1", "F1", "F2")},
        certifications=frozenset((key, "C") for key in ("S1", "F1", "F2")),
        travel={
            ("station", "centre"): 30,
            ("station", "edge"): 5,
            ("yard", "centre"): draw(st.integers(5, 90)),
            ("yard", "edge"): 10,
        },
    )  # fmt: skip


@settings(max_examples=20, phases=[Phase.explicit, Phase.generate])
@given(problems())
def test_tiny_problems_are_solved_to_the_optimum(instance):
    made = make_plan(instance, ENOUGH)
    best = least_cost(instance)
    assert check_plan(instance, made) == []
    assert made.report["objective"]["total"] == pytest.approx(best, abs=0.01)
    assert made.report["lower_bound"] <= best + 0.01


def alone(roster: str, offset: int, days: int, first: date = MONDAY) -> Instance:
    """Return one person on a shift pattern, with a course of so many days in a window of as many.

    The window begins on the day that is to be tried.
    """
    base = small()
    patterns = {
        "r2224": [(7, 17)] * 2 + [(14, 0)] * 2 + [(22, 7)] * 2 + [None] * 4,
        "r44": [(7, 19)] * 2 + [(19, 7)] * 2 + [None] * 4,
    }
    cycle = tuple(
        Shift(time(each[0]), time(each[1])) if each else None for each in patterns[roster]
    )  # fmt: skip
    return small(
        settings=replace(
            base.settings,
            window_start=first,
            go_live=first + timedelta(days=days),
            training_weekdays=frozenset(range(1, 8)),
            saturday_from=None,
        ),
        people={"P0": person(0, roster_id=roster, roster_offset=offset)},
        requirements=(("P0", "C"),),
        rosters={roster: cycle},
        courses={"C": Course("C", 480 * days, 480, 1, 3, 2, 1, 1)},
    )


@pytest.mark.parametrize(
    ("roster", "days", "feasible"),
    [
        pytest.param("r2224", 1, {0, 1, 2}, id="V7"),
        pytest.param("r2224", 2, {0, 1, 2}, id="V8"),
        pytest.param("r44", 1, {0, 1, 2}, id="V10-one-day"),
        pytest.param("r44", 2, {0, 1, 2}, id="V10-two-days"),
    ],
)
def test_starts_on_shift_patterns(roster, days, feasible):
    length = 10 if roster == "r2224" else 8
    placed = {
        position
        for position in range(length)
        if make_plan(alone(roster, position, days), Limits(seconds=5, rounds=2)).bookings
    }
    assert placed == feasible


def test_v11_only_two_of_five_teams_can_release():
    offsets = {"A": 0, "B": 2, "C": 4, "D": 6, "E": 8}
    base = alone("r2224", 0, 1)
    people = {
        key: person(0, person_id=key, roster_id="r2224", roster_offset=offset)
        for key, offset in offsets.items()
    }
    every = replace(
        base,
        people=people,
        requirements=tuple((key, "C") for key in people),
        units={"F": Unit("F", None, Fraction(1)), "T": Unit("T", "F", Fraction(1))},
    )
    made = make_plan(every, Limits(seconds=5, rounds=4))
    assert {each.person_id for each in made.bookings} == {"A", "B"}


@pytest.mark.parametrize(
    ("cap", "weeks_days", "placed"),
    [
        pytest.param(Fraction(1, 4), 1, 1, id="V17-same-day"),
        pytest.param(Fraction(1, 4), 2, 2, id="V17-different-days"),
        pytest.param(Fraction(1, 10), 5, 0, id="V6-floor-nought"),
    ],
)
def test_caps_of_a_team_of_four(cap, weeks_days, placed):
    base = small()
    team = small(
        settings=replace(base.settings, go_live=MONDAY + timedelta(days=weeks_days)),
        units={"F": Unit("F", None, Fraction(1)), "T": Unit("T", "F", cap)},
        courses={"C": Course("C", 480, 480, 1, 3, 2, 1, 1)},
    )
    assert len(make_plan(team, Limits(seconds=5, rounds=4)).bookings) == placed


def test_v18_units_of_ten_eight_and_six_share_two_sessions():
    units = {"F": Unit("F", None, Fraction(1))}
    people = {}
    for unit, many in (("A", 10), ("B", 8), ("C", 6)):
        units[unit] = Unit(unit, "F", Fraction(1))
        for number in range(many):
            people[f"{unit}{number}"] = person(0, person_id=f"{unit}{number}", unit_id=unit)
    mixed = small(
        units=units,
        people=people,
        requirements=tuple((key, "C") for key in people),
        courses={"C": Course("C", 480, 480, 1, 12, 2, 1, 1)},
        rooms={"R": Room("R", "V", 12, True, True, 1)},
    )
    made = make_plan(mixed, Limits(seconds=10, rounds=6))
    assert (len(made.bookings), len(made.sessions)) == (24, 2)


@pytest.mark.parametrize(
    ("extra", "most", "days"),
    [
        pytest.param(25, 150, 3, id="V21-25-percent"),
        pytest.param(50, 180, 3, id="V21-50-percent"),
        pytest.param(25, 120, 4, id="V21-two-hours"),
    ],
)
def test_longer_courses_for_those_who_need_them(extra, most, days):
    base = small()
    adjusted = person(0, extra_time_pct=extra, max_minutes_per_day=most)
    slow = small(
        people={"P0": adjusted},
        requirements=(("P0", "C"),),
        courses={"C": Course("C", 360, 360, 1, 3, 2, 1, 1)},
        units=base.units,
    )
    (session,) = make_plan(slow, Limits(seconds=5, rounds=2)).sessions.values()
    assert len(session.days) == days


@pytest.mark.parametrize(
    ("sunday", "placed"),
    [
        pytest.param(date(2024, 3, 31), 0, id="V34-clocks-change"),
        pytest.param(date(2024, 4, 7), 1, id="V34-a-week-later"),
    ],
)
def test_rest_counts_elapsed_time(sunday, placed):
    """From 22:00 to 09:00 are eleven hours, but ten in the night in which the clocks change."""
    lates = Shift(
        small().settings.day_start.replace(hour=14), small().settings.day_start.replace(hour=22)
    )
    night = replace(alone("r2224", 0, 1, sunday), rosters={"r2224": (lates,) * 7})
    assert len(make_plan(night, Limits(seconds=5, rounds=2)).bookings) == placed
