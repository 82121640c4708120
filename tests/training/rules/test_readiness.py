"""Freshness and gates on exact fractions (V14, V15, V31)."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.core.errors import NotPossible
from bluelamp.training.enums import GateName, Outcome
from bluelamp.training.rules.freshness import (
    Completion,
    fresh_from,
    is_fresh,
    may_have_live_permission,
)
from bluelamp.training.rules.readiness import (
    Ask,
    Count,
    Standing,
    asks_of,
    gate_dates,
    passes,
    super_users_needed,
)

GO_LIVE = date(2024, 2, 26)
SLIPPED = date(2024, 3, 11)


def test_v14_go_live_slips_two_weeks():
    assert (fresh_from(GO_LIVE), fresh_from(SLIPPED)) == (date(2024, 1, 15), date(2024, 1, 29))
    days = [date(2024, 1, 10) + timedelta(days=number) for number in range(30)]
    lost = [day for day in days if is_fresh(day, GO_LIVE) and not is_fresh(day, SLIPPED)]
    assert lost == [date(2024, 1, day) for day in range(15, 29)]


def test_trn_7_2_the_ceiling_of_the_window():
    assert is_fresh(GO_LIVE - timedelta(days=56), GO_LIVE, 56)
    with pytest.raises(NotPossible) as refusal:
        is_fresh(GO_LIVE, GO_LIVE, 57)
    assert (refusal.value.field, refusal.value.rule) == ("window_days", "TRN-7.2")


UNITS = {"A": Count(180, 200), "B": Count(95, 100), "C": Count(39, 50)}


def gate(units: dict[str, Count]) -> dict[str, Ask]:
    return {ask.asks: ask for ask in asks_of(GateName.ONE_WEEK, Standing(units))}


def test_v15_fails_both_overall_and_in_one_unit():
    found = gate(UNITS)
    assert found["Complete"].found == Count(314, 350)
    assert not found["Complete"].passed
    assert (found["Complete"].missing, found["Complete in C"].missing) == (1, 1)
    assert not found["Complete in C"].passed
    assert not passes(GateName.ONE_WEEK, Standing(UNITS))


def test_v15_one_more_in_c_passes_both():
    units = UNITS | {"C": Count(40, 50)}
    assert gate(units)["Complete"].found.share == Fraction(9, 10)
    assert passes(GateName.ONE_WEEK, Standing(units))


def test_trn_7_9_a_share_that_only_rounds_to_the_threshold_does_not_pass():
    assert not Ask("Complete", Count(89_996, 100_000), Fraction(9, 10)).passed


@pytest.mark.parametrize("lack", ["first_fortnight", "super_users", "custody_first_week"])
def test_trn_7_8_the_last_gate_asks_also_of_people_on_duty(lack):
    units = {"A": Count(100, 100)}
    assert passes(GateName.ONE_WEEK, Standing(units))
    assert not passes(GateName.ONE_WEEK, Standing(units, **{lack: Count(89, 100)}))


def test_trn_7_8_the_earlier_gates():
    half = Standing({"A": Count(50, 100)}, booked=Count(95, 100))
    assert passes(GateName.EIGHT_WEEKS, half)
    assert passes(GateName.FOUR_WEEKS, half)
    assert not passes(GateName.TWO_WEEKS, half)
    assert gate_dates(GO_LIVE)[GateName.FOUR_WEEKS] == date(2024, 1, 29)


def test_v31_one_for_fifteen_and_one_a_shift():
    assert super_users_needed([10, 10, 10]) == 3
    assert super_users_needed([40, 0, 5]) == 3


@pytest.mark.parametrize(
    ("outcome", "assessed", "on", "may"),
    [
        pytest.param(Outcome.COMPLETED, True, date(2024, 2, 1), False, id="V30"),
        pytest.param(Outcome.WAIVED, True, date(2020, 2, 1), True, id="V29"),
        pytest.param(Outcome.PASSED, True, date(2024, 1, 15), True, id="fresh"),
        pytest.param(Outcome.PASSED, True, date(2024, 1, 14), False, id="stale"),
        pytest.param(Outcome.COMPLETED, False, date(2024, 2, 1), True, id="not-assessed"),
        pytest.param(Outcome.FAILED, False, date(2024, 2, 1), False, id="failed"),
        pytest.param(Outcome.PASSED, True, date(2024, 3, 1), True, id="after-go-live"),
        pytest.param(Outcome.PASSED, True, date(2024, 5, 1), False, id="still-to-come"),
    ],
)
def test_trn_10_7_live_permission(outcome, assessed, on, may):
    allowed = may_have_live_permission(
        Completion(on, outcome), assessed=assessed, go_live=GO_LIVE, today=date(2024, 4, 1)
    )
    assert allowed is may


def test_trn_7_7_no_course_no_permission():
    assert not may_have_live_permission(None, assessed=False, go_live=GO_LIVE, today=GO_LIVE)


@given(st.integers(0, 300), st.integers(1, 300), st.fractions(0, 1))
def test_what_is_missing_is_the_least_that_passes(done, of, needed):
    ask = Ask("Complete", Count(min(done, of), of), needed)
    enough = Ask("Complete", Count(ask.found.done + ask.missing, of), needed)
    assert enough.passed
    if ask.missing:
        assert not Ask("Complete", Count(enough.found.done - 1, of), needed).passed
