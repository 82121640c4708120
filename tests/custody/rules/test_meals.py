"""CAR-11: at least two light meals and a main one in twenty-four hours."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.custody.rules.vectors import h, z

from bluelamp.custody.enums import CareKind
from bluelamp.custody.rules.meals import Meal, meals_owed

ARRIVED = z("2026-03-10 06:00")
KINDS = {"L": CareKind.LIGHT_MEAL, "M": CareKind.MAIN_MEAL, "D": CareKind.DRINK}


def offered(*told: tuple[str, int]) -> list[Meal]:
    return [Meal(KINDS[kind], ARRIVED + h(after)) for kind, after in told]


@pytest.mark.parametrize(
    ("meals", "now", "owed", "due"),
    [
        (offered(), 1, (2, 1), 8),
        (offered(("L", 2)), 3, (1, 1), 10),
        (offered(("L", 2), ("M", 7), ("L", 12)), 13, (0, 0), 20),
        (offered(("D", 7)), 8, (2, 1), 8),
        (offered(("M", 2), ("M", 8), ("M", 14)), 15, (0, 0), 22),
        (offered(("L", 2), ("L", 9), ("L", 16)), 17, (0, 1), 24),
        (offered(("L", 2), ("M", 7), ("L", 12)), 27, (1, 0), 20),
    ],
    ids=[
        "nothing yet",
        "one light meal",
        "all of the day",
        "a drink is no meal",
        "main meals do for light ones",
        "a main meal is owed by 24 h",
        "what is older than a day no longer counts",
    ],
)
def test_car_11_what_is_owed_and_by_when(meals, now, owed, due):
    found = meals_owed(ARRIVED, meals, ARRIVED + h(now))
    assert (found.light, found.main) == owed
    assert found.due_at == ARRIVED + h(due)


@given(st.lists(st.integers(1, 8), min_size=9, max_size=20))
def test_meals_no_further_apart_than_due_make_three_in_any_day(gaps):
    at, meals = 0, []
    for gap in gaps:
        at += gap
        meals.append(("M" if len(meals) % 3 == 0 else "L", at))
    found = meals_owed(ARRIVED, offered(*meals), ARRIVED + h(at))
    assert found.light + found.main == 0 or at < 24
