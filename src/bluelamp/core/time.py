"""Time: stored in UTC, shown in Europe/London, counted in UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def now() -> datetime:
    """Return the present instant in UTC. Pure rules take it as an argument instead."""
    return datetime.now(UTC)


def day_of(instant: datetime) -> date:
    """Return the local day on which the instant falls."""
    return instant.astimezone(LONDON).date()


def shown(instant: datetime) -> str:
    """Return ``Tue 10 Mar 2026 14:52`` in local time, with the offset when the clocks change."""
    local = instant.astimezone(LONDON)
    text = f"{local:%a} {local.day} {local:%b %Y %H:%M}"
    return f"{text} {local.tzname()}" if is_repeated(instant) else text


def is_repeated(instant: datetime) -> bool:
    """Tell whether the wall clock shows this time twice that day (autumn clock change)."""
    wall = instant.astimezone(LONDON).replace(tzinfo=None)
    first = wall.replace(tzinfo=LONDON, fold=0).utcoffset()
    return first != wall.replace(tzinfo=LONDON, fold=1).utcoffset()


def told(instant: datetime) -> str:
    """Return ``Tue 10 Mar 2026 14:52 GMT``; on a day of clock change ``03:15 BST (UTC+1)``."""
    local = instant.astimezone(LONDON)
    text = f"{local:%a} {local.day} {local:%b %Y %H:%M} {local.tzname()}"
    if not changes_on(local.date()):
        return text
    return f"{text} (UTC+{1 if local.dst() else 0})"


def lasting(length: timedelta) -> str:
    """Return a length of time as an officer says it: ``24 h``, ``5 h 30 min``, ``25 min``."""
    minutes = int(length.total_seconds() // 60)
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest:02d} min" if rest else f"{hours} h"


def start_of_day(day: date) -> datetime:
    """Return the instant in UTC at which the local day begins."""
    return datetime(day.year, day.month, day.day, tzinfo=LONDON).astimezone(UTC)


@lru_cache(maxsize=512)
def changes_on(day: date) -> bool:
    """Tell whether the clocks change on this local day."""
    begin = start_of_day(day)
    return (begin + timedelta(hours=24)).astimezone(LONDON).hour != 0


def clocks_change_between(start: datetime, end: datetime) -> bool:
    """Tell whether the two instants stand at different offsets from UTC."""
    return start.astimezone(LONDON).utcoffset() != end.astimezone(LONDON).utcoffset()
