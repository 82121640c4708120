"""Plans that are made keep every demand, are the same for the same seed, and say what they miss."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from tests.training.planner.small import person, small

from bluelamp.training.planner.checking import check_plan, price_plan
from bluelamp.training.planner.checking.objective import changed_bookings
from bluelamp.training.planner.explaining import impossible
from bluelamp.training.planner.instance import Need, Unit, Venue
from bluelamp.training.planner.planning import make_plan
from bluelamp.training.planner.solving.layout import lay_out
from bluelamp.training.planner.solving.search import Given, Limits

QUICKLY = Limits(seconds=20, gap=0.001, rounds=6)


def test_everybody_is_placed_and_the_report_is_what_the_checker_says():
    made = make_plan(small(), QUICKLY)
    assert check_plan(small(), made) == []
    assert len(made.bookings) == 4
    assert made.unplaced == ()
    assert made.report["objective"]["total"] == price_plan(small(), made).total
    assert made.report["lower_bound"] <= made.report["objective"]["total"]


def test_the_same_seed_gives_the_same_plan():
    one, other = make_plan(small(), QUICKLY), make_plan(small(), QUICKLY)
    assert (one.sessions, one.bookings) == (other.sessions, other.bookings)


def test_a_course_comes_after_what_it_needs():
    both = tuple((f"P{number}", course) for number in range(4) for course in ("C", "D"))
    made = make_plan(small(requirements=both), QUICKLY)
    assert check_plan(small(requirements=both), made) == []
    assert len(made.bookings) == 8


def test_whoever_cannot_be_placed_is_told_why():
    deaf = small(
        people=small().people | {"P0": person(0, needs=frozenset({Need.LOOP}))},
        rooms={"Q": small().rooms["Q"]},
    )
    made = make_plan(deaf, QUICKLY)
    assert {each.person_id: each.reason for each in made.unplaced} == {
        "P0": "no room with a loop that can be reached"
    }


@pytest.mark.parametrize(
    ("instead", "said"),
    [
        pytest.param(
            {"certifications": frozenset()}, "course C: 0 supplier trainers", id="nobody-may-teach"
        ),
        pytest.param(
            {"units": {"F": Unit("F", None, Fraction(1)), "T": Unit("T", "F", Fraction(1, 10))}},
            "unit T: 10% of 4 people is nobody at a time",
            id="cap-of-nought",
        ),
        pytest.param(
            {"settings": replace(small().settings, fresh_days=7),
             "units": {"F": Unit("F", None, Fraction(1)), "T": Unit("T", "F", Fraction(1, 4))}},
            "unit T: 8 days of training are needed, 5 are possible",
            id="unit-too-large",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_named_before_solving(instead, said):
    assert any(told.startswith(said) for told in impossible(lay_out(small(**instead))))


def test_a_venue_that_is_not_usable_hosts_nobody():
    shut = small(venues={"V": Venue("V", "centre", None, None, False)})
    made = make_plan(shut, QUICKLY)
    assert made.bookings == ()
    assert {each.reason for each in made.unplaced} == {
        "no usable venue that can be reached is open for 480 minutes a day"
    }


def test_a_stopped_search_still_gives_a_whole_plan():
    made = make_plan(small(), Limits(seconds=600), given=Given(stop=lambda: True))
    assert check_plan(small(), made) == []
    assert made.report["placed"] + len(made.unplaced) == len(small().requirements)


def test_going_on_from_a_plan_changes_nothing_that_is_best_and_costs_no_change():
    first = make_plan(small(), QUICKLY)
    again = make_plan(small(), QUICKLY, given=Given(begin=first, everybody=True))
    assert again.report["objective"]["changed"] == 0
    assert again.report["objective"]["total"] <= first.report["objective"]["total"]
    assert "again" not in again.report


def test_what_goes_on_from_one_plan_still_pays_for_leaving_another():
    nine = make_plan(small(), QUICKLY)
    begun = replace(nine, sessions={}, bookings=())
    again = make_plan(small(), QUICKLY, given=Given(old=nine, begin=begun, everybody=True))
    moved = changed_bookings(nine, again)
    assert again.report["objective"]["changed"] == moved * small().settings.prices.changed_booking
