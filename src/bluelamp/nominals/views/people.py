"""A person's page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from bluelamp.access.enums import Permission, Touches
from bluelamp.access.policies import Officer, route
from bluelamp.audit.services import Subject, record_reading
from bluelamp.core.keyset import read_place
from bluelamp.core.time import day_of, now
from bluelamp.nominals.enums import EventKind
from bluelamp.nominals.policies import (
    can_amend_person,
    can_judge_sameness,
    can_remove_photograph,
)
from bluelamp.nominals.presenters import PersonHeader
from bluelamp.nominals.selectors import ALL_EVENTS, EventsAsked, PersonPage, person_page

YEAR = re.compile(r"(19|20)\d\d")


@route(Permission.VIEW_PERSON, Touches.READS)
def person(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show what is known of a person."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    page = page_of(person_id, officer, events_asked(request.GET))
    if page.person.pk != person_id:
        return redirect("nominals:person", page.person.pk)
    shown = PersonHeader(page, officer, day_of(now()))
    context = {"page": page, "person": shown, "may_amend": can_amend_person(officer)}
    context["may_judge"] = can_judge_sameness(officer)
    context["may_remove_photograph"] = can_remove_photograph(officer)
    return render(request, "nominals/person.html", context)


def events_asked(answers: Mapping[str, str]) -> EventsAsked:
    """Return which events are asked for; an answer that means nothing asks for nothing."""
    kind, year, after = (answers.get(name, "") for name in ("kind", "year", "after"))
    return EventsAsked(
        kind=EventKind(kind) if kind in tuple(EventKind) else None,
        year=int(year) if YEAR.fullmatch(year) else None,
        after=read_place(after) if after else None,
    )


def page_of(person_id: UUID, officer: Officer, asked: EventsAsked = ALL_EVENTS) -> PersonPage:
    """Return what is known of a person and log that it was read."""
    page = person_page(person_id, officer, asked)
    if page is None:
        raise Http404
    subject = Subject(kind="person", ids=page.ids, version=page.person.version)
    record_reading(by=officer, of=subject, action="view_person")
    if page.shows_restricted:
        record_reading(by=officer, of=subject, action="view_restricted_address")
    return page
