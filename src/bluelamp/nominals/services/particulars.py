"""Adding to what is recorded of a person: names, identifiers, warning markers."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from bluelamp.access.policies import Officer, require
from bluelamp.audit.services import Subject, record_change
from bluelamp.core.errors import NotPossible
from bluelamp.core.time import day_of
from bluelamp.nominals.enums import WarningSignal
from bluelamp.nominals.models import Event, Identifier, Person, PersonName, WarningMarker
from bluelamp.nominals.policies import can_amend_person
from bluelamp.nominals.rules.claims import (
    NameClaim,
    problems_of_identifier,
    problems_of_name,
)
from bluelamp.nominals.rules.identifiers import check_identifier
from bluelamp.nominals.selectors import golden_id

from .claims import refuse
from .identifiers import refuse_number_of_another
from .keys import rebuild_keys
from .people import lock_recording, name_row


@transaction.atomic
def add_name(*, person_id: UUID, name: NameClaim, by: Officer, at: datetime) -> PersonName:
    """Add a name to a person; the same name of the same type is returned and not made twice."""
    person = _held(person_id, by)
    refuse(problems_of_name(name))
    if not name.verbatim:
        raise NotPossible("Give a name (M4).", field="given_names", rule="M4")
    made = person.names.filter(type=name.type, full=name.verbatim).first()
    if made:
        return made
    made = name_row(person, name)
    made.save(force_insert=True)
    _changed(person, "add_name", by)
    return made


@transaction.atomic
def add_identifier(
    *,
    person_id: UUID,
    scheme: str,
    value: str,
    by: Officer,
    at: datetime,
    confirmed_by_prints: bool = False,
) -> Identifier:
    """Add a number to a person. Raises NotPossible: not valid (NV-07), on another (NV-08)."""
    today = day_of(at)
    refuse(problems_of_identifier(scheme, value, today))
    canonical = check_identifier(scheme, value, today=today).canonical
    lock_recording()
    person = _held(person_id, by)
    refuse_number_of_another(scheme, canonical, than=person.pk, by=by, at=at)
    identifier, made = Identifier.objects.get_or_create(
        person=person,
        scheme=scheme,
        value=canonical,
        defaults={"confirmed_by_prints": confirmed_by_prints},
    )
    if made:
        _changed(person, "add_identifier", by)
    return identifier


@transaction.atomic
def add_warning_marker(
    *,
    person_id: UUID,
    code: WarningSignal,
    reason: str,
    evidence: UUID | None,
    review_on: date | None,
    by: Officer,
    at: datetime,
) -> WarningMarker:
    """Set a marker. Raises NotPossible without evidence, a coming review, or a reason (NV-12)."""
    person = _held(person_id, by)
    if evidence is None:
        raise NotPossible(
            "Name the record that is the evidence of this marker (NV-12).",
            field="evidence",
            rule="NV-12",
        )
    if not Event.objects.filter(pk=evidence).exists():
        raise NotPossible(
            "The index knows no record with this key (NV-12).", field="evidence", rule="NV-12"
        )
    if review_on is None or review_on <= day_of(at):
        raise NotPossible(
            "Give a review date that is still to come (NV-12).", field="review_on", rule="NV-12"
        )
    if not reason.strip():
        raise NotPossible("Say why the marker is set (WM2).", field="reason", rule="WM2")
    marker = WarningMarker.objects.create(
        person=person,
        code=WarningSignal(code),
        reason=reason.strip(),
        evidence_id=evidence,
        set_at=at,
        set_by=by.label,
        review_on=review_on,
    )
    _changed(person, "add_warning_marker", by)
    return marker


def _held(person_id: UUID, by: Officer) -> Person:
    """Return the record that stands for the person (MG-03), locked, if the officer may amend."""
    require(can_amend_person(by))
    return Person.objects.select_for_update().get(pk=golden_id(person_id))


def _changed(person: Person, action: str, by: Officer) -> None:
    person.version += 1
    person.save(update_fields=["version"])
    rebuild_keys(person)
    subject = Subject(kind="person", ids=(person.pk,), version=person.version)
    record_change(by=by, of=subject, action=action)
