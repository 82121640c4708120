"""Reading photographs: what is known of them, and the pictures."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db.models import OuterRef, QuerySet

from ..models import Photograph, PhotographImage


def photographs_of(person_ids: Collection[UUID]) -> list[Photograph]:
    """Return the photographs of a person's records, removed ones last: one statement.

    The first that is not removed stands for the person.
    """
    found = Photograph.objects.filter(person__in=person_ids)
    return sorted(found.order_by("-taken_on", "-pk"), key=lambda each: each.removed_at is not None)


def current_photographs() -> QuerySet[Photograph, UUID]:
    """Return, as a part of another statement, the photograph that stands for its person."""
    standing = Photograph.objects.filter(person=OuterRef("pk"), removed_at=None)
    return standing.order_by("-taken_on", "-pk").values_list("pk", flat=True)


def image_of(photograph_id: UUID, *, small: bool) -> tuple[UUID, bytes] | None:
    """Return whose picture it is and the picture; None for none and for one that is removed."""
    column = "small" if small else "full"
    found = PhotographImage.objects.filter(photograph=photograph_id)
    row = found.values_list("photograph__person", column).first()
    return (row[0], bytes(row[1])) if row else None


def photograph_with_person(photograph_id: UUID) -> Photograph | None:
    """Return a photograph that is not removed, with the person: one statement."""
    standing = Photograph.objects.filter(pk=photograph_id, removed_at=None)
    return standing.select_related("person").first()
