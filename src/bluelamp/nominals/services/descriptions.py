"""Describing what a person looks like."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from bluelamp.access.policies import Officer, require
from bluelamp.audit.services import Subject, record_change
from bluelamp.core.time import day_of
from bluelamp.nominals.models import DistinguishingFeature, Person, PhysicalDescription
from bluelamp.nominals.policies import can_amend_person
from bluelamp.nominals.rules.appearance import DescriptionClaim, problems_of_appearance
from bluelamp.nominals.rules.description_words import words_of
from bluelamp.nominals.selectors import golden_id

from .claims import refuse


@transaction.atomic
def describe_person(
    *, person_id: UUID, claim: DescriptionClaim, by: Officer, at: datetime
) -> PhysicalDescription:
    """Add a dated description to a person; earlier ones stand beside it.

    Raises NotPossible for a description that says nothing (M4) or cannot be.
    """
    require(can_amend_person(by))
    refuse(problems_of_appearance(claim, day_of(at)))
    person = Person.objects.select_for_update().get(pk=golden_id(person_id))
    made = write_description(person.pk, claim, by=by)
    person.version += 1
    person.save(update_fields=["version"])
    subject = Subject(kind="person", ids=(person.pk,), version=person.version)
    record_change(by=by, of=subject, action="describe_person")
    return made


def write_description(
    person_id: UUID, claim: DescriptionClaim, *, by: Officer
) -> PhysicalDescription:
    """Write a description that has been checked."""
    made = description_row(person_id, claim, by.label)
    made.save(force_insert=True)
    DistinguishingFeature.objects.bulk_create(feature_rows(made, claim))
    return made


def description_row(person_id: UUID, claim: DescriptionClaim, said_by: str) -> PhysicalDescription:
    """Return the row of a description, not yet saved."""
    height, age = claim.height or (None, None), claim.age or (None, None)
    return PhysicalDescription(
        person_id=person_id,
        described_on=claim.described_on,
        build=claim.build,
        complexion=claim.complexion,
        eye_left=claim.eye_left,
        eye_right=claim.eye_right,
        hair=claim.hair,
        height_from=height[0],
        height_to=height[1],
        age_from=age[0],
        age_to=age[1],
        observed_ethnicity=claim.observed_ethnicity,
        clothing=claim.clothing,
        source=claim.source,
        recorded_by=said_by,
        found_by=words_of(claim),
    )


def feature_rows(
    description: PhysicalDescription, claim: DescriptionClaim
) -> list[DistinguishingFeature]:
    """Return the rows of distinguishing features, not yet saved."""
    return [
        DistinguishingFeature(
            description=description, kind=each.kind, place=each.place, text=each.text
        )
        for each in claim.features
    ]
