"""Venues, rooms, equipment and virtual rooms, added and changed by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from bluelamp.access.enums import Permission, Touches
from bluelamp.access.policies import Officer, route
from bluelamp.core.errors import NotPossible
from bluelamp.core.forms import show_refusal
from bluelamp.core.time import now
from bluelamp.training import services
from bluelamp.training.forms.places import (
    EquipmentForm,
    ResourceForm,
    RoomForm,
    VenueForm,
    VirtualRoomForm,
)
from bluelamp.training.models import Equipment, Room, Venue, VirtualRoom
from bluelamp.training.presenters.resources import kept_beside
from bluelamp.training.services import ChangedMeanwhile


@route(Permission.MANAGE_TRAINING, Touches.NOTHING)
def add_venue(request: HttpRequest) -> HttpResponse:
    """Record a venue."""
    return _venue(request, None)


@route(Permission.MANAGE_TRAINING, Touches.NOTHING)
def change_venue(request: HttpRequest, venue_id: UUID) -> HttpResponse:
    """Change the accessibility record of a venue."""
    return _venue(request, get_object_or_404(Venue, pk=venue_id))


@route(Permission.MANAGE_TRAINING, Touches.NOTHING)
def add_room(request: HttpRequest, venue_id: UUID) -> HttpResponse:
    """Record a room of a venue."""
    return _room(request, get_object_or_404(Venue, pk=venue_id), None)


@route(Permission.MANAGE_TRAINING, Touches.NOTHING)
def change_room(request: HttpRequest, room_id: UUID) -> HttpResponse:
    """Change a room."""
    room = get_object_or_404(Room.objects.select_related("venue"), pk=room_id)
    return _room(request, room.venue, room)


@route(Permission.MANAGE_TRAINING, Touches.NOTHING)
def add_equipment(request: HttpRequest, venue_id: UUID) -> HttpResponse:
    """Record equipment of a venue."""
    return _equipment(request, get_object_or_404(Venue, pk=venue_id), None)


@route(Permission.MANAGE_TRAINING, Touches.NOTHING)
def change_equipment(request: HttpRequest, equipment_id: UUID) -> HttpResponse:
    """Change how much there is of something, or when it was tested."""
    found = get_object_or_404(Equipment.objects.select_related("venue"), pk=equipment_id)
    return _equipment(request, found.venue, found)


@route(Permission.MANAGE_TRAINING, Touches.NOTHING)
def add_virtual_room(request: HttpRequest) -> HttpResponse:
    """Record a virtual room."""
    return _virtual(request, None)


@route(Permission.MANAGE_TRAINING, Touches.NOTHING)
def change_virtual_room(request: HttpRequest, room_id: UUID) -> HttpResponse:
    """Change a virtual room."""
    return _virtual(request, get_object_or_404(VirtualRoom, pk=room_id))


def _venue(request: HttpRequest, venue: Venue | None) -> HttpResponse:
    form = VenueForm.of(venue, request.POST or None)
    at = reverse("training:venue", args=[venue.pk]) if venue else reverse("training:venues")
    page = {"title": "Change the venue" if venue else "Add a venue", "about": venue, "back": at}

    def save(**more: Any) -> Venue:
        return services.save_venue(venue_id=venue.pk if venue else None, **more)

    return answer(request, form, save, lambda kept: ("training:venue", kept.pk), page)


def _room(request: HttpRequest, venue: Venue, room: Room | None) -> HttpResponse:
    form = RoomForm.of(room, request.POST or None)
    page = {"title": "Change the room" if room else "Add a room", **_of(venue)}

    def save(**more: Any) -> Room:
        room_id = room.pk if room else None
        return services.save_room(room_id=room_id, venue_id=venue.pk, **more)

    return answer(request, form, save, lambda _: ("training:venue", venue.pk), page)


def _equipment(request: HttpRequest, venue: Venue, found: Equipment | None) -> HttpResponse:
    form = EquipmentForm.of(found, request.POST or None, venue=venue)
    page = {"title": "Change equipment" if found else "Add equipment", **_of(venue)}

    def save(**more: Any) -> Equipment:
        key = found.pk if found else None
        return services.save_equipment(equipment_id=key, venue_id=venue.pk, **more)

    return answer(request, form, save, lambda _: ("training:venue", venue.pk), page)


def _virtual(request: HttpRequest, room: VirtualRoom | None) -> HttpResponse:
    form = VirtualRoomForm.of(room, request.POST or None)
    title = "Change the virtual room" if room else "Add a virtual room"
    page = {"title": title, "about": room, "back": reverse("training:venues")}

    def save(**more: Any) -> VirtualRoom:
        return services.save_virtual_room(room_id=room.pk if room else None, **more)

    return answer(request, form, save, lambda _: ("training:venues",), page)


def _of(venue: Venue) -> dict[str, Any]:
    return {"about": venue, "back": reverse("training:venue", args=[venue.pk])}


def answer(
    request: HttpRequest,
    form: ResourceForm,
    save: Callable[..., Model],
    to: Callable[[Any], tuple[Any, ...]],
    page: dict[str, Any],
    **more: Any,
) -> HttpResponse:
    """Save what a valid form tells; show a refusal, or both versions of what changed meanwhile."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    if form.is_valid():
        version = form.cleaned_data["version"]
        try:
            kept = save(version=version, told=form.told, by=officer, at=now(), **more)
        except ChangedMeanwhile as refusal:
            page["beside"] = kept_beside(form, refusal.kept)
        except NotPossible as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Saved.")
            return redirect(*to(kept))
    return render(request, "training/resource_form.html", {"form": form, **page})
