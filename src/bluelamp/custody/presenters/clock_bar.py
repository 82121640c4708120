"""The 24 hours of a detention clock as one bar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bluelamp.core.time import lasting
from bluelamp.custody.enums import CustodyState, DetentionType
from bluelamp.custody.rules.deadlines import LIMIT, warned_of
from bluelamp.custody.rules.detention_clock import DetentionClock, Paused
from bluelamp.custody.rules.regime import REGIMES
from bluelamp.custody.rules.review_schedule import schedule_for

from .instants import Instant, instant

WHOLE = timedelta(hours=LIMIT)


@dataclass(frozen=True, slots=True)
class ClockBar:
    """How much of the 24 hours is used, in words and as a share of the bar.

    ``level`` is ``running``, ``near``, ``over``, ``paused`` or ``stopped``; ``review`` is where on
    the bar the next review falls, in percent, or empty; ``since`` is when the clock was paused.
    """

    level: str
    words: str
    used: str
    filled: str
    review: str = ""
    limit: Instant | None = None
    since: Instant | None = None


def clock_bar(
    clock: DetentionClock, *, state: CustodyState, kind: DetentionType, now: datetime
) -> ClockBar | None:
    """Return the bar of a clock; None where the power to detain has no such clock (section 2.2)."""
    if not REGIMES[kind].pace_clock:
        return None
    counted = clock.counted(now)
    filled = percent(counted / WHOLE)
    used = f"{lasting(counted)} used"
    limit = clock.limit(LIMIT)
    if clock.charged_at is not None or state is CustodyState.CHARGED:
        return ClockBar("stopped", "Clock ended by charge", used, filled)
    if isinstance(limit, Paused):
        words = "Clock stopped" if limit.cause is None else "Clock paused"
        since = instant(limit.since, now, brief=True) if limit.since else None
        return ClockBar("paused", words, f"{lasting(limit.used)} used", filled, since=since)
    review = _review(clock, now, counted)
    falls = instant(limit, now, brief=True)
    if counted > WHOLE:
        words = f"Limit passed {lasting(counted - WHOLE)} ago"
        return ClockBar("over", words, used, filled, review, falls)
    left = WHOLE - counted
    level = "near" if warned_of(left) else "running"
    return ClockBar(level, f"{lasting(left)} left", used, filled, review, falls)


def percent(share: float) -> str:
    """Return a share as a percentage for an SVG attribute, between 0% and 100%."""
    return f"{min(1.0, max(0.0, share)) * 100:.1f}%"


def _review(clock: DetentionClock, now: datetime, counted: timedelta) -> str:
    due = schedule_for(clock).next_due
    if due is None:
        return ""
    place = (counted + (due - now)) / WHOLE
    return percent(place) if 0 <= place <= 1 else ""
