"""What may become of a booking and of a session: two tables (TRN-8.1, TRN-4.10)."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from bluelamp.core.errors import NotPossible
from bluelamp.training.enums import BookingState, SessionState

B, S = BookingState, SessionState

BOOKING_STEPS: dict[BookingState, frozenset[BookingState]] = {
    B.INVITED: frozenset({B.ACCEPTED, B.TENTATIVE, B.DECLINED, B.CANCELLED}),
    B.ACCEPTED: frozenset({B.CONFIRMED, B.DECLINED, B.CANCELLED}),
    B.TENTATIVE: frozenset({B.ACCEPTED, B.DECLINED, B.CANCELLED}),
    B.CONFIRMED: frozenset({B.ATTENDED, B.PARTIAL, B.NO_SHOW, B.EXCUSED, B.CANCELLED}),
    B.WAITLISTED: frozenset({B.OFFERED, B.CANCELLED}),
    B.OFFERED: frozenset({B.CONFIRMED, B.EXPIRED, B.CANCELLED}),
    B.DECLINED: frozenset(),
    B.ATTENDED: frozenset(),
    B.PARTIAL: frozenset(),
    B.NO_SHOW: frozenset(),
    B.EXCUSED: frozenset(),
    B.CANCELLED: frozenset(),
    B.EXPIRED: frozenset(),
}

SESSION_STEPS: dict[SessionState, frozenset[SessionState]] = {
    S.PLANNED: frozenset({S.OPEN, S.CANCELLED}),
    S.OPEN: frozenset({S.FULL, S.LOCKED, S.CANCELLED}),
    S.FULL: frozenset({S.OPEN, S.LOCKED, S.CANCELLED}),
    S.LOCKED: frozenset({S.RUNNING, S.CANCELLED}),
    S.RUNNING: frozenset({S.DONE, S.CANCELLED}),
    S.DONE: frozenset(),
    S.CANCELLED: frozenset(),
}

AS_IT_WAS = frozenset({B.ATTENDED, B.PARTIAL, B.NO_SHOW, B.EXCUSED})
"""What a closed register makes of a booking; one opened again can make another of it."""

HOLDS_A_SEAT = frozenset({B.INVITED, B.ACCEPTED, B.TENTATIVE, B.CONFIRMED, B.OFFERED})
"""States in which nobody else can have the seat."""

CAME_TO_PASS = frozenset({B.ATTENDED, B.PARTIAL, B.NO_SHOW})


def step_booking(now: BookingState, then: BookingState) -> BookingState:
    """Return the next state of a booking. Raises NotPossible for a step that is none."""
    if then not in BOOKING_STEPS[now]:
        raise NotPossible(f"{now.label}: this cannot become “{then.label}”.", rule="TRN-8.1")
    return then


def correct_booking(now: BookingState, then: BookingState) -> BookingState:
    """Return what a booking becomes where its register was opened again (TRN-8.7).

    Raises NotPossible for what no register says. Who was said not to have come can be confirmed
    again: they get their place back while the register is open.
    """
    if now not in AS_IT_WAS or then not in AS_IT_WAS | {B.CONFIRMED}:
        raise NotPossible(f"{now.label}: this cannot become “{then.label}”.", rule="TRN-8.1")
    return then


def reopen_session(now: SessionState) -> SessionState:
    """Return the state of a session whose closed register is opened again; only of one done."""
    if now is not S.DONE:
        raise NotPossible("Only a closed register is opened again.", rule="TRN-4.10")
    return S.RUNNING


def step_session(now: SessionState, then: SessionState) -> SessionState:
    """Return the next state of a session. Raises NotPossible for a step that is none."""
    if then not in SESSION_STEPS[now]:
        raise NotPossible(f"{now.label}: this cannot become “{then.label}”.", rule="TRN-4.10")
    return then


def no_show_rate(bookings: Iterable[BookingState]) -> Fraction | None:
    """Return the share of confirmed bookings whose people did not come (TRN-8.2).

    Who was excused, an operational recall too, had been confirmed; None while nobody was due.
    """
    ended = [state for state in bookings if state in CAME_TO_PASS or state is B.EXCUSED]
    if not ended:
        return None
    return Fraction(sum(state is B.NO_SHOW for state in ended), len(ended))


def goes_to_manager(bookings: Iterable[BookingState]) -> bool:
    """Tell whether the line manager must look at it: two no-shows, or two declined (TRN-8.6)."""
    states = list(bookings)
    return states.count(B.NO_SHOW) >= 2 or states.count(B.DECLINED) + states.count(B.EXPIRED) >= 2
