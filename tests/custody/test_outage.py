"""After an outage: declared, typed with true times, marked, confirmed (REC-12)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from tests.custody.browser import signed_in
from tests.custody.test_act_pages import at, send
from tests.custody.world import HEARD, HOUR, NOON

from bluelamp.access.panels import work_for
from bluelamp.core.errors import NotAllowed, NotPossible
from bluelamp.custody.enums import CustodyEntryKind, ReviewOutcome
from bluelamp.custody.models import BackEntry, Outage
from bluelamp.custody.panels import outage_work
from bluelamp.custody.selectors.wholeness import faults_in
from bluelamp.custody.services import (
    add_back_entry,
    add_entry,
    confirm_back_entry,
    declare_outage,
    hold_review,
)

BEGAN, ENDED = NOON + 2 * HOUR, NOON + 6 * HOUR
NOW = NOON + 8 * HOUR


def outage(world, **change):
    return declare_outage(
        **{
            "suite_id": world.suite.pk,
            "began_at": BEGAN,
            "ended_at": ENDED,
            "text": "The power was off.",
            "by": world.custody_officer,
            "at": NOW,
        }
        | change
    )


def line(world, made, record, when=NOON + 3 * HOUR, **change):
    return add_back_entry(
        **{
            "outage_id": made.pk,
            "record_id": record.pk,
            "kind": CustodyEntryKind.CARE,
            "text": "Given a meal.",
            "occurred_at": when,
            "by": world.detention_officer,
            "at": NOW,
        }
        | change
    )


def marked(entry):
    entry.refresh_from_db()
    return entry.detail.get("outage")


def waiting(officer):
    return [item for item in work_for(officer, NOW) if item.what == "Enter the paper record"]


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"ended_at": BEGAN}, "ended_at", "must end after it began"),
        ({"ended_at": NOW + HOUR}, "began_at", "cannot be in the future"),
        ({"began_at": ENDED - timedelta(days=15)}, "began_at", "more than 14 days"),
        ({"text": " "}, "text", "Enter what happened"),
    ],
)
def test_an_outage_that_cannot_be(world, change, field, words):
    with pytest.raises(NotPossible, match=words) as refusal:
        outage(world, **change)
    assert refusal.value.field == field


def test_two_outages_of_a_suite_may_touch_but_not_overlap(world):
    outage(world)
    outage(world, began_at=ENDED, ended_at=ENDED + HOUR)
    with pytest.raises(NotPossible, match="has been declared already"):
        outage(world, began_at=BEGAN + HOUR, ended_at=NOW)


def test_it_is_declared_by_a_custody_officer_and_never_altered(world):
    with pytest.raises(NotAllowed):
        outage(world, by=world.detention_officer)
    made = outage(world)
    with pytest.raises(DatabaseError), transaction.atomic():
        made.delete()


def test_what_happened_then_and_is_typed_after_it_was_declared_is_marked(world):
    record = world.detained()
    before = line_of(world, record, BEGAN + HOUR)
    made = outage(world)
    assert marked(before) is None
    assert marked(line_of(world, record, BEGAN + HOUR)) == str(made.pk)
    assert marked(line_of(world, record, BEGAN - HOUR / 2)) is None
    assert marked(line_of(world, record, ENDED + HOUR / 2)) is None
    assert faults_in([record.pk]) == []


def line_of(world, record, when):
    return add_entry(
        record_id=record.pk,
        kind=CustodyEntryKind.CARE,
        text="Slept.",
        occurred_at=when,
        by=world.detention_officer,
        at=NOW,
    )


def test_a_line_of_another_time_belongs_in_the_record_itself(world):
    made = outage(world)
    with pytest.raises(NotPossible, match="use the custody record itself"):
        line(world, made, world.detained(), ENDED + HOUR)


def test_a_review_held_on_paper_moves_the_clock_by_its_true_time(world):
    record = world.detained()
    made = outage(world)
    hold_review(
        record_id=record.pk,
        version=record.version,
        outcome=ReviewOutcome.CONTINUE,
        text="Goes on.",
        representations=HEARD,
        occurred_at=NOON + 5 * HOUR,
        by=world.inspector,
        at=NOW,
    )
    entry = record.entries.get(kind="REVIEW")
    assert marked(entry) == str(made.pk)
    assert "On time" in entry.text


def test_each_record_held_then_is_work_until_it_is_confirmed(world):
    first, second = world.detained(), world.detained(world.person("Second"))
    assert waiting(world.detention_officer) == []
    made = outage(world)
    items = waiting(world.detention_officer)
    assert {item.about.split(",")[0] for item in items} == {
        first.event.reference,
        second.event.reference,
    }
    pages = [reverse("custody:back_entry", args=[made.pk, one.pk]) for one in (first, second)]
    assert {item.url for item in items} == set(pages)
    keys = {"outage_id": made.pk, "by": world.detention_officer, "at": NOW}
    entry = confirm_back_entry(record_id=first.pk, **keys)
    assert "has been entered and checked" in entry.text
    assert [i.about.split(",")[0] for i in waiting(world.detention_officer)] == [
        second.event.reference
    ]
    with pytest.raises(NotPossible, match="confirmed already"):
        confirm_back_entry(record_id=first.pk, **keys)


def test_somebody_who_came_later_is_not_concerned(world):
    made = outage(world, began_at=NOON - 5 * HOUR, ended_at=NOON - HOUR)
    record = world.detained()
    assert waiting(world.detention_officer) == []
    with pytest.raises(NotPossible, match="not held here during the outage"):
        confirm_back_entry(
            outage_id=made.pk, record_id=record.pk, by=world.detention_officer, at=NOW
        )


def test_the_work_of_outages_is_read_in_the_same_few_statements(world, django_assert_num_queries):
    for name in "ABC":
        world.detained(world.person(name))
    outage(world)
    with django_assert_num_queries(3):
        assert len(list(outage_work(world.detention_officer, NOW))) == 3


def test_the_guided_pages(client, world):
    record = world.detained()
    browser = signed_in(client, world.custody_officer)
    answers = {"suite": str(world.suite.pk), "text": "No power."}
    wrong = answers | at(ENDED, "began_at") | at(BEGAN, "ended_at")
    shown = browser.post(reverse("custody:declare_outage"), wrong).content.decode()
    assert "must end after it began" in shown
    assert "No power." in shown
    browser.post(
        reverse("custody:declare_outage"), answers | at(BEGAN, "began_at") | at(ENDED, "ended_at")
    )
    made = Outage.objects.get()
    page = reverse("custody:back_entry", args=[made.pk, record.pk])
    listed = browser.get(reverse("custody:outage", args=[made.pk])).content.decode()
    assert page in listed
    shown = browser.post(page, {"kind": "CARE", "text": "Ate."} | at(ENDED + HOUR))
    assert "use the custody record itself" in shown.content.decode()
    browser.post(page, {"kind": "CARE", "text": "Ate."} | at(BEGAN + HOUR))
    send(browser, "hospital", record, {"purpose": "TREATMENT", "where": "A"} | at(BEGAN + 2 * HOUR))
    words = browser.get(page).content.decode()
    assert "Ate." in words
    assert "Left for hospital" in words
    assert (
        "After an outage"
        in browser.get(reverse("custody:record", args=[record.pk])).content.decode()
    )
    browser.post(reverse("custody:confirm_back_entry", args=[made.pk, record.pk]))
    assert BackEntry.objects.get().record == record
    assert "All entered" in browser.get(reverse("custody:outages")).content.decode()
