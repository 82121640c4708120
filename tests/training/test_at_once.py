"""Many people at once, each on a connection of their own: no place given twice (TRN-4.10)."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest
from tests.custody.test_at_once import at_once, refusals
from tests.training.world import AT, FIRST_DAY

from bluelamp.training.enums import BookingState, SessionState
from bluelamp.training.models import Booking, Learner, TrainingSession, WaitingListOffer
from bluelamp.training.services import (
    accept_booking,
    agree_swap,
    ask_swap,
    book_place,
    cancel_booking,
    cancel_sessions,
    expire_offers,
    invite_learners,
    join_waiting_list,
    offer_free_places,
    take_offer,
)

pytestmark = pytest.mark.slow


def many_people(world, number: int) -> list[Learner]:
    """Return people of ten teams of a size that lets all of them go."""
    teams = [world.new_team() for _ in range(5)]
    for team in teams:
        world.fill(team, number)
    return [world.learner(of=teams[each % 5]) for each in range(number)]


def test_fifty_people_and_the_last_seat(committed_world):
    world = committed_world
    session = world.session(seats=2)
    first, *rush = many_people(world, 51)
    world.booked(session, first)

    def book(learner):
        return book_place(session_id=session.pk, learner_id=learner.pk, by=world.of(learner), at=AT)

    came = at_once(*(lambda learner=learner: book(learner) for learner in rush))
    refused = refusals(came)
    assert len(refused) == 49
    assert {each.rule for each in refused} == {"TRN-4.10"}
    seats = Booking.objects.filter(session=session).values_list("seat_number", flat=True)
    assert sorted(seats) == [1, 2]
    assert TrainingSession.objects.get(pk=session.pk).state == SessionState.FULL


def test_everybody_accepts_at_once_and_nobody_is_lost(committed_world):
    world = committed_world
    session = world.session()
    bookings = [world.booked(session, each, accept=False) for each in many_people(world, 12)]

    def accept(booking):
        return accept_booking(booking_id=booking.pk, by=world.of(booking.learner), at=AT)

    came = at_once(*(lambda booking=booking: accept(booking) for booking in bookings))
    assert refusals(came) == []
    states = Counter(Booking.objects.values_list("state", flat=True))
    assert states == {BookingState.CONFIRMED: 12}


def test_one_person_books_two_sessions_at_one_time(committed_world):
    world = committed_world
    sessions = [world.session(room=room) for room in (world.room, world.another_room())]
    (learner,) = many_people(world, 1)

    def book(session):
        return book_place(session_id=session.pk, learner_id=learner.pk, by=world.of(learner), at=AT)

    came = at_once(*(lambda session=session: book(session) for session in sessions))
    (refused,) = refusals(came)
    assert refused.rule in {"H2", "H11"}
    assert Booking.objects.count() == 1


def test_one_team_with_a_cap_of_one_on_two_sessions_of_a_day(committed_world):
    world = committed_world
    sessions = [world.session(room=room) for room in (world.room, world.another_room())]
    world.fill(world.team, 7)
    pair = [world.learner(), world.learner()]

    def book(session, learner):
        return book_place(session_id=session.pk, learner_id=learner.pk, by=world.of(learner), at=AT)

    acts = zip(sessions, pair, strict=True)
    came = at_once(*(lambda s=session, p=person: book(s, p) for session, person in acts))
    (refused,) = refusals(came)
    assert refused.rule == "H5"


def test_two_swaps_with_the_same_colleague(committed_world):
    world = committed_world
    first = world.session()
    second = world.session(FIRST_DAY.replace(day=9))
    one, two, three = (world.learner(of=world.new_team()) for _ in range(3))
    mine, also = world.booked(first, one), world.booked(first, two)
    theirs = world.booked(second, three)
    swaps = [
        ask_swap(mine_id=each.pk, theirs_id=theirs.pk, by=world.of(each.learner), at=AT)
        for each in (mine, also)
    ]
    came = at_once(
        *(
            lambda swap=swap: agree_swap(swap_id=swap.pk, by=world.of(three), at=AT)
            for swap in swaps
        )
    )
    assert len(refusals(came)) == 1
    assert Booking.objects.filter(session=second).count() == 1
    assert Booking.objects.filter(session=first).count() == 2


def test_two_colleagues_ask_each_other_and_both_agree_at_once(committed_world):
    """Each agreement holds both sessions: in one order, or they wait for each other for ever."""
    world = committed_world
    first, second = world.session(), world.session(FIRST_DAY.replace(day=9))
    one, two = world.learners(2)
    mine, theirs = world.booked(first, one), world.booked(second, two)
    swaps = [
        ask_swap(mine_id=a.pk, theirs_id=b.pk, by=world.of(a.learner), at=AT)
        for a, b in ((mine, theirs), (theirs, mine))
    ]
    acts = zip(swaps, (two, one), strict=True)
    came = at_once(
        *(
            lambda s=swap, who=asked: agree_swap(swap_id=s.pk, by=world.of(who), at=AT)
            for swap, asked in acts
        )
    )
    assert None not in came
    assert len(refusals(came)) == 1
    places = dict(Booking.objects.values_list("learner", "session"))
    assert places == {one.pk: second.pk, two.pk: first.pk}


def waited_for(world, number: int):
    """Return a full session of one seat, who has it, and so many who wait for it."""
    session = world.session(seats=1)
    has, *people = many_people(world, number + 1)
    booking = world.booked(session, has)
    for each in people:
        join_waiting_list(session_id=session.pk, learner_id=each.pk, by=world.of(each), at=AT)
    return session, booking, people


def states_of(session) -> Counter:
    return Counter(Booking.objects.filter(session=session).values_list("state", flat=True))


def test_a_place_that_comes_free_is_offered_to_one_whoever_asks_at_once(committed_world):
    world = committed_world
    session, booking, people = waited_for(world, 4)
    cancel_booking(booking_id=booking.pk, because="Ill", by=world.coordinator, at=AT)

    def offer():
        return offer_free_places(session_id=session.pk, by=world.coordinator, at=AT)

    def book():
        return book_place(session_id=session.pk, learner_id=late.pk, by=world.of(late), at=AT)

    late = world.learner(of=people[0].staff.unit)
    came = at_once(offer, offer, offer, book)
    assert None not in came
    seated = Booking.objects.filter(session=session, seat_number__isnull=False)
    assert seated.count() == 1
    assert states_of(session)[BookingState.WAITLISTED] >= 3


def test_an_offer_is_taken_or_runs_out_and_never_both(committed_world):
    world = committed_world
    session, booking, _people = waited_for(world, 2)
    cancel_booking(booking_id=booking.pk, because="Ill", by=world.coordinator, at=AT)
    offer_free_places(session_id=session.pk, by=world.coordinator, at=AT)
    offer = WaitingListOffer.objects.get()
    taker = offer.booking
    came = at_once(
        lambda: take_offer(
            booking_id=taker.pk,
            by=world.of(taker.learner),
            at=offer.ends_at - timedelta(seconds=1),
        ),
        lambda: expire_offers(by=world.coordinator, at=offer.ends_at),
    )
    assert None not in came
    found = states_of(session)
    taken = found[BookingState.CONFIRMED] == 1
    assert taken == (not refusals(came))
    assert found[BookingState.EXPIRED] == (not taken)
    assert Booking.objects.filter(session=session, seat_number__isnull=False).count() == 1


def test_two_sessions_cancelled_at_once_rebook_into_each_other_and_nobody_is_lost(committed_world):
    """Each holds its own session and wants the other's: without one order they wait for ever."""
    world = committed_world
    first, second, third = (world.session(FIRST_DAY.replace(day=day)) for day in (8, 9, 10))
    people = many_people(world, 9)
    for number, learner in enumerate(people):
        world.booked((first, second)[number % 2], learner)
    late = world.learner(of=people[0].staff.unit)

    def cancel(session):
        return cancel_sessions(
            session_ids=[session.pk], because="Flooded", by=world.coordinator, at=AT
        )

    def book():
        return book_place(session_id=third.pk, learner_id=late.pk, by=world.of(late), at=AT)

    came = at_once(lambda: cancel(first), lambda: cancel(second), book)
    assert None not in came
    assert refusals(came) == []
    assert [one.left for one in came[:2]] == [[], []]
    seated = Booking.objects.filter(seat_number__isnull=False)
    assert set(seated.values_list("session", flat=True)) == {third.pk}
    assert sorted(seated.values_list("learner", flat=True)) == sorted(
        each.pk for each in (*people, late)
    )


def test_two_invitations_of_the_same_teams_in_another_order(committed_world):
    world = committed_world
    sessions = [world.session(), world.session(FIRST_DAY.replace(day=9))]
    teams = [world.new_team() for _ in range(4)]
    crowds = [[world.learner(of=team).pk for team in teams] for _ in sessions]
    crowds[1].reverse()

    def invite(session, learners):
        return invite_learners(
            session_id=session.pk, learner_ids=learners, by=world.coordinator, at=AT
        )

    acts = zip(sessions, crowds, strict=True)
    came = at_once(*(lambda s=session, c=crowd: invite(s, c) for session, crowd in acts))
    assert None not in came
    assert [left for _made, left in came] == [[], []]
