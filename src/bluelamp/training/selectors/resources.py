"""Venues, rooms and trainers."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet

from bluelamp.training.models import Room, Trainer, Venue, VirtualRoom


def venues_listed() -> QuerySet[Venue]:
    """Return the venues with how many rooms they have: one statement."""
    return Venue.objects.annotate(
        rooms_in_use=Count("rooms", filter=Q(rooms__out_of_use=False))
    ).order_by("name")


def venue_for_page(venue_id: UUID) -> Venue | None:
    """Return a venue with its rooms and equipment: three statements."""
    rooms = Room.objects.order_by("name")
    found = Venue.objects.prefetch_related(Prefetch("rooms", rooms), "equipment")
    return found.filter(pk=venue_id).first()


def trainers_listed(at: datetime) -> QuerySet[Trainer]:
    """Return the trainers with what lies before them: one statement."""
    coming = Q(teaching__session__starts_at__gte=at) & ~Q(teaching__session__state="CANCELLED")
    return Trainer.objects.annotate(
        coming=Count("teaching", filter=coming, distinct=True),
        may_teach=Count("certifications", distinct=True),
    ).order_by("kind", "name", "pk")


def virtual_rooms() -> QuerySet[VirtualRoom]:
    """Return the virtual rooms."""
    return VirtualRoom.objects.order_by("name")
