"""Sessions, rooms and trainers (V1 to V4, V18, V32)."""

from __future__ import annotations

from fractions import Fraction

import pytest

from bluelamp.training.rules.volume import (
    bookings_needed,
    catch_up_seats,
    learner_days,
    rooms_for,
    rounds_with_no_shows,
    seats_offered,
    sessions_for,
    sessions_for_units,
    trainers_on_the_books,
)

TENTH = Fraction(1, 10)


def test_v1():
    assert sessions_for(22_500, 12) == 1_875


def test_v2():
    made = rounds_with_no_shows(22_500, 12, TENTH, rounds=3)
    assert [each.sessions for each in made] == [1_875, 188, 19]
    assert sum(each.sessions for each in made) == 2_082
    assert [each.attended for each in made] == [20_250, 2_025, 202]
    assert made[-1].left == 23


def test_v3():
    assert seats_offered(40, 40, 12) == 19_200
    assert rooms_for(22_500, 40, 12) == 47
    assert seats_offered(46, 40, 12) == 22_080
    assert rooms_for(22_500, 40, 12, course_days=2) == 94
    assert bookings_needed(22_500, TENTH) == 25_000
    assert rooms_for(25_000, 40, 12) == 53


def test_v4():
    assert trainers_on_the_books(47) == 59


@pytest.mark.parametrize(("mixed", "sessions"), [(False, 3), (True, 2)])
def test_v18(mixed, sessions):
    assert sessions_for_units([10, 8, 6], 12, mixed=mixed) == sessions


def test_v32():
    assert learner_days(22_500, 3, 12) == (67_500, 5_625)


def test_trn_8_5_seats_held_back():
    assert catch_up_seats(22_505, TENTH) == 2_251
