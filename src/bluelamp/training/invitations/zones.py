"""Europe/London, as a calendar that knows no time zones is told of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

from bluelamp.core.time import LONDON, is_repeated

ZONE = "Europe/London"
GMT, BST = timedelta(0), timedelta(hours=1)
# The rule since 1996, in wall-clock times of before the change.
FORWARD = datetime(1996, 3, 31, 1)  # noqa: DTZ001 - a VTIMEZONE is written without a zone
BACK = datetime(1996, 10, 27, 2)  # noqa: DTZ001


def london() -> Timezone:
    """Return the VTIMEZONE: both offsets, and when they change in any year."""
    zone = Timezone()
    zone.add("tzid", ZONE)
    for part, name, begins, before, after in (
        (TimezoneDaylight(), "BST", FORWARD, GMT, BST),
        (TimezoneStandard(), "GMT", BACK, BST, GMT),
    ):
        part.add("dtstart", begins)
        part.add("tzname", name)
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        part.add("rrule", {"freq": "yearly", "bymonth": begins.month, "byday": "-1su"})
        zone.add_component(part)
    return zone


def on_the_wall(instant: datetime) -> datetime:
    """Return an instant as clocks in London show it; in UTC where they show it twice."""
    return instant.astimezone(UTC if is_repeated(instant) else LONDON)
