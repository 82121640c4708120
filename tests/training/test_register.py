"""The register of a class: taken once, settled, closed; walk-ins; results (TRN-8.7)."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.officers import signed_in
from tests.training.world import AT, FIRST_DAY, days_on

from bluelamp.access.enums import Role
from bluelamp.access.models import Staff
from bluelamp.audit.models import AuditLine
from bluelamp.core.errors import NotAllowed, NotPossible
from bluelamp.training.enums import (
    BookingState,
    Outcome,
    RegisterField,
    RegisterMark,
    SessionState,
)
from bluelamp.training.models import (
    Booking,
    Learner,
    PracticalInstruction,
    RegisterEntry,
    Requirement,
    Result,
    SessionTrainer,
    TeamLimit,
    Trainer,
)
from bluelamp.training.panels import registers_to_close
from bluelamp.training.rules.register import Said
from bluelamp.training.services import (
    MarkTold,
    finish_session,
    join_waiting_list,
    lock_session,
    sign_off_missed,
    start_session,
    take_marks,
)

F, M, B = RegisterField, RegisterMark, BookingState
MORNING = datetime(2027, 2, 8, 9, 5, tzinfo=UTC)
EVENING = datetime(2027, 2, 8, 17, 0, tzinfo=UTC)


class Class:
    """A class with a trainer, and what can be done to its register."""

    def __init__(self, world, number: int = 1, **more) -> None:
        self.world = world
        self.session = world.session(**more)
        self.trainer = self.teacher()
        self.learners = world.learners(number)
        self.bookings = [world.booked(self.session, each) for each in self.learners]

    def teacher(self):
        officer = self.world.officer(Role.TRAINER)
        trainer = Trainer.objects.create(
            name=officer.label, kind="FACILITATOR", staff_id=officer.id
        )
        SessionTrainer.objects.create(session=self.session, trainer=trainer)
        return officer

    def told(self, learner, mark, field=F.ARRIVAL, **more) -> MarkTold:
        given = {"day": None if field is F.RESULT else FIRST_DAY, "made_at": MORNING, **more}
        said = Said(mark, given.pop("at", None), given.pop("score", None), given.pop("words", ""))
        key = given.pop("key", None) or uuid4()
        return MarkTold(key, field, said, learner_id=learner and learner.pk, **given)

    def take(self, *marks, by=None, at=MORNING):
        return take_marks(session_id=self.session.pk, marks=marks, by=by or self.trainer, at=at)

    def mark_whole(self, learner, **more) -> None:
        self.take(self.told(learner, M.HERE), self.told(learner, M.STAYED, F.DEPARTURE), **more)

    def finish(self, at=EVENING, by=None):
        return finish_session(session_id=self.session.pk, by=by or self.trainer, at=at)

    def states(self) -> list[str]:
        found = Booking.objects.filter(session=self.session).order_by("joined_at", "pk")
        return [each.state for each in found]


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


# --- Pages -------------------------------------------------------------------------------------


@pytest.fixture
def clock(monkeypatch):
    """Let it be the morning of the class, wherever the register asks."""
    at = {"now": MORNING}
    monkeypatch.setattr("bluelamp.training.views.register.now", lambda: at["now"])
    return at


def client_of(officer):
    return signed_in(Staff.objects.get(pk=officer.id))


def page_of(client, kept, **query) -> str:
    response = client.get(reverse("register:register", args=[kept.session.pk]), query)
    assert response.status_code == 200
    return response.content.decode()


def send(client, kept, officer, *marks):
    body = {"officer": str(officer.id), "marks": list(marks)}
    url = reverse("register:marks", args=[kept.session.pk])
    return client.post(url, json.dumps(body), content_type="application/json")


def on_the_wire(learner, said="HERE", **more) -> dict:
    return {
        "key": str(uuid4()),
        "person": str(learner.pk),
        "field": "ARRIVAL",
        "day": FIRST_DAY.isoformat(),
        "said": said,
        "made_at": MORNING.isoformat(),
        "after": [],
        **more,
    }


def test_a_trainer_marks_without_scripts_and_sees_what_is_still_open(world, clock):
    kept = Class(world, 2)
    client = client_of(kept.trainer)
    assert "<strong>2</strong> of 2 still to be marked at the start" in page_of(client, kept)
    url = reverse("register:mark", args=[kept.session.pk])
    common = {"person": kept.learners[0].pk, "day": FIRST_DAY.isoformat(), "after": ""}
    form = {**common, "key": uuid4(), "field": "ARRIVAL", "said": "LATE", "clock": "9.40"}
    assert client.post(url, form).status_code == 302
    assert client.post(url, form).status_code == 302
    assert RegisterEntry.objects.get().happened_at == MORNING.replace(minute=40)
    assert "Came late at 09:40" in page_of(client, kept)


@pytest.mark.parametrize(
    ("form", "words", "kept_text"),
    [
        ({"said": "LATE", "clock": "nine"}, "hours and minutes", 'value="nine"'),
        ({"said": "LATE", "clock": "23:59"}, "(TRN-8.7)", 'value="23:59"'),
        ({"said": "SCORE", "field": "RESULT", "day": "", "score": "180"}, "0 to 100", "180"),
        ({"said": "EXCUSED", "words": ""}, "Say who excused them", ""),
        ({"person": "", "staff_number": "XX-0"}, "(TRN-8.7)", 'value="XX-0"'),
    ],
)
def test_what_is_wrong_is_named_and_what_was_typed_is_kept(world, clock, form, words, kept_text):
    kept = Class(world)
    client = client_of(kept.trainer)
    whole = {
        "key": uuid4(),
        "person": kept.learners[0].pk,
        "field": "ARRIVAL",
        "day": FIRST_DAY.isoformat(),
        "said": "HERE",
        "after": "",
        **form,
    }
    response = client.post(reverse("register:mark", args=[kept.session.pk]), whole)
    shown = response.content.decode()
    assert words in shown
    assert kept_text in shown
    assert "There is a problem" in shown
    assert not RegisterEntry.objects.exists()


def test_a_phone_sends_its_marks_and_hears_of_each(world, clock):
    kept = Class(world)
    client = client_of(kept.trainer)
    good, bad = on_the_wire(kept.learners[0]), {"key": "no key"}
    answer = send(client, kept, kept.trainer, good, bad).json()
    assert [each["state"] for each in answer["taken"]] == ["kept", "unreadable"]
    again = send(client, kept, kept.trainer, good).json()
    assert again["taken"] == [{"key": good["key"], "state": "repeated", "reason": ""}]
    assert AuditLine.objects.filter(action="take_register").count() == 2


@pytest.mark.parametrize(
    "body",
    ["", "[]", '{"marks": []}', '{"officer": "x", "marks": 3}', '{"marks": ['],
)
def test_what_is_no_batch_is_said_to_be_none(world, clock, body):
    kept = Class(world)
    url = reverse("register:marks", args=[kept.session.pk])
    response = client_of(kept.trainer).post(url, body, content_type="application/json")
    assert response.status_code == 409
    assert response.json()["field"] == "marks"


@pytest.mark.parametrize(
    "more",
    [
        {"score": "NaN"},
        {"score": "1e999999"},
        {"made_at": "2027-02-08T09:00"},
        {"after": ["x"]},
        {"said": "NEVER"},
        {"person": 3},
        {"day": "yesterday"},
    ],
    ids=str,
)
def test_a_mark_that_cannot_be_read_is_named_and_costs_no_other(world, clock, more):
    kept = Class(world)
    bad, good = on_the_wire(kept.learners[0], **more), on_the_wire(kept.learners[0])
    taken = send(client_of(kept.trainer), kept, kept.trainer, bad, good).json()["taken"]
    assert {each["state"] for each in taken} == {"kept", "unreadable"}


def test_the_marks_of_another_officer_are_not_taken_for_ones_own(world, clock):
    kept = Class(world)
    other = kept.teacher()
    response = send(client_of(other), kept, kept.trainer, on_the_wire(kept.learners[0]))
    assert response.status_code == 403
    assert not RegisterEntry.objects.exists()


def test_a_register_shows_what_to_do_to_its_trainer_alone_and_may_be_kept_while_open(world, clock):
    kept = Class(world)
    PracticalInstruction.objects.create(learner=kept.learners[0], lines=["Seat near the loop"])
    url = reverse("register:register", args=[kept.session.pk])
    own = client_of(kept.trainer).get(url)
    assert "Seat near the loop" in own.content.decode()
    assert own["Bluelamp-Keep-Offline"] == "yes"
    assert "no-store" in own["Cache-Control"]
    coordinator = client_of(world.coordinator).get(url)
    assert coordinator.status_code == 200
    assert "Seat near the loop" not in coordinator.content.decode()
    supervisor = client_of(world.officer(Role.SUPERVISOR))
    assert supervisor.get(url).status_code == 403
    kept.mark_whole(kept.learners[0])
    kept.finish()
    assert client_of(kept.trainer).get(url)["Bluelamp-Keep-Offline"] == "no"


def test_disagreement_is_shown_with_who_said_what_and_when(world, clock):
    kept = Class(world)
    (learner,) = kept.learners
    other = kept.teacher()
    kept.take(kept.told(learner, M.HERE))
    kept.take(kept.told(learner, M.ABSENT), by=other)
    shown = page_of(client_of(kept.trainer), kept)
    assert "1 to settle" in shown
    assert kept.trainer.label in shown
    assert other.label in shown
    assert "Did not come is right" in shown


def test_the_list_and_the_register_read_in_a_constant_number_of_statements(world, clock):
    counts = []
    for number in (1, 5):
        kept = Class(world, number, room=world.another_room())
        for learner in kept.learners:
            kept.mark_whole(learner)
        client = client_of(kept.trainer)
        with CaptureQueriesContext(connection) as seen:
            page_of(client, kept)
        counts.append(len(seen))
        with CaptureQueriesContext(connection) as seen:
            assert kept.session.course.title in client.get(reverse("register:classes")).text
        counts.append(len(seen))
    assert counts[:2] == counts[2:]


def test_several_days_have_a_page_each_and_all_count(world, clock):
    kept = Class(world, 1, days=days_on(FIRST_DAY, 2))
    (learner,) = kept.learners
    client = client_of(kept.trainer)
    assert "Tue 9 Feb 2027" in page_of(client, kept)
    kept.mark_whole(learner)
    second = FIRST_DAY + timedelta(days=1)
    kept.take(
        kept.told(learner, M.ABSENT, day=second, made_at=MORNING + timedelta(days=1)),
        at=MORNING + timedelta(days=1),
    )
    kept.finish(at=EVENING + timedelta(days=1))
    assert Booking.objects.get(learner=learner).missed == ["Tue 9 Feb 2027, whole day"]


def test_steps_and_signing_off_on_the_page(world, clock):
    kept = Class(world)
    client = client_of(kept.trainer)
    step = reverse("register:step", args=[kept.session.pk, "start"])
    client.post(step, {"on": FIRST_DAY.isoformat()})
    kept.take(
        kept.told(kept.learners[0], M.LATE, at=MORNING.replace(hour=11)),
        kept.told(kept.learners[0], M.STAYED, F.DEPARTURE),
    )
    clock["now"] = EVENING
    finish = reverse("register:step", args=[kept.session.pk, "finish"])
    client.post(finish, {"on": "never"})
    shown = page_of(client, kept)
    assert "Missed: Mon 8 Feb 2027, 09:00 to 11:05" in shown
    assert "Sign off what was missed" in shown
    booking = Booking.objects.get()
    client.post(reverse("register:sign_off", args=[kept.session.pk, booking.pk]))
    assert Result.objects.filter(outcome=Outcome.COMPLETED).count() == 1


def test_the_worker_knows_nobody_and_may_stand_over_the_whole_site(client, db):
    response = client.get(reverse("register:worker"))
    assert response["Content-Type"].startswith("text/javascript")
    assert response["Service-Worker-Allowed"] == "/"
    assert "connect-src 'self'" in response["Content-Security-Policy"]


def test_a_register_left_open_stands_in_its_trainers_work_queue(world):
    kept = Class(world)
    assert list(registers_to_close(kept.trainer, MORNING)) == []
    (item,) = registers_to_close(kept.trainer, EVENING + timedelta(minutes=1))
    assert item.what == "Close the register"
