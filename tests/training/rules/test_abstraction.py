"""How many may be away (training.md 5, V6 and V17)."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.training.rules.abstraction import (
    TeamDay,
    blocked_days,
    fewest_days,
    may_be_away,
    release,
)

TENTH = Fraction(10, 100)


def test_v6_a_team_of_eight_at_ten_per_cent():
    assert may_be_away(8, TENTH) == 0
    said = release(TeamDay(strength=8, cap=TENTH))
    assert (said.allowed, said.commander_may_allow) == (False, True)
    assert not release(TeamDay(strength=8, cap=TENTH, away=1)).commander_may_allow
    assert fewest_days(8, TENTH) == 8


def test_v17_a_team_of_four_with_a_cap_of_one_fills_two_sessions_on_two_days_only():
    quarter = Fraction(1, 4)
    assert release(TeamDay(4, quarter)).allowed
    assert not release(TeamDay(4, quarter, away=1)).allowed


@pytest.mark.parametrize(("people", "days"), [(30, 10), (31, 11), (0, None)])
def test_trn_5_6_the_fewest_days(people, days):
    assert fewest_days(people, TENTH) == days


def test_trn_5_2_strength_and_skills_hold_where_the_cap_would_allow_more():
    team = TeamDay(
        strength=20,
        cap=TENTH,
        away=1,
        minimum=19,
        skills={"taser": 2, "driver": 5},
        minimum_skills={"taser": 2},
    )
    said = release(team, skills=["taser", "driver"])
    assert said.against == (
        "At least 19 must stay (TRN-5.2)",
        "At least 2 with skill taser must stay (TRN-5.2)",
    )


def test_trn_5_3_sergeant_and_acting_sergeant_are_not_both_taken():
    team = TeamDay(strength=30, cap=TENTH, deputy_away=True)
    assert not release(team, leads=True).allowed
    assert release(team).allowed


def test_trn_5_5_frozen_days_block():
    assert not release(TeamDay(30, TENTH, frozen=True)).allowed
    days = [date(2024, 8, 24), date(2024, 8, 25), date(2024, 9, 1)]
    assert blocked_days(days, {date(2024, 8, 25), date(2024, 8, 26)}) == [date(2024, 8, 25)]


@given(st.integers(0, 500), st.fractions(0, 1), st.integers(0, 60))
def test_the_cap_is_never_exceeded_by_one_more(strength, cap, away):
    if release(TeamDay(strength, cap, away=away)).allowed:
        assert away + 1 <= strength * cap
