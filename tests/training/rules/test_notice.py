"""Clear days and what they cost (training.md 6.2, V12)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.training.enums import CancelledRestDay, NoticeClass
from bluelamp.training.rules.notice import (
    clear_days,
    holiday_worked,
    latest_notice,
    meets_target,
    rest_day_given_back,
    rest_day_worked,
)

WORKED = date(2024, 3, 20)


@pytest.mark.parametrize(
    ("told", "clear", "due"),
    [
        pytest.param(date(2024, 3, 4), 15, NoticeClass.ANOTHER_REST_DAY, id="V12-4-March"),
        pytest.param(date(2024, 3, 5), 14, NoticeClass.TIME_AND_A_HALF, id="V12-5-March"),
    ],
)
def test_a_rest_day_worked(told, clear, due):
    assert (clear_days(told, WORKED), rest_day_worked(told, WORKED)) == (clear, due)


@pytest.mark.parametrize(
    ("days", "follows"),
    [(7, CancelledRestDay.OFFICER_CHOOSES), (8, CancelledRestDay.TAKES_REST_DAY)],
)
def test_trn_6_15_a_rest_day_given_back(days, follows):
    assert rest_day_given_back(WORKED - timedelta(days=days), WORKED) is follows


@pytest.mark.parametrize(
    ("days", "due"),
    [(7, NoticeClass.DOUBLE_TIME_AND_DAY_OFF), (8, NoticeClass.DOUBLE_TIME)],
)
def test_trn_6_16_a_public_holiday_worked(days, due):
    assert holiday_worked(WORKED - timedelta(days=days), WORKED) is due


def test_trn_6_12_the_day_before_is_the_latest_and_28_days_the_aim():
    assert latest_notice(WORKED) == date(2024, 3, 19)
    assert meets_target(date(2024, 2, 21), WORKED)
    assert not meets_target(date(2024, 2, 22), WORKED)


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(1, 60))
def test_earlier_notice_never_costs_more(told, days):
    worked = told + timedelta(days=days)
    if rest_day_worked(told, worked) is NoticeClass.ANOTHER_REST_DAY:
        earlier = told - timedelta(days=1)
        assert rest_day_worked(earlier, worked) is NoticeClass.ANOTHER_REST_DAY
