"""How many every plan leaves out, since caps leave their teams too few days."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from tests.training.planner.small import MONDAY, person, small

from bluelamp.training.planner.explaining.crowded import left_out_by_caps
from bluelamp.training.planner.instance import Unit
from bluelamp.training.planner.planning import make_plan
from bluelamp.training.planner.solving.layout import lay_out
from bluelamp.training.planner.solving.search import Limits


def of_one_team(people: int, cap: Fraction, **more):
    """Return so many people of one team who each need a course of two days."""
    own = {f"P{number}": person(number) for number in range(people)}
    units = {"F": Unit("F", None, Fraction(1)), "T": Unit("T", "F", cap)}
    needed = tuple((key, "C") for key in own)
    return small(people=own, requirements=needed, units=units, **more)


@pytest.mark.parametrize(
    ("people", "cap", "beyond"),
    [(12, Fraction(1), 0), (12, Fraction(1, 12), 2), (14, Fraction(1, 14), 4), (8, Fraction(0), 8)],
    ids=["no cap", "one at a time on twenty days", "and two more", "nobody may go"],
)
def test_a_team_has_only_so_many_days_to_spare(people, cap, beyond):
    asked = of_one_team(people, cap)
    assert left_out_by_caps(lay_out(asked)) == beyond


def test_days_on_which_nobody_could_come_do_not_count():
    asked = of_one_team(12, Fraction(1, 12))
    week = tuple((each, None) for each in asked.settings.days if (each - MONDAY).days < 7)
    assert left_out_by_caps(lay_out(replace(asked, frozen=week))) > 2


@pytest.mark.parametrize(("people", "weeks"), [(6, 1), (9, 2)])
def test_no_plan_places_more(people, weeks):
    asked = of_one_team(people, Fraction(1, people))
    frozen = tuple((day, None) for day in asked.settings.days if (day - MONDAY).days >= 7 * weeks)
    made = make_plan(replace(asked, frozen=frozen), Limits(seconds=20, rounds=0))
    assert made.report["left_out_by_caps"] > 0
    assert made.report["left_out_by_caps"] <= made.report["unplaced_with_feasible_start"]
    price = asked.settings.prices.untrained
    assert made.report["lower_bound"] >= price * made.report["left_out_by_caps"]
    assert made.report["lower_bound"] <= made.report["objective"]["total"]
