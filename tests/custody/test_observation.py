"""Levels as they are set, and what follows for the next visit (CAR-7)."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from tests.custody.care_world import MINUTE, set_level, visit
from tests.custody.world import HOUR, NOON

from bluelamp.audit.models import AuditLine
from bluelamp.core.errors import NotAllowed, NotPossible
from bluelamp.custody.enums import CustodyState, HospitalPurpose, ObservationLevel
from bluelamp.custody.models import CustodyRecord, ObservationSetting
from bluelamp.custody.selectors.observation import observation_of
from bluelamp.custody.services import leave_for_hospital, return_from_hospital


def observed(record):
    return observation_of([record])[record.pk]


def test_before_anybody_decides_a_visit_is_due_an_hour_after_arrival(world):
    found = observed(world.detained())
    assert (found.is_set, found.level) == (False, ObservationLevel.GENERAL)
    assert (found.due_at, found.last_visit) == (NOON + HOUR, None)
    assert [found.overdue(NOON + HOUR + MINUTE * late) for late in (0, 1)] == [0, 1]


def test_a_level_is_kept_with_who_and_when_and_stands_in_the_record(world):
    record = world.detained()
    set_level(world, record, "2", interval_minutes=15, rouse=True, reason="Smells of alcohol.")
    entry = record.entries.get(kind="OBSERVATION")
    assert entry.text == (
        "Level 2: intermittent. Visited and roused at least every 15 min. Smells of alcohol."
    )
    assert (entry.occurred_at, entry.author_id) == (NOON + HOUR, world.custody_officer.id)
    kept = ObservationSetting.objects.get()
    assert (kept.set_at, kept.set_by_id) == (NOON + HOUR, world.custody_officer.id)
    assert AuditLine.objects.filter(action="set_observation_level").count() == 1


def test_a_level_change_recomputes_from_the_last_visit(world):
    record = world.detained()
    visit(world, record, at=NOON + HOUR)
    assert observed(record).due_at == NOON + 2 * HOUR
    set_level(world, record, "2", at=NOON + HOUR + 10 * MINUTE)
    assert observed(record).due_at == NOON + HOUR + 30 * MINUTE
    set_level(world, record, "3", at=NOON + HOUR + 50 * MINUTE)
    assert observed(record).due_at == NOON + HOUR + 30 * MINUTE


def test_the_detention_officer_may_raise_but_not_lower(world):
    record = world.detained()
    set_level(world, record, "3", by=world.detention_officer)
    with pytest.raises(NotAllowed, match="Only the custody officer"):
        set_level(world, record, "2", NOON + 2 * HOUR, by=world.detention_officer)
    set_level(world, record, "2", NOON + 2 * HOUR)
    assert observed(record).level is ObservationLevel.INTERMITTENT


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"reason": " "}, "reason"),
        ({}, "clinical_advice"),
        ({"interval_minutes": 45}, "interval_minutes"),
        ({"occurred_at": NOON + HOUR / 2}, "occurred_at"),
    ],
)
def test_lowering_what_was_set_on_clinical_advice(world, change, field):
    record = world.detained()
    set_level(world, record, "3", clinical=True)
    with pytest.raises(NotPossible) as refusal:
        set_level(world, record, "2", NOON + 2 * HOUR, **change)
    assert refusal.value.field == field
    set_level(world, record, "2", NOON + 2 * HOUR, clinical_advice="Nurse Ng: fit for level 2.")
    assert "Nurse Ng" in record.entries.filter(kind="OBSERVATION").last().text


def test_a_stale_page_sets_nothing(world):
    record = world.detained()
    version = record.version
    set_level(world, record, "2")
    with pytest.raises(NotPossible) as refusal:
        set_level(world, record, "3", version=version)
    assert (refusal.value.field, ObservationSetting.objects.count()) == ("version", 1)


def test_an_investigator_sets_no_level(world):
    with pytest.raises(NotAllowed):
        set_level(world, world.detained(), "2", by=world.arresting)


def test_no_visit_is_due_at_hospital_and_the_hour_counts_from_the_return(world):
    record = world.detained()
    given = {"record_id": record.pk, "by": world.custody_officer}
    leave_for_hospital(
        **given,
        version=record.version,
        purpose=HospitalPurpose.TREATMENT,
        where="General",
        occurred_at=NOON + HOUR,
        at=NOON + HOUR,
    )
    record.refresh_from_db()
    assert (observed(record).due_at, observed(record).overdue(NOON + 9 * HOUR)) == (None, 0)
    back = NOON + 5 * HOUR
    return_from_hospital(**given, version=record.version, occurred_at=back, at=back)
    assert observed(record).due_at == back + HOUR


@pytest.mark.parametrize("count", [5, 50])
def test_many_people_take_one_statement(world, count, django_assert_num_queries):
    records = [world.arrived(world.person(f"Person {n}")) for n in range(count)]
    set_level(world, records[0], "2")
    visit(world, *records)
    with django_assert_num_queries(1):
        found = observation_of([each.pk for each in records])
    assert len(found) == count
    assert {one.due_at for one in found.values()} == {NOON + HOUR * 1.5, NOON + 2 * HOUR}


def test_the_database_keeps_the_intervals_and_every_level(world):
    record = world.detained()
    kept = set_level(world, record, "2")
    for minutes, rouse, name in [(61, False, "hourly"), (31, True, "half_hourly")]:
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            ObservationSetting.objects.create(
                record=record,
                level="1",
                interval_minutes=minutes,
                rouse=rouse,
                set_at=NOON,
                set_by_id=world.custody_officer.id,
            )
    with pytest.raises(ProgrammingError, match="denied"), transaction.atomic():
        ObservationSetting.objects.filter(pk=kept.pk).update(level="1")


def test_a_person_who_has_left_is_not_overdue(world):
    record = world.detained()
    CustodyRecord.objects.filter(pk=record.pk).update(state=CustodyState.CLOSED)
    assert observed(record).due_at is None
