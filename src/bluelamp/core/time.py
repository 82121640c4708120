"""Time: stored in UTC, shown in Europe/London, counted in UTC."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def now() -> datetime:
    """Return the present instant in UTC. Pure rules take it as an argument instead."""
    return datetime.now(UTC)


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
