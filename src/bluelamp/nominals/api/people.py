"""Reading and recording people."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import Query
from ninja.responses import Status
from pydantic import Field

from bluelamp.access.enums import Permission, Touches
from bluelamp.access.policies import Officer, operation
from bluelamp.audit.services import Subject, reading_subjects, record_reading
from bluelamp.core.keyset import read_place
from bluelamp.core.time import day_of, now

from ..selectors import candidates_for, people_by_id, person_in_brief, timeline_page
from ..selectors.candidates import WEIGHED
from ..services import (
    UnseenCandidates,
    add_identifier,
    add_name,
    add_warning_marker,
    record_person,
)
from .answers import CandidatesToSee, PersonKnown, Recorded, RecordedPerson, Timeline
from .requests import IdentifierAdded, MarkerSaid, NameSaid, PersonSaid
from .routing import router
from .telling import candidate_known, person_known, timeline

PageSize = Annotated[int, Field(ge=1, le=100)]


@router.get("/people/{uuid:person_id}", response=PersonKnown)
@operation(Permission.VIEW_PERSON, Touches.READS)
def read_person(request: HttpRequest, person_id: UUID) -> PersonKnown:
    """Read what is known of a person, without their events."""
    officer = officer_of(request)
    page = person_in_brief(person_id, officer)
    if page is None:
        raise Http404
    subject = Subject(kind="person", ids=page.ids, version=page.person.version)
    record_reading(by=officer, of=subject, action="view_person")
    if page.shows_restricted:
        record_reading(by=officer, of=subject, action="view_restricted_address")
    listed = people_by_id([page.person.pk])[page.person.pk]
    return person_known(page, listed, officer, day_of(now()))


@router.get("/people/{uuid:person_id}/timeline", response=Timeline)
@operation(Permission.VIEW_PERSON, Touches.READS)
def read_timeline(
    request: HttpRequest,
    person_id: UUID,
    after: Annotated[str | None, Query(max_length=200)] = None,
    limit: PageSize = 50,
) -> Timeline:
    """Read a page of a person's events, the latest first."""
    place = read_place(after) if after else None
    page = timeline_page(person_id, after=place, size=limit)
    if page is None:
        raise Http404
    subject = Subject(kind="person", ids=page.ids, version=page.person.version)
    record_reading(by=officer_of(request), of=subject, action="view_timeline")
    return timeline(page)


@router.post("/people", response={201: RecordedPerson, 409: CandidatesToSee})
@operation(Permission.CREATE_PERSON, Touches.CHANGES)
def create_person(request: HttpRequest, said: PersonSaid) -> Status:
    """Record somebody new, after looking at whom the index knows like them (NV-11).

    409 with ``candidates`` names people who may be the same. If it is none of them, say it all
    again with their keys in ``candidates_shown``.
    """
    officer = officer_of(request)
    try:
        person = record_person(
            claim=said.claim(),
            candidates_shown=said.candidates_shown,
            reference=said.reference,
            role=said.role,
            by=officer,
            at=now(),
        )
    except UnseenCandidates as refusal:
        return Status(409, _candidates(said, refusal, officer))
    return Status(201, RecordedPerson(id=person.pk, version=person.version))


@router.post("/people/{uuid:person_id}/names", response={201: Recorded})
@operation(Permission.CREATE_PERSON, Touches.CHANGES)
def create_name(request: HttpRequest, person_id: UUID, said: NameSaid) -> Status:
    """Add a name to a person; the same name of the same type is not added twice."""
    name = add_name(person_id=person_id, name=said.claim(), by=officer_of(request), at=now())
    return Status(201, Recorded(id=name.pk))


@router.post("/people/{uuid:person_id}/identifiers", response={201: Recorded})
@operation(Permission.CREATE_PERSON, Touches.CHANGES)
def create_identifier(request: HttpRequest, person_id: UUID, said: IdentifierAdded) -> Status:
    """Add a number to a person; 409 names whom a PNC ID or CRO number is on already (NV-08)."""
    identifier = add_identifier(
        person_id=person_id,
        scheme=said.scheme.value,
        value=said.value,
        confirmed_by_prints=said.confirmed_by_prints,
        by=officer_of(request),
        at=now(),
    )
    return Status(201, Recorded(id=identifier.pk))


@router.post("/people/{uuid:person_id}/markers", response={201: Recorded})
@operation(Permission.CREATE_PERSON, Touches.CHANGES)
def create_marker(request: HttpRequest, person_id: UUID, said: MarkerSaid) -> Status:
    """Set a warning marker on a person (NV-12)."""
    marker = add_warning_marker(
        person_id=person_id,
        code=said.code,
        reason=said.reason,
        evidence=said.evidence,
        review_on=said.review_on,
        by=officer_of(request),
        at=now(),
    )
    return Status(201, Recorded(id=marker.pk))


def officer_of(request: HttpRequest) -> Officer:
    """Return who acts by the token of a request."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    return officer


def _candidates(said: PersonSaid, refusal: UnseenCandidates, officer: Officer) -> CandidatesToSee:
    """Show who it may be, and log that they were shown."""
    found = candidates_for(said.claim(), limit=WEIGHED)
    shown = reading_subjects("person", (each.person.pk for each in found))
    record_reading(by=officer, of=shown, action="view_candidates")
    return CandidatesToSee(
        type="about:blank",
        title="Conflict",
        status=409,
        detail=refusal.reason,
        field="candidates_shown",
        rule=refusal.rule,
        candidates=[candidate_known(each) for each in found],
    )
