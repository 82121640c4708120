"""Reading what the parts of people still ask for (M2, M3): a to-do, never a wall."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch

from ..enums import (
    DobQuality,
    IdentifierScheme,
    LinkRole,
    LinkStatus,
    NameOrder,
    NameType,
    PersonState,
    Sex,
)
from ..models import DistinguishingFeature, Link, Person, PhysicalDescription
from ..rules.appearance import DescriptionClaim, FeatureClaim, items_described
from ..rules.links import PLACES
from ..rules.minimum import ROLES_WITH_MINIMUM, RecordedOfPerson, Shortfall, shortfall_of

# How many of an officer's latest parts are looked through for what is missing.
LOOKED_THROUGH = 200
_WITHOUT_FAMILY_NAME = (NameOrder.MONONYM, NameOrder.PATRONYMIC)
_ALIASES = (NameType.ALIAS, NameType.NICKNAME)
_CONTACTS = (IdentifierScheme.PHONE, IdentifierScheme.EMAIL)
_POLICE_NUMBERS = (IdentifierScheme.CRO, IdentifierScheme.PNC)


@dataclass(frozen=True, slots=True)
class PartToComplete:
    """A part that an officer recorded, of somebody of whom something is still missing."""

    person_id: UUID
    shortfall: Shortfall
    reference: str
    recorded_at: datetime


def shortfalls_of(person_ids: Collection[UUID]) -> list[Shortfall]:
    """Return what the parts of one person's records still ask for: six statements."""
    parts = Link.objects.filter(source__in=person_ids, role__in=ROLES_WITH_MINIMUM)
    standing = parts.filter(held_until=None).exclude(status=LinkStatus.DENIED)
    roles = standing.values_list("role", flat=True).distinct()
    facts = merged(recorded_of(person_ids).values())
    found = (shortfall_of(LinkRole(role), facts) for role in sorted(roles))
    return [each for each in found if each]


def parts_to_complete(officer_id: UUID) -> list[PartToComplete]:
    """Return the officer's own parts that ask for more, the oldest first: six statements.

    Only the latest parts are looked through, so that the queue costs the same in every year.
    """
    mine = Link.objects.filter(
        recorded_by_id=officer_id, role__in=ROLES_WITH_MINIMUM, held_until=None
    ).exclude(status=LinkStatus.DENIED)
    links = list(
        mine.filter(source__person__isnull=False)
        .select_related("target__event")
        .order_by("-recorded_at")[:LOOKED_THROUGH]
    )
    facts = recorded_of({link.source_id for link in links})
    found = (_to_complete(link, facts[link.source_id]) for link in reversed(links))
    return [each for each in found if each]


def recorded_of(person_ids: Collection[UUID]) -> dict[UUID, RecordedOfPerson]:
    """Return what is there of each person, as the minimums ask: five statements.

    A restricted address counts as one: nobody is sent to ask for it again.
    """
    features = Prefetch("features", DistinguishingFeature.objects.only("description", "kind"))
    described = Prefetch("descriptions", PhysicalDescription.objects.prefetch_related(features))
    housed = Link.objects.filter(source=OuterRef("pk"), role__in=PLACES)
    has_parent = Link.objects.filter(target=OuterRef("pk"), role=LinkRole.PARENT)
    people = (
        Person.objects.filter(pk__in=list(person_ids))
        .annotate(is_housed=Exists(housed), parent_known=Exists(has_parent))
        .prefetch_related("names", "identifiers", described)
    )
    return {person.pk: _recorded(person) for person in people}


def merged(several: Iterable[RecordedOfPerson]) -> RecordedOfPerson:
    """Return what is there of several records that are judged one."""
    found = list(several)
    if not found:
        return RecordedOfPerson()
    values: dict[str, object] = {
        name: max(getattr(each, name) for each in found)
        for name in RecordedOfPerson.__dataclass_fields__
        if name != "state"
    }
    known = any(each.state is PersonState.KNOWN for each in found)
    state = PersonState.KNOWN if known else found[0].state
    return RecordedOfPerson(state=state, **values)  # type: ignore[arg-type]


def _to_complete(link: Link, facts: RecordedOfPerson) -> PartToComplete | None:
    shortfall = shortfall_of(LinkRole(link.role), facts)
    if shortfall is None:
        return None
    event = getattr(link.target, "event", None)
    reference = event.reference if event else ""
    return PartToComplete(link.source_id, shortfall, reference, link.recorded_at)


def _recorded(person: Person) -> RecordedOfPerson:
    names = [each for each in person.names.all() if each.type not in _ALIASES]
    schemes = {each.scheme for each in person.identifiers.all() if each.valid}
    descriptions = list(person.descriptions.all())
    items = items_described((_claim(each) for each in descriptions), person.sex)
    ethnicity = {"observed_ethnicity"} if person.observed_ethnicity not in ("", "IC9") else set()
    return RecordedOfPerson(
        state=PersonState(person.state),
        has_given_name=any(each.given or each.full for each in names),
        has_family_name=any(each.family or each.order in _WITHOUT_FAMILY_NAME for each in names),
        has_birth=person.birth_quality in (DobQuality.EXACT, DobQuality.SEVERAL),
        has_age=person.born_from is not None or any(each.age_from for each in descriptions),
        has_sex=person.sex != Sex.NOT_KNOWN,
        has_contact=person.is_housed or bool(schemes & set(_CONTACTS)),  # type: ignore[attr-defined]
        has_police_number=bool(schemes & set(_POLICE_NUMBERS)),
        has_alias=any(each.type in _ALIASES for each in person.names.all()),
        has_collar_number=IdentifierScheme.COLLAR in schemes,
        has_expected_birth=person.expected_on is not None,
        has_parent=person.parent_known,  # type: ignore[attr-defined]
        has_death=person.died_on is not None,
        has_death_verified=bool(person.death_source),
        description_items=len(items | ethnicity),
    )


def _claim(row: PhysicalDescription) -> DescriptionClaim:
    return DescriptionClaim(
        described_on=row.described_on,
        build=row.build,
        complexion=row.complexion,
        eye_left=row.eye_left,
        eye_right=row.eye_right,
        hair=row.hair,
        observed_ethnicity=row.observed_ethnicity,
        features=tuple(
            FeatureClaim(each.kind, each.place)  # type: ignore[arg-type]
            for each in row.features.all()
        ),
    )
