"""When training is evaluated, and how ratings are counted (section 9)."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest

from bluelamp.training.rules.evaluation import (
    Ratings,
    behaviour_window,
    reaction_open,
    week_of,
)

DAY = date(2027, 2, 8)


@pytest.mark.parametrize(("days", "open_"), [(-1, False), (0, True), (14, True), (15, False)])
def test_the_reaction_is_asked_for_two_weeks_from_the_end_of_the_day(days, open_):
    assert reaction_open(DAY, DAY + timedelta(days=days)) is open_


def test_behaviour_is_asked_four_to_six_weeks_after_whichever_came_later():
    go_live = date(2027, 3, 15)
    assert behaviour_window(DAY, go_live) == (date(2027, 4, 12), date(2027, 4, 26))
    late = date(2027, 5, 3)
    assert behaviour_window(late, go_live) == (date(2027, 5, 31), date(2027, 6, 14))


def test_ratings_are_counted_exactly():
    ratings = Ratings.given(5, 2) + Ratings.given(4) + Ratings.given(1)
    assert (ratings.of, ratings.mean, ratings.agree) == (4, Fraction(15, 4), Fraction(3, 4))
    assert Ratings().mean is None
    assert Ratings().agree is None


def test_a_week_is_known_by_its_monday():
    assert {week_of(DAY + timedelta(days=each)) for each in range(7)} == {DAY}
