"""People lifted from seats that they have, so that somebody who waits can have one."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from random import Random

import numpy as np
import pytest
from tests.training.planner.small import MONDAY, person, small

from bluelamp.training.planner.instance import Course, Unit
from bluelamp.training.planner.solving.carrying_out import carry_out
from bluelamp.training.planner.solving.freeing import Freed, put_back, take_apart
from bluelamp.training.planner.solving.layout import lay_out
from bluelamp.training.planner.solving.lifting import Lifting
from bluelamp.training.planner.solving.mip import solve_model
from bluelamp.training.planner.solving.reseating import Choice, Part, model_part
from bluelamp.training.planner.solving.timetable import Timetable

WAITS, MATE, OTHER, BESIDE = range(4)
LONE = Freed((), (WAITS,), new_sessions=False, lifted=(MATE, OTHER))


@pytest.fixture
def table() -> Timetable:
    """One waits who can come on the first day only, when the mate's seat uses up the team's cap.

    The mate could come on the second day, where two others have both seats; one of these could
    come on the first day.
    """
    people = {f"P{n}": person(n, unit_id="T" if n in (WAITS, MATE) else "U") for n in range(4)}
    units = {
        "F": Unit("F", None, Fraction(1)),
        "T": Unit("T", "F", Fraction(1, 2)),
        "U": Unit("U", "F", Fraction(1)),
    }
    layout = lay_out(
        small(
            settings=replace(small().settings, go_live=MONDAY + timedelta(weeks=1)),
            people=people,
            units=units,
            requirements=tuple((key, "C") for key in people),
            courses={"C": Course("C", 480, 480, 1, 2, 2, 1, 1)},
            certifications=frozenset({(key, "C") for key in ("S1", "S2", "F1", "F2")}),
        )
    )
    made = Timetable(layout)
    made.starts = np.zeros_like(layout.starts)
    for learner, days in ((WAITS, [0]), (MATE, [0, 1]), (OTHER, [0, 1]), (BESIDE, [1])):
        made.starts[:, learner, days] = True
    made.open(0, 0, 0, ((0,), (0,)))
    made.open(0, 0, 1, ((0,), (0,)))
    for learner, number in ((MATE, 0), (OTHER, 1), (BESIDE, 1)):
        made.seat(learner, number)
    return made


def part_of(table: Timetable, freed: Freed) -> Part:
    part = model_part(table, freed, Choice(np.zeros(4), 0))
    assert part is not None
    return part


def test_mates_and_those_whose_seats_they_would_need_are_lifted(table: Timetable):
    assert Lifting(table, Random(1)).choose(WAITS, 0, set()) == (MATE, OTHER, BESIDE)


def test_nobody_is_lifted_whom_another_neighbourhood_has(table: Timetable):
    assert Lifting(table, Random(1)).choose(WAITS, 0, {-OTHER - 1}) == (MATE, BESIDE)


def test_a_chain_of_two_moves_makes_room_for_who_waits(table: Timetable):
    part = part_of(table, LONE)
    assert carry_out(table, part, solve_model(part.model, 20.0))
    assert table.waiting() == []
    assert table.seat_of.tolist() == [0, 1, 0, 1]


def test_modelling_leaves_everybody_where_they_sat(table: Timetable):
    part_of(table, LONE)
    assert table.seat_of.tolist() == [-1, 0, 1, 1]
    assert table.cap_left[1].tolist()[:2] == [0, 1]


def test_who_is_lifted_sits_as_before_when_put_back(table: Timetable):
    was = take_apart(table, LONE)
    assert table.seat_of.tolist() == [-1, -1, -1, 1]
    put_back(table, LONE, was)
    assert table.seat_of.tolist() == [-1, 0, 1, 1]
