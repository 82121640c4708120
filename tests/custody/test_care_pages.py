"""The page of one person's care, and every act of care by its form."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.custody.browser import signed_in
from tests.custody.care_world import MINUTE, set_level, visit
from tests.custody.test_visit_pages import text_of
from tests.custody.world import HOUR, NOON

from bluelamp.core.time import LONDON
from bluelamp.custody.enums import CallKind, DetentionType
from bluelamp.custody.models import Call, CareTask, CustodyRecord

SAID = {"text": "As told."}
FORCE = {"who": "PC Lamp", "technique": "Handcuffs", "why": "Kicked out."}
MEDICINE = {"name": "Ibuprofen", "quantity": "400 mg", "answer": "ACCEPTED", "advised_by": "Nurse"}
ACTS = {
    "care_given": {"kind": "DRINK", "answer": "ACCEPTED"},
    "medication": {**MEDICINE, "witness": "D1"},
    "healthcare_call": {"called": "HEALTHCARE", "reason": "INJURY", **SAID},
    "watch": {"watcher": "D1"},
    "rest": {},
    "interview": {"interviewer": "C1", "fitness": "Fit."},
    "force": FORCE,
    "incident": {"kind": "NEAR_MISS", **SAID},
    "complaint": SAID,
    "mental_health": {"kind": "HCP", "still_holds": "yes", **SAID},
}


@pytest.fixture
def record(world):
    record = world.detained(cell=world.cells[0].pk)
    CustodyRecord.objects.update(detention_type=DetentionType.MENTAL_HEALTH)
    set_level(world, record, "3")
    return record


def send(browser, name, record, answers, *more):
    """Open the form of an act, and send it with the present as its time."""
    address = reverse(f"custody:{name}", args=[record.pk, *more])
    shown = browser.get(address)
    assert shown.status_code == 200
    now = timezone.now().astimezone(LONDON)
    moment = {"date": f"{now:%d/%m/%Y}", "time": f"{now:%H:%M}", "offset": now.tzname()}
    given = {f"occurred_at_{part}": each for part, each in moment.items()}
    version = shown.context["form"]["version"].value()
    return browser.post(address, {"version": version, **given, **answers})


@pytest.mark.parametrize("name", ACTS)
def test_each_act_leads_back_to_the_page_of_care(browser, record, name):
    before = record.entries.count()
    done = send(browser, name, record, ACTS[name])
    assert done.url == f"/custody/record/{record.pk}/care/"
    assert record.entries.count() == before + 1


@pytest.mark.parametrize("name", [name for name in ACTS if name not in {"rest"}])
def test_what_is_missing_is_asked_and_what_was_typed_kept(browser, record, name):
    refused = send(browser, name, record, dict(list(ACTS[name].items())[1:]))
    assert "There is a problem" in text_of(refused)


def test_healthcare_from_call_to_direction_done(browser, record):
    send(browser, "healthcare_call", record, ACTS["healthcare_call"])
    call = Call.objects.get(kind=CallKind.HEALTHCARE)
    page = browser.get(reverse("custody:care", args=[record.pk]))
    assert "Healthcare professional has come" in text_of(page)
    came = {"who": "Nurse Ng", "advice": "Fit.", "direction_1": "Check the dressing"}
    assert send(browser, "healthcare_visit", record, came, call.pk).status_code == 302
    task = CareTask.objects.get()
    page = browser.get(reverse("custody:care", args=[record.pk]))
    assert "Clinical direction Check the dressing" in text_of(page)
    assert send(browser, "task_done", record, {"outcome": "Dry."}, task.pk).status_code == 302
    assert "To be done" not in text_of(browser.get(reverse("custody:care", args=[record.pk])))


def test_an_inspector_told_may_say_so_and_not_care(browser, client, world, record):
    send(browser, "complaint", record, SAID)
    task = CareTask.objects.get()
    boss = signed_in(client, world.inspector)
    page = boss.get(reverse("custody:care", args=[record.pk]))
    assert "What can be done now" not in text_of(page)
    assert send(boss, "task_done", record, {"outcome": "Seen."}, task.pk).status_code == 302


def test_the_day_is_drawn_and_told_in_a_table_with_both_times(browser, world, record):
    start = timezone.now() - 3 * HOUR
    CustodyRecord.objects.update(arrested_at=start, arrived_at=start, authorised_at=start)
    visit(world, record, at=start + HOUR)
    visit(world, record, at=start + 2 * HOUR + 5 * MINUTE)
    send(browser, "care_given", record, {"kind": "MAIN_MEAL", "answer": "REFUSED"})
    send(browser, "rest", record, {})
    page = browser.get(reverse("custody:care", args=[record.pk]))
    drawn = page.content.decode()
    assert [drawn.count(f"custody-day__{kind}") for kind in ("late", "meal")] == [2, 1]
    assert "custody-day__bar--rest" in drawn
    text = text_of(page)
    assert "Main meal Offered and refused." in text
    assert re.search(r"typed [\w: ]+ Visit, \d+ min late", text)
    assert "Resting now" in text


def test_the_page_takes_the_same_statements_for_much_and_little(browser, world, record):
    address = reverse("custody:care", args=[record.pk])
    counts = []
    browser.get(address)
    for visits in (1, 20):
        for number in range(visits):
            visit(world, record, at=NOON + HOUR + number * MINUTE)
        with CaptureQueriesContext(connection) as made:
            browser.get(address)
        counts.append(len(made))
    assert counts[0] == counts[1]


def test_nobody_sees_the_care_of_a_record_that_is_not_there(browser, world):
    assert browser.get(reverse("custody:care", args=[world.suite.pk])).status_code == 404
