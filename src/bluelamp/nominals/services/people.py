"""Recording a person, once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from bluelamp.access.policies import Officer, require
from bluelamp.audit.services import Subject, record_collection
from bluelamp.core.errors import NotPossible
from bluelamp.core.time import day_of
from bluelamp.nominals.enums import EntryKind, LinkRole, PersonState, Sex
from bluelamp.nominals.finder import candidate_finder
from bluelamp.nominals.models import Entry, Event, Identifier, Link, Person, PersonName
from bluelamp.nominals.policies import can_create_person
from bluelamp.nominals.rules.claims import KnownPerson, NameClaim, PersonClaim, known, quality_of
from bluelamp.nominals.rules.links import PARTS_IN_EVENTS
from bluelamp.nominals.selectors import golden_id, golden_ids, likely_people

from .claims import check_claim
from .descriptions import write_description
from .events import link_entries
from .identifiers import refuse_number_of_another
from .places import find_or_create_location
from .refusals import UnseenCandidates

# Any number that nothing else locks: whoever records a person waits for whoever began before.
_ONE_AT_A_TIME = 7_266_431


@transaction.atomic
def create_person(
    *, claim: PersonClaim, candidates_shown: Sequence[UUID], by: Officer, at: datetime
) -> Person:
    """Record a person with names, identifiers and address.

    Raises NotPossible for a claim that cannot be (``check_claim``), for somebody who may be the
    same and was not among the candidates shown (NV-11), and for a PNC ID or CRO number that is on
    another person (NV-08).
    """
    require(can_create_person(by))
    today = day_of(at)
    check_claim(claim, today)
    facts = known(claim, today)
    lock_recording()
    _refuse_unseen(facts, candidates_shown)
    for scheme, value in facts.identifiers:
        refuse_number_of_another(scheme, value, by=by, at=at)
    person = _write(claim, facts, by=by, at=at)
    subject = Subject(kind="person", ids=(person.pk,), version=person.version)
    record_collection(by=by, of=subject, action="create_person")
    return person


@transaction.atomic
def record_person(
    *,
    claim: PersonClaim,
    candidates_shown: Sequence[UUID],
    reference: str,
    role: LinkRole,
    by: Officer,
    at: datetime,
) -> Person:
    """Record a person outside booking-in: tied to a record or at an address, never alone (M5)."""
    if not reference and not claim.address:
        raise NotPossible(
            "Give an address or the record this person belongs to: nobody stands alone in the "
            "index (NV-03).",
            field="reference",
            rule="NV-03",
        )
    person = create_person(claim=claim, candidates_shown=candidates_shown, by=by, at=at)
    if reference:
        give_part(person_id=person.pk, reference=reference, role=role, by=by, at=at)
    return person


@transaction.atomic
def give_part(
    *, person_id: UUID, reference: str, role: LinkRole, by: Officer, at: datetime
) -> Link:
    """Give a person, as the record that stands, a part in the record with this reference (L2)."""
    if role not in PARTS_IN_EVENTS:
        said = f"“{role.label}” is not a part that a person is given by hand (L2)."
        raise NotPossible(said, field="role", rule="L2")
    event = Event.objects.filter(reference__iexact=reference.strip()).first()
    if event is None:
        said = f"No record has the reference ‘{reference.strip()}’ (M5)."
        raise NotPossible(said, field="reference", rule="M5")
    source = golden_id(person_id)
    return link_entries(source=source, target=event.pk, role=role, by=by, at=at, held_from=at)


def lock_recording() -> None:
    """Wait for whoever records a person just now: two officers with one person must meet."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_AT_A_TIME])


def _refuse_unseen(facts: KnownPerson, shown: Sequence[UUID]) -> None:
    seen = {*shown, *golden_ids(shown).values()}
    unseen = tuple(
        each.person_id for each in likely_people(facts, seen) if each.person_id not in seen
    )
    if unseen:
        raise UnseenCandidates(unseen)


def _write(claim: PersonClaim, facts: KnownPerson, *, by: Officer, at: datetime) -> Person:
    born = facts.born
    person = Person.objects.create(
        entry=Entry.objects.create(kind=EntryKind.PERSON),
        known_as=known_as(claim),
        sex=claim.sex,
        born_from=born.earliest if born else None,
        born_to=born.latest if born else None,
        birth_quality=quality_of(claim, born),
        self_defined_ethnicity=claim.self_defined_ethnicity,
        observed_ethnicity=claim.observed_ethnicity,
        nationality=claim.nationality,
        language=claim.language,
        keys=candidate_finder().keys_of(facts),
        **further_columns(claim),
    )
    PersonName.objects.bulk_create([name_row(person, name) for name in claim.names])
    Identifier.objects.bulk_create(
        [
            Identifier(person=person, scheme=scheme, value=value)
            for scheme, value in facts.identifiers
        ]
    )
    if claim.description:
        write_description(person.pk, claim.description, by=by)
    if claim.address:
        Link.objects.create(
            source_id=person.pk,
            target_id=find_or_create_location(claim.address).pk,
            role=LinkRole.HOME,
            held_from=at,
            recorded_by=by.label,
            recorded_by_id=by.id,
        )
    return person


def further_columns(claim: PersonClaim) -> dict[str, Any]:
    """Return the columns of a person that are taken from a claim as they stand."""
    return {
        "state": claim.state,
        "title": claim.title,
        "gender_identity": claim.gender_identity,
        "place_of_birth": claim.place_of_birth,
        "other_nationalities": list(claim.other_nationalities),
        "needs_interpreter": claim.needs_interpreter,
        "expected_on": claim.expected_on,
        "died_on": claim.died_on,
        "death_source": claim.death_source,
    }


def name_row(person: Person, name: NameClaim) -> PersonName:
    """Return the row of a name, not yet saved."""
    return PersonName(
        person=person,
        type=name.type,
        order=name.order,
        given=list(name.given),
        family=name.family,
        full=name.verbatim,
        used_from=name.used_from,
        used_until=name.used_until,
        evidence=name.evidence,
    )


def known_as(claim: PersonClaim) -> str:
    """Return how lists show the person: the first name given, or that there is none."""
    if claim.names:
        return claim.names[0].verbatim
    if claim.state is PersonState.UNBORN:
        return "Unborn child"
    said = "" if claim.sex is Sex.NOT_KNOWN else f" ({claim.sex.label.lower()})"
    return f"Name not known{said}"
