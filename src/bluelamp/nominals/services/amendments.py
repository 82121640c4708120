"""Correcting what is recorded of a person; whoever saves second sees both versions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from bluelamp.access.policies import Officer, require
from bluelamp.audit.services import Subject, record_change
from bluelamp.core.time import day_of
from bluelamp.nominals.enums import DobQuality, PersonState
from bluelamp.nominals.models import Person
from bluelamp.nominals.policies import can_amend_person
from bluelamp.nominals.rules.birth import PartialDate
from bluelamp.nominals.rules.claims import PersonClaim, problems_of_description

from .claims import refuse
from .keys import rebuild_keys
from .refusals import EditConflict

CODES = (
    "sex",
    "self_defined_ethnicity",
    "observed_ethnicity",
    "nationality",
    "language",
    "state",
    "title",
    "gender_identity",
    "place_of_birth",
    "other_nationalities",
    "needs_interpreter",
    "expected_on",
    "died_on",
    "death_source",
)
AMENDABLE = (*CODES, "birth", "estimated_age")


@transaction.atomic
def amend_person(
    *, person_id: UUID, version: int, changes: Mapping[str, Any], by: Officer, at: datetime
) -> Person:
    """Correct what is recorded of a person. ``changes`` holds some of ``AMENDABLE``.

    Raises EditConflict (EDIT-1) with both states where somebody saved since ``version`` was read.
    A date of birth is corrected, never emptied.
    """
    require(can_amend_person(by))
    if strange := set(changes) - set(AMENDABLE):
        raise ValueError(f"Not among what can be amended: {', '.join(sorted(strange))}")
    person = Person.objects.select_for_update().get(pk=person_id)
    stored = state_of(person)
    if person.version != version:
        raise EditConflict(version=person.version, stored=stored, offered=changes)
    changed = [each for each in changes if changes[each] != stored[each]]
    if not changed:
        return person
    kept = {"sex": stored["sex"], "state": PersonState(stored["state"])}
    if "died_on" in changed:
        kept["birth"] = stored["birth"]
    claim = PersonClaim(names=(), **{**kept, **changes})
    today = day_of(at)
    refuse(problems_of_description(claim, today))
    _write(person, claim, changed, claim.born(today))
    subject = Subject(kind="person", ids=(person.pk,), version=person.version)
    record_change(by=by, of=subject, action="amend_person", detail=", ".join(changed))
    return person


def state_of(person: Person) -> dict[str, Any]:
    """Return what can be amended, as it stands and as it would be typed."""
    codes = {name: getattr(person, name) for name in CODES}
    codes["other_nationalities"] = tuple(person.other_nationalities)
    return {**codes, "birth": birth_as_typed(person), "estimated_age": None}


def birth_as_typed(person: Person) -> str:
    """Return ``yyyy-mm-dd``, ``yyyy-mm`` or ``yyyy``; empty where it is unknown or estimated."""
    first, last = person.born_from, person.born_to
    if first is None or last is None or person.birth_quality == DobQuality.ESTIMATED:
        return ""
    if first == last:
        return first.isoformat()
    return f"{first:%Y-%m}" if first.month == last.month else f"{first:%Y}"


def _write(
    person: Person, claim: PersonClaim, changed: list[str], born: PartialDate | None
) -> None:
    for name in set(CODES) & set(changed):
        setattr(person, name, getattr(claim, name))
    person.other_nationalities = list(person.other_nationalities)
    if born and {"birth", "estimated_age"} & set(changed):
        person.born_from, person.born_to = born.earliest, born.latest
        person.birth_quality = born.quality
    person.version += 1
    person.save()
    rebuild_keys(person)
