"""Ties: to things and events, changed, ended, hidden and shown again; inferred ones proposed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from bluelamp.access.enums import Permission, Touches
from bluelamp.access.policies import Officer, route
from bluelamp.audit.services import Subject, record_reading
from bluelamp.core.errors import NotPossible
from bluelamp.core.time import now
from bluelamp.nominals.enums import EntryKind, LinkRestriction, LinkRole, LinkStatus, ObjectKind
from bluelamp.nominals.models import Event, IndexObject, Link, Location, Person
from bluelamp.nominals.object_forms import FindObjectForm
from bluelamp.nominals.policies import can_view_restricted_addresses
from bluelamp.nominals.presenters.things import recording_words, tie_row
from bluelamp.nominals.rules.links import THINGS_IN_EVENTS
from bluelamp.nominals.rules.ties import TieClaim
from bluelamp.nominals.selectors import ThingPage, link_with_ends, objects_known_by
from bluelamp.nominals.selectors.thing_pages import tie_as_seen
from bluelamp.nominals.services import (
    change_tie,
    infer_ties,
    lift_restriction,
    restrict_address,
    tie_entries,
)
from bluelamp.nominals.tie_forms import (
    ChangeTieForm,
    EventPartForm,
    RestrictForm,
    moment_of,
)

from .answering import answer, officer_of
from .people import page_of


def after_of(request: HttpRequest) -> UUID | None:
    """Return the key after which the page of a long list begins."""
    try:
        return UUID(request.GET.get("after", ""))
    except ValueError:
        return None


def log_page(page: ThingPage, kind: str, officer: Officer) -> None:
    """Log who and what was shown, and that a protected address was among it (L5)."""
    people = [each.other.pk for each in page.people]
    subject = Subject(kind=kind, ids=(page.about.pk, *people), version=page.about.version)
    record_reading(by=officer, of=subject, action=f"view_{kind}")
    if page.shows_restricted:
        record_reading(by=officer, of=subject, action="view_restricted_address")


@route(Permission.RECORD_OBJECT, Touches.CHANGES)
def tie_object(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Tie a person to a thing that the index knows by a number, or go on to record it."""
    officer = officer_of(request)
    page = page_of(person_id, officer)
    form = FindObjectForm(request.POST or None)
    back = reverse("nominals:person", args=[page.person.pk])

    def save() -> str:
        said = form.cleaned_data
        thing = _the_one_known_by(said["number"])
        claim = TieClaim(held_from=moment_of(said["held_from"]), origin=said["origin"])
        role, at = LinkRole(said["role"]), now()
        tie_entries(
            source=page.person.pk, target=thing.pk, role=role, claim=claim, by=officer, at=at
        )
        return back

    words = {"said": "The link is recorded.", "back": back, **_linking_words(page.person)}
    return answer(request, form, save, **words)


@route(Permission.RECORD_OBJECT, Touches.CHANGES)
def object_event(request: HttpRequest, object_id: UUID) -> HttpResponse:
    """Give an object a part in a record."""
    thing = get_object_or_404(IndexObject, pk=object_id)
    back = reverse("nominals:object", args=[object_id])
    return _part_in_event(request, thing.pk, thing.known_as, "object", THINGS_IN_EVENTS, back)


@route(Permission.RECORD_OBJECT, Touches.CHANGES)
def place_event(request: HttpRequest, location_id: UUID) -> HttpResponse:
    """Say of what record a place is the scene."""
    place = get_object_or_404(Location, pk=location_id)
    back = reverse("nominals:place", args=[location_id])
    return _part_in_event(request, place.pk, str(place), "location", (LinkRole.SCENE,), back)


@route(Permission.RECORD_OBJECT, Touches.CHANGES)
def tie(request: HttpRequest, link_id: UUID) -> HttpResponse:
    """Confirm, deny or end a tie; hide or show an address."""
    officer = officer_of(request)
    link = _link(link_id, officer)
    form = ChangeTieForm.about(link, request.POST or None)
    back = _page_of_source(link)

    def save() -> str:
        said = form.cleaned_data
        change_tie(
            link_id=link_id,
            status=LinkStatus(said["status"]),
            held_until=moment_of(said["held_until"]),
            details=said["details"],
            by=officer,
            at=now(),
        )
        return back

    said = "The link is changed."
    return answer(request, form, save, said=said, back=back, **_shown(link, officer))


@route(Permission.CREATE_PERSON, Touches.CHANGES)
@require_POST
def restrict(request: HttpRequest, link_id: UUID) -> HttpResponse:
    """Hide the address of a protected person (L5)."""
    officer = officer_of(request)
    link = _link(link_id, officer)
    form = RestrictForm(request.POST)
    if form.is_valid():
        hidden = restrict_address(
            link_id=link_id,
            restriction=LinkRestriction(form.cleaned_data["restriction"]),
            with_everybody=form.cleaned_data["with_everybody"],
            by=officer,
            at=now(),
        )
        count = "1 record" if len(hidden) == 1 else f"{len(hidden)} records"
        messages.success(request, f"The address is restricted on {count}.")
        return redirect(_page_of_source(link))
    messages.error(request, "Say why the address is restricted.")
    return redirect("nominals:tie", link_id)


