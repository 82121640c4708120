"""Sessions on the timetable, moved and cancelled; results (TRN-4.1 to TRN-4.10, TRN-10.7)."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.training.world import AT, FIRST_DAY, good_venue

from bluelamp.access.enums import Role
from bluelamp.core.errors import NotAllowed, NotPossible
from bluelamp.training.enums import BookingState, Outcome, ResultSource, SessionState
from bluelamp.training.models import Booking, Requirement, Result, TrainingSession
from bluelamp.training.services import (
    ResultTold,
    SessionPlan,
    add_session,
    cancel_sessions,
    move_session,
    open_session,
    record_result,
    waive_course,
)

NEXT_DAY = FIRST_DAY + timedelta(days=1)


def plan(world, **more) -> SessionPlan:
    given = {"version_id": world.version.pk, "days": (FIRST_DAY,), "room_id": world.room.pk}
    return SessionPlan(**{**given, **more})


def add(world, **more) -> TrainingSession:
    return add_session(plan=plan(world, **more), by=world.coordinator, at=AT)


def refused(world, rule: str, **more) -> NotPossible:
    with pytest.raises(NotPossible) as error:
        add(world, **more)
    assert error.value.rule == rule
    return error.value


@pytest.mark.parametrize(
    ("lack", "words"),
    [
        ({"step_free": False}, "no step-free access"),
        ({"parking_spaces": 0}, "no parking"),
        ({"fixed_loops": 0}, "no hearing loop"),
        ({"adjustable_desks": 0}, "no height-adjustable desk"),
        ({"breakout": False}, "no breakout area"),
        ({"contemplation_room": False}, "no contemplation room"),
    ],
    ids=["step-free", "parking", "loop", "desk", "breakout", "V20"],
)
def test_the_venue_gate_is_hard(world, lack, words):
    room = world.another_room(venue=good_venue("V2", **lack))
    assert words in refused(world, "TRN-4.6", room_id=room.pk).reason


def test_a_room_and_a_trainer_are_in_use_once(world):
    team = tuple(each.pk for each in world.trainers)
    add(world, trainer_ids=team)
    refused(world, "H6")
    other = world.another_room()
    assert refused(world, "H7", room_id=other.pk, trainer_ids=team[:1]).field == "team"
    assert add(world, room_id=other.pk, days=(NEXT_DAY,), trainer_ids=team).team.count() == 4


def test_a_trainer_teaches_what_they_may_while_they_are_under_contract(world):
    trainer = world.trainers[0]
    trainer.contract_ends = FIRST_DAY - timedelta(days=1)
    trainer.save()
    assert "contract" in refused(world, "H7", trainer_ids=(trainer.pk,)).reason
    trainer.certifications.all().delete()
    assert "may not teach" in refused(world, "H7", trainer_ids=(trainer.pk,)).reason


def test_a_session_opens_with_its_whole_team_or_a_reason(world):
    suppliers = tuple(each.pk for each in world.trainers if each.kind == "SUPPLIER")
    session = add(world, trainer_ids=suppliers)
    with pytest.raises(NotPossible) as error:
        open_session(session_id=session.pk, by=world.coordinator, at=AT)
    assert error.value.rule == "TRN-4.3"
    assert "facilitator" in error.value.reason


def test_seats_are_at_most_those_of_room_and_class(world):
    refused(world, "H6", seats=13)
    assert add(world, room_id=world.another_room(seats=8).pk).seats == 8


def test_only_the_coordinator_makes_sessions(world):
    with pytest.raises(NotAllowed):
        add_session(plan=plan(world), by=world.officer(Role.SUPERVISOR), at=AT)


def test_moving_a_session_moves_its_people_and_raises_the_sequence(world):
    session = world.session()
    world.booked(session, world.learners(1)[0])
    moved = move_session(session_id=session.pk, days=[NEXT_DAY], by=world.coordinator, at=AT)
    assert moved.sequence == 1
    assert [each.day for each in moved.days.all()] == [NEXT_DAY]
    assert world.session(FIRST_DAY).pk != session.pk


def test_moving_onto_another_booking_of_somebody_is_refused(world):
    (learner,) = world.learners(1)
    world.booked(world.session(), learner)
    other = world.session(NEXT_DAY, room=world.another_room())
    Booking.objects.update(state=BookingState.ATTENDED)
    world.booked(other, learner)
    with pytest.raises(NotPossible) as error:
        move_session(session_id=other.pk, days=[FIRST_DAY], by=world.coordinator, at=AT)
    assert error.value.rule == "H2"


def test_cancelling_rebooks_who_can_and_names_who_cannot(world):
    session = world.session()
    able, away = world.learners(2)
    bookings = [world.booked(session, each) for each in (able, away)]
    later = world.session(NEXT_DAY)
    away.absences.create(kind="LEAVE", first=NEXT_DAY, last=NEXT_DAY)
    report = cancel_sessions(
        session_ids=[session.pk], because="The heating has failed", by=world.coordinator, at=AT
    )
    assert TrainingSession.objects.get(pk=session.pk).state == SessionState.CANCELLED
    assert {each.pk for each in report.cancelled} == {each.pk for each in bookings}
    (new,) = report.rebooked
    assert (new.session_id, new.learner_id) == (later.pk, able.pk)
    assert (new.state, new.rebooked_from_id) == (BookingState.INVITED, bookings[0].pk)
    assert [each.learner_id for each in report.left] == [away.pk]
    old = Booking.objects.get(pk=bookings[0].pk)
    assert (old.state, old.seat_number, old.sequence) == (BookingState.CANCELLED, None, 1)


def test_sessions_on_days_somebody_is_away_cost_no_statement(world):
    counts = []
    days = [FIRST_DAY + timedelta(days=number) for number in (0, 7, 1, 2, 3, 4)]
    for first, offered in ((days[0], days[2:3]), (days[1], days[3:])):
        session, (away,) = world.session(first), world.learners(1)
        world.booked(session, away)
        for day in offered:
            world.session(day)
        away.absences.create(kind="LEAVE", first=days[2], last=days[-1])
        with CaptureQueriesContext(connection) as asked:
            report = cancel_sessions(
                session_ids=[session.pk], because="Flooded", by=world.coordinator, at=AT
            )
        assert [each.learner_id for each in report.left] == [away.pk]
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_cancelling_needs_a_reason(world):
    with pytest.raises(NotPossible):
        cancel_sessions(session_ids=[world.session().pk], because=" ", by=world.coordinator, at=AT)


# --- Results -----------------------------------------------------------------------------------

TAUGHT = AT + timedelta(days=20)


def tell(world, learner, outcome, by=None, on: date = FIRST_DAY, **more) -> Result:
    told = ResultTold(outcome, more.pop("source", ResultSource.REGISTER), on, **more)
    by = by or world.officer(Role.TRAINER)
    return record_result(
        learner_id=learner.pk, course_id=world.course.pk, told=told, by=by, at=TAUGHT
    )


def standing(learner) -> tuple[str, date | None]:
    found = Requirement.objects.get(learner=learner)
    return found.outcome, found.completed_on


@pytest.mark.parametrize(("score", "outcome"), [("79.99", Outcome.FAILED), ("80", Outcome.PASSED)])
def test_a_score_decides_an_assessed_course(world, score, outcome):
    learner = world.learner()
    result = tell(world, learner, Outcome.COMPLETED, score=Decimal(score))
    assert result.outcome == outcome
    assert standing(learner)[0] == outcome


def test_v29_a_waiver_keeps_its_reason_and_is_the_coordinators(world):
    learner = world.learner()
    given = {"learner_id": learner.pk, "course_id": world.course.pk, "at": TAUGHT}
    with pytest.raises(NotAllowed):
        waive_course(reason="Taught it", by=world.officer(Role.TRAINER), **given)
    with pytest.raises(NotPossible):
        waive_course(reason=" ", by=world.coordinator, **given)
    assert waive_course(reason="Taught it", by=world.coordinator, **given).reason == "Taught it"
    assert standing(learner)[0] == Outcome.WAIVED


def test_v30_completed_without_a_score_is_not_passed(world):
    learner = world.learner()
    tell(world, learner, Outcome.COMPLETED, by=world.of(learner), source=ResultSource.PACKAGE)
    assert standing(learner)[0] == Outcome.COMPLETED


def test_nobody_signs_off_their_own_learning(world):
    learner = world.learner()
    with pytest.raises(NotAllowed):
        tell(world, learner, Outcome.PASSED, by=world.of(learner, Role.TRAINER))


def test_a_pass_is_not_lost_but_grows_fresher(world):
    learner = world.learner()
    tell(world, learner, Outcome.PASSED)
    tell(world, learner, Outcome.FAILED, on=NEXT_DAY)
    assert standing(learner) == (Outcome.PASSED, FIRST_DAY)
    tell(world, learner, Outcome.PASSED, on=NEXT_DAY)
    assert standing(learner) == (Outcome.PASSED, NEXT_DAY)
    assert Result.objects.count() == 3
