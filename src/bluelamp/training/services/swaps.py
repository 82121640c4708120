"""Two colleagues change places on sessions of the same course."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.models import Q

from bluelamp.access.policies import Officer, require
from bluelamp.core.errors import NotPossible
from bluelamp.training.enums import BookingState, SwapState
from bluelamp.training.models import Booking, Swap, TrainingSession
from bluelamp.training.policies import can_answer_booking, can_answer_swap
from bluelamp.training.rules.eligibility import Hindrance

from .booking_steps import (
    hold_teams,
    learner_for_booking,
    locked_sessions,
    log_bookings,
    refuse_unless_open,
)
from .bookings import hindrances_of, refuse_hindered
from .messages import tell_calendars

SWAPPABLE = {BookingState.INVITED, BookingState.ACCEPTED, BookingState.CONFIRMED}


def ask_swap(*, mine_id: UUID, theirs_id: UUID, by: Officer, at: datetime) -> Swap:
    """Ask a colleague to change places; nothing changes until they agree."""
    with transaction.atomic():
        mine, theirs = _both(mine_id, theirs_id)
        require(can_answer_booking(by, mine))
        _check_pair(mine, theirs)
        try:
            with transaction.atomic():
                swap = Swap.objects.create(mine=mine, theirs=theirs, asked_at=at)
        except IntegrityError as error:
            raise NotPossible("You have asked somebody to swap already.", field="with") from error
        log_bookings([mine, theirs], by=by, action="ask_swap")
        return swap


def agree_swap(*, swap_id: UUID, by: Officer, at: datetime) -> Swap:
    """Change the places of two people, each within every hard constraint of the other session.

    What else was asked about these two places is withdrawn: who said yes to it meant another place.
    """
    with transaction.atomic():
        # Sessions before swaps, as everybody holds them: two may agree to each other's question.
        sessions = locked_sessions(_sessions_of(swap_id))
        swap = _asked(swap_id)
        require(can_answer_swap(by, swap))
        mine, theirs = _both(swap.mine_id, swap.theirs_id, lock=True)
        if {mine.session_id, theirs.session_id} != sessions.keys():
            raise NotPossible("One of these was moved just now. Ask again.", rule="TRN-8.1")
        hold_teams((mine.learner_id, theirs.learner_id))
        _check_pair(mine, theirs)
        for booking, to in ((mine, theirs), (theirs, mine)):
            refuse_unless_open(sessions[to.session_id], at)
            _check_move(booking, sessions[to.session_id], leaving=to)
        _exchange(mine, theirs)
        tell_calendars([mine, theirs])
        swap.state, swap.answered_at = SwapState.AGREED, at
        swap.save(update_fields=["state", "answered_at"])
        _withdraw_others(mine, theirs, at)
        log_bookings([mine, theirs], by=by, action="agree_swap")
        return swap


def refuse_swap(*, swap_id: UUID, by: Officer, at: datetime) -> Swap:
    """Say no to a colleague who asked, or take one's own question back."""
    with transaction.atomic():
        swap = _asked(swap_id)
        own = swap.mine.learner.staff_id == by.id
        if not own:
            require(can_answer_swap(by, swap))
        swap.state = SwapState.WITHDRAWN if own else SwapState.REFUSED
        swap.answered_at = at
        swap.save(update_fields=["state", "answered_at"])
        log_bookings([swap.mine, swap.theirs], by=by, action="refuse_swap")
        return swap


def _sessions_of(swap_id: UUID) -> set[UUID]:
    found = Swap.objects.filter(pk=swap_id).values_list("mine__session", "theirs__session")
    return {session for pair in found for session in pair}


def _withdraw_others(mine: Booking, theirs: Booking, at: datetime) -> None:
    pair = (mine.pk, theirs.pk)
    about = Swap.objects.filter(Q(mine__in=pair) | Q(theirs__in=pair), state=SwapState.ASKED)
    for each in about.select_for_update(of=("self",), no_key=True).order_by("pk"):
        each.state, each.answered_at = SwapState.WITHDRAWN, at
        each.save(update_fields=["state", "answered_at"])


def _asked(swap_id: UUID) -> Swap:
    held = Swap.objects.select_for_update(of=("self",), no_key=True)
    swap = held.select_related("mine__learner", "theirs__learner").filter(pk=swap_id).first()
    if swap is None or swap.state != SwapState.ASKED:
        raise NotPossible("Nobody waits for an answer to this.", rule="TRN-8.1")
    return swap


def _both(mine_id: UUID, theirs_id: UUID, *, lock: bool = False) -> tuple[Booking, Booking]:
    found = Booking.objects.select_related("learner__staff__unit", "session")
    if lock:
        found = found.select_for_update(of=("self",), no_key=True).order_by("pk")
    by_id = {each.pk: each for each in found.filter(pk__in=(mine_id, theirs_id))}
    if len(by_id) != 2:
        raise NotPossible("Choose a colleague's booking.", field="with")
    return by_id[mine_id], by_id[theirs_id]


def _check_pair(mine: Booking, theirs: Booking) -> None:
    if mine.course_id != theirs.course_id or mine.session_id == theirs.session_id:
        raise NotPossible("Swap with another session of the same course.", field="with")
    if {BookingState(mine.state), BookingState(theirs.state)} - SWAPPABLE:
        raise NotPossible("Both places must be held.", field="with", rule="TRN-8.1")


def _check_move(booking: Booking, to: TrainingSession, *, leaving: Booking) -> None:
    """Refuse a move that a hard constraint forbids; within one team the number away is the same."""
    learner = learner_for_booking(booking.learner_id)
    same_team = leaving.learner.staff.unit_id == learner.staff.unit_id
    found = [
        each
        for each in hindrances_of(learner, to)
        if not (same_team and each.rule is Hindrance.TEAM)
    ]
    refuse_hindered(found)
    if found:
        raise NotPossible(f"{found[0].words}.", field="with", rule=found[0].rule)


def _exchange(mine: Booking, theirs: Booking) -> None:
    """Exchange session and seat in one transaction, the constraints judged at its end."""
    places = [(each.session_id, each.seat_number) for each in (mine, theirs)]
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS seat_once_a_session, learner_in_one_place DEFERRED")
    for booking, (session_id, seat) in zip((mine, theirs), reversed(places), strict=True):
        booking.session_id, booking.seat_number = session_id, seat
        booking.sequence += 1
        booking.version += 1
        booking.save(update_fields=["session", "seat_number", "sequence", "version"])
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS seat_once_a_session, learner_in_one_place IMMEDIATE")
