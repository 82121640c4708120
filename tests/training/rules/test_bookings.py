"""Waiting lists, states, overbooking, invitations (V24 to V27, section 8)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest

from bluelamp.core.errors import NotPossible
from bluelamp.training.enums import BookingState, InvitationMethod, SessionState
from bluelamp.training.rules.booking_states import (
    BOOKING_STEPS,
    HOLDS_A_SEAT,
    SESSION_STEPS,
    goes_to_manager,
    no_show_rate,
    step_booking,
    step_session,
)
from bluelamp.training.rules.invitations import Invitation, cancelled, changed, reply_counts
from bluelamp.training.rules.rosters import Span
from bluelamp.training.rules.waiting_list import (
    Waiting,
    chance_of_more_than,
    in_order,
    most_bookings,
    next_offer,
    offer_ends,
)

B, S = BookingState, SessionState
MORNING = datetime(2024, 1, 15, 9, tzinfo=UTC)
ONE_DAY = Span(MORNING, MORNING + timedelta(hours=8))
NEXT_DAY = Span(MORNING + timedelta(days=1), MORNING + timedelta(hours=32))


def test_v25_a_unit_below_its_gate_comes_first():
    p = Waiting("P", MORNING - timedelta(hours=2), hindered="Team at its cap that day")
    q = Waiting("Q", MORNING, below_gate=True)
    r = Waiting("R", MORNING - timedelta(hours=3))
    assert next_offer([p, q, r]) == q


def test_v25_who_is_hindered_is_passed_over_and_keeps_the_place():
    p = Waiting("P", MORNING - timedelta(hours=2), hindered="Team at its cap that day")
    q, r = Waiting("Q", MORNING), Waiting("R", MORNING - timedelta(hours=1))
    assert next_offer([p, q, r]) == r
    assert in_order([p, q, r]) == [p, r, q]


def test_trn_8_3_the_whole_order():
    first = Waiting("first fortnight", MORNING, on_duty_first=True)
    soon = Waiting("window ends soon", MORNING, window_ends=date(2024, 2, 1))
    below = Waiting("below gate", MORNING, below_gate=True)
    joined = Waiting("joined first", MORNING - timedelta(days=9))
    order = in_order([joined, soon, first, below])
    assert order == [below, first, soon, joined]


@pytest.mark.parametrize(
    ("ahead", "length"),
    [
        (timedelta(days=5), timedelta(hours=24)),
        (timedelta(hours=48), timedelta(hours=2)),
        (timedelta(hours=1), timedelta(hours=1)),
    ],
)
def test_trn_8_3_offers_run_out(ahead, length):
    assert offer_ends(MORNING, MORNING + ahead) == MORNING + length


def test_v24_overbooking_twelve_seats_at_a_quarter():
    assert round(chance_of_more_than(12, 14, 0.25), 3) == 0.101
    assert most_bookings(12, 0.25) == 13
    assert most_bookings(12, 0.25, adjusted_seats=True) == 12
    assert most_bookings(12, 0.0) == 12


def test_v26_moved_then_cancelled():
    sent = Invitation("b1@bluelamp", (ONE_DAY,), "Room 1")
    moved = changed(sent, place="Room 2")
    gone = cancelled(moved)
    assert [each.uid for each in (sent, moved, gone)] == ["b1@bluelamp"] * 3
    assert [each.sequence for each in (sent, moved, gone)] == [0, 1, 2]
    assert gone.method is InvitationMethod.CANCEL
    assert changed(moved, place="Room 2") == moved
    with pytest.raises(NotPossible):
        changed(gone, place="Room 3")


def test_v27_a_reply_to_the_old_time_confirms_nothing():
    sent = Invitation("b1@bluelamp", (ONE_DAY,), "Room 1")
    moved = changed(sent, times=(ONE_DAY, NEXT_DAY))
    assert reply_counts(moved, 1)
    assert not reply_counts(moved, 0)
    assert not reply_counts(cancelled(moved), 2)


@pytest.mark.parametrize("now", list(B))
@pytest.mark.parametrize("then", list(B))
def test_trn_8_1_only_the_steps_of_the_table(now, then):
    if then in BOOKING_STEPS[now]:
        assert step_booking(now, then) is then
        return
    with pytest.raises(NotPossible):
        step_booking(now, then)


def test_trn_8_1_what_was_attended_is_never_a_seat_held():
    assert {B.ATTENDED, B.NO_SHOW, B.DECLINED, B.WAITLISTED} & HOLDS_A_SEAT == set()
    ends = {state for state, steps in BOOKING_STEPS.items() if not steps}
    assert not ends & HOLDS_A_SEAT


def test_trn_4_10_a_session_is_full_and_open_again_and_any_but_a_done_one_is_cancelled():
    assert step_session(S.FULL, S.OPEN) is S.OPEN
    able = {state for state, steps in SESSION_STEPS.items() if S.CANCELLED in steps}
    assert able == set(S) - {S.DONE, S.CANCELLED}
    with pytest.raises(NotPossible):
        step_session(S.PLANNED, S.RUNNING)


def test_trn_8_2_recalled_people_are_not_no_shows():
    states = [B.ATTENDED] * 7 + [B.NO_SHOW, B.EXCUSED, B.PARTIAL, B.CANCELLED]
    assert no_show_rate(states) == Fraction(1, 10)
    assert no_show_rate([B.CONFIRMED]) is None


@pytest.mark.parametrize(
    ("states", "goes"),
    [
        ([B.NO_SHOW], False),
        ([B.NO_SHOW, B.NO_SHOW], True),
        ([B.DECLINED, B.EXPIRED], True),
        ([B.NO_SHOW, B.DECLINED], False),
    ],
)
def test_trn_8_6_the_manager_looks_at_the_second(states, goes):
    assert goes_to_manager(states) is goes
