"""Rest: eight hours in any twenty-four, and what an interruption does to it (CAR-12)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bluelamp.custody.enums import Circumstance, RestEnd
from bluelamp.custody.rules.spans import in_utc

if TYPE_CHECKING:
    from collections.abc import Iterable

REST = timedelta(hours=8)
DAY = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class RestTaken:
    """A stretch of rest, and why it ended; it still goes on while `end` is None."""

    start: datetime
    end: datetime | None = None
    why: RestEnd = RestEnd.OVER


@dataclass(frozen=True, slots=True)
class RestOwed:
    """What rest is owed: it must be complete by `complete_by`, so begin by `begin_by`.

    `rested` is what the present period holds so far, which still counts; `fresh` says that the
    last one was interrupted so that a fresh one is owed.
    """

    complete_by: datetime
    rested: timedelta
    resting: bool
    fresh: bool

    @property
    def begin_by(self) -> datetime:
        """Return when rest must begin, or go on, at the latest."""
        return self.complete_by - (REST - min(self.rested, REST))

    def is_late(self, now: datetime) -> bool:
        """Tell whether eight hours can no longer be complete in time."""
        return not self.resting and in_utc(now) > self.begin_by


def rest_counts_from(
    circumstance: Circumstance, arrested_at: datetime, arrived_at: datetime
) -> datetime:
    """Return from when the twenty-four hours run: arrival, or arrest if arrested at the station."""
    at_station = circumstance is Circumstance.VOLUNTARY
    return in_utc(arrested_at if at_station else arrived_at)


def rest_owed(counts_from: datetime, rests: Iterable[RestTaken], now: datetime) -> RestOwed:
    """Return what rest is owed at `now`, whatever the order in which rests are given.

    Any twenty-four hours must hold eight of rest: after a full rest the next one must be complete
    sixteen hours after its end. A rest interrupted on request or for a duty goes on as one
    period; one interrupted for harm or delay counts for nothing.
    """
    at = in_utc(now)
    base, rested, fresh = in_utc(counts_from), timedelta(0), False
    ordered = sorted(rests, key=lambda one: one.start)
    for one in ordered:
        end = at if one.end is None else in_utc(one.end)
        rested += max(timedelta(0), end - in_utc(one.start))
        if rested >= REST:
            base, fresh = end - REST, False
            rested = timedelta(0) if one.end is not None else rested
        elif one.end is not None and not one.why.goes_on:
            rested, fresh = timedelta(0), one.why.needs_fresh_period
    resting = any(one.end is None for one in ordered)
    return RestOwed(base + DAY, rested, resting, fresh)
