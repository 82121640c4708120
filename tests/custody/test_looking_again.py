"""Releases under investigation, requisitions and hearings: looked at again on their day."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from tests.custody.test_board import sign_in
from tests.custody.world import DETAILS, HOUR, NOON

from bluelamp.core.errors import NotAllowed, NotPossible
from bluelamp.core.time import day_of
from bluelamp.custody.enums import DisposalCode
from bluelamp.custody.models import Disposal
from bluelamp.custody.panels import custody_work
from bluelamp.custody.services import look_again

DAY = timedelta(days=1)
# DETAILS sets the review of a release under investigation for 9 April 2026.
REVIEW = NOON + 30 * DAY


def work(officer, at):
    return [item for item in custody_work(officer, at) if "look-again" in item.url]


def looked(world, record, at=REVIEW, **change):
    record.refresh_from_db()
    given = {
        "record_id": record.pk,
        "version": record.version,
        "disposal_id": Disposal.objects.get(offence__record=record).pk,
        "text": "Phone still examined; told by letter.",
        "next_on": day_of(at + 30 * DAY),
        "occurred_at": at,
        "by": world.inspector,
        "at": at,
    }
    return look_again(**given | change)


def test_bai_15_a_review_awaits_the_supervisor_until_it_is_done(world):
    record = world.released(world.detained())
    assert work(world.inspector, REVIEW - 9 * DAY) == []
    [item] = work(world.inspector, REVIEW - 6 * DAY)
    assert item.what == "Review a release under investigation"
    assert (day_of(item.due_at), item.risk) == (day_of(REVIEW), "")
    assert item.waiting_since == NOON + 8 * HOUR
    assert work(world.custody_officer, REVIEW) == []
    assert work(world.inspector, REVIEW + 2 * DAY)[0].risk == "The day has passed"
    looked(world, record)
    assert work(world.inspector, REVIEW + 2 * DAY) == []
    [item] = work(world.inspector, REVIEW + 29 * DAY)
    assert day_of(item.due_at) == day_of(REVIEW + 30 * DAY)
    looked(world, record, at=REVIEW + 30 * DAY, next_on=None, text="No further action.")
    assert work(world.inspector, REVIEW + 300 * DAY) == []
    assert record.entries.filter(text__contains="looked at again").count() == 2


@pytest.mark.parametrize(
    ("code", "what"),
    [
        (DisposalCode.POSTAL_REQ, "Issue the postal requisition"),
        (DisposalCode.CAUTION_COND, "Check the conditions of a caution"),
    ],
)
def test_what_custody_must_follow_awaits_the_custody_officer(world, code, what):
    world.released(world.detained(), code)
    due = NOON + 120 * DAY
    assert [item.what for item in work(world.custody_officer, due)] == [what]
    assert work(world.inspector, due) == []


def test_a_hearing_of_somebody_bailed_awaits_the_custody_officer(world):
    record = world.charged(world.detained(), DisposalCode.CHG_BAIL)
    world.released(record)
    [item] = work(world.custody_officer, NOON + 14 * DAY)
    assert f"{day_of(item.due_at)}" == DETAILS["hearing_on"]


def test_who_is_due_back_on_bail_awaits_the_custody_officer_a_day_before(world):
    world.released(world.detained(), DisposalCode.PCB)
    due = NOON + 30 * DAY
    whats = lambda at: [item.what for item in custody_work(world.custody_officer, at)]  # noqa: E731
    assert "Due back on bail" not in whats(due - 2 * DAY)
    assert "Due back on bail" in whats(due - DAY / 2)
    assert "Did not answer bail: arrest or new date" in whats(due + HOUR)


def test_a_court_day_without_an_hour_is_not_forgotten(world):
    world.charged(world.detained(cell=world.cells[0].pk))
    [item] = [
        item
        for item in custody_work(world.custody_officer, NOON + 14 * DAY)
        if item.what.startswith("Take to court")
    ]
    assert f"{day_of(item.due_at)}" == DETAILS["hearing_on"]


@pytest.mark.parametrize(
    ("change", "field"),
    [({"text": " "}, "text"), ({"next_on": day_of(REVIEW)}, "next_on")],
)
def test_what_was_found_is_written_and_the_next_day_lies_ahead(world, change, field):
    record = world.released(world.detained())
    with pytest.raises(NotPossible) as refusal:
        looked(world, record, **change)
    assert refusal.value.field == field


def test_rol_7_who_investigates_does_not_review_their_own(world):
    record = world.released(world.detained())
    type(record).objects.filter(pk=record.pk).update(investigating_officer=world.inspector.id)
    with pytest.raises(NotAllowed):
        looked(world, record)
    with pytest.raises(NotAllowed):
        looked(world, record, by=world.custody_officer)


def test_what_was_found_is_never_altered(world):
    looked(world, world.released(world.detained()))
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE custody_disposallook SET text = 'x'")


def test_the_page_says_what_was_decided(world, client):
    record = world.released(world.detained())
    disposal = Disposal.objects.get()
    sign_in(client, world.inspector)
    address = reverse("custody:look_again", args=[record.pk, disposal.pk])
    shown = client.get(address).content.decode()
    assert "09 April 2026" in shown
    assert "Theft from a shop" in shown
    again = client.post(address, {"version": record.version, "text": ""}).content.decode()
    assert "Enter what was found and decided" in again
