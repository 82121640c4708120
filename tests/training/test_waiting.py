"""The waiting list and swaps (TRN-8.3, V25)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.training.world import AT, FIRST_DAY

from bluelamp.core.errors import NotAllowed, NotPossible
from bluelamp.training.enums import BookingState, OfferState, SwapState
from bluelamp.training.models import Absence, Booking, Requirement, WaitingListOffer
from bluelamp.training.services import (
    agree_swap,
    ask_swap,
    book_place,
    decline_booking,
    decline_offer,
    expire_offers,
    join_waiting_list,
    leave_waiting_list,
    offer_free_places,
    refuse_swap,
    take_offer,
)

HOUR = timedelta(hours=1)


@pytest.fixture
def full(world):
    """A session with one seat, which somebody has."""
    session = world.session(seats=1)
    session.holder = world.booked(session, world.learners(1)[0])
    return session


def wait(world, session, learner, at=AT) -> Booking:
    return join_waiting_list(
        session_id=session.pk, learner_id=learner.pk, by=world.of(learner), at=at
    )


def give_up(world, booking) -> None:
    decline_booking(
        booking_id=booking.pk, reason="LEAVE", by=world.of(booking.learner), at=AT + HOUR
    )


def offer(world, session, at=AT + HOUR):
    return offer_free_places(session_id=session.pk, by=world.coordinator, at=at)


def trained(*learners) -> None:
    Requirement.objects.filter(learner__in=learners).update(
        outcome="PASSED", completed_on=FIRST_DAY
    )


def test_only_a_full_session_has_a_waiting_list(world):
    with pytest.raises(NotPossible, match="book it"):
        wait(world, world.session(), world.learners(1)[0])


def test_v25_who_is_below_the_gate_is_offered_first(world, full):
    fine, below = world.learners(2)
    trained(fine)
    wait(world, full, fine)
    second = wait(world, full, below, AT + HOUR / 2)
    give_up(world, full.holder)
    (made,) = offer(world, full)
    assert made.booking_id == second.pk


def test_v25_who_is_hindered_is_passed_over_and_keeps_their_place(world, full):
    hindered, other = world.learners(2)
    first = wait(world, full, hindered)
    second = wait(world, full, other, AT + HOUR / 2)
    Absence.objects.create(learner=hindered, kind="COURT", first=FIRST_DAY, last=FIRST_DAY)
    give_up(world, full.holder)
    (made,) = offer(world, full)
    assert made.booking_id == second.pk
    first.refresh_from_db()
    assert (first.state, first.joined_at) == (BookingState.WAITLISTED, AT)


def test_an_offer_holds_the_seat_and_is_taken(world, full):
    booking = wait(world, full, world.learners(1)[0])
    give_up(world, full.holder)
    (made,) = offer(world, full)
    assert made.ends_at == AT + 25 * HOUR
    (late,) = world.learners(1)
    with pytest.raises(NotPossible, match="full"):
        book_place(session_id=full.pk, learner_id=late.pk, by=world.of(late), at=AT + HOUR)
    taken = take_offer(booking_id=booking.pk, by=world.of(booking.learner), at=AT + 2 * HOUR)
    assert (taken.state, taken.seat_number) == (BookingState.CONFIRMED, 1)


def test_an_offer_within_48_hours_lasts_two(world, full):
    wait(world, full, world.learners(1)[0])
    give_up(world, full.holder)
    shortly = full.starts_at - 10 * HOUR
    (made,) = offer(world, full, shortly)
    assert made.ends_at == shortly + 2 * HOUR


def test_an_offer_that_runs_out_goes_to_the_next(world, full):
    one, two = world.learners(2)
    first, second = wait(world, full, one), wait(world, full, two, AT + HOUR / 2)
    give_up(world, full.holder)
    offer(world, full)
    late = AT + 26 * HOUR
    with pytest.raises(NotPossible, match="run out"):
        take_offer(booking_id=first.pk, by=world.of(one), at=late)
    assert expire_offers(by=world.coordinator, at=late) == 1
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, first.seat_number) == (BookingState.EXPIRED, None)
    assert (second.state, second.seat_number) == (BookingState.OFFERED, 1)
    assert expire_offers(by=world.coordinator, at=late) == 0


def test_an_offer_declined_goes_to_the_next(world, full):
    one, two = world.learners(2)
    first, second = wait(world, full, one), wait(world, full, two, AT + HOUR / 2)
    give_up(world, full.holder)
    offer(world, full)
    decline_offer(booking_id=first.pk, by=world.of(one), at=AT + 2 * HOUR)
    second.refresh_from_db()
    assert second.state == BookingState.OFFERED
    states = set(WaitingListOffer.objects.values_list("state", flat=True))
    assert states == {OfferState.DECLINED, OfferState.OPEN}


def test_leaving_the_list(world, full):
    booking = wait(world, full, world.learners(1)[0])
    left = leave_waiting_list(booking_id=booking.pk, by=world.of(booking.learner), at=AT)
    assert left.state == BookingState.CANCELLED


# --- Swaps -------------------------------------------------------------------------------------


@pytest.fixture
def pair(world):
    """Two confirmed bookings of two people on two days."""
    one, two = world.learners(2)
    days = (FIRST_DAY, FIRST_DAY + timedelta(days=1))
    return [
        world.booked(world.session(day), each) for day, each in zip(days, (one, two), strict=True)
    ]


def ask(world, pair):
    mine, theirs = pair
    return ask_swap(mine_id=mine.pk, theirs_id=theirs.pk, by=world.of(mine.learner), at=AT)


def test_a_swap_exchanges_sessions_and_tells_calendars(world, pair):
    mine, theirs = pair
    before = mine.session_id, theirs.session_id
    swap = agree_swap(swap_id=ask(world, pair).pk, by=world.of(theirs.learner), at=AT)
    mine.refresh_from_db()
    theirs.refresh_from_db()
    assert (theirs.session_id, mine.session_id) == before
    assert (mine.sequence, theirs.sequence) == (1, 1)
    assert swap.state == SwapState.AGREED


def test_a_swap_needs_the_colleague(world, pair):
    swap = ask(world, pair)
    with pytest.raises(NotAllowed):
        agree_swap(swap_id=swap.pk, by=world.of(pair[0].learner), at=AT)
    refused = refuse_swap(swap_id=swap.pk, by=world.of(pair[1].learner), at=AT)
    assert refused.state == SwapState.REFUSED


def test_a_swap_keeps_the_hard_constraints_of_both(world, pair):
    mine, theirs = pair
    Absence.objects.create(learner=theirs.learner, kind="LEAVE", first=FIRST_DAY, last=FIRST_DAY)
    swap = ask(world, pair)
    with pytest.raises(NotPossible) as error:
        agree_swap(swap_id=swap.pk, by=world.of(theirs.learner), at=AT)
    assert error.value.rule == "H2"
    mine.refresh_from_db()
    assert mine.session.starts_at.date() == FIRST_DAY


def test_one_question_at_a_time(world, pair):
    ask(world, pair)
    with pytest.raises(NotPossible, match="already"):
        ask(world, pair)
