"""Reading people as lists show them and as matching compares them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from ..enums import DobQuality, EventKind, LinkRole
from ..models import Identifier, Link, Location, Person, PersonName, WarningMarker
from ..rules.birth import PartialDate
from ..rules.claims import AddressClaim, KnownPerson, NameClaim

ADDRESS_ROLES = (LinkRole.HOME, LinkRole.BAIL_ADDRESS)
# Having a thing is no part in what happened: it does not say what kind of person this is.
THINGS_HELD = (LinkRole.OWNER, LinkRole.KEEPER, LinkRole.USER, LinkRole.SUBSCRIBER)


@dataclass(frozen=True, slots=True)
class LastEvent:
    """The latest thing a person had a part in, and the part."""

    kind: EventKind
    reference: str
    occurred_at: datetime
    role: LinkRole


def people_by_id(ids: Iterable[UUID]) -> dict[UUID, Person]:
    """Return people by key, each with what a list shows of them: one statement.

    ``numbers`` holds [scheme, value] of identifiers, ``warnings`` the current markers as
    dictionaries, ``last_event`` the latest event with its role (see ``last_event_of``).
    """
    found = Person.objects.filter(pk__in=list(ids)).annotate(
        numbers=ArraySubquery(_identifiers()),
        warnings=ArraySubquery(_markers()),
        last_event=Subquery(_latest_events()[:1]),
    )
    return {person.pk: person for person in found}


def last_event_of(person: Person) -> LastEvent | None:
    """Return the latest event of a person read by ``people_by_id``."""
    seen: dict[str, Any] | None = getattr(person, "last_event", None)
    if not seen:
        return None
    return LastEvent(
        EventKind(seen["kind"]),
        seen["reference"],
        datetime.fromisoformat(seen["at"]),
        LinkRole(seen["role"]),
    )


def known_people(ids: Iterable[UUID]) -> dict[UUID, KnownPerson]:
    """Return what matching compares of each person: one statement."""
    rows = (
        Person.objects.filter(pk__in=list(ids))
        .annotate(
            said_names=ArraySubquery(_names()),
            numbers=ArraySubquery(_identifiers()),
            places=ArraySubquery(_addresses()),
        )
        .values_list(
            "pk", "sex", "born_from", "born_to", "birth_quality", "said_names", "numbers", "places"
        )
    )
    return {
        key: KnownPerson(
            names=tuple(_name_claim(name) for name in names),
            sex=sex,
            born=span_of(first, last, quality),
            identifiers=tuple((each["scheme"], each["value"]) for each in numbers),
            addresses=tuple(AddressClaim(**place) for place in places),
        )
        for key, sex, first, last, quality, names, numbers, places in rows
    }


def _identifiers() -> QuerySet[Any, Any]:
    mine = Identifier.objects.filter(person=OuterRef("pk")).order_by("recorded_at", "pk")
    return mine.values(json=JSONObject(scheme="scheme", value="value"))


def _names() -> QuerySet[Any, Any]:
    mine = PersonName.objects.filter(person=OuterRef("pk")).order_by("pk")
    parts = JSONObject(type="type", order="order", given="given", family="family", full="full")
    return mine.values(json=parts)


def _markers() -> QuerySet[Any, Any]:
    mine = WarningMarker.objects.filter(person=OuterRef("pk"), ended_at=None).order_by("code")
    return mine.values(json=JSONObject(code="code", evidence="evidence_id", review_on="review_on"))


def _addresses() -> QuerySet[Any, Any]:
    mine = Location.objects.filter(
        entry__links_in__source=OuterRef("pk"), entry__links_in__role__in=ADDRESS_ROLES
    )
    parts = JSONObject(line="line", town="town", postcode="postcode", uprn="uprn")
    return mine.values(json=parts)


def _latest_events() -> QuerySet[Any, Any]:
    mine = Link.objects.filter(source=OuterRef("pk"), target__event__isnull=False)
    mine = mine.exclude(role__in=THINGS_HELD)
    parts = JSONObject(
        kind="target__event__kind",
        reference="target__event__reference",
        at="target__event__occurred_at",
        role="role",
    )
    return mine.order_by("-target__event__occurred_at", "pk").values(json=parts)


def _name_claim(name: dict[str, Any]) -> NameClaim:
    return NameClaim(**{**name, "given": tuple(name["given"])})


def span_of(first: date | None, last: date | None, quality: str) -> PartialDate | None:
    """Return the columns of a date of birth as one span, None where it is not known."""
    if first is None:
        return None
    return PartialDate(first, last or first, DobQuality(quality))
