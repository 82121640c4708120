"""Every demand of the checker refuses a plan that breaks it, and only that."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta
from fractions import Fraction

import pytest
from tests.training.planner.small import FIVE, MONDAY, NINE, on, person, plan, session, small

from bluelamp.training.planner.checking import Objective, check_plan, price_plan
from bluelamp.training.planner.checking.objective import changed_bookings
from bluelamp.training.planner.instance import (
    Absence,
    Mode,
    Need,
    Room,
    Unit,
    Variant,
    Venue,
)
from bluelamp.training.planner.plan import Plan, Unplaced

A, B = session("A", on(7), on(8)), session("B", on(9), on(10))


def broken(instance, judged) -> list[str]:
    return sorted({each.demand for each in check_plan(instance, judged)})


def with_people(**instead):
    people = small().people
    return small(
        people=people | {key: replace(people[key], **more) for key, more in instead.items()}
    )


def test_the_small_plan_breaks_nothing():
    assert check_plan(small(), plan()) == []


@pytest.mark.parametrize(
    ("sessions", "demands"),
    [
        pytest.param((session("A", on(-1), on(0)), B), ["duty", "window"], id="before-the-window"),
        pytest.param((session("A", on(4), on(5)), B), ["duty", "window"], id="early-saturday"),
        pytest.param((session("A", on(6), on(7)), B), ["duty", "window"], id="sunday"),
        pytest.param(
            (session("A", on(7, end=time(18)), on(8)), B), ["plan", "window"], id="too-long-a-day"
        ),
        pytest.param((session("A", on(7), on(8, start=time(10))), B), ["plan"], id="too-short"),
        pytest.param((session("A", on(7), on(9)), B), ["plan", "room", "trainer"], id="gap"),
        pytest.param((session("A", on(7)), B), ["plan"], id="one-day-too-few"),
        pytest.param((A, session("B", on(8), on(9))), ["room", "trainer"], id="room-taken"),
        pytest.param(
            (A, session("B", on(8), on(9), trainers=("S2", "F2"))), ["room"], id="only-the-room"
        ),
        pytest.param(
            (A, session("B", on(8), on(9), room_id="Q")), ["trainer"], id="only-the-trainers"
        ),
        pytest.param(
            (session("A", on(7), on(8), trainers=("S1",)), B), ["trainer"], id="no-facilitator"
        ),
        pytest.param(
            (session("A", on(7), on(8), trainers=("S1", "S2")), B), ["trainer"], id="wrong-kind"
        ),
        pytest.param(
            (session("A", on(7), on(8), variant=Variant.EXTRA_TIME), B), ["plan"], id="variant"
        ),
    ],
)
def test_sessions(sessions, demands):
    assert broken(small(), plan(*sessions)) == demands


def test_trainers_teach_no_more_days_a_week_than_they_may():
    trainers = small().trainers
    three = small(trainers=trainers | {"S1": replace(trainers["S1"], max_days_a_week=3)})
    assert broken(three, plan()) == ["trainer"]


@pytest.mark.parametrize(
    "instead",
    [
        {"certifications": small().certifications - {("F1", "C")}},
        {"trainer_unavailable": {"F1": (Absence(on(8).date, on(8).date),)}},
        {"trainers": small().trainers | {"S1": replace(small().trainers["S1"], last=on(9).date)}},
    ],
    ids=["not-certified", "away", "no-longer-here"],
)
def test_trainers_must_be_able_to_teach(instead):
    assert broken(small(**instead), plan()) == ["trainer"]


@pytest.mark.parametrize(
    "instead",
    [
        {"venues": {"V": Venue("V", "centre", None, None, False)}},
        {"venues": {"V": Venue("V", "centre", time(10), None, True)}},
        {"rooms": small().rooms | {"R": Room("R", "V", 3, True, True, 1, last=on(9).date)}},
    ],
    ids=["not-usable", "not-open", "not-had-any-more"],
)
def test_rooms_must_be_there(instead):
    assert broken(small(**instead), plan()) == ["room"]


def test_class_sizes():
    one = plan(A, B, seats={"P0": "A", "P1": "B", "P2": "B", "P3": "B"})
    assert broken(small(), one) == ["class"]
    four = plan(A, seats={f"P{number}": "A" for number in range(4)})
    assert broken(small(), four) == ["class"]
    two_seats = small(rooms=small().rooms | {"R": Room("R", "V", 1, True, True, 1)})
    assert broken(two_seats, plan()) == ["class"]


@pytest.mark.parametrize(
    ("more", "demands"),
    [
        pytest.param({"roster_id": "lates"}, ["rest"], id="lates-leave-nine-hours"),
        pytest.param({"roster_offset": 5}, ["duty"], id="rest-day"),
        pytest.param({"max_travel_minutes": 29}, ["travel"], id="too-far"),
        pytest.param({"base": "nowhere"}, ["travel"], id="no-way-known"),
        pytest.param({"mode": Mode.DIGITAL}, ["mode"], id="taught-digitally"),
        pytest.param({"extra_time_pct": 25}, ["plan"], id="more-time"),
        pytest.param({"max_minutes_per_day": 240}, ["plan"], id="shorter-days"),
        pytest.param({"chunk_gap_days": 7}, ["plan"], id="in-chunks"),
        pytest.param({"one_to_one": True}, ["plan"], id="one-to-one"),
    ],
)
def test_people(more, demands):
    assert broken(with_people(P0=more), plan()) == demands


def test_absent_people_are_not_trained():
    away = small(unavailable={"P0": (Absence(on(8).date, on(20).date, "leave"),)})
    assert broken(away, plan()) == ["duty"]


def test_frozen_days_hold_for_the_unit_and_those_below_it():
    assert broken(small(frozen=((on(7).date, "F"),)), plan()) == ["duty"]
    assert broken(small(frozen=((on(7).date, None),)), plan()) == ["window"]


@pytest.mark.parametrize("need", list(Need))
def test_equipment(need):
    needs = with_people(P0={"needs": frozenset({need})}, P1={"needs": frozenset({need})})
    two = [] if need is not Need.DESK else ["equipment"]
    assert broken(needs, plan()) == two
    bare = plan(session("A", on(7), on(8), room_id="Q"), B)
    assert broken(needs, bare) == ["equipment"]


def test_a_cap_holds_at_every_level_of_the_tree():
    half = small(units={"F": Unit("F", None, Fraction(1, 4)), "T": Unit("T", "F", Fraction(3, 4))})
    assert broken(half, plan()) == ["cap"]
    strong = small(units={"F": Unit("F", None, Fraction(1)), "T": Unit("T", "F", Fraction(1), 3)})
    assert broken(strong, plan()) == ["cap"]


def test_absence_counts_against_the_strength_that_must_stay():
    units = {"F": Unit("F", None, Fraction(1)), "T": Unit("T", "F", Fraction(1), 2)}
    assert broken(small(units=units), plan()) == []
    away = {"P3": (Absence(on(7).date, on(7).date),)}
    assert broken(small(units=units, unavailable=away), plan()) == ["cap"]


def test_courses_come_in_order():
    both = small(
        requirements=tuple((f"P{n}", c) for n in range(2) for c in ("C", "D")),
    )
    after = session("D", on(10), course_id="D")
    before = session("D", on(4), course_id="D")

    def seated(second):
        made = plan(A, second, seats={"P0": "A", "P1": "A"})
        more = plan(A, second, seats={"P0": "D", "P1": "D"})
        return Plan(made.sessions, (*made.bookings, *more.bookings), ())

    assert broken(both, seated(after)) == []
    assert broken(both, seated(before)) == ["order"]
    assert broken(
        both, seated(session("D", on(8), course_id="D", room_id="Q", trainers=("S2", "F2")))
    ) == [
        "once",
        "order",
    ]


def test_nobody_is_forgotten_or_taught_what_they_need_not_be():
    made = plan(A, B, seats={"P0": "A", "P1": "A", "P2": "B"})
    assert broken(small(), made) == ["accounted", "class"]
    named = replace(made, unplaced=(Unplaced("P3", "C", "cap of T on every day"),))
    assert broken(small(), named) == ["class"]
    silent = replace(named, unplaced=(Unplaced("P3", "C", " "),))
    assert broken(small(), silent) == ["accounted", "class"]
    fewer = small(requirements=small().requirements[:3])
    assert broken(fewer, plan()) == ["accounted"]


def test_unknown_keys_end_the_judging():
    assert broken(small(), plan(session("A", on(7), on(8), room_id="X"), B)) == ["keys"]


def test_one_to_one_is_one_supplier_trainer_and_one_person():
    alone = with_people(P0={"one_to_one": True})
    single = session("S", on(14), on(15), variant=Variant.ONE_TO_ONE, trainers=("S2",), room_id="Q")
    made = plan(B, single, seats={"P0": "S", "P1": "B", "P2": "B", "P3": "B"})
    assert broken(alone, made) == []


def test_chunks_lie_as_far_apart_as_asked():
    chunked = with_people(P0={"chunk_gap_days": 7}, P1={"chunk_gap_days": 7})
    days = (on(14), on(21))
    made = plan(session("A", *days, variant=Variant.CHUNKED), B)
    assert broken(chunked, made) == []


def test_the_objective_part_by_part():
    saturday = session("A", on(18), on(19))
    cost = price_plan(small(), replace(plan(saturday, B), unplaced=(Unplaced("X", "C", "no"),)))
    assert cost == Objective(
        untrained=10_000,
        session_days=pytest.approx(4_300),
        travel=pytest.approx(0.4 * 2 * 30 * 2 * 4),
        early=3 * 2 * (1 + 2),
        changed=0,
    )
    assert cost.total == pytest.approx(10_000 + 4_300 + 192 + 18)


def test_a_booking_is_changed_by_another_room_or_day_and_not_by_another_name():
    old = plan()
    renamed = plan(
        session("X", on(7), on(8)), B, seats={"P0": "X", "P1": "X", "P2": "B", "P3": "B"}
    )
    assert changed_bookings(old, renamed) == 0
    moved = plan(session("A", on(7), on(8), room_id="Q"), B)
    assert changed_bookings(old, moved) == 2
    assert price_plan(small(), moved, old).changed == 120


def test_the_hours_of_the_small_world():
    assert (NINE, FIVE, MONDAY.isoweekday()) == (time(9), time(17), 1)
    assert on(1).date - MONDAY == timedelta(days=1)
    assert person(1).person_id == "P1"
