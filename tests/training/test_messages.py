"""Invitations as people get them: mailed once by a real server, in order, and never in secret."""

from __future__ import annotations

from datetime import timedelta

import pytest
import vobject
from django.db import transaction
from tests.training.mail_server import mail_server
from tests.training.world import AT, FIRST_DAY, days_on

from bluelamp.access.models import Staff
from bluelamp.audit.models import AuditLine
from bluelamp.core.errors import NotAllowed, NotPossible
from bluelamp.training.enums import DeclineReason, Delivery, MessageKind, MessageState
from bluelamp.training.models import Booking, BookingMessage
from bluelamp.training.services import (
    agree_swap,
    ask_swap,
    book_place,
    cancel_booking,
    cancel_sessions,
    decline_booking,
    invite_learners,
    join_waiting_list,
    make_timetable,
    move_session,
    offer_free_places,
    remind_learners,
    send_again,
    send_message,
)
from bluelamp.training.services.messages import tell_calendars

LATER = FIRST_DAY + timedelta(days=1)


@pytest.fixture
def mail(settings, monkeypatch):
    monkeypatch.setattr("bluelamp.training.tasks.now", lambda: AT)
    settings.BLUELAMP_ADDRESS = "https://bluelamp.test"
    with mail_server(settings) as keeping:
        yield keeping


def person(world, **more):
    learner = world.learner(of=world.new_team(), **more)
    Staff.objects.filter(pk=learner.staff_id).update(email=f"p{world.count}@force.test")
    return learner


def calendar_in(message):
    part = next(each for each in message.walk() if each.get_content_type() == "text/calendar")
    return part, vobject.readOne(part.get_content())


def told(booking) -> list[tuple[str, int, str]]:
    found = BookingMessage.objects.filter(booking=booking).order_by("sequence", "kind")
    return [(each.kind, each.sequence, each.state) for each in found]


# --- What is sent ------------------------------------------------------------------------------


def test_v26_invited_moved_to_another_room_cancelled(world, jobs, mail):
    session, room = world.session(), world.another_room()
    booking = world.booked(session, person(world))
    jobs.run()
    move_session(
        session_id=session.pk, days=[FIRST_DAY], room_id=room.pk, by=world.coordinator, at=AT
    )
    jobs.run()
    cancel_sessions(
        session_ids=[session.pk], because="Flooded", rebook=False, by=world.coordinator, at=AT
    )
    jobs.run()
    assert told(booking) == [("REQUEST", 0, "SENT"), ("REQUEST", 1, "SENT"), ("CANCEL", 2, "SENT")]
    sent = [calendar_in(each) for each in mail.arrived]
    assert [part.get_param("method") for part, _ in sent] == ["REQUEST", "REQUEST", "CANCEL"]
    events = [calendar.vevent for _, calendar in sent]
    assert [each.sequence.value for each in events] == ["0", "1", "2"]
    assert {each.uid.value for each in events} == {f"{booking.pk}@bluelamp"}
    assert [each.location.value.split(",")[0] for each in events] == ["One", room.name, room.name]
    assert events[2].status.value == "CANCELLED"


def test_the_mail_says_when_and_where_to_both_people_and_calendars(world, jobs, mail):
    learner = person(world)
    booking = world.booked(world.session(), learner, accept=False)
    jobs.run()
    (message,) = mail.arrived
    address = Staff.objects.get(pk=learner.staff_id).email
    assert message["To"] == address
    assert message["Subject"] == "OFFICIAL: Response"
    assert message.get_content_type() == "multipart/alternative"
    text = message.get_body(("plain",)).get_content().splitlines()
    assert (text[0], text[-1]) == ("OFFICIAL", "OFFICIAL")
    assert "  Mon 8 Feb 2027, 09:00 to 17:00" in text
    assert f"https://bluelamp.test/training/mine/bookings/{booking.pk}/" in text
    _part, calendar = calendar_in(message)
    assert calendar.vevent.attendee.value == f"mailto:{address}"
    assert calendar.vevent.organizer.value == "mailto:training@bluelamp.invalid"


def test_nothing_sensitive_is_in_a_message(world, jobs, mail):
    session = world.session()
    colleague = world.booked(session, person(world))
    learner = person(world)
    booking = world.booked(session, learner)
    decline_booking(
        booking_id=booking.pk,
        reason=DeclineReason.OTHER,
        words="Chemotherapy",
        by=world.of(learner),
        at=AT,
    )
    cancel_booking(
        booking_id=colleague.pk, because="Suspended from duty", by=world.coordinator, at=AT
    )
    jobs.run()
    said = "".join(each.as_string() for each in mail.arrived)
    names = [staff.family_name for staff in Staff.objects.exclude(email="")]
    for word in ("Chemotherapy", "Suspended", "OTHER", *names):
        assert word not in said


