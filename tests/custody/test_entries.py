"""Lines of the custody record."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction
from tests.custody.world import HOUR, NOON

from bluelamp.audit.models import AuditLine
from bluelamp.core.errors import NotAllowed, NotPossible
from bluelamp.custody.enums import CustodyEntryKind
from bluelamp.custody.models import CustodyEntry
from bluelamp.custody.services import add_entry, correct_entry


def add(world, record, **change):
    return add_entry(
        **{
            "record_id": record.pk,
            "kind": CustodyEntryKind.CARE,
            "text": "Given a drink.",
            "occurred_at": NOON + HOUR,
            "by": world.detention_officer,
            "at": NOON + 2 * HOUR,
        }
        | change
    )


def correct(world, entry, **change):
    return correct_entry(
        **{
            "entry_id": entry.pk,
            "text": "Given water.",
            "occurred_at": entry.occurred_at,
            "by": world.detention_officer,
            "at": NOON + 2 * HOUR,
        }
        | change
    )


def test_an_entry_is_timed_twice_and_signed(world):
    entry = add(world, world.arrived(), text="  Offered tea ☕ – £0, «شاي»  ")
    entry.refresh_from_db()
    assert entry.text == "Offered tea ☕ – £0, «شاي»"
    assert entry.occurred_at == NOON + HOUR
    assert entry.recorded_at > entry.occurred_at
    assert entry.author_label == world.detention_officer.label
    assert AuditLine.objects.filter(action="add_entry").count() == 1


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"text": " \n"}, "text"),
        ({"kind": CustodyEntryKind.RELEASE}, "kind"),
        ({"occurred_at": NOON - HOUR}, "occurred_at"),
        ({"occurred_at": NOON + 3 * HOUR}, "occurred_at"),
    ],
)
def test_an_entry_that_cannot_be(world, change, field):
    with pytest.raises(NotPossible) as refusal:
        add(world, world.arrived(), **change)
    assert refusal.value.field == field


def test_an_investigator_writes_no_entry(world):
    with pytest.raises(NotAllowed):
        add(world, world.arrived(), by=world.arresting)


@pytest.mark.parametrize("act", ["update", "delete"])
def test_rec_4_an_entry_is_neither_changed_nor_deleted(world, act):
    entry = add(world, world.arrived())
    rows = CustodyEntry.objects.filter(pk=entry.pk)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(text="Nothing") if act == "update" else rows.delete()
    assert rows.get().text == "Given a drink."


def test_rec_4_a_correction_names_the_earlier_entry(world):
    wrong = add(world, world.arrived())
    right = correct(world, wrong, occurred_at=NOON + HOUR / 2)
    assert (right.supersedes, right.kind) == (wrong, CustodyEntryKind.CORRECTION)
    assert right.detail["corrects"] == "CARE"
    assert CustodyEntry.objects.get(pk=wrong.pk).text == "Given a drink."


def test_an_entry_is_corrected_once_then_its_correction(world):
    wrong = add(world, world.arrived())
    right = correct(world, wrong)
    with pytest.raises(NotPossible, match="Correct that one instead"):
        correct(world, wrong)
    assert correct(world, right, text="Given squash.").supersedes == right


def test_the_times_that_move_the_clock_stay(world):
    arrival = world.arrived().entries.get(kind="ARRIVAL")
    with pytest.raises(NotPossible) as refusal:
        correct(world, arrival, occurred_at=NOON - HOUR / 4)
    assert refusal.value.rule == "clock model 5"
    corrected = correct(world, arrival, text="Arrived in the yard.")
    with pytest.raises(NotPossible):
        correct(world, corrected, occurred_at=NOON - HOUR / 4)


def test_another_officer_without_care_corrects_nothing(world):
    entry = add(world, world.arrived())
    with pytest.raises(NotAllowed):
        correct(world, entry, by=world.inspector)
