"""Reading events, and tying people, objects, places and events."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest
from ninja.responses import Status

from bluelamp.access.enums import Permission, Touches
from bluelamp.access.policies import operation, require
from bluelamp.audit.services import Subject, record_reading
from bluelamp.core.time import now

from ..policies import can_view_event
from ..selectors import event_with_people
from ..services import tie_entries
from .answers import EventKnown, Recorded
from .people import officer_of
from .requests import LinkSaid
from .routing import router
from .telling import event_known


@router.get("/events/{uuid:event_id}", response=EventKnown)
@operation(Permission.SEARCH_INDEX, Touches.READS)
def read_event(request: HttpRequest, event_id: UUID) -> EventKnown:
    """Read an event of a kind that the role may open, with its people if it may see people."""
    officer = officer_of(request)
    found = event_with_people(event_id, with_people=officer.may(Permission.VIEW_PERSON))
    if found is None:
        raise Http404
    require(can_view_event(officer, found.event))
    ids = (event_id, *(part.person.pk for part in found.people))
    subject = Subject(kind=found.event.kind, ids=ids, reference=found.event.reference)
    record_reading(by=officer, of=subject, action="view_event")
    return event_known(found)


@router.post("/links", response={201: Recorded})
@operation(Permission.CREATE_PERSON, Touches.CHANGES)
def create_link(request: HttpRequest, said: LinkSaid) -> Status:
    """Link people, objects, places and events as the role asks; the same link is not made twice."""
    link = tie_entries(
        source=said.source,
        target=said.target,
        role=said.role,
        claim=said.claim(),
        by=officer_of(request),
        at=now(),
    )
    return Status(201, Recorded(id=link.pk))
