"""Reading what somebody's calendar answered (TRN-10.9)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from icalendar import Calendar

from bluelamp.core.errors import NotPossible
from bluelamp.training.enums import CalendarAnswer

LONGEST = 100_000
RULE = "TRN-10.9"


@dataclass(frozen=True, slots=True)
class Reply:
    """One person's answer to what was sent with ``sequence``; ``attendee`` is their address."""

    uid: str
    sequence: int
    attendee: str
    answer: CalendarAnswer


def read_reply(content: bytes) -> Reply:
    """Return the answer in a file. Raises NotPossible for any file that is not one reply."""
    if len(content) > LONGEST:
        raise _refused("This file is too long to be a calendar’s reply.")
    try:
        calendar = Calendar.from_ical(content)
        events = calendar.walk("VEVENT")
    except (ValueError, IndexError, KeyError, AttributeError) as error:
        raise _refused("This file is no calendar.") from error
    if str(calendar.get("method", "")).upper() != "REPLY":
        raise _refused("This file is no reply to an invitation.")
    if len(events) != 1:
        raise _refused("A reply is about one event.")
    return _reply(events[0])


def _reply(event: Any) -> Reply:
    attendees = event.get("attendee", [])
    if (isinstance(attendees, list) and len(attendees) != 1) or not attendees:
        raise _refused("A reply is of one person.")
    attendee = attendees[0] if isinstance(attendees, list) else attendees
    said = str(attendee.params.get("PARTSTAT", "")).upper()
    if said not in set(CalendarAnswer):
        raise _refused("A reply says: accepted, tentative or declined.")
    try:
        sequence = int(event.get("sequence", 0))
    except (TypeError, ValueError) as error:
        raise _refused("This reply does not say to which invitation.") from error
    address = str(attendee).strip().lower().removeprefix("mailto:")
    return Reply(str(event.get("uid", "")).strip(), sequence, address, CalendarAnswer(said))


def _refused(words: str) -> NotPossible:
    return NotPossible(words, field="file", rule=RULE)
