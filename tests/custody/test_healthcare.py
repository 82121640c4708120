"""Calls for medical help, visits, advice and directions (CAR-9)."""

from __future__ import annotations

import pytest
from tests.custody.care_world import MINUTE, ONE, acts_of_care, refused, words
from tests.custody.world import HOUR

from bluelamp.custody.enums import CallEvent, CallKind, HealthcareReason
from bluelamp.custody.models import Call, CallStep, CareTask
from bluelamp.custody.selectors.awaited import awaited_for
from bluelamp.custody.services import CallNote


@pytest.fixture
def record(world):
    return world.detained(cell=world.cells[0].pk)


@pytest.fixture
def do(world, record):
    return acts_of_care(world, record)


def healthcare(do, **change):
    return do(
        "call_healthcare",
        **{"called": CallKind.HEALTHCARE, "reason": HealthcareReason.INJURY} | change,
        text="Cut above the eye.",
    )


def test_car_9_directions_stay_open_until_done(do, world, record):
    call = healthcare(do)
    do(
        "record_healthcare_visit",
        call_id=call.pk,
        who="Nurse Ng",
        advice="Fit to be detained.",
        directions=[("Check the dressing", ONE + HOUR), ("Paracetamol if asked", None)],
        at=ONE + 20 * MINUTE,
    )
    assert "Direction: Check the dressing." in words(record, "HEALTHCARE")
    first = CareTask.objects.order_by("due_at").first()
    with refused("outcome", "CAR-9"):
        do("finish_task", task_id=first.pk, outcome=" ", at=ONE + HOUR)
    do("finish_task", task_id=first.pk, outcome="Clean and dry.", at=ONE + HOUR)
    with refused("occurred_at", "CAR-9"):
        do("finish_task", task_id=first.pk, outcome="Again", at=ONE + HOUR)
    assert CareTask.objects.filter(done_at=None).count() == 1
    with refused("occurred_at", "CAR-9"):
        do(
            "record_healthcare_visit",
            call_id=call.pk,
            who="Nurse Ng",
            advice="Again.",
            directions=[],
            at=ONE + HOUR,
        )


def test_car_9_help_may_be_called_again_and_each_call_is_kept(do, world, record):
    call = healthcare(do)
    healthcare(do, at=ONE + MINUTE)  # Nobody waits for the first to come.
    visit_of = {"call_id": call.pk, "who": "Nurse Ng", "advice": "Fit.", "directions": []}
    do("record_healthcare_visit", **visit_of, at=ONE + 10 * MINUTE)
    healthcare(do, at=ONE + HOUR)
    ambulance = healthcare(do, called=CallKind.AMBULANCE, at=ONE + HOUR)
    assert ambulance.pk != call.pk
    call.refresh_from_db()
    assert (call.state, call.who, call.arrived_at) == ("CONTACTED", "", None)
    events = [one.event for one in call.steps.all()]
    assert events == ["CALL", "CALL", "ARRIVE", "ADVISE", "CALL"]
    assert {one.reason for one in CallStep.objects.filter(event="CALL")} == {"INJURY"}
    awaited = awaited_for([record.pk])[record.pk]
    assert {one.words for one in awaited} == {
        "Healthcare professional awaited",
        "Ambulance awaited",
    }


def test_car_9_what_booking_in_asked_for_is_answered_by_the_same_visit(do, world, record):
    asked = CallNote(CallKind.HEALTHCARE, CallEvent.ASK, text="Asthma.")
    do("note_call", note=asked)
    call = Call.objects.get(record=record, kind=CallKind.HEALTHCARE)
    do(
        "record_healthcare_visit",
        call_id=call.pk,
        who="Nurse Ng",
        advice="Fit.",
        directions=[("Inhaler", None)],
        at=ONE + MINUTE,
    )
    task = CareTask.objects.get()
    assert (task.advice.call, task.advice.event) == (call, CallEvent.ADVISE)
    assert awaited_for([record.pk]) == {}


def test_car_9_nobody_comes_before_the_call(do):
    call = healthcare(do)
    with refused("occurred_at", "REC-3"):
        do(
            "record_healthcare_visit",
            call_id=call.pk,
            who="Nurse Ng",
            advice="Fit.",
            directions=[],
            occurred_at=ONE - MINUTE,
        )
