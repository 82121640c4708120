"""What the database holds by itself, whatever the code says."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from tests.training.world import AT, FIRST_DAY

from bluelamp.training.enums import BookingState, SessionState
from bluelamp.training.models import (
    Booking,
    Result,
    SessionDay,
    SessionTrainer,
    TrainingSession,
)


def copy_of(session: TrainingSession, **more) -> TrainingSession:
    """Return the same session again with its day, made past every service."""
    days = list(session.days.all())
    given = {"room_id": session.room_id, "virtual_room_id": session.virtual_room_id, **more}
    made = TrainingSession.objects.create(
        reference=f"{session.reference}-2",
        drop=session.drop,
        course=session.course,
        course_version=session.course_version,
        seats=session.seats,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        state=SessionState.OPEN,
        **given,
    )
    for day in days:
        SessionDay.objects.create(
            session=made, day=day.day, starts_at=day.starts_at, ends_at=day.ends_at
        )
    return made


def seat(session, learner, number: int, state=BookingState.CONFIRMED) -> Booking:
    return Booking.objects.create(
        session=session,
        learner=learner,
        course=session.course,
        state=state,
        seat_number=number,
        told_at=AT,
        joined_at=AT,
    )


def test_a_room_is_not_used_twice_at_a_time(world):
    session = world.session()
    with pytest.raises(IntegrityError, match="room_in_use_once"), transaction.atomic():
        copy_of(session)


def test_a_cancelled_session_gives_its_room_back(world):
    session = world.session()
    TrainingSession.objects.filter(pk=session.pk).update(state=SessionState.CANCELLED)
    again = copy_of(session)
    with pytest.raises(IntegrityError, match="room_in_use_once"), transaction.atomic():
        TrainingSession.objects.filter(pk=session.pk).update(state=SessionState.OPEN)
    assert again.days.count() == 1


def test_moving_a_session_into_a_room_in_use_is_refused(world):
    session = world.session()
    other = copy_of(session, room_id=world.another_room().pk)
    with pytest.raises(IntegrityError, match="room_in_use_once"), transaction.atomic():
        TrainingSession.objects.filter(pk=other.pk).update(room=world.room)


def test_a_virtual_room_is_not_used_twice_at_a_time(world):
    session = world.session()
    first = copy_of(session, room_id=None, virtual_room_id=world.virtual_room.pk)
    TrainingSession.objects.filter(pk=first.pk).update(reference="other")
    with pytest.raises(IntegrityError, match="virtual_room_in_use_once"), transaction.atomic():
        copy_of(session, room_id=None, virtual_room_id=world.virtual_room.pk)


def test_a_trainer_is_in_one_place(world):
    session = world.session()
    other = copy_of(session, room_id=world.another_room().pk)
    trainer = world.trainers[0]
    SessionTrainer.objects.create(session=session, trainer=trainer)
    with pytest.raises(IntegrityError, match="trainer_in_one_place"), transaction.atomic():
        SessionTrainer.objects.create(session=other, trainer=trainer)


def test_a_person_is_in_one_place(world):
    session, learner = world.session(), world.learner()
    other = copy_of(session, room_id=world.another_room().pk)
    seat(session, learner, 1)
    Booking.objects.filter(learner=learner).update(state=BookingState.ATTENDED)
    with pytest.raises(IntegrityError, match="learner_in_one_place"), transaction.atomic():
        seat(other, learner, 1)


def test_moving_a_day_onto_another_booking_is_refused(world):
    learner = world.learner()
    session = world.session()
    other = copy_of(session, room_id=world.another_room().pk)
    other.days.update(starts_at=AT, ends_at=AT + timedelta(hours=1))
    seat(session, learner, 1, BookingState.ATTENDED)
    seat(other, learner, 1)
    day = session.days.get()
    with pytest.raises(IntegrityError, match="learner_in_one_place"), transaction.atomic():
        other.days.update(starts_at=day.starts_at, ends_at=day.ends_at)


def test_a_seat_is_given_once_and_none_beyond_the_seats(world):
    session = world.session(seats=2)
    one, two = world.learner(), world.learner()
    seat(session, one, 2)
    for number, name in ((2, "seat_once_a_session"), (3, "seats_of_the_session")):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            seat(session, two, number)
    with pytest.raises(IntegrityError, match="seats_of_the_session"), transaction.atomic():
        TrainingSession.objects.filter(pk=session.pk).update(seats=1)


def test_a_place_is_a_seat_and_no_place_is_none(world):
    session, learner = world.session(), world.learner()
    for number, state in ((None, BookingState.CONFIRMED), (1, BookingState.DECLINED)):
        with pytest.raises(IntegrityError, match="a_place_is_a_seat"), transaction.atomic():
            seat(session, learner, number, state)


def test_one_booking_a_course(world):
    learner = world.learner()
    seat(world.session(), learner, 1)
    with pytest.raises(IntegrityError, match="one_booking_a_course"), transaction.atomic():
        seat(world.session(FIRST_DAY + timedelta(days=1)), learner, 1)


def test_results_are_never_altered(world):
    Result.objects.create(
        learner=world.learner(),
        course=world.course,
        outcome="PASSED",
        source="LOADED",
        on=FIRST_DAY,
        told_by="Test",
    )
    with pytest.raises(Exception, match=r"permission denied|never"):
        Result.objects.update(outcome="FAILED")
