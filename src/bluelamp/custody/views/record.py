"""The page of one custody record."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from bluelamp.access.enums import Permission, Touches
from bluelamp.access.policies import Officer, route
from bluelamp.audit.services import Subject, record_reading
from bluelamp.core.time import now
from bluelamp.custody.presenters.observation import observation_shown
from bluelamp.custody.presenters.record import record_page
from bluelamp.custody.selectors.board import current_markers
from bluelamp.custody.selectors.observation import observation_of
from bluelamp.custody.selectors.records import record_for_page
from bluelamp.nominals.enums import EventKind
from bluelamp.nominals.panels import event_panels


@route(Permission.VIEW_CUSTODY_RECORD, Touches.READS)
def record(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Show a custody record whole: who, the clock, offences, actions, entries, other modules."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    found = record_for_page(record_id)
    if found is None:
        raise Http404
    subject = Subject(
        kind=EventKind.CUSTODY,
        ids=(found.pk, found.person_id),
        reference=found.event.reference,
        version=found.version,
    )
    record_reading(by=officer, of=subject, action="view_custody_record")
    watched = observation_shown(observation_of([found])[found.pk], now())
    page = record_page(found, current_markers(found.person), now(), officer)
    panels = event_panels(EventKind.CUSTODY, found.pk, officer)
    return render(
        request, "custody/record.html", {"page": page, "panels": panels, "watched": watched}
    )
