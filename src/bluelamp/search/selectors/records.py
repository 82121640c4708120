"""Which records a search finds: by their reference, an exhibit reference or a seal."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from bluelamp.nominals.enums import EventKind
from bluelamp.nominals.panels import Sought
from bluelamp.nominals.selectors import EventFound, events_called
from bluelamp.property.models import Item

from .sight import Sight


def records_found(sought: Sought, sight: Sight) -> list[EventFound]:
    """Return the records that are looked for, the latest first: two statements."""
    items = _items(sought) if EventKind.PROPERTY in sight.events else None
    return events_called(sought.references, sight.events, with_people=sight.people, also=items)


def _items(sought: Sought) -> QuerySet[Any, Any] | None:
    """Return the items with one of these exhibit references or seals."""
    named = Q()
    for reference in sought.exhibits:
        named |= Q(exhibit_reference=reference) | Q(exhibited_in__reference=reference)
    if sought.references:
        named |= Q(seals__number__in=sought.references)
    return Item.objects.filter(named).values("pk") if named else None
