"""Problems of few trainers: each stands in the models by name."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from tests.training.planner.small import person, small

from bluelamp.training.planner.checking import check_plan
from bluelamp.training.planner.instance import Course, Unit
from bluelamp.training.planner.planning import make_plan
from bluelamp.training.planner.solving.carrying_out import carry_out
from bluelamp.training.planner.solving.freeing import Freed
from bluelamp.training.planner.solving.layout import lay_out
from bluelamp.training.planner.solving.mip import solve_model
from bluelamp.training.planner.solving.reseating import Choice, model_part
from bluelamp.training.planner.solving.search import Limits
from bluelamp.training.planner.solving.teaching import are_few
from bluelamp.training.planner.solving.timetable import Timetable

TEAMS = {
    "F": Unit("F", None, Fraction(1)),
    "T": Unit("T", "F", Fraction(1)),
}


def many(people: int, **instead):
    """Return a problem of so many people, all of whom need the course of two days."""
    own = {f"P{number}": person(number) for number in range(people)}
    needed = tuple((key, "C") for key in own)
    return small(people=own, requirements=needed, units=TEAMS, **instead)


def test_everybody_gets_a_place_when_trainers_have_hardly_a_day_to_spare():
    tight = many(45)
    made = make_plan(tight, Limits(seconds=300, rounds=2))
    assert check_plan(tight, made) == []
    assert len(made.bookings) == 45
    assert made.report["lower_bound"] <= made.report["objective"]["total"]


def test_trainers_count_as_few_only_for_few_people():
    assert are_few(lay_out(many(600)))
    assert not are_few(lay_out(many(601)))


def test_the_trainers_of_a_session_that_is_held_give_way():
    both = small(
        requirements=(("P0", "C"), ("P1", "C"), ("P2", "D"), ("P3", "D")),
        courses={
            "C": Course("C", 480, 480, 2, 3, 2, 1, 1),
            "D": Course("D", 480, 480, 2, 3, 2, 1, 1),
        },
        certifications=frozenset(
            {("S1", "C"), ("S2", "C"), ("S1", "D"), ("F1", "C"), ("F2", "C"), ("F1", "D")}
        ),
    )
    layout = lay_out(both)
    assert are_few(layout)
    table = Timetable(layout)
    day = int(layout.starts[0].all(axis=0).argmax())
    keys = {each.course_id: number for number, each in enumerate(layout.deliveries)}
    held = table.open(keys["C"], 0, day, ((0,), (0,)))
    for learner in (0, 1):
        table.seat(learner, held)
    table.starts = layout.starts.copy()
    table.starts[:, 2:, :day] = table.starts[:, 2:, day + 1 :] = False

    part = model_part(table, Freed((), (2, 3), whole=True), Choice(np.zeros(4), 0))
    assert part is not None
    assert carry_out(table, part, solve_model(part.model, 20.0))

    assert table.waiting() == []
    assert table.classes[held].team == ((1,), (1,))


def test_trainers_who_have_been_given_away_since_are_not_promised():
    layout = lay_out(many(4))
    table = Timetable(layout)
    part = model_part(table, Freed((), (0, 1, 2, 3), whole=True), Choice(np.zeros(4), 0))
    assert part is not None
    assert part.rota is not None
    solution = solve_model(part.model, 20.0)
    assert solution.columns is not None
    named = part.rota.hand_over(table, solution.columns)
    (where, start), teams = next(iter((slot, own) for slot, own in named.items() if own))
    other = table.open(where, 1, start, teams[0])
    assert part.rota.hand_over(table, solution.columns) == {}
    table.close(other)
    assert part.rota.hand_over(table, solution.columns) == named
