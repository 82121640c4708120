"""Events as one file: an invitation, its cancellation, or a calendar to be read (TRN-10.9)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from enum import StrEnum

from icalendar import Calendar, vDuration

from .events import Event, vevent
from .zones import london

PRODUCT = "-//Bluelamp//Training//EN"
READ_AGAIN = timedelta(hours=1)


class Method(StrEnum):
    """What the file asks a calendar to do."""

    PUBLISH = "PUBLISH"
    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


def calendar_of(method: Method, events: Iterable[Event], *, name: str = "") -> bytes:
    """Return the file: UTF-8, lines folded at 75 octets, ended by CRLF.

    A calendar with a ``name`` is read again and again: it says how often that is useful.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method.value)
    if name:
        calendar.add("x-wr-calname", name)
        calendar.add("refresh-interval", vDuration(READ_AGAIN, {"VALUE": "DURATION"}))
    calendar.add_component(london())
    for event in events:
        calendar.add_component(vevent(event))
    return bytes(calendar.to_ical())
