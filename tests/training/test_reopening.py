"""A register closed by mistake is opened again: what changed is told anew (TRN-8.7)."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.custody.test_at_once import at_once
from tests.officers import signed_in
from tests.training.classes import EVENING, MORNING, Class, F, M
from tests.training.world import FIRST_DAY, GO_LIVE

from bluelamp.access.models import Clearance, Staff
from bluelamp.audit.models import AuditLine
from bluelamp.core.errors import NotAllowed, NotPossible
from bluelamp.training.enums import (
    BookingState,
    DeliveryMode,
    Dimension,
    Outcome,
    ResultSource,
    SessionState,
)
from bluelamp.training.models import Booking, Requirement, Result, TrainingSession
from bluelamp.training.selectors.learning import learnt_in
from bluelamp.training.services import (
    ResultTold,
    cancel_sessions,
    record_result,
    reopen_register,
    sign_off_missed,
    start_session,
)
from bluelamp.training.services.closing import standing_register

B = BookingState
NEXT_DAY = EVENING + timedelta(days=1)
WHY = "Closed by mistake"


def reopen(kept, because=WHY, by=None, at=EVENING):
    by = by or kept.world.coordinator
    return reopen_register(session_id=kept.session.pk, because=because, by=by, at=at)


def standing(learner) -> tuple[str, object]:
    found = Requirement.objects.get(learner=learner)
    return found.outcome, found.completed_on


def heads(kept, learner, field=F.ARRIVAL) -> tuple:
    """Return the marks that somebody correcting this has before their eyes."""
    register = standing_register(kept.session)
    (found,) = (s for c, s in register.items() if (c.person, c.field) == (learner.pk, field))
    return found.keys


def scored(kept, learner, score: int):
    return kept.told(learner, M.SCORE, F.RESULT, score=Decimal(score))


def closed(world, number: int = 1) -> Class:
    """Return a class of which everybody came and passed, its register closed."""
    kept = Class(world, number)
    for each in kept.learners:
        kept.mark_whole(each)
        kept.take(scored(kept, each, 90))
    kept.finish()
    return kept


def test_it_takes_a_reason_and_who_runs_the_programme_and_is_logged(world):
    kept = closed(world)
    with pytest.raises(NotAllowed):
        reopen(kept, by=kept.trainer)
    with pytest.raises(NotPossible) as refused:
        reopen(kept, because="  ")
    assert (refused.value.field, refused.value.rule) == ("because", "TRN-8.7")
    made = reopen(kept).reopening
    assert (made.because, made.opened_by) == (WHY, world.coordinator.label)
    assert AuditLine.objects.get(action="reopen_register").outcome == "DONE"
    assert TrainingSession.objects.get(pk=kept.session.pk).state == SessionState.RUNNING
    with pytest.raises(NotPossible, match="Only a closed register"):
        reopen(kept)


def test_beginning_a_class_does_not_open_a_closed_register(world):
    kept = closed(world)
    with pytest.raises(NotPossible):
        start_session(session_id=kept.session.pk, by=kept.trainer, at=EVENING)


def test_closed_again_unchanged_nothing_is_told_anew(world):
    kept = closed(world, 2)
    before = [standing(each) for each in kept.learners]
    versions = list(Booking.objects.order_by("pk").values_list("version", flat=True))
    reopen(kept)
    kept.finish(at=NEXT_DAY)
    assert Result.objects.count() == 2
    assert [standing(each) for each in kept.learners] == before
    assert list(Booking.objects.order_by("pk").values_list("version", flat=True)) == versions


def test_who_did_not_come_loses_the_pass_and_what_it_opened(world):
    kept = closed(world, 2)
    gone, came = kept.learners
    held = Clearance.objects.filter(staff_id=gone.staff_id, ends_at=None)
    assert held.exists()
    reopen(kept)
    assert standing(gone) == (Outcome.PASSED, FIRST_DAY)
    kept.take(
        kept.told(gone, M.ABSENT, after=heads(kept, gone)),
        kept.told(gone, M.BLANK, F.DEPARTURE, after=heads(kept, gone, F.DEPARTURE)),
    )
    kept.finish()
    states = dict(Booking.objects.values_list("learner", "state"))
    assert states == {gone.pk: B.NO_SHOW, came.pk: B.ATTENDED}
    assert standing(gone) == (Outcome.NOT_STARTED, None)
    assert standing(came) == (Outcome.PASSED, FIRST_DAY)
    assert not held.exists()
    everybody = learnt_in(world.drop, GO_LIVE)[Dimension.ALL]["all"][DeliveryMode.CLASSROOM]
    assert everybody.assessed == 1


def test_who_came_after_all_gets_the_place_and_the_result(world):
    kept = Class(world, 2)
    there, other = kept.learners
    kept.mark_whole(other)
    kept.take(kept.told(there, M.ABSENT))
    kept.finish()
    reopen(kept)
    kept.take(
        kept.told(there, M.HERE, after=heads(kept, there)),
        kept.told(there, M.STAYED, F.DEPARTURE),
        scored(kept, there, 85),
    )
    booking = Booking.objects.get(learner=there)
    assert (booking.state, booking.seat_number) == (B.CONFIRMED, 1)
    kept.finish()
    assert kept.states() == [B.ATTENDED, B.ATTENDED]
    assert standing(there) == (Outcome.PASSED, FIRST_DAY)


def test_who_was_booked_elsewhere_meanwhile_is_named_and_not_given_two_places(world):
    kept = Class(world)
    (learner,) = kept.learners
    kept.take(kept.told(learner, M.ABSENT))
    kept.finish()
    later = world.session(FIRST_DAY + timedelta(days=7))
    world.booked(later, learner)
    reopen(kept)
    (taken,) = kept.take(kept.told(learner, M.HERE, after=heads(kept, learner)))
    assert later.reference in taken.reason
    assert Booking.objects.get(session=kept.session).state == B.NO_SHOW


def test_a_wrong_score_no_longer_counts_and_the_day_stays(world):
    kept = closed(world)
    (learner,) = kept.learners
    reopen(kept)
    kept.take(
        kept.told(
            learner, M.SCORE, F.RESULT, score=Decimal(20), after=heads(kept, learner, F.RESULT)
        )
    )
    kept.finish(at=NEXT_DAY)
    assert standing(learner) == (Outcome.FAILED, None)
    counting = Result.objects.get(taken_back=None)
    assert (counting.score, counting.on) == (20, FIRST_DAY)
    everybody = learnt_in(world.drop, GO_LIVE)[Dimension.ALL]["all"][DeliveryMode.CLASSROOM]
    assert (everybody.assessed, everybody.passed) == (1, 0)


def test_a_score_that_no_register_told_stays(world):
    kept = Class(world)
    (learner,) = kept.learners
    kept.mark_whole(learner)
    kept.finish()
    told = ResultTold(
        Outcome.PASSED,
        ResultSource.ASSESSMENT,
        FIRST_DAY,
        score=Decimal(95),
        booking_id=kept.bookings[0].pk,
    )
    record_result(
        learner_id=learner.pk, course_id=world.course.pk, told=told, by=kept.trainer, at=EVENING
    )
    reopen(kept)
    kept.finish()
    assert standing(learner)[0] == Outcome.PASSED
    assert not Result.objects.exclude(taken_back=None).exists()


def test_what_was_signed_off_stays_signed_off_unless_the_parts_change(world):
    kept = Class(world)
    (learner,) = kept.learners
    kept.take(
        kept.told(learner, M.LATE, at=MORNING.replace(hour=11)),
        kept.told(learner, M.STAYED, F.DEPARTURE),
        scored(kept, learner, 88),
    )
    kept.finish()
    sign_off_missed(booking_id=kept.bookings[0].pk, by=kept.trainer, at=EVENING)
    reopen(kept)
    kept.finish()
    assert standing(learner)[0] == Outcome.PASSED
    reopen(kept)
    late = MORNING.replace(hour=13)
    kept.take(kept.told(learner, M.LATE, at=late, after=heads(kept, learner)))
    kept.finish()
    assert standing(learner)[0] == Outcome.IN_PROGRESS
    assert Booking.objects.get().missed == ["Mon 8 Feb 2027, 09:00 to 13:05"]
    sign_off_missed(booking_id=kept.bookings[0].pk, by=kept.trainer, at=EVENING)
    assert standing(learner)[0] == Outcome.PASSED


def test_what_phones_sent_meanwhile_counts_and_is_answered_as_kept(world):
    kept = closed(world)
    (learner,) = kept.learners
    number = Staff.objects.get(pk=world.learner(of=world.new_team()).staff_id).staff_number
    late = kept.told(learner, M.LEFT, F.DEPARTURE, at=MORNING.replace(hour=12))
    late = kept.told(
        learner, M.LEFT, F.DEPARTURE, at=late.said.at, after=heads(kept, learner, F.DEPARTURE)
    )
    at_the_door = kept.told(None, M.HERE, staff_number=number)
    wrong = kept.told(learner, M.EXCUSED)
    taken = kept.take(late, at_the_door, wrong, at=EVENING)
    assert [each.state for each in taken] == ["refused"] * 3
    report = reopen(kept)
    assert (report.taken_up, report.left) == (2, 0)
    assert [each.state for each in kept.take(late, at_the_door, wrong)] == [
        "repeated",
        "repeated",
        "refused",
    ]
    assert Booking.objects.get(learner__staff__staff_number=number).state == B.CONFIRMED
    with pytest.raises(NotPossible, match="1 person is still to be marked"):
        kept.finish()
    walked_in = Booking.objects.get(learner__staff__staff_number=number).learner
    kept.take(kept.told(walked_in, M.STAYED, F.DEPARTURE))
    kept.finish()
    assert standing(learner)[0] == Outcome.IN_PROGRESS
    assert standing(walked_in)[0] == Outcome.COMPLETED


def test_people_sat_it_so_it_is_neither_moved_nor_cancelled(world):
    kept = closed(world)
    reopen(kept)
    with pytest.raises(NotPossible, match="opened again"):
        cancel_sessions(
            session_ids=[kept.session.pk], because="Flood", by=world.coordinator, at=EVENING
        )


@pytest.mark.parametrize("table", ["registerreopening", "marktakenup", "resulttakenback"])
def test_what_was_opened_again_is_never_altered(world, table):
    kept = closed(world)
    (learner,) = kept.learners
    kept.take(kept.told(learner, M.ABSENT, after=heads(kept, learner)))
    reopen(kept)
    kept.take(kept.told(learner, M.BLANK, F.DEPARTURE, after=heads(kept, learner, F.DEPARTURE)))
    kept.finish()
    cursor = connection.cursor()
    cursor.execute(f"SELECT count(*) FROM training_{table}")  # noqa: S608 - one of ours
    assert cursor.fetchone() == (1,)
    with pytest.raises(Exception, match=r"refused|denied"), transaction.atomic():
        cursor.execute(f"DELETE FROM training_{table}")  # noqa: S608 - one of ours


@pytest.fixture
def corrected(world) -> tuple[Class, list]:
    """Return a class marked whole, and two corrections of each person, one after the other."""
    kept = Class(world, 2)
    marks = []
    for each in kept.learners:
        kept.mark_whole(each)
        seen = heads(kept, each)
        first = kept.told(each, M.LATE, at=MORNING.replace(hour=10), after=seen)
        seen = (first.key, *seen)
        marks += [first, kept.told(each, M.LATE, at=MORNING.replace(hour=11), after=seen)]
    return kept, marks


@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    order=st.permutations(range(4)),
    moments=st.tuples(st.integers(0, 4), st.integers(0, 4)).map(sorted),
)
def test_whenever_it_is_closed_and_opened_again_every_mark_counts_once(corrected, order, moments):
    """Four corrections of two phones in any order, each sent twice, closed anywhere between."""
    kept, marks = corrected
    with transaction.atomic():
        for number in range(5):
            if number == moments[0]:
                kept.finish()
            if number == moments[1]:
                reopen(kept)
            if number < 4:
                kept.take(marks[order[number]], marks[order[number]])
        assert {each.state for each in kept.take(*marks)} == {"repeated"}
        kept.finish()
        missed = ["Mon 8 Feb 2027, 09:00 to 11:05"]
        found = Booking.objects.values_list("state", "missed")
        assert list(found) == [(B.PARTIAL, missed)] * 2
        assert kept.session.register.count() == 8
        assert Result.objects.filter(taken_back=None).count() == 2
        transaction.set_rollback(True)


def test_a_phone_sends_while_the_register_is_opened_again(committed_world):
    kept = closed(committed_world)
    (learner,) = kept.learners
    late = kept.told(
        learner,
        M.LEFT,
        F.DEPARTURE,
        at=MORNING.replace(hour=12),
        after=heads(kept, learner, F.DEPARTURE),
    )
    came = at_once(lambda: kept.take(late, at=EVENING), lambda: reopen(kept))
    assert None not in came
    # Whichever came first: it was taken up, or came to a register already open.
    assert kept.take(late)[0].state == "repeated"
    kept.finish()
    assert kept.states() == [B.PARTIAL]


def test_the_page_asks_for_the_reason_and_shows_it_on_the_register(world, monkeypatch):
    for module in ("register", "reopening"):
        monkeypatch.setattr(f"bluelamp.training.views.{module}.now", lambda: EVENING)
    kept = closed(world)
    (learner,) = kept.learners
    kept.take(kept.told(learner, M.ABSENT, after=heads(kept, learner)))
    url = reverse("register:reopen", args=[kept.session.pk])
    register = reverse("register:register", args=[kept.session.pk])
    trainer = signed_in(Staff.objects.get(pk=kept.trainer.id))
    assert url not in trainer.get(register).text
    assert "coordinator can open it again" in trainer.get(register).text
    assert trainer.post(url, {"because": WHY}).status_code == 403
    client = signed_in(Staff.objects.get(pk=world.coordinator.id))
    assert url in client.get(register).text
    assert "Say why it is opened again" in client.post(url, {"because": " "}).text
    shown = client.post(url, {"because": WHY}, follow=True).text
    assert "Counted now: 1 mark sent while it was closed." in shown
    assert "Opened again Mon 8 Feb 2027 17:00" in shown
    assert WHY in shown
    assert "could not be accepted" not in shown
    assert "Only a closed register is opened again" in client.post(url, {"because": WHY}).text
