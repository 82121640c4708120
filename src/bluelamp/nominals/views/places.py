"""A place's page; recording and correcting places, and giving a person an address."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from bluelamp.access.enums import Permission, Touches
from bluelamp.access.policies import route
from bluelamp.audit.services import Subject, record_reading
from bluelamp.core.time import now
from bluelamp.nominals.enums import LinkRole
from bluelamp.nominals.models import Location
from bluelamp.nominals.place_forms import AddressForm, PlaceForm
from bluelamp.nominals.policies import can_record_object
from bluelamp.nominals.presenters.things import PlaceFacts
from bluelamp.nominals.rules.ties import TieClaim
from bluelamp.nominals.selectors import place_page
from bluelamp.nominals.services import amend_place, record_place, tie_entries
from bluelamp.nominals.tie_forms import moment_of

from .answering import answer, officer_of
from .people import page_of
from .ties import after_of, log_page


@route(Permission.VIEW_PERSON, Touches.READS)
def place(request: HttpRequest, location_id: UUID) -> HttpResponse:
    """Show a place: who lives or lived there and when, what happened there."""
    officer = officer_of(request)
    page = place_page(location_id, officer, after=after_of(request))
    if page is None:
        raise Http404
    log_page(page, "location", officer)
    context = {
        "what": "Place",
        "facts": PlaceFacts(page, officer),
        "next": page.next,
        "may_record": can_record_object(officer),
        "change_url": reverse("nominals:amend_place", args=[location_id]),
        "event_url": reverse("nominals:place_event", args=[location_id]),
    }
    return render(request, "nominals/thing.html", context)


@route(Permission.RECORD_OBJECT, Touches.CHANGES)
def new_place(request: HttpRequest) -> HttpResponse:
    """Record a place, or go to the one that is there already."""
    form = PlaceForm(request.POST or None)

    def save() -> str:
        made = record_place(claim=form.claim(), by=officer_of(request), at=now())
        return reverse("nominals:place", args=[made.pk])

    words = {"title": "Record a place", "submit": "Record", "back": reverse("home")}
    return answer(request, form, save, said="The place is in the index.", **words)


@route(Permission.RECORD_OBJECT, Touches.CHANGES)
def amend(request: HttpRequest, location_id: UUID) -> HttpResponse:
    """Correct a place; whoever saves second sees both versions."""
    found = get_object_or_404(Location.objects.select_related("unit"), pk=location_id)
    form = PlaceForm.about(found, request.POST or None)
    back = reverse("nominals:place", args=[location_id])

    def save() -> str:
        version = form.cleaned_data["version"]
        amend_place(
            location_id=location_id,
            version=version,
            claim=form.claim(),
            by=officer_of(request),
            at=now(),
        )
        return back

    subject = Subject(kind="location", ids=(found.pk,), version=found.version)
    record_reading(by=officer_of(request), of=subject, action="view_location")
    words = {"title": "Correct a place", "about": str(found), "submit": "Save corrections"}
    return answer(request, form, save, said="The corrections are saved.", back=back, **words)


@route(Permission.CREATE_PERSON, Touches.CHANGES)
def new_address(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Give a person an address, from when to when, and hide it where they are protected (L5)."""
    officer = officer_of(request)
    page = page_of(person_id, officer)
    form = AddressForm(request.POST or None)
    back = reverse("nominals:person", args=[page.person.pk])

    def save() -> str:
        at, said = now(), form.cleaned_data
        there = record_place(claim=form.claim(), by=officer, at=at)
        claim = TieClaim(
            held_from=moment_of(said["held_from"]),
            held_until=moment_of(said["held_until"]),
            origin=said["origin"],
            restriction=said["restriction"],
        )
        role = LinkRole(said["role"])
        tie_entries(
            source=page.person.pk, target=there.pk, role=role, claim=claim, by=officer, at=at
        )
        return back

    words = {"title": "Add an address", "about": page.person.known_as, "submit": "Add"}
    return answer(request, form, save, said="The address is recorded.", back=back, **words)
