"""Reading people as lists show them and as matching compares them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from ..enums import DobQuality, EventKind, LinkRole, LinkStatus, Verdict
from ..models import (
    Identifier,
    Judgement,
    Link,
    Location,
    Person,
    PersonName,
    WarningMarker,
)
from ..rules.birth import PartialDate
from ..rules.claims import AddressClaim, KnownPerson, NameClaim
from .photographs import current_photographs

ADDRESS_ROLES = (LinkRole.HOME, LinkRole.BAIL_ADDRESS)
# Ties that tell people apart (relatives) or speak for one person (the same parent or school).
COMPARED_TIES = (
    LinkRole.PARENT,
    LinkRole.CHILD,
    LinkRole.SIBLING,
    LinkRole.PARTNER,
    LinkRole.EX_PARTNER,
    LinkRole.SCHOOL,
    LinkRole.EMPLOYER,
)
_TURNED = {LinkRole.PARENT: LinkRole.CHILD, LinkRole.CHILD: LinkRole.PARENT}
_SOMEBODY = UUID(int=0)
_MINE = Q(person=OuterRef("pk"))
_NAMED = ("pk", "sex", "born_from", "born_to", "birth_quality", "said_names")
_COMPARED = (*_NAMED, "numbers", "places", "printed", "judged", "tied")
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
    dictionaries, ``last_event`` the latest event with its role (see ``last_event_of``),
    ``photograph`` the key of the photograph that stands for them.
    """
    found = Person.objects.filter(pk__in=list(ids)).annotate(
        numbers=ArraySubquery(_identifiers()),
        warnings=ArraySubquery(_markers()),
        last_event=Subquery(_latest_events()[:1]),
        photograph=Subquery(current_photographs()[:1]),
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
    """Return what matching compares of each person: one statement, or none for nobody."""
    return {row["pk"]: _known_person(row) for row in _compared(_COMPARED, ids)}


def named_people(ids: Iterable[UUID]) -> dict[UUID, KnownPerson]:
    """Return names, sex and birth of each person, and nothing else: one statement, or none."""
    return {row["pk"]: _named_person(row) for row in _compared(_NAMED, ids)}


def _compared(columns: tuple[str, ...], ids: Iterable[UUID]) -> Iterator[dict[str, Any]]:
    wanted = list(ids)
    if not wanted:
        return
    statement, values, place = _compared_statement(columns)
    with connection.cursor() as cursor:
        cursor.execute(statement, [*values[:place], wanted, *values[place:]])
        rows = cursor.fetchall()
    for row in rows:
        yield _read(dict(zip(columns, row, strict=True)))


@cache
def _compared_statement(columns: tuple[str, ...]) -> tuple[str, list[Any], int]:
    """Return the statement, its values, and where among them the keys of people belong.

    A search asks this each time, and building the query takes longer than running it.
    """
    parts = {
        "said_names": ArraySubquery(_names()),
        "numbers": ArraySubquery(_identifiers()),
        "places": ArraySubquery(_addresses()),
        "printed": Exists(Identifier.objects.filter(_MINE, confirmed_by_prints=True)),
        "judged": ArraySubquery(_judgements()),
        "tied": ArraySubquery(_ties()),
    }
    asked = {name: part for name, part in parts.items() if name in columns}
    rows = Person.objects.filter(pk__in=[_SOMEBODY]).annotate(**asked).values(*columns)
    statement, values = rows.query.sql_with_params()
    place = values.index(_SOMEBODY)
    return (
        statement.replace("IN (%s)", "= ANY(%s)", 1),
        [*values[:place], *values[place + 1 :]],
        place,
    )


def _read(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row with its parts read, which come as JSON."""
    return {
        name: [json.loads(part) for part in value] if isinstance(value, list) else value
        for name, value in row.items()
    }


def _named_person(row: dict[str, Any]) -> KnownPerson:
    return KnownPerson(
        names=tuple(_name_claim(name) for name in row["said_names"]),
        sex=row["sex"],
        born=span_of(row["born_from"], row["born_to"], row["birth_quality"]),
        key=str(row["pk"]),
    )


def _known_person(row: dict[str, Any]) -> KnownPerson:
    return replace(
        _named_person(row),
        identifiers=tuple((each["scheme"], each["value"]) for each in row["numbers"]),
        addresses=tuple(AddressClaim(**place) for place in row["places"]),
        same_as=_judged(row, Verdict.SAME),
        not_same_as=_judged(row, Verdict.NOT_SAME),
        fingerprint_confirmed=row["printed"],
        ties=tuple(_tie(str(row["pk"]), tie) for tie in row["tied"]),
    )


def _judged(row: dict[str, Any], verdict: Verdict) -> frozenset[str]:
    found = (each for each in row["judged"] if each["verdict"] == verdict)
    return frozenset(key for each in found for key in (each["first"], each["second"])) - {
        str(row["pk"])
    }


def _tie(own: str, tie: dict[str, str]) -> tuple[str, str]:
    """Return the part that the other plays for this person, and the other's key."""
    if tie["target"] == own:
        return tie["role"], tie["source"]
    return _TURNED.get(LinkRole(tie["role"]), LinkRole(tie["role"])), tie["target"]


def _judgements() -> QuerySet[Any, Any]:
    mine = Judgement.objects.filter(
        Q(first=OuterRef("pk")) | Q(second=OuterRef("pk")),
        verdict__in=(Verdict.SAME, Verdict.NOT_SAME),
        superseded_by=None,
    )
    parts = JSONObject(verdict="verdict", first="first_id", second="second_id")
    return mine.order_by("pk").values(json=parts)


def _ties() -> QuerySet[Any, Any]:
    mine = Link.objects.filter(
        Q(source=OuterRef("pk")) | Q(target=OuterRef("pk")), role__in=COMPARED_TIES
    ).exclude(status=LinkStatus.DENIED)
    return mine.order_by("pk").values(
        json=JSONObject(role="role", source="source_id", target="target_id")
    )


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
    # What is restricted is neither compared nor found by (L5).
    mine = Location.objects.filter(
        entry__links_in__source=OuterRef("pk"),
        entry__links_in__role__in=ADDRESS_ROLES,
        entry__links_in__restriction="",
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
