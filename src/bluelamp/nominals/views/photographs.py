"""Photographs of people: handing one in, looking at one, removing one."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from bluelamp.access.enums import Permission, Touches
from bluelamp.access.policies import Officer, route
from bluelamp.audit.services import Subject, reading_subjects, record_reading
from bluelamp.core.errors import NotPossible
from bluelamp.core.forms import show_refusal
from bluelamp.core.time import now
from bluelamp.nominals import services
from bluelamp.nominals.photograph_forms import AddPhotographForm, RemovePhotographForm
from bluelamp.nominals.selectors import image_of, photograph_with_person, records_of


@route(Permission.VIEW_PERSON, Touches.READS)
def photograph(request: HttpRequest, photograph_id: UUID) -> HttpResponse:
    """Send a photograph."""
    return _sent(request, photograph_id, small=False)


@route(Permission.VIEW_PERSON, Touches.READS)
def small_photograph(request: HttpRequest, photograph_id: UUID) -> HttpResponse:
    """Send the small form of a photograph."""
    return _sent(request, photograph_id, small=True)


def _sent(request: HttpRequest, photograph_id: UUID, *, small: bool) -> HttpResponse:
    officer: Officer = request.officer  # type: ignore[attr-defined]
    found = image_of(photograph_id, small=small)
    if found is None:
        raise Http404
    person_id, picture = found
    seen = Subject(kind="person", ids=(person_id,), reference=str(photograph_id))
    record_reading(by=officer, of=seen, action="view_photograph")
    return HttpResponse(picture, content_type="image/jpeg")


@route(Permission.CREATE_PERSON, Touches.CHANGES)
def add_photograph(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Take a photograph of a person."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    records = records_of(person_id)
    if not records:
        raise Http404
    form = AddPhotographForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            services.add_photograph(person_id=person_id, by=officer, at=now(), **form.answers())
        except NotPossible as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "The photograph is recorded.")
            return redirect("nominals:person", records[0].pk)
    shown = reading_subjects("person", (each.pk for each in records))
    record_reading(by=officer, of=shown, action="view_person")
    return render(request, "nominals/add_photograph.html", {"form": form, "person": records[0]})


@route(Permission.REMOVE_PHOTOGRAPH, Touches.CHANGES)
def remove_photograph(request: HttpRequest, photograph_id: UUID) -> HttpResponse:
    """Ask why, then delete a photograph for good."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    found = photograph_with_person(photograph_id)
    if found is None:
        raise Http404
    form = RemovePhotographForm(request.POST or None)
    if form.is_valid():
        because = form.cleaned_data["because"]
        services.remove_photograph(
            photograph_id=photograph_id, because=because, by=officer, at=now()
        )
        messages.success(request, "The photograph is removed.")
        return redirect("nominals:person", found.person_id)
    seen = Subject(kind="person", ids=(found.person_id,), reference=str(photograph_id))
    record_reading(by=officer, of=seen, action="view_photograph")
    return render(request, "nominals/remove_photograph.html", {"form": form, "photograph": found})
