"""Opening a case: a number, a defendant, what is alleged, and the exhibits there already."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from bluelamp.access.models import Staff
from bluelamp.access.policies import Officer, require
from bluelamp.access.selectors import staff_with_number
from bluelamp.audit.services import Subject, record_collection
from bluelamp.cases.models import Case, CaseOffence, Defendant
from bluelamp.cases.policies import can_open_case
from bluelamp.core.errors import NotPossible
from bluelamp.custody.models import CustodyRecord
from bluelamp.nominals.enums import EventKind, LinkRole
from bluelamp.nominals.services import link_entries, register_event
from bluelamp.property.enums import ItemState
from bluelamp.property.selectors import exhibits_taken_in

from .collecting import attach_exhibit
from .numbers import urn_for, urn_used
from .offences import OffenceDetails, check_details


@transaction.atomic
def open_case(
    *,
    custody_record_id: UUID | None,
    person_id: UUID | None = None,
    urn: str = "",
    officer_in_case: str,
    offences: Sequence[OffenceDetails],
    summary: str = "",
    by: Officer,
    at: datetime,
) -> Case:
    """Open a case from a custody record, or about a person where there was no arrest.

    ``urn`` blank issues the next one; ``officer_in_case`` is a staff number. Exhibits taken in the
    detention come with it. Raises NotPossible naming ``urn``, ``officer_in_case``, ``offences`` or
    ``offences-<n>-<field>``.
    """
    require(can_open_case(by))
    record = _locked_record(custody_record_id) if custody_record_id else None
    _check_offences(record, offences, at)
    officer = _serving(officer_in_case)
    case = _number_and_create(urn, officer, summary, by=by, at=at)
    defendant = _add_defendant(case, record, person_id, by=by, at=at)
    CaseOffence.objects.bulk_create(
        CaseOffence(defendant=defendant, **_columns(details)) for details in offences
    )
    if record:
        _take_over_exhibits(case, record, by=by, at=at)
    record_collection(by=by, of=_subject(case), action="open_case")
    return case


def _subject(case: Case) -> Subject:
    return Subject(kind="case", ids=(case.pk,), reference=case.urn, version=case.version)


def _locked_record(record_id: UUID) -> CustodyRecord:
    """Return the record, locked so that two officers do not open the same case."""
    record = CustodyRecord.objects.select_for_update(of=("self",)).get(pk=record_id)
    if record.authorised_at is None:
        raise NotPossible(
            "Detention has not been authorised on this custody record.",
            field="custody_record",
            rule="ARR-10",
        )
    return record


def _check_offences(
    record: CustodyRecord | None, offences: Sequence[OffenceDetails], at: datetime
) -> None:
    if not offences:
        raise NotPossible("Select at least one offence.", field="offences", rule="VR-04")
    for row, details in enumerate(offences):
        check_details(details, at, prefix=f"offences-{row}-")
    if record is None:
        return
    chosen = {details.offence_id for details in offences}
    if chosen - set(record.offences.values_list("offence_id", flat=True)):
        reason = "Select offences for which the person was arrested."
        raise NotPossible(reason, field="offences", rule="VR-04")
    _refuse_second_case(record, chosen)


def _refuse_second_case(record: CustodyRecord, chosen: set[int]) -> None:
    before = CaseOffence.objects.filter(
        defendant__custody_record=record, offence__in=chosen
    ).select_related("defendant__case", "offence")
    if found := before.first():
        raise NotPossible(
            f"{found.offence.title} is in case {found.defendant.case.urn} already.",
            field="offences",
            rule="case.md 13.1",
        )


def _serving(staff_number: str) -> Staff:
    found = staff_with_number(staff_number)
    if found is None:
        reason = f"No serving member of staff has the number {staff_number.strip()}."
        raise NotPossible(reason, field="officer_in_case", rule="VR-02")
    return found


def _number_and_create(
    typed: str, officer: Staff, summary: str, *, by: Officer, at: datetime
) -> Case:
    urn = urn_for(typed, at)
    try:
        with transaction.atomic():
            event = register_event(
                kind=EventKind.CASE, reference=urn, title="Case", occurred_at=at, by=by, at=at
            )
            return Case.objects.create(
                event=event,
                urn=urn,
                summary=summary.strip(),
                officer_in_case=officer,
                opened_by_id=by.id,
            )
    except IntegrityError as error:
        raise urn_used(urn) from error


def _add_defendant(
    case: Case, record: CustodyRecord | None, person_id: UUID | None, *, by: Officer, at: datetime
) -> Defendant:
    person = record.person_id if record else person_id
    if person is None:
        raise NotPossible("Say who the defendant is.", field="person", rule="VR-03")
    link_entries(
        source=person,
        target=case.pk,
        role=LinkRole.DEFENDANT,
        held_from=at,
        origin="case",
        by=by,
        at=at,
    )
    return Defendant.objects.create(case=case, person_id=person, custody_record=record)


def _columns(details: OffenceDetails) -> dict[str, object]:
    return {
        "offence_id": details.offence_id,
        "committed_from": details.committed_from,
        "committed_to": details.committed_to,
        "where": details.where.strip(),
        "wording": details.wording.strip(),
    }


def _take_over_exhibits(case: Case, record: CustodyRecord, *, by: Officer, at: datetime) -> None:
    for item in exhibits_taken_in([record.pk]).exclude(state=ItemState.DISPOSED):
        attach_exhibit(case, item, item.exhibit_reference, by=by, at=at)