@route(Permission.VIEW_RESTRICTED_ADDRESSES, Touches.CHANGES)
@require_POST
def lift(request: HttpRequest, link_id: UUID) -> HttpResponse:
    """Show an address again to everybody who may see people (L5)."""
    officer = officer_of(request)
    link = _link(link_id, officer)
    lift_restriction(link_id=link_id, by=officer, at=now())
    messages.success(request, "The restriction is lifted.")
    return redirect(_page_of_source(link))


@route(Permission.CREATE_PERSON, Touches.CHANGES)
@require_POST
def infer(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Propose ties to whoever shares a telephone or a home (L4)."""
    officer = officer_of(request)
    page = page_of(person_id, officer)
    made = infer_ties(person_id=page.person.pk, by=officer, at=now())
    found = "1 person" if len(made) == 1 else f"{len(made)} people"
    messages.success(
        request,
        f"{found} found. Each is shown under Associates as inferred until somebody confirms it.",
    )
    return redirect("nominals:person", page.person.pk)


def _part_in_event(
    request: HttpRequest, key: UUID, name: str, kind: str, roles: Sequence[LinkRole], back: str
) -> HttpResponse:
    form = EventPartForm(request.POST or None, roles=roles)

    def save() -> str:
        reference = form.cleaned_data["reference"].strip()
        event = Event.objects.filter(reference__iexact=reference).first()
        if event is None:
            said = f"No record has the reference ‘{reference}’ (M5)."
            raise NotPossible(said, field="reference", rule="M5")
        role = LinkRole(form.cleaned_data["role"])
        tie_entries(source=key, target=event.pk, role=role, by=officer_of(request), at=now())
        return back

    record_reading(by=officer_of(request), of=Subject(kind=kind, ids=(key,)), action=f"view_{kind}")
    words = {"title": "Link to a record", "about": name, "submit": "Link"}
    return answer(request, form, save, said="The link is recorded.", back=back, **words)


def _linking_words(person: Person) -> dict[str, Any]:
    return {
        "template": "nominals/tie_object.html",
        "title": "Link an object",
        "about": person.known_as,
        "submit": "Link",
        "links": _ways_on(person.pk),
    }


def _ways_on(person_id: UUID) -> list[dict[str, str]]:
    """Return where each kind of object is recorded for a person."""
    return [
        {
            "words": recording_words(kind),
            "url": reverse("nominals:new_object_for", args=[person_id, kind.value]),
        }
        for kind in ObjectKind
    ]


def _shown(link: Link, officer: Officer) -> dict[str, Any]:
    """Return what the page of a tie shows, and whether its address is hidden or shown there."""
    may_hide = link.target.kind == EntryKind.LOCATION and link.source.kind == EntryKind.PERSON
    hide = may_hide and not link.restriction and officer.may(Permission.CREATE_PERSON)
    return {
        "template": "nominals/tie.html",
        "rows": _rows(link, officer),
        "restrict_form": RestrictForm() if hide else None,
        "restrict_url": reverse("nominals:restrict", args=[link.pk]),
        "may_lift": bool(link.restriction and can_view_restricted_addresses(officer)),
        "lift_url": reverse("nominals:lift", args=[link.pk]),
    }


def _the_one_known_by(number: str) -> IndexObject:
    """Return the object that bears a number now. Raises NotPossible for none or several."""
    found = [each for each in objects_known_by(number) if each.is_exact and each.is_borne_now]
    things = {each.object.pk: each.object for each in found}
    if not things:
        said = "The index knows no object with this number. Record it below."
        raise NotPossible(said, field="number", rule="M5")
    if len(things) > 1:
        said = "Several objects bear this number. Give another number of the one you mean."
        raise NotPossible(said, field="number", rule="DS_065")
    return next(iter(things.values()))


def _link(link_id: UUID, officer: Officer) -> Link:
    link = link_with_ends(link_id, officer)
    if link is None:
        raise Http404
    ids = (link.source_id, link.target_id)
    record_reading(by=officer, of=Subject(kind="link", ids=ids), action="view_link")
    if link.restriction:
        record_reading(
            by=officer, of=Subject(kind="link", ids=ids), action="view_restricted_address"
        )
    return link


def _rows(link: Link, officer: Officer) -> list[dict[str, str]]:
    row = tie_row(tie_as_seen(link, [link.source_id]), officer)
    origin = tie_row(tie_as_seen(link, [link.target_id]), officer)
    return [
        {"key": "From", "value": origin.name},
        {"key": "To", "value": row.name},
        {"key": "Link", "value": LinkRole(link.role).label},
        {"key": "Since", "value": row.since},
        {"key": "Until", "value": row.until},
        {"key": "Notes", "value": row.notes or "Confirmed"},
        {"key": "Recorded by", "value": link.recorded_by},
    ]


def _page_of_source(link: Link) -> str:
    names = {EntryKind.PERSON: "person", EntryKind.OBJECT: "object", EntryKind.LOCATION: "place"}
    return reverse(f"nominals:{names[EntryKind(link.source.kind)]}", args=[link.source_id])
