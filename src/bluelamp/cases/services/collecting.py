"""Adding to a case: exhibits, notes, offences."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from bluelamp.access.policies import Officer, require
from bluelamp.audit.services import Subject, record_change
from bluelamp.cases.models import Case, CaseExhibit, CaseNote, CaseOffence
from bluelamp.cases.policies import can_edit_case
from bluelamp.core.errors import NotPossible
from bluelamp.nominals.enums import LinkRole
from bluelamp.nominals.services import link_entries
from bluelamp.property.models import Item
from bluelamp.property.services import check_exhibit_reference

from .offences import OffenceDetails, check_details


def locked_case(case_id: UUID, by: Officer) -> Case:
    """Return the case, locked until the transaction ends, if this officer may work on it."""
    case = Case.objects.select_for_update().get(pk=case_id)
    require(can_edit_case(by, case))
    return case


def log_change(case: Case, action: str, by: Officer, detail: str = "") -> None:
    """Write the audit line of a change to a case."""
    subject = Subject(kind="case", ids=(case.pk,), reference=case.urn, version=case.version)
    record_change(by=by, of=subject, action=action, detail=detail)


@transaction.atomic
def add_exhibit(
    *, case_id: UUID, item_id: UUID, reference: str = "", by: Officer, at: datetime
) -> CaseExhibit:
    """Rely on an item in a case, under its own reference unless another is given (REF-2)."""
    case = locked_case(case_id, by)
    item = Item.objects.get(pk=item_id)
    if not item.exhibit_reference:
        raise NotPossible(
            "This item is not held as evidence. Keep it as evidence first.",
            field="item",
            rule="LAW-15",
        )
    wanted = reference.strip() or item.exhibit_reference
    check_exhibit_reference(wanted)
    exhibit = attach_exhibit(case, item, wanted, by=by, at=at)
    log_change(case, "add_exhibit", by)
    return exhibit


def attach_exhibit(
    case: Case, item: Item, reference: str, *, by: Officer, at: datetime
) -> CaseExhibit:
    """Write the exhibit and tie the item to the case in the index."""
    if case.exhibits.filter(item=item).exists():
        reason = "This item is an exhibit of this case already."
        raise NotPossible(reason, field="item", rule="REF-3")
    try:
        with transaction.atomic():
            exhibit = CaseExhibit.objects.create(case=case, item=item, reference=reference)
    except IntegrityError as error:
        raise NotPossible(
            f"{reference} is another exhibit of this case. Add a letter or number to the "
            "initials, such as JAB2/1.",
            field="reference",
            rule="REF-2",
        ) from error
    link_entries(source=item.pk, target=case.pk, role=LinkRole.EXHIBIT, held_from=at, by=by, at=at)
    return exhibit


@transaction.atomic
def add_note(
    *, case_id: UUID, text: str, occurred_at: datetime, by: Officer, at: datetime
) -> CaseNote:
    """Add a note to a case. It is never altered; a wrong one is followed by a right one."""
    case = locked_case(case_id, by)
    if not text.strip():
        raise NotPossible("Write the note.", field="text", rule="REC-4")
    if occurred_at > at:
        raise NotPossible("This cannot be in the future.", field="occurred_at", rule="CON-4")
    note = CaseNote.objects.create(
        case=case, text=text.strip(), occurred_at=occurred_at, author_id=by.id
    )
    log_change(case, "add_note", by)
    return note


@transaction.atomic
def add_offence(
    *,
    case_id: UUID,
    defendant_id: UUID,
    details: OffenceDetails,
    by: Officer,
    at: datetime,
) -> CaseOffence:
    """Allege a further offence against a defendant of the case (VR-04)."""
    case = locked_case(case_id, by)
    defendant = case.defendants.filter(pk=defendant_id).first()
    if defendant is None:
        raise NotPossible("Select a defendant of this case.", field="defendant", rule="VR-04")
    check_details(details, at)
    offence = CaseOffence.objects.create(
        defendant=defendant,
        offence_id=details.offence_id,
        committed_from=details.committed_from,
        committed_to=details.committed_to,
        where=details.where.strip(),
        wording=details.wording.strip(),
    )
    log_change(case, "add_offence", by)
    return offence
