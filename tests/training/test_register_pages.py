"""The register on the page and over the wire, as a trainer's phone meets it (TRN-8.7)."""

from __future__ import annotations

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.officers import signed_in
from tests.training.classes import EVENING, MORNING, Class, F, M
from tests.training.world import FIRST_DAY, days_on

from bluelamp.access.enums import Role
from bluelamp.access.models import Staff
from bluelamp.audit.models import AuditLine
from bluelamp.training.enums import (
    BookingState,
    Outcome,
)
from bluelamp.training.models import (
    Booking,
    PracticalInstruction,
    RegisterEntry,
    Result,
)
from bluelamp.training.panels import registers_to_close

B = BookingState


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
