"""What a refresher is, when it may be done, and what it makes fresh (V13, V14, TRN-7.2)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bluelamp.core.errors import NotPossible
from bluelamp.training.enums import Outcome, RefresherState
from bluelamp.training.rules.freshness import (
    Completion,
    is_fresh,
    may_have_live_permission,
    needs_refresher,
)
from bluelamp.training.rules.refreshers import (
    check_day,
    is_reminded_on,
    refreshed_on,
    refresher_days,
    refresher_state,
)

GO_LIVE = date(2024, 2, 26)
SLIPPED = date(2024, 3, 11)
DAYS = refresher_days(SLIPPED)


def stale(on: date, go_live: date = GO_LIVE, outcome=Outcome.PASSED, **more) -> bool:
    given = {"assessed": True, **more}
    return needs_refresher(Completion(on, outcome), go_live=go_live, **given)


@pytest.mark.parametrize(
    ("on", "before", "after"),
    [
        pytest.param(date(2024, 1, 14), True, True, id="V13-stale-before"),
        pytest.param(date(2024, 1, 15), False, True, id="V14-first"),
        pytest.param(date(2024, 1, 28), False, True, id="V14-last"),
        pytest.param(date(2024, 1, 29), False, False, id="V14-fresh"),
    ],
)
def test_v13_v14_who_needs_one(on, before, after):
    assert (stale(on), stale(on, SLIPPED)) == (before, after)


@pytest.mark.parametrize(
    ("outcome", "assessed", "needs"),
    [
        (Outcome.PASSED, True, True),
        (Outcome.PASSED, False, True),
        (Outcome.COMPLETED, False, True),
        pytest.param(Outcome.COMPLETED, True, False, id="V30"),
        pytest.param(Outcome.WAIVED, True, False, id="V29"),
        (Outcome.FAILED, True, False),
        (Outcome.IN_PROGRESS, True, False),
    ],
)
def test_only_what_counts_but_for_its_age_can_be_refreshed(outcome, assessed, needs):
    assert stale(date(2024, 1, 1), outcome=outcome, assessed=assessed) is needs


def test_trn_7_2_the_ceiling_bounds_the_window_and_not_what_can_be_refreshed():
    assert stale(GO_LIVE - timedelta(days=57), window_days=56)
    assert stale(GO_LIVE - timedelta(days=400), window_days=56)
    assert not stale(GO_LIVE - timedelta(days=56), window_days=56)
    with pytest.raises(NotPossible):
        stale(GO_LIVE, window_days=57)


def test_a_refresher_is_done_between_the_limit_and_the_day_before_go_live():
    assert (DAYS.opens, DAYS.last) == (date(2024, 1, 29), date(2024, 3, 10))
    assert DAYS.is_too_early(date(2024, 1, 28))
    assert not DAYS.is_late(date(2024, 3, 10))
    assert DAYS.is_late(SLIPPED)


def test_too_early_is_refused_with_the_first_day():
    check_day(DAYS, DAYS.opens)
    with pytest.raises(NotPossible) as refused:
        check_day(DAYS, date(2024, 1, 28))
    assert (refused.value.field, refused.value.rule) == ("on", "TRN-7.2")
    assert "29 January 2024" in refused.value.reason


def test_both_parts_are_needed_and_the_later_one_completes():
    one, two = date(2024, 2, 1), date(2024, 2, 9)
    assert refresher_state(None, None) is RefresherState.DUE
    assert refresher_state(one, None) is RefresherState.E_LEARNING_DONE
    assert refresher_state(None, two) is RefresherState.TASK_DONE
    assert refresher_state(one, two) is RefresherState.DONE
    assert refreshed_on(one, None) is refreshed_on(None, two) is None
    assert refreshed_on(one, two) == refreshed_on(two, one) == two


@pytest.mark.parametrize(
    ("day", "reminded"),
    [
        pytest.param(DAYS.opens, True, id="it-opens"),
        pytest.param(DAYS.last - timedelta(days=7), True, id="a-week"),
        pytest.param(DAYS.last - timedelta(days=1), True, id="a-day"),
        pytest.param(DAYS.last, False, id="the-last-day"),
        pytest.param(DAYS.last + timedelta(days=1), False, id="late"),
    ],
)
def test_reminders(day, reminded):
    assert is_reminded_on(DAYS, day) is reminded


days = st.dates(date(2023, 6, 1), date(2024, 12, 31))


@given(days, days, days, st.integers(1, 56))
def test_a_refresher_done_in_its_days_gives_back_live_permission(done, other, go_live, window):
    days = refresher_days(go_live, window)
    assume(not days.is_too_early(min(done, other)))
    on = refreshed_on(done, other)
    assert is_fresh(on, go_live, window)
    assert may_have_live_permission(
        Completion(on, Outcome.PASSED),
        assessed=True,
        go_live=go_live,
        today=on,
        window_days=window,
    )
