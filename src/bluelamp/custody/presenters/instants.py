"""Instants and lengths of time as a custody board says them: short, never ambiguous."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bluelamp.core.time import LONDON, changes_on, day_of, lasting

A_FEW_DAYS = timedelta(days=5)


@dataclass(frozen=True, slots=True)
class Instant:
    """An instant with its words: the clock alone today, with the day on another."""

    at: datetime
    words: str


def instant(at: datetime, now: datetime, *, brief: bool = False) -> Instant:
    """Return ``14:52``, ``Wed 11 Mar 14:52``, and on a day of clock change ``01:30 GMT (UTC+0)``.

    ``brief`` leaves the date out within the days on either side of today: ``Wed 14:52``.
    """
    local = at.astimezone(LONDON)
    words = f"{local:%H:%M}"
    if local.date() != day_of(now):
        date = "" if brief and abs(at - now) < A_FEW_DAYS else f" {local.day} {local:%b}"
        words = f"{local:%a}{date} {words}"
    if changes_on(local.date()):
        words = f"{words} {local.tzname()} (UTC+{1 if local.dst() else 0})"
    return Instant(at, words)


def until(left: timedelta) -> str:
    """Return ``in 25 min``, ``now`` or ``12 min late``."""
    if abs(left) < timedelta(minutes=1):
        return "now"
    return f"in {lasting(left)}" if left > timedelta(0) else f"{lasting(-left)} late"
