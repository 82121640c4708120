"""The page that draws whom a person is tied to."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from bluelamp.access.enums import Permission, Touches
from bluelamp.access.policies import Officer, route
from bluelamp.audit.services import reading_subjects, record_reading
from bluelamp.core.time import day_of, now
from bluelamp.nominals.network_forms import NetworkForm
from bluelamp.nominals.presenters import NetworkDrawing
from bluelamp.nominals.selectors import network_of


@route(Permission.VIEW_PERSON, Touches.READS)
def network(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Draw whom a person is tied to, and tell the same in a table."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    form, at = NetworkForm.answered(request.GET), now()
    found = network_of(person_id, form.asked(request.GET.getlist("expand"), at))
    if found is None:
        raise Http404
    if found.centre.pk != person_id:
        return redirect("nominals:network", found.centre.pk)
    # Everybody drawn has been shown, the person's own records first (INF-5.1).
    shown = dict.fromkeys((*(record.pk for record in found.records), *found.people))
    record_reading(by=officer, of=reading_subjects("person", shown), action="view_network")
    drawing = NetworkDrawing(found, officer, day_of(at), dict(request.GET.lists()))
    context = {"form": form, "drawing": drawing, "graph": drawing.graph}
    return render(request, "nominals/network.html", context)
