"""Addresses, dates and places in the words of the case pages."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.urls import reverse

from bluelamp.access.policies import Officer
from bluelamp.cases.models import CaseOffence
from bluelamp.custody.models import CustodyRecord
from bluelamp.nominals.enums import EventKind
from bluelamp.nominals.panels import event_page
from bluelamp.property.enums import ItemState
from bluelamp.property.models import Item


def person_url(person_id: UUID) -> str:
    """Return the address of a person's page."""
    return reverse("nominals:person", args=[person_id])


def custody_url(record: CustodyRecord, officer: Officer | None = None) -> str:
    """Return the address of a custody record, if it may be opened."""
    page = event_page(EventKind.CUSTODY, officer) if officer else None
    if officer and page is None:
        return ""
    return reverse(page.url_name if page else "custody:record", args=[record.pk])


def day(value: date) -> str:
    """Return a date as written."""
    return f"{value.day} {value:%B %Y}"


def when_committed(offence: CaseOffence) -> str:
    """Return the dates of an offence in words."""
    first, last = offence.committed_from, offence.committed_to
    if first is None:
        return "No date"
    return f"{day(first)} to {day(last)}" if last and last != first else day(first)


def offence_lines(offence: CaseOffence) -> str:
    """Return an offence as it stands, line by line."""
    lines = [
        f"{offence.offence.title} ({offence.offence.code})",
        when_committed(offence),
        offence.where or "No place",
        offence.wording or "No wording",
    ]
    return "\n".join(lines)


def where_now(item: Item) -> str:
    """Return where an exhibit is."""
    if item.store:
        return str(item.store)
    if item.holder:
        return f"With {item.holder.label}"
    return ItemState(item.state).label
