"""Reading and recording objects and places, and describing people."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest
from ninja.responses import Status

from bluelamp.access.enums import Permission, Touches
from bluelamp.access.policies import Officer, operation
from bluelamp.audit.services import Subject, record_reading
from bluelamp.core.time import now

from ..selectors import ThingPage, object_page, objects_by_id, place_page
from ..services import KnownObjects, describe_person, record_object, record_place
from .answers import Recorded
from .people import officer_of
from .requests import DescriptionSaid
from .routing import router
from .thing_answers import ObjectKnown, ObjectsToSee, PlaceKnown, RecordedThing
from .thing_requests import ObjectSaid, PlaceSaid
from .thing_telling import object_known, object_named, place_known


@router.get("/objects/{uuid:object_id}", response=ObjectKnown)
@operation(Permission.VIEW_PERSON, Touches.READS)
def read_object(request: HttpRequest, object_id: UUID) -> ObjectKnown:
    """Read an object: particulars, numbers with their periods, and its latest ties."""
    officer = officer_of(request)
    page = object_page(object_id, officer)
    if page is None:
        raise Http404
    _log(page, "object", officer)
    return object_known(page)


@router.post("/objects", response={201: RecordedThing, 409: ObjectsToSee})
@operation(Permission.RECORD_OBJECT, Touches.CHANGES)
def create_object(request: HttpRequest, said: ObjectSaid) -> Status:
    """Record an object with the numbers it bears.

    409 with ``objects`` names those that bear one of the numbers now. If it is none of them (a
    cloned plate), say it all again with their keys in ``seen``.
    """
    try:
        made = record_object(claim=said.claim(), seen=said.seen, by=officer_of(request), at=now())
    except KnownObjects as refusal:
        return Status(409, _to_see(refusal, officer_of(request)))
    return Status(201, RecordedThing(id=made.pk, version=made.version))


@router.get("/places/{uuid:location_id}", response=PlaceKnown)
@operation(Permission.VIEW_PERSON, Touches.READS)
def read_place(request: HttpRequest, location_id: UUID) -> PlaceKnown:
    """Read a place, and its latest ties; no protected address is among them (L5)."""
    officer = officer_of(request)
    page = place_page(location_id, officer)
    if page is None:
        raise Http404
    _log(page, "location", officer)
    return place_known(page)


@router.post("/places", response={201: RecordedThing})
@operation(Permission.RECORD_OBJECT, Touches.CHANGES)
def create_place(request: HttpRequest, said: PlaceSaid) -> Status:
    """Record a place; the one that is there with this UPRN or address is not made twice."""
    made = record_place(claim=said.claim(), by=officer_of(request), at=now())
    return Status(201, RecordedThing(id=made.pk, version=made.version))


@router.post("/people/{uuid:person_id}/descriptions", response={201: Recorded})
@operation(Permission.CREATE_PERSON, Touches.CHANGES)
def create_description(request: HttpRequest, person_id: UUID, said: DescriptionSaid) -> Status:
    """Describe what a person looked like on a day; earlier descriptions stand beside it."""
    made = describe_person(
        person_id=person_id, claim=said.claim(), by=officer_of(request), at=now()
    )
    return Status(201, Recorded(id=made.pk))


def _log(page: ThingPage, kind: str, officer: Officer) -> None:
    people = [each.other.pk for each in page.people]
    subject = Subject(kind=kind, ids=(page.about.pk, *people), version=page.about.version)
    record_reading(by=officer, of=subject, action=f"view_{kind}")
    if page.shows_restricted:
        record_reading(by=officer, of=subject, action="view_restricted_address")


def _to_see(refusal: KnownObjects, officer: Officer) -> ObjectsToSee:
    subject = Subject(kind="object", ids=refusal.object_ids)
    record_reading(by=officer, of=subject, action="view_object")
    return ObjectsToSee(
        type="about:blank",
        title="Conflict",
        status=409,
        detail=refusal.reason,
        field=refusal.field,
        rule=refusal.rule,
        objects=[object_named(each) for each in objects_by_id(refusal.object_ids).values()],
    )
