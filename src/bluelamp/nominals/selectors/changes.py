"""Reading which records are new and which have changed, to go on from where somebody stopped."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.apps import apps

from bluelamp.core.ids import first_id_at

from ..models import Person


def people_after(key: UUID | None, until: datetime, most: int) -> list[UUID]:
    """Return the records made after this one and before a moment, in order: one statement."""
    found = Person.objects.filter(pk__lt=first_id_at(until)).order_by("pk")
    if key:
        found = found.filter(pk__gt=key)
    return list(found.values_list("pk", flat=True)[:most])


def changes_after(change: int, until: datetime, most: int) -> list[tuple[int, UUID]]:
    """Return the changes of records after this one and before a moment: (change, record) in order.

    Whatever is added to a record raises its version, so it is a change of the record itself.
    """
    kept = apps.get_model("nominals", "PersonEvent").objects
    found = kept.filter(pgh_id__gt=change, pgh_created_at__lt=until).order_by("pgh_id")
    return list(found.values_list("pgh_id", "pgh_obj_id")[:most])
