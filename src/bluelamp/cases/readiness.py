"""Putting a case as read into the facts that its readiness depends on."""

from __future__ import annotations

from bluelamp.nominals.enums import Sex
from bluelamp.property.enums import ItemState

from .enums import CaseState
from .models import Case, CaseExhibit, CaseOffence, Defendant
from .rules.readiness import DefendantFacts, ExhibitFacts, FileFacts, OffenceFacts, OfficerFacts
from .selectors import CaseFile

BEFORE_CHARGE = frozenset({CaseState.OPEN, CaseState.REFERRED})


def facts_of(file: CaseFile) -> FileFacts:
    """Return what the checks of the file ask. Reads nothing further."""
    return FileFacts(
        urn=file.case.urn,
        officer=_officer(file.case),
        charged=CaseState(file.case.state) not in BEFORE_CHARGE,
        defendants=tuple(_defendant(each, file) for each in file.defendants),
        offences=tuple(_offence(each) for one in file.defendants for each in one.offences.all()),
        exhibits=tuple(_exhibit(one, file) for one in file.exhibits if one.item_id in file.items),
    )


def _officer(case: Case) -> OfficerFacts:
    officer = case.officer_in_case
    supervisor = officer.line_manager
    return OfficerFacts(officer.label, supervisor.label if supervisor else "", officer.email)


def _defendant(defendant: Defendant, file: CaseFile) -> DefendantFacts:
    person = defendant.person
    return DefendantFacts(
        key=str(person.pk),
        name=person.known_as,
        has_birth=person.born_from is not None,
        has_gender=person.sex != Sex.NOT_KNOWN,
        has_address=person.pk in file.housed,
        has_pnc_id=person.pk in file.on_pnc,
        has_asn=_has_asn(defendant),
    )


def _has_asn(defendant: Defendant) -> bool:
    record = defendant.custody_record
    return record is not None and bool(record.event.numbers.all())


def _offence(offence: CaseOffence) -> OffenceFacts:
    return OffenceFacts(
        key=str(offence.pk),
        code=offence.offence.code,
        title=offence.offence.title,
        wording=offence.wording,
        first=offence.committed_from,
        last=offence.committed_to,
        place=offence.where,
    )


def _exhibit(exhibit: CaseExhibit, file: CaseFile) -> ExhibitFacts:
    item = file.items[exhibit.item_id]
    links = sum(1 for link in file.chain if link.item_id == exhibit.item_id)
    return ExhibitFacts(
        key=str(exhibit.item_id),
        reference=exhibit.reference,
        links=links,
        sealed=bool(item.seal),  # type: ignore[attr-defined]
        missing=item.state == ItemState.MISSING,
    )