def test_a_swap_moves_both_and_both_sequences_rise(world, jobs, mail):
    """Even to a session that was moved less often than the one that is left."""
    team = world.new_team()
    first, second = world.session(), world.session(LATER)
    people = [world.learner(of=team) for _ in range(2)]
    Staff.objects.filter(learner__in=people).update(email="both@force.test")
    mine = world.booked(first, people[0])
    for day in (FIRST_DAY + timedelta(days=2), FIRST_DAY):
        move_session(session_id=first.pk, days=[day], by=world.coordinator, at=AT)
    theirs = world.booked(second, people[1])
    swap = ask_swap(mine_id=mine.pk, theirs_id=theirs.pk, by=world.of(people[0]), at=AT)
    agree_swap(swap_id=swap.pk, by=world.of(people[1]), at=AT)
    assert [each[:2] for each in told(mine)] == [("REQUEST", number) for number in range(4)]
    assert [each[:2] for each in told(theirs)] == [("REQUEST", 0), ("REQUEST", 1)]


def test_who_waits_is_told_when_a_place_is_offered(world, jobs, mail):
    session = world.session(seats=1)
    holder = world.booked(session, person(world))
    waiting = person(world)
    queued = join_waiting_list(
        session_id=session.pk, learner_id=waiting.pk, by=world.of(waiting), at=AT
    )
    assert told(queued) == []
    cancel_booking(booking_id=holder.pk, because="Moved away", by=world.coordinator, at=AT)
    offer_free_places(session_id=session.pk, by=world.coordinator, at=AT)
    jobs.run()
    assert told(queued) == [("REQUEST", 0, "SENT")]
    assert "A place has become free" in mail.arrived[-1].get_body(("plain",)).get_content()
    _part, calendar = calendar_in(mail.arrived[-1])
    assert calendar.vevent.status.value == "TENTATIVE"


def test_answers_and_changes_that_change_nothing_send_nothing(world, jobs, mail):
    session = world.session()
    booking = world.booked(session, person(world))
    move_session(session_id=session.pk, days=[FIRST_DAY], by=world.coordinator, at=AT)
    jobs.run()
    assert told(booking) == [("REQUEST", 0, "SENT")]
    assert len(mail.arrived) == 1


def test_many_are_told_in_the_same_number_of_statements(world, settings, django_assert_num_queries):
    settings.BLUELAMP_MAIL_URL = "smtp://mail.test"
    session = world.session(days=days_on(FIRST_DAY, 3))
    learners = world.learners(4)
    made, _left = invite_learners(
        session_id=session.pk,
        learner_ids=[each.pk for each in learners],
        by=world.coordinator,
        at=AT,
    )
    for some in (made[:1], made):
        Booking.objects.filter(pk__in=[each.pk for each in some]).update(
            state="DECLINED", seat_number=None
        )
        changed = list(Booking.objects.filter(pk__in=[each.pk for each in some]))
        with django_assert_num_queries(3):
            tell_calendars(changed)


def test_the_timetable_tells_everybody(world, jobs, mail):
    learners = [person(world) for _ in range(3)]
    make_timetable(drop_id=world.drop.pk, delivery=Delivery.CLASSROOM, by=world.coordinator, at=AT)
    assert len(jobs.waiting("send_message")) == Booking.objects.count() >= len(learners)
    jobs.run()
    mailed = {each["To"] for each in mail.arrived}
    assert mailed == set(Staff.objects.exclude(email="").values_list("email", flat=True))


# --- Once, in order, or said not to have arrived --------------------------------------------------


def one_message(world) -> BookingMessage:
    booking = world.booked(world.session(), person(world))
    return BookingMessage.objects.get(booking=booking)


def test_a_message_is_mailed_once_however_often_its_job_runs(world, jobs, mail):
    message = one_message(world)
    jobs.run()
    for _ in range(2):
        send_message(message_id=message.pk, at=AT, last_try=False)
    assert len(mail.arrived) == 1


def test_a_busy_server_is_tried_again_later(world, jobs, mail):
    mail.answers = ["451 Come back later"]
    message = one_message(world)
    jobs.run()
    message.refresh_from_db()
    assert (message.state, message.attempts) == ("QUEUED", 1)
    assert message.problem == "The mail server would not take it now (451)"
    assert jobs.waiting("send_message") == [{"message_id": str(message.pk)}]
    send_message(message_id=message.pk, at=AT, last_try=False)
    message.refresh_from_db()
    assert (message.state, message.problem, len(mail.arrived)) == ("SENT", "", 1)


def test_a_refused_message_fails_at_once_and_quotes_nothing(world, jobs, mail):
    mail.answers = ["554 No such person: ada@force.test"]
    message = one_message(world)
    jobs.run()
    message.refresh_from_db()
    assert (message.state, message.problem) == ("FAILED", "The mail server refused it (554)")
    assert jobs.waiting("send_message") == []


