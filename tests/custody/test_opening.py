"""Opening a custody record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.custody.world import HOUR, NOON

from bluelamp.access.enums import Rank, Role
from bluelamp.audit.enums import Operation
from bluelamp.audit.models import AuditLine
from bluelamp.core.errors import NotAllowed, NotPossible
from bluelamp.core.ids import is_reference
from bluelamp.custody.enums import Circumstance, CustodyEntryKind, CustodyState, DetentionType
from bluelamp.custody.models import CustodyRecord
from bluelamp.custody.services import open_record
from bluelamp.nominals.enums import EventKind, LinkRole
from bluelamp.nominals.models import Link


def test_a_record_is_opened_registered_and_tied_to_the_person(world):
    record = world.arrived()
    assert record.state == CustodyState.ARRIVED
    assert record.relevant_time == NOON
    assert is_reference(record.event.reference)
    assert record.event.kind == EventKind.CUSTODY
    link = Link.objects.get(target_id=record.pk)
    assert (link.source_id, link.role) == (record.person_id, LinkRole.DETAINED_PERSON)
    assert [one.kind for one in record.entries.all()] == ["ARREST", "ARRIVAL"]


def test_the_event_and_its_title_name_nobody(world):
    record = world.arrived()
    assert "Okafor" not in record.event.title


def test_the_audit_says_who_opened_whose_record(world):
    record = world.arrived()
    line = AuditLine.objects.get(action="open_record")
    assert line.operation == Operation.COLLECT
    assert line.actor_id == world.custody_officer.id
    assert line.records == [record.pk, record.person_id]
    assert line.record_reference == record.event.reference


def test_words_are_kept_as_typed(world):
    words = "Stopped by PC £20 note 😀 عربي é"
    record = world.arrived(circumstances=words, arrested_where="Café عربي £1 shop")
    record.refresh_from_db()
    assert record.circumstances == words
    assert record.arrested_where == "Café عربي £1 shop"
    assert words in record.entries.get(kind=CustodyEntryKind.ARREST).text


def test_arrested_at_the_station_the_clock_starts_at_arrest(world):
    record = world.arrived(circumstance=Circumstance.VOLUNTARY)
    assert record.relevant_time == NOON - HOUR / 2
    assert record.entries.get(kind="ARRIVAL").detail["rule"] == "RT-2"


def test_the_first_station_starts_the_clock(world):
    record = world.arrived(first_station_at=NOON - HOUR / 4)
    assert record.relevant_time == NOON - HOUR / 4


@pytest.mark.parametrize(
    ("change", "field", "rule"),
    [
        ({"arrived_at": NOON - HOUR}, "arrived_at", "REC-3"),
        ({"arrived_at": NOON + 2 * HOUR}, "arrived_at", "REC-3"),
        ({"arrested_at": NOON + 2 * HOUR}, "arrested_at", "REC-3"),
        ({"first_station_at": NOON + HOUR / 2}, "first_station_at", "RT-1"),
        ({"first_station_at": NOON - 2 * HOUR}, "first_station_at", "RT-1"),
        ({"offence_ids": ()}, "offence_1", "ARR-3"),
        ({"necessity": ()}, "necessity", "ARR-2"),
        ({"circumstance": Circumstance.OUTSIDE}, "entered_country_at", "RT-5"),
        ({"circumstance": Circumstance.FURTHER_ARREST}, "circumstance", "RT-9"),
        ({"circumstance": Circumstance.BAIL_RETURN}, "circumstance", "RT-10"),
        ({"circumstance": Circumstance.TRANSFER}, "circumstance", "RT-15"),
        ({"detention_type": DetentionType.POLICE_PROTECTION}, "detention_type", "TYP-14"),
        ({"detention_type": DetentionType.TERRORISM}, "detention_type", "TYP-15"),
    ],
)
def test_what_cannot_be_names_its_field_and_rule(world, change, field, rule):
    with pytest.raises(NotPossible) as refusal:
        world.arrived(**change)
    assert (refusal.value.field, refusal.value.rule) == (field, rule)
    assert not CustodyRecord.objects.exists()


@pytest.mark.parametrize(
    ("born", "possible"),
    [(date(2016, 3, 11), False), (date(2016, 3, 10), True), (None, True)],
    ids=["VUL-1 nine", "VUL-1 ten today", "VUL-1 age unknown"],
)
def test_a_child_under_ten_is_not_detained(world, born, possible):
    person = world.person(born=born)
    if possible:
        assert world.arrived(person).state == CustodyState.ARRIVED
        return
    with pytest.raises(NotPossible) as refusal:
        world.arrived(person)
    assert (refusal.value.field, refusal.value.rule) == ("person", "VUL-1")


def test_a_person_in_custody_is_not_booked_in_twice(world):
    first = world.arrived()
    with pytest.raises(NotPossible) as refusal:
        world.arrived(first.person)
    assert refusal.value.field == "person"
    assert first.event.reference in refusal.value.reason
    assert CustodyRecord.objects.count() == 1


@pytest.mark.parametrize(
    "role", [role for role in Role if role not in (Role.CUSTODY_OFFICER, Role.DETENTION_OFFICER)]
)
def test_only_custody_staff_book_in(world, role):
    with pytest.raises(NotAllowed):
        open_record(
            suite_id=world.suite.pk,
            person_id=world.person().pk,
            arrest=world.arrest,
            by=world.officer("X9", Rank.SERGEANT, role),
            at=NOON + HOUR,
        )


def test_a_detention_officer_books_in(world):
    record = open_record(
        suite_id=world.suite.pk,
        person_id=world.person().pk,
        arrest=world.arrest,
        by=world.detention_officer,
        at=NOON + HOUR,
    )
    assert record.entries.get(kind="ARRIVAL").author_label == world.detention_officer.label


def test_an_area_that_sought_the_arrest_counts_from_its_own_station(world):
    arrest = replace(
        world.arrest,
        circumstance=Circumstance.OTHER_AREA,
        arrested_at=NOON - timedelta(hours=30),
        first_station_at=NOON - timedelta(hours=29),
    )
    record = open_record(
        suite_id=world.suite.pk,
        person_id=world.person().pk,
        arrest=arrest,
        by=world.custody_officer,
        at=NOON + HOUR,
    )
    assert record.relevant_time == NOON - timedelta(hours=6)
