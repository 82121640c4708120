"""Custody records and cases for tests."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count
from typing import Any

from tests.property.making import (
    NOW,
    TAKEN,
    a_custody_event,
    a_member_of_staff,
    a_person,
    a_unit,
    staff_of,
)

from bluelamp.access.policies import Officer
from bluelamp.cases.models import Case
from bluelamp.cases.services import OffenceDetails, open_case
from bluelamp.custody.enums import CustodyEntryKind, CustodyState
from bluelamp.custody.models import ArrestOffence, CustodyEntry, CustodyRecord, Suite
from bluelamp.investigations.models import Offence
from bluelamp.nominals.models import Person

numbers = count(1)


def an_offence(title: str = "Theft from a shop") -> Offence:
    """Make an offence of the catalogue."""
    return Offence.objects.create(
        code=f"TH{next(numbers):05}",
        title=title,
        act="Theft Act 1968 s.1",
        mode_of_trial="EITHER_WAY",
        valid_from=date(1969, 1, 1),
    )


def a_custody_record(
    *titles: str, person: Person | None = None, authorised: bool = True, **columns: Any
) -> CustodyRecord:
    """Make a detention for these offences, authorised unless told otherwise."""
    person = person or a_person()
    suite, _ = Suite.objects.get_or_create(unit=a_unit(), defaults={"code": "nth", "name": "North"})
    arresting = columns.pop("arrested_by", None) or a_member_of_staff(name="Arrest")
    record = CustodyRecord.objects.create(
        event=a_custody_event(person),
        person=person,
        suite=suite,
        state=CustodyState.DETAINED if authorised else CustodyState.ARRIVED,
        detention_type="ARREST",
        circumstance="STATION",
        arrested_at=TAKEN - timedelta(hours=1),
        arrived_at=TAKEN,
        relevant_time=TAKEN,
        arrested_by=arresting,
        necessity=["INVESTIGATE"],
        authorised_at=TAKEN + timedelta(minutes=10) if authorised else None,
        grounds=["QUESTION"] if authorised else [],
        **columns,
    )
    for title in titles or ("Theft from a shop",):
        ArrestOffence.objects.create(record=record, offence=an_offence(title))
    return record


def an_entry(record: CustodyRecord, by: Officer, text: str = "Words of the entry") -> CustodyEntry:
    """Make an entry of a custody record."""
    return CustodyEntry.objects.create(
        record=record,
        kind=CustodyEntryKind.CARE,
        occurred_at=TAKEN + timedelta(minutes=30),
        author=staff_of(by),
        author_label=by.label,
        text=text,
    )


def alleged(record: CustodyRecord, **more: Any) -> list[OffenceDetails]:
    """Return the offences of an arrest as a case takes them."""
    return [OffenceDetails(each.offence_id, **more) for each in record.offences.all()]


def a_case(by: Officer, record: CustodyRecord | None = None, **answers: Any) -> Case:
    """Open a case from a custody record."""
    record = record or a_custody_record()
    return open_case(
        **{
            "custody_record_id": record.pk,
            "officer_in_case": staff_of(by).staff_number,
            "offences": alleged(record),
            "by": by,
            "at": NOW,
            **answers,
        }
    )
