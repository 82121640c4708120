"""Many people at once, each on a connection of their own: no place given twice (TRN-4.10)."""

from __future__ import annotations

from collections import Counter

import pytest
from tests.custody.test_at_once import at_once, refusals
from tests.training.world import AT, FIRST_DAY

from bluelamp.training.enums import BookingState, SessionState
from bluelamp.training.models import Booking, Learner, TrainingSession
from bluelamp.training.services import (
    accept_booking,
    agree_swap,
    ask_swap,
    book_place,
    cancel_sessions,
    invite_learners,
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
