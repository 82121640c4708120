"""Problems made up are the same for the same seed, can be read again, and can be planned."""

from __future__ import annotations

import pytest

from bluelamp.training.planner.checking import check_plan
from bluelamp.training.planner.generating import (
    Disruption,
    Scale,
    disrupt,
    generate,
    write_instance,
)
from bluelamp.training.planner.generating.teachers import days_needed
from bluelamp.training.planner.instance import TrainerKind, Variant, variant_of
from bluelamp.training.planner.planning import make_plan
from bluelamp.training.planner.reading import read_instance
from bluelamp.training.planner.solving.layout import lay_out
from bluelamp.training.planner.solving.search import Limits


def test_what_is_written_is_what_is_read(tmp_path):
    made = generate(Scale(300, seed=4))
    write_instance(made, tmp_path)
    assert read_instance(tmp_path) == made


def test_the_same_seed_gives_the_same_force():
    assert generate(Scale(200, seed=7)) == generate(Scale(200, seed=7))
    assert generate(Scale(200, seed=7)) != generate(Scale(200, seed=8))


@pytest.mark.parametrize("people", [500, 5_000])
def test_a_force_is_met_shaped(people):
    made = generate(Scale(people))
    adjusted = sum(
        bool(each.needs) or variant_of(each) is not Variant.STANDARD
        for each in made.people.values()
    )
    assert len(made.people) == len(made.requirements) == people
    assert 0.02 < adjusted / people < 0.05
    assert {each.kind for each in made.trainers.values()} == set(TrainerKind)
    assert lay_out(made).placeable.mean() > 0.97


@pytest.mark.parametrize("tightness", [0.7, 0.88, 0.95])
def test_tightness_is_the_share_of_trainer_days_that_are_needed(tightness):
    made = generate(Scale(5_000, tightness))
    layout = lay_out(made)
    needed = sum(days_needed(made).values())
    for staff in layout.staff:
        there = sum(
            min(int(days.sum()), int(most))
            for week in range(14)
            for days, most in zip(
                staff.there[:, 7 * week : 7 * week + 5], staff.a_week, strict=True
            )
        )
        assert needed / there == pytest.approx(tightness, abs=0.05)


def test_planning_again_moves_nobody_who_need_not_move():
    force = generate(Scale(300, 0.6, seed=2))
    old = make_plan(force, Limits(seconds=30, rounds=12))
    changed, rest = disrupt(force, old, Disruption(seed=5))
    again = make_plan(changed, Limits(seconds=30, rounds=0), old=rest)
    assert check_plan(changed, again) == []
    assert again.report["again"]["displaced"] > 0
    assert again.report["again"]["others_moved"] == 0
    later = make_plan(changed, Limits(seconds=60, rounds=20), old=rest)
    assert later.report["placed"] >= again.report["placed"]
