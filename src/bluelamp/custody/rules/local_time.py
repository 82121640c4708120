"""The wall clock in Europe/London: reading it into UTC, and writing instants for officers.

Clock model 3 and 4 of the domain: no hours are ever added to a wall-clock value, a time that
did not exist is refused, and a time that came twice must be told apart.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bluelamp.core.errors import NotPossible
from bluelamp.core.time import LONDON
from bluelamp.custody.enums import LocalOffset

if TYPE_CHECKING:
    from datetime import date

RULE = "clock model 4"


def parsed(text: str, choice: LocalOffset | None = None, *, field: str | None = None) -> datetime:
    """Read ``2026-03-10 14:52`` (or with ``T``) as a local time and return the instant in UTC.

    Raises `NotPossible`, naming `field`, when the text is no date and time, when the wall clock
    never showed it, or when it showed it twice and `choice` is missing.
    """
    try:
        wall = datetime.fromisoformat(text.strip())
    except ValueError:
        wall = None
    if wall is None or wall.tzinfo is not None or ":" not in text:
        reason = f"“{text}” is not a date and time. Enter it like 2026-03-10 14:52."
        raise NotPossible(reason, field=field, rule=RULE)
    return from_wall(wall, choice, field=field)


def from_wall(
    wall: datetime, choice: LocalOffset | None = None, *, field: str | None = None
) -> datetime:
    """Return the instant in UTC at which the wall clock showed `wall` (a naive time).

    `choice` is needed in the hour that comes twice in October. Elsewhere it may be left out, and
    must not contradict the calendar. Raises `NotPossible` as `parsed` does.
    """
    readings = readings_of(wall)
    told = f"{wall:%H:%M} on {wall.day} {wall:%B %Y}"
    if not readings:
        reason = f"{told} did not exist: the clocks went forward from 01:00 to 02:00."
        raise NotPossible(reason, field=field, rule=RULE)
    if choice is None and len(readings) > 1:
        reason = f"{told} came twice: say whether British Summer Time or Greenwich Mean Time."
        raise NotPossible(reason, field=field, rule=RULE)
    if choice is None:
        return next(iter(readings.values()))
    if choice not in readings:
        reason = f"{told} was not in {choice.name}: the clocks showed {next(iter(readings)).name}."
        raise NotPossible(reason, field=field, rule=RULE)
    return readings[choice]


def readings_of(wall: datetime) -> dict[LocalOffset, datetime]:
    """Return every instant at which the wall clock showed `wall`: none, one or two, in order."""
    naive = wall.replace(tzinfo=None, fold=0)
    found: dict[LocalOffset, datetime] = {}
    for offset, hours in ((LocalOffset.BST, 1), (LocalOffset.GMT, 0)):
        instant = (naive - timedelta(hours=hours)).replace(tzinfo=UTC)
        if instant.astimezone(LONDON).replace(tzinfo=None, fold=0) == naive:
            found[offset] = instant
    return found


def start_of_day(day: date) -> datetime:
    """Return the instant in UTC at which the local day begins."""
    return datetime(day.year, day.month, day.day, tzinfo=LONDON).astimezone(UTC)


def changes_on(day: date) -> bool:
    """Tell whether the clocks change on this local day."""
    begin = start_of_day(day)
    return (begin + timedelta(hours=24)).astimezone(LONDON).hour != 0


def told(instant: datetime) -> str:
    """Return ``Tue 10 Mar 2026 14:52 GMT``; on a day of clock change ``03:15 BST (UTC+1)``."""
    local = instant.astimezone(LONDON)
    text = f"{local:%a} {local.day} {local:%b %Y %H:%M} {local.tzname()}"
    if not changes_on(local.date()):
        return text
    return f"{text} (UTC+{1 if local.dst() else 0})"


def clocks_change_between(start: datetime, end: datetime) -> bool:
    """Tell whether the two instants stand at different offsets from UTC."""
    return start.astimezone(LONDON).utcoffset() != end.astimezone(LONDON).utcoffset()


def lasting(length: timedelta) -> str:
    """Return a length of time as an officer says it: ``24 h``, ``5 h 30 min``, ``25 min``."""
    minutes = int(length.total_seconds() // 60)
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest:02d} min" if rest else f"{hours} h"
