"""The register of a class: taken once, settled, closed; walk-ins; results (TRN-8.7)."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection, transaction
from tests.training.classes import EVENING, MORNING, Class, F, M
from tests.training.world import AT, FIRST_DAY

from bluelamp.access.enums import Role
from bluelamp.access.models import Staff
from bluelamp.core.errors import NotAllowed, NotPossible
from bluelamp.training.enums import (
    BookingState,
    Outcome,
    SessionState,
)
from bluelamp.training.models import (
    Booking,
    Learner,
    RegisterEntry,
    Requirement,
    SessionTrainer,
    TeamLimit,
    Trainer,
)
from bluelamp.training.services import (
    join_waiting_list,
    lock_session,
    sign_off_missed,
    start_session,
)

B = BookingState


def outcome_of(learner) -> str:
    return Requirement.objects.get(learner=learner).outcome


def test_a_class_is_taken_closed_and_its_results_told(world):
    kept = Class(world, 4)
    good, poor, partly, gone = kept.learners
    for each in (good, poor):
        kept.mark_whole(each)
    kept.take(kept.told(good, M.SCORE, F.RESULT, score=Decimal(92)))
    kept.take(kept.told(poor, M.SCORE, F.RESULT, score=Decimal(61)))
    kept.take(
        kept.told(partly, M.LATE, at=MORNING.replace(hour=10)),
        kept.told(partly, M.LEFT, F.DEPARTURE, at=MORNING.replace(hour=15, minute=30)),
        kept.told(partly, M.SCORE, F.RESULT, score=Decimal(88)),
        kept.told(gone, M.ABSENT),
    )
    kept.session.refresh_from_db()
    assert kept.session.state == SessionState.RUNNING
    done = kept.finish()
    assert done.state == SessionState.DONE
    states = dict(Booking.objects.values_list("learner", "state"))
    assert [states[each.pk] for each in kept.learners] == [
        B.ATTENDED,
        B.ATTENDED,
        B.PARTIAL,
        B.NO_SHOW,
    ]
    assert Booking.objects.get(learner=partly).missed == [
        "Mon 8 Feb 2027, 09:00 to 10:05",
        "Mon 8 Feb 2027, 15:30 to 17:00",
    ]
    assert [outcome_of(each) for each in kept.learners] == [
        Outcome.PASSED,
        Outcome.FAILED,
        Outcome.IN_PROGRESS,
        Outcome.NOT_STARTED,
    ]


def test_what_was_missed_is_signed_off_by_a_trainer_and_the_score_then_counts(world):
    kept = Class(world)
    (learner,) = kept.learners
    kept.take(
        kept.told(learner, M.LATE, at=MORNING.replace(hour=11)),
        kept.told(learner, M.STAYED, F.DEPARTURE),
        kept.told(learner, M.SCORE, F.RESULT, score=Decimal(88)),
    )
    kept.finish()
    booking = Booking.objects.get(learner=learner)
    with pytest.raises(NotAllowed):
        sign_off_missed(booking_id=booking.pk, by=world.of(learner, Role.TRAINER), at=EVENING)
    sign_off_missed(booking_id=booking.pk, by=kept.trainer, at=EVENING)
    assert outcome_of(learner) == Outcome.PASSED
    with pytest.raises(NotPossible) as refused:
        sign_off_missed(booking_id=booking.pk, by=kept.trainer, at=EVENING)
    assert refused.value.rule == "TRN-8.7"


def test_a_register_is_not_closed_while_somebody_is_unmarked_or_disagreed_on(world):
    kept = Class(world)
    (learner,) = kept.learners
    start_session(session_id=kept.session.pk, by=kept.trainer, at=MORNING)
    with pytest.raises(NotPossible, match="1 person is still to be marked"):
        kept.finish()
    kept.mark_whole(learner)
    other = kept.teacher()
    kept.take(kept.told(learner, M.ABSENT), by=other)
    with pytest.raises(NotPossible, match="marked or settled"):
        kept.finish()
    heads = RegisterEntry.objects.filter(field=F.ARRIVAL).values_list("pk", flat=True)
    kept.take(kept.told(learner, M.HERE, after=tuple(heads)), by=other)
    kept.finish()
    assert kept.states() == [B.ATTENDED]


def test_a_batch_that_comes_again_counts_once_and_is_answered_the_same(world):
    kept = Class(world, 2)
    marks = [kept.told(each, M.HERE) for each in kept.learners]
    assert [each.state for each in kept.take(*marks)] == ["kept", "kept"]
    assert [each.state for each in kept.take(*marks, *marks)] == ["repeated"] * 4
    assert RegisterEntry.objects.count() == 2
    again = kept.told(kept.learners[0], M.ABSENT, key=marks[0].key)
    assert kept.take(again)[0].state == "refused"
    assert RegisterEntry.objects.get(pk=marks[0].key).mark == M.HERE


def test_both_times_are_kept(world):
    kept = Class(world)
    made = MORNING - timedelta(minutes=3)
    kept.take(kept.told(kept.learners[0], M.HERE, made_at=made), at=EVENING)
    entry = RegisterEntry.objects.get()
    assert entry.made_at == made
    assert entry.received_at is not None


def test_the_register_is_never_altered(world):
    kept = Class(world)
    kept.take(kept.told(kept.learners[0], M.HERE))
    for change in (
        "UPDATE training_registerentry SET mark = 'ABSENT'",
        "DELETE FROM training_registerentry",
    ):
        with pytest.raises(Exception, match=r"refused|denied"), transaction.atomic():
            connection.cursor().execute(change)


def test_one_mark_at_fault_holds_no_other_up_and_is_kept_with_its_reason(world):
    kept = Class(world)
    (learner,) = kept.learners
    wrong = kept.told(learner, M.SCORE, F.RESULT, score=Decimal(120))
    nobody = kept.told(None, M.HERE, staff_number="NOBODY-9")
    taken = kept.take(wrong, nobody, kept.told(learner, M.HERE))
    assert [each.state for each in taken] == ["refused", "refused", "kept"]
    assert kept.take(wrong)[0].reason == taken[0].reason
    assert RegisterEntry.objects.get(pk=nobody.key).staff_number == "NOBODY-9"


def test_a_mark_that_comes_after_the_closing_is_kept_and_changes_nothing(world):
    kept = Class(world)
    (learner,) = kept.learners
    kept.mark_whole(learner)
    kept.finish()
    (late,) = kept.take(kept.told(learner, M.ABSENT), at=EVENING)
    assert late.reason == "The register was closed before this mark came."
    assert kept.states() == [B.ATTENDED]
    kept.take(kept.told(learner, M.SCORE, F.RESULT, score=Decimal(85)), at=EVENING)
    assert outcome_of(learner) == Outcome.PASSED


def test_nobody_marks_themselves_and_only_who_teaches_keeps_a_register(world):
    kept = Class(world)
    (learner,) = kept.learners
    trainer = Trainer.objects.create(name="Own", kind="FACILITATOR", staff_id=learner.staff_id)
    SessionTrainer.objects.create(session=kept.session, trainer=trainer)
    (own,) = kept.take(kept.told(learner, M.HERE), by=world.of(learner, Role.TRAINER))
    assert own.reason == "Nobody signs off their own learning."
    stranger = world.officer(Role.TRAINER)
    for officer in (stranger, world.officer(Role.SUPERVISOR)):
        with pytest.raises(NotAllowed):
            kept.take(kept.told(learner, M.HERE), by=officer)
    assert kept.take(kept.told(learner, M.HERE), by=world.coordinator)[0].state == "kept"


def test_who_did_not_answer_and_came_has_accepted_and_who_did_not_come_never_did(world):
    kept = Class(world, 0)
    came, not_come = world.learners(2)
    for each in (came, not_come):
        world.booked(kept.session, each, accept=False)
    kept.mark_whole(came)
    kept.take(kept.told(not_come, M.ABSENT))
    kept.finish()
    states = dict(Booking.objects.values_list("learner", "state"))
    assert (states[came.pk], states[not_come.pk]) == (B.ATTENDED, B.CANCELLED)


# --- At the door -------------------------------------------------------------------------------


def number_of(learner) -> str:
    return Staff.objects.get(pk=learner.staff_id).staff_number


def test_somebody_at_the_door_gets_a_free_seat_by_staff_number(world):
    kept = Class(world, 1, seats=2)
    lock_session(session_id=kept.session.pk, by=world.coordinator, at=AT)
    one, two = world.learners(2)
    first = kept.told(None, M.HERE, staff_number=number_of(one).lower())
    second = kept.told(None, M.HERE, staff_number=number_of(two))
    taken = kept.take(first, second)
    assert [(each.state, each.reason) for each in taken] == [
        ("kept", ""),
        ("refused", "There is no free seat."),
    ]
    booking = Booking.objects.get(learner=one)
    assert (booking.state, booking.seat_number) == (B.CONFIRMED, 2)
    assert not Booking.objects.filter(learner=two).exists()


def test_the_door_holds_the_hard_constraints(world):
    kept = Class(world)
    elsewhere = world.session(FIRST_DAY + timedelta(days=1))
    booked, tight = world.learners(2)
    world.booked(elsewhere, booked)
    small = world.new_team()
    TeamLimit.objects.create(unit=small, cap_percent=1)
    Learner.objects.filter(pk=tight.pk).update(mode="DIGITAL")
    rested = world.learner(of=small)
    told = [
        kept.told(None, M.HERE, staff_number=number_of(each)) for each in (booked, tight, rested)
    ]
    reasons = [each.reason for each in kept.take(*told)]
    assert elsewhere.reference in reasons[0]
    assert reasons[1].startswith("Is taught otherwise")
    assert reasons[2].endswith("not without release before the day.")
    rules = RegisterEntry.objects.exclude(refused="").values_list("rule", flat=True)
    assert set(rules) == {"H11", "TRN-3.2", "H5"}


def test_who_waits_for_a_place_and_comes_takes_the_free_one(world):
    kept = Class(world, 1, seats=1)
    (learner,) = world.learners(1)
    join_waiting_list(
        session_id=kept.session.pk, learner_id=learner.pk, by=world.of(learner), at=AT
    )
    Booking.objects.filter(learner=kept.learners[0]).update(state=B.CANCELLED, seat_number=None)
    kept.take(kept.told(None, M.HERE, staff_number=number_of(learner)))
    assert Booking.objects.get(learner=learner).state == B.CONFIRMED


def test_a_register_opens_three_hours_before(world):
    kept = Class(world)
    (taken,) = kept.take(kept.told(kept.learners[0], M.HERE), at=AT)
    assert taken.reason == "The register opens three hours before the class."


def test_two_phones_at_once_lose_nothing(committed_world):
    kept = Class(committed_world, 6)
    marks = [kept.told(each, M.HERE) for each in kept.learners]

    def send(number: int) -> None:
        try:
            kept.take(*marks[number % 2 :: 2], *marks)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as phones:
        list(phones.map(send, range(4)))
    assert set(RegisterEntry.objects.values_list("pk", flat=True)) == {each.key for each in marks}
    assert kept.session.register.filter(refused="").count() == 6
