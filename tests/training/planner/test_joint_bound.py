"""The bound of problems of few trainers: never above the cost of any plan that is accepted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from tests.training.planner.exhaustive import least_cost
from tests.training.planner.small import MONDAY, person, plan, session, small
from tests.training.planner.test_optimum import problems

from bluelamp.training.planner.checking import check_plan, price_plan
from bluelamp.training.planner.instance import Course
from bluelamp.training.planner.plan import SessionDay
from bluelamp.training.planner.solving import blocks
from bluelamp.training.planner.solving.ascent import raise_bound
from bluelamp.training.planner.solving.joint import joint_of, prove_jointly, values_at
from bluelamp.training.planner.solving.layout import lay_out
from bluelamp.training.planner.solving.prices import Dual


@settings(max_examples=10, phases=[Phase.explicit, Phase.generate])
@given(problems(), st.integers(0, 2**32 - 1))
def test_it_is_never_above_the_optimum_at_whatever_prices(instance, seed):
    joint = joint_of(lay_out(instance))
    assert joint is not None
    best = least_cost(instance)
    anything = np.random.default_rng(seed).uniform(0, 800, len(joint.supply))
    assert max(prove_jointly(joint, 20.0)) <= best + 0.01
    assert max(values_at(joint, anything, 20.0)) <= best + 0.01


def test_whole_sessions_of_one_course_are_proven_to_the_last():
    """Four people who all can come at once: nothing is loosened, so nothing is left open."""
    joint = joint_of(lay_out(small()))
    assert joint is not None
    assert least_cost(small()) - 3 * 1.1 <= max(prove_jointly(joint, 900.0)) <= least_cost(small())


def half_days() -> tuple:
    """Return two short courses, each with one person who can come on one day, and a plan."""
    base = small()
    short = small(
        settings=replace(base.settings, go_live=MONDAY + timedelta(days=1), saturday_from=None),
        people={f"P{number}": person(number) for number in range(2)},
        requirements=(("P0", "C"), ("P1", "D")),
        courses={key: Course(key, 240, 240, 1, 3, 2, 1, 1) for key in ("C", "D")},
        trainers={key: base.trainers[key] for key in ("S1", "F1")},
        certifications=frozenset((key, course) for key in ("S1", "F1") for course in ("C", "D")),
        rooms={"R": base.rooms["R"]},
    )
    halves = [(time(9), time(13)), (time(13), time(17))]
    both = [
        session(key, SessionDay(date(2027, 1, 4), *span), course_id=course)
        for key, course, span in zip("AB", "CD", halves, strict=True)
    ]
    return short, plan(*both, seats={"P0": "A", "P1": "B"})


@pytest.mark.parametrize("price", [0.0, 500.0, 3000.0])
def test_two_short_courses_share_the_day_of_a_trainer_and_a_room(price):
    short, accepted = half_days()
    assert check_plan(short, accepted) == []
    layout = lay_out(short)
    cost = price_plan(short, accepted).total

    joint = joint_of(layout)
    assert joint is not None
    assert max(values_at(joint, np.full(len(joint.supply), price), 20.0)) <= cost
    assert max(prove_jointly(joint, 20.0)) <= cost
    assert raise_bound(Dual(layout), 300).value <= cost


def test_a_problem_too_large_for_models_has_no_joint_bound(monkeypatch):
    monkeypatch.setattr(blocks, "MOST_SEATS", 3)
    assert joint_of(lay_out(small())) is None