def test_an_unreachable_server_fails_with_the_last_try(world, jobs, settings, mail):
    settings.EMAIL_PORT = 9
    message = one_message(world)
    send_message(message_id=message.pk, at=AT, last_try=True)
    message.refresh_from_db()
    assert (message.state, message.problem) == ("FAILED", "The mail server could not be reached")


def test_what_a_killed_worker_was_sending_is_not_sent_twice_but_told(world, jobs, mail):
    message = one_message(world)
    BookingMessage.objects.filter(pk=message.pk).update(state=MessageState.SENDING)
    jobs.run()
    message.refresh_from_db()
    assert (message.state, message.problem) == (
        "FAILED",
        "Sending was cut short: it may have arrived",
    )
    assert mail.arrived == []


def test_what_is_overtaken_before_it_was_sent_is_not_sent(world, jobs, mail):
    session = world.session()
    moved = world.booked(session, person(world))
    gone = world.booked(session, person(world))
    cancel_booking(booking_id=gone.pk, because="Moved away", by=world.coordinator, at=AT)
    move_session(session_id=session.pk, days=[LATER], by=world.coordinator, at=AT)
    jobs.run()
    assert told(moved) == [("REQUEST", 0, "OVERTAKEN"), ("REQUEST", 1, "SENT")]
    assert told(gone) == [("REQUEST", 0, "OVERTAKEN"), ("CANCEL", 1, "OVERTAKEN")]
    assert len(mail.arrived) == 1


def test_without_a_mail_server_it_is_said_that_nothing_was_sent(world, jobs):
    message = one_message(world)
    assert (message.state, message.problem) == ("UNSENT", "No mail server is set")
    assert jobs.waiting() == []


def test_without_an_address_it_is_said_that_nothing_was_sent(world, jobs, mail):
    booking = world.booked(world.session(), world.learner(of=world.new_team()))
    jobs.run()
    message = BookingMessage.objects.get(booking=booking)
    assert (message.state, message.problem) == ("UNSENT", "No e-mail address is known")


def test_a_coordinator_sends_again_what_did_not_arrive(world, jobs, mail):
    mail.answers = ["554 Not today"]
    message = one_message(world)
    jobs.run()
    with pytest.raises(NotAllowed):
        send_again(message_ids=[message.pk], by=world.officer(), at=AT)
    assert send_again(message_ids=[message.pk], by=world.coordinator, at=AT) == 1
    jobs.run()
    message.refresh_from_db()
    assert (message.state, len(mail.arrived)) == ("SENT", 1)
    assert AuditLine.objects.filter(action="send_again").count() == 1
    with pytest.raises(NotPossible, match="have gone out"):
        send_again(message_ids=[message.pk], by=world.coordinator, at=AT)


def test_a_booking_falls_with_its_message(world, jobs, mail):
    """The booking, the message and the job are written in one transaction, or not at all."""
    learner, session = person(world), world.session()
    with transaction.atomic():
        book_place(session_id=session.pk, learner_id=learner.pk, by=world.coordinator, at=AT)
        transaction.set_rollback(True)
    assert not Booking.objects.exists()
    assert not BookingMessage.objects.exists()
    assert jobs.waiting() == []


# --- Reminders ------------------------------------------------------------------------------------


def test_a_reminder_comes_seven_days_and_one_day_before_once_each(world, jobs, mail):
    day = FIRST_DAY + timedelta(days=14)
    booking = world.booked(world.session(day), person(world))
    jobs.run()
    mail.arrived.clear()
    starts = booking.session.starts_at
    reminded = [
        remind_learners(at=starts - before)
        for before in (
            timedelta(days=8),
            timedelta(days=6, hours=23),
            timedelta(days=3),
            timedelta(hours=23),
            timedelta(hours=2),
        )
    ]
    assert reminded == [0, 1, 0, 1, 0]
    jobs.run()
    subjects = [each["Subject"] for each in mail.arrived]
    assert subjects == ["OFFICIAL: Reminder: Response"] * 2
    assert "in 7 days" in mail.arrived[0].get_content()
    assert "is tomorrow" in mail.arrived[1].get_content()


def test_a_moved_session_is_reminded_of_anew_and_a_cancelled_one_not(world, jobs, mail):
    day = FIRST_DAY + timedelta(days=14)
    session = world.session(day)
    booking, gone = (world.booked(session, person(world)) for _ in range(2))
    soon = booking.session.starts_at - timedelta(days=5)
    assert remind_learners(at=soon) == 2
    move_session(
        session_id=session.pk, days=[day + timedelta(days=14)], by=world.coordinator, at=soon
    )
    cancel_booking(booking_id=gone.pk, because="Moved away", by=world.coordinator, at=soon)
    assert remind_learners(at=soon + timedelta(days=14)) == 1
    reminders = BookingMessage.objects.filter(kind=MessageKind.REMINDER, booking=booking)
    assert sorted(reminders.values_list("sequence", "days_before")) == [(0, 7), (1, 7)]
