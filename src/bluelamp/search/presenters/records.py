"""Records found, in words."""

from __future__ import annotations

from collections.abc import Iterable

from bluelamp.access.policies import Officer
from bluelamp.nominals.enums import EventScheme
from bluelamp.nominals.models import Event
from bluelamp.nominals.panels import EventCard, Sought, event_card
from bluelamp.nominals.selectors import EventFound


def record_hits(found: Iterable[EventFound], sought: Sought, officer: Officer) -> list[EventCard]:
    """Return the records found, each with why."""
    return [event_card(each, officer, why=why_record(each.event, sought)) for each in found]


def why_record(event: Event, sought: Sought) -> str:
    """Return which number of a record answers what was typed."""
    asked = sought.references
    if event.reference in asked:
        return "The reference is as typed."
    if event.reference.startswith(asked):
        return "The reference begins with what was typed."
    for number in event.numbers.all():
        if number.value.startswith(asked):
            agrees = "is as typed" if number.value in asked else "begins with what was typed"
            return f"{EventScheme(number.scheme).label} {number.value} {agrees}."
    return "An exhibit reference or seal of it is as typed."
