"""Template library ``bluelamp``: ``shown``, ``clock``, ``span``, ``utc`` and page components."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms.boundfield import BoundField

from bluelamp.core.forms import GovukBoundField
from bluelamp.core.time import LONDON, lasting
from bluelamp.core.time import shown as shown_in_london

register = template.Library()


@register.filter
def shown(instant: datetime | None) -> str:
    """Return an instant as ``Tue 10 Mar 2026 14:52`` in London; nothing for nothing."""
    return shown_in_london(instant) if instant else ""


@register.filter
def clock(instant: datetime | None) -> str:
    """Return an instant as ``14:52`` in London; nothing for nothing."""
    return f"{instant.astimezone(LONDON):%H:%M}" if instant else ""


@register.filter
def utc(instant: datetime | None) -> str:
    """Return an instant as a machine reads it, for ``<time datetime>``."""
    return instant.astimezone(UTC).isoformat(timespec="seconds") if instant else ""


@register.filter
def span(length: timedelta | None) -> str:
    """Return a length of time as ``5 h 30 min``; a negative one with a minus sign."""
    if length is None:
        return ""
    sign = "−" if length <= -timedelta(minutes=1) else ""
    return sign + lasting(abs(length))


@register.simple_tag
def revealed_fields(field: BoundField, value: Any) -> list[BoundField]:
    """Return the fields that a choice of this field shows."""
    return field.revealed_by(value) if isinstance(field, GovukBoundField) else []


@register.simple_tag
def page_numbers(page: Page[Any]) -> list[int | str]:
    """Return the page numbers to offer; ``…`` stands for those left out."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))
