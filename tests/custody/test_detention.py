"""Authorising detention, or refusing it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.custody.world import HOUR, NOON

from bluelamp.access.enums import Rank, Role
from bluelamp.audit.models import AuditLine
from bluelamp.core.errors import NotAllowed, NotPossible
from bluelamp.custody.enums import (
    CustodyEntryKind,
    CustodyState,
    DetentionGround,
    DisposalCode,
    NotToldReason,
)
from bluelamp.custody.models import CellOccupation
from bluelamp.custody.rules.review_schedule import schedule_for
from bluelamp.custody.selectors import clock_of
from bluelamp.custody.services import add_entry, authorise_detention, refuse_detention


def authorise(world, record, **change):
    return authorise_detention(
        **{
            "record_id": record.pk,
            "version": record.version,
            "grounds": [DetentionGround.QUESTION],
            "text": "To question about the theft.",
            "not_told": None,
            "occurred_at": NOON + HOUR / 2,
            "by": world.custody_officer,
            "at": NOON + HOUR,
        }
        | change
    )


def refuse(world, record, **change):
    return refuse_detention(
        **{
            "record_id": record.pk,
            "version": record.version,
            "text": "No grounds.",
            "occurred_at": NOON + HOUR / 2,
            "by": world.custody_officer,
            "at": NOON + HOUR,
        }
        | change
    )


def test_authorised_detention_starts_the_reviews_and_not_the_clock(world):
    record = world.detained()
    clock = clock_of(record)
    assert record.state == CustodyState.DETAINED
    assert clock.limit(24) == NOON + timedelta(hours=24)
    assert schedule_for(clock).next_due == NOON + HOUR / 2 + timedelta(hours=6)


def test_the_entry_carries_grounds_and_that_they_were_told(world):
    record = world.detained()
    entry = record.entries.get(kind=CustodyEntryKind.AUTHORISATION)
    assert entry.detail["grounds"] == ["QUESTION"]
    assert "was told the grounds" in entry.text
    assert entry.occurred_at == NOON + HOUR / 2


def test_a_person_who_was_not_told_has_a_reason_in_the_record(world):
    record = world.arrived()
    entry = authorise(world, record, not_told=NotToldReason.VIOLENT)
    assert "not told the grounds: violent" in entry.text


def test_a_cell_is_taken_in_the_same_act(world):
    record = world.detained(cell=world.cells[0].pk)
    stay = CellOccupation.objects.get(record=record)
    assert (stay.cell, stay.since, stay.until) == (world.cells[0], NOON + HOUR / 2, None)


def test_an_occupied_cell_undoes_the_whole_act(world):
    world.detained(cell=world.cells[0].pk)
    record = world.arrived(world.person("Second Person"))
    with pytest.raises(NotPossible) as refusal:
        authorise(world, record, cell_id=world.cells[0].pk)
    record.refresh_from_db()
    assert refusal.value.field == "cell"
    assert (record.state, record.authorised_at) == (CustodyState.ARRIVED, None)


@pytest.mark.parametrize(
    ("change", "field", "rule"),
    [
        ({"grounds": []}, "grounds", "ARR-10"),
        ({"text": "  "}, "text", "ARR-11"),
        ({"occurred_at": NOON - HOUR}, "occurred_at", "REC-3"),
        ({"occurred_at": NOON + 2 * HOUR}, "occurred_at", "REC-3"),
    ],
)
def test_an_authorisation_that_cannot_be(world, change, field, rule):
    record = world.arrived()
    with pytest.raises(NotPossible) as refusal:
        authorise(world, record, **change)
    assert (refusal.value.field, refusal.value.rule) == (field, rule)


def test_detention_is_authorised_once(world):
    record = world.detained()
    with pytest.raises(NotPossible) as refusal:
        authorise(world, record)
    assert refusal.value.rule == "section 16"


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.CUSTODY_OFFICER])
def test_only_a_custody_officer_authorises(world, role):
    record = world.arrived()
    with pytest.raises(NotAllowed):
        authorise(world, record, by=world.officer("X9", Rank.SERGEANT, role))


def test_a_custody_officer_below_sergeant_does_not_authorise(world):
    record = world.arrived()
    constable = world.officer("X9", Rank.CONSTABLE, Role.CUSTODY_OFFICER)
    with pytest.raises(NotAllowed, match="sergeant or above"):
        authorise(world, record, by=constable)


def test_the_arresting_officer_does_not_authorise(world):
    record = world.arrived(arrested_by_id=world.custody_officer.id)
    with pytest.raises(NotAllowed, match="arresting officer"):
        authorise(world, record)


def test_the_officer_in_the_case_does_not_authorise_or_refuse(world):
    record = world.arrived(investigating_officer_id=world.custody_officer.id)
    with pytest.raises(NotAllowed, match="on the investigation"):
        authorise(world, record)
    with pytest.raises(NotAllowed, match="on the investigation"):
        refuse(world, record)


def test_refusal_closes_the_record_and_no_review_is_ever_due(world):
    record = world.arrived()
    refuse(world, record)
    record.refresh_from_db()
    assert record.state == CustodyState.CLOSED
    assert record.released_at == NOON + HOUR / 2
    assert record.offences.get().disposal == DisposalCode.DET_REFUSED
    assert schedule_for(clock_of(record)).next_due is None
    assert AuditLine.objects.filter(action="refuse_detention").count() == 1


def test_a_refusal_needs_a_reason(world):
    with pytest.raises(NotPossible) as refusal:
        refuse(world, world.arrived(), text="")
    assert (refusal.value.field, refusal.value.rule) == ("text", "ARR-14")


def test_a_stale_save_says_who_changed_what(world):
    record = world.arrived()
    stale = record.version
    other = replace(world.custody_officer, label="Sergeant Other 7")
    authorise(world, record, by=other)
    with pytest.raises(NotPossible) as conflict:
        refuse(world, record, version=stale)
    assert conflict.value.field == "version"
    assert "Detention authorised by Sergeant Other 7" in conflict.value.reason


def test_a_note_of_another_is_no_conflict(world):
    record = world.arrived()
    add_entry(
        record_id=record.pk,
        kind=CustodyEntryKind.CARE,
        text="Given water",
        occurred_at=NOON,
        by=world.detention_officer,
        at=NOON + HOUR,
    )
    authorise(world, record)
    record.refresh_from_db()
    assert record.state == CustodyState.DETAINED
