"""Replies are taken as the person's own answer: theirs alone, and to what was last told (V27)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from click.testing import CliRunner
from tests.training.invitations.replying import reply_to
from tests.training.world import AT, FIRST_DAY

from bluelamp.access.models import Staff
from bluelamp.access.policies import operator
from bluelamp.audit.models import AuditLine
from bluelamp.cli.training import command
from bluelamp.core.errors import NotAllowed, NotPossible
from bluelamp.training.enums import BookingState
from bluelamp.training.services import (
    cancel_booking,
    join_waiting_list,
    move_session,
    offer_free_places,
    take_reply,
)

ADDRESS = "ada@force.test"


@pytest.fixture
def session(world):
    return world.session(seats=1)


@pytest.fixture
def booking(world, session):
    learner = world.learner(of=world.new_team())
    Staff.objects.filter(pk=learner.staff_id).update(email="Ada@Force.test")
    return world.booked(session, learner, accept=False)


def take(booking, answer="ACCEPTED", *, sequence=0, attendee=ADDRESS, by=None):
    content = reply_to(f"{booking.pk}@bluelamp", sequence, attendee, answer)
    return take_reply(content=content, by=by or operator(), at=AT)


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        ("ACCEPTED", BookingState.CONFIRMED),
        ("TENTATIVE", BookingState.TENTATIVE),
        ("DECLINED", BookingState.DECLINED),
    ],
)
def test_an_answer_is_the_persons_own_and_may_be_said_again(booking, answer, state):
    assert take(booking, answer).state == state
    line = AuditLine.objects.latest("pk")
    assert line.actor_id == booking.learner.staff_id
    assert take(booking, answer).state == state


def test_v27_a_late_reply_to_the_old_time_does_not_confirm_the_new_one(world, session, booking):
    later = FIRST_DAY + timedelta(days=1)
    move_session(session_id=session.pk, days=[later], by=world.coordinator, at=AT)
    with pytest.raises(NotPossible, match="older time") as refused:
        take(booking, sequence=0)
    assert refused.value.rule == "TRN-10.10"
    booking.refresh_from_db()
    assert booking.state == BookingState.INVITED
    assert take(booking, sequence=1).state == BookingState.CONFIRMED


def test_a_confirmed_place_is_given_up(booking):
    take(booking)
    assert take(booking, "DECLINED").state == BookingState.CANCELLED


def test_an_offered_place_is_taken(world, session, booking):
    waiting = world.learner(of=world.new_team())
    Staff.objects.filter(pk=waiting.staff_id).update(email="bo@force.test")
    queued = join_waiting_list(
        session_id=session.pk, learner_id=waiting.pk, by=world.of(waiting), at=AT
    )
    cancel_booking(booking_id=booking.pk, because="Moved away", by=world.coordinator, at=AT)
    offer_free_places(session_id=session.pk, by=world.coordinator, at=AT)
    assert take(queued, attendee="bo@force.test").state == BookingState.CONFIRMED


def test_nobody_answers_for_somebody_else(world, booking):
    with pytest.raises(NotPossible, match="not from who was invited"):
        take(booking, attendee="eve@force.test")
    with pytest.raises(NotAllowed):
        take(booking, by=world.of(booking.learner))
    booking.refresh_from_db()
    assert booking.state == BookingState.INVITED


def test_a_cancelled_booking_takes_no_answer(world, booking):
    cancel_booking(booking_id=booking.pk, because="Moved away", by=world.coordinator, at=AT)
    for sequence in (0, 1):
        with pytest.raises(NotPossible, match="older time"):
            take(booking, sequence=sequence)


@pytest.mark.parametrize(
    "uid", ["", "b1@bluelamp", "01a20a6f-cca8-760f-922c-3fe12ca8cc6c@bluelamp", "x@elsewhere"]
)
def test_a_reply_to_no_invitation_of_ours(db, uid):
    with pytest.raises(NotPossible, match="no invitation of ours"):
        take_reply(content=reply_to(uid, 0, ADDRESS, "ACCEPTED"), by=operator(), at=AT)


def test_the_command_takes_what_it_can_and_names_the_rest(booking, tmp_path, monkeypatch):
    monkeypatch.setattr("bluelamp.core.time.now", lambda: AT)
    good, bad = tmp_path / "good.ics", tmp_path / "bad.ics"
    good.write_bytes(reply_to(f"{booking.pk}@bluelamp", 0, ADDRESS, "TENTATIVE"))
    bad.write_text("Dear all")
    done = CliRunner().invoke(command, ["take-reply", str(bad), str(good)])
    assert done.exit_code == 1
    assert "bad.ics: This file is no calendar." in done.output
    assert "good.ics: not sure yet" in done.output
    assert "1 of 2 were not taken" in done.output
