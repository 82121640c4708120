"""Days on which rooms and trainers are not there for a plan."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bluelamp.training.services.planning.timespan import Window, days_to_block, open_spans

MONDAY = date(2027, 3, 1)
TWO_WEEKS = Window(MONDAY, MONDAY + timedelta(days=14))
DAYS = st.sets(st.sampled_from(TWO_WEEKS.days))


def test_a_room_without_anything_in_it_is_one_span_without_ends():
    assert open_spans(None, None, [MONDAY - timedelta(days=1)], TWO_WEEKS) == [(None, None)]


@given(DAYS)
def test_the_spans_of_a_room_are_the_days_on_which_it_is_free(busy):
    spans = open_spans(None, None, busy, TWO_WEEKS)
    open_ = {
        day
        for day in TWO_WEEKS.days
        if any((first or day) <= day <= (last or day) for first, last in spans)
    }
    assert open_ == set(TWO_WEEKS.days) - busy


@given(DAYS, DAYS, st.integers(1, 7))
def test_no_week_has_more_days_than_a_trainer_may_teach(taught, wanted, most):
    blocked = days_to_block(taught, wanted, most, TWO_WEEKS)
    assert taught <= blocked
    for number in range(2):
        week = set(TWO_WEEKS.days[7 * number : 7 * number + 7])
        if week & taught:
            assert len(week - blocked) + len(week & taught) <= max(most, len(week & taught))


def test_what_somebody_teaches_already_is_left_to_them_first():
    tuesday, friday = MONDAY + timedelta(days=1), MONDAY + timedelta(days=4)
    blocked = days_to_block({tuesday}, {friday}, 2, TWO_WEEKS)
    assert friday not in blocked
    assert MONDAY in blocked
