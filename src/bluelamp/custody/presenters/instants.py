"""Instants and lengths of time as a custody board says them: short, never ambiguous."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from uuid import UUID

from django.urls import reverse

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
    return _instant(at, day_of(now), undated=brief and abs(at - now) < A_FEW_DAYS)


# A board says the same instants again every half minute.
@lru_cache(maxsize=4096)
def _instant(at: datetime, today: date, *, undated: bool) -> Instant:
    local = at.astimezone(LONDON)
    words = f"{local:%H:%M}"
    if local.date() != today:
        day = "" if undated else f" {local.day} {local:%b}"
        words = f"{local:%a}{day} {words}"
    if changes_on(local.date()):
        words = f"{words} {local.tzname()} (UTC+{1 if local.dst() else 0})"
    return Instant(at, words)


def until(left: timedelta) -> str:
    """Return ``in 25 min``, ``now`` or ``12 min late``."""
    if abs(left) < timedelta(minutes=1):
        return "now"
    return f"in {lasting(left)}" if left > timedelta(0) else f"{lasting(-left)} late"


@lru_cache(maxsize=4096)
def address_of(page: str, record_id: UUID) -> str:
    """Return the address of a page of a record: hundreds stand on a board."""
    return reverse(page, args=[record_id])
