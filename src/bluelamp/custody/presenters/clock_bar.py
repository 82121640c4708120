"""The 24 hours of a detention clock as one bar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bluelamp.core.time import lasting
from bluelamp.custody.enums import ClockState, CustodyState, DetentionType
from bluelamp.custody.rules.authority_chain import CAP, HeldUnder
from bluelamp.custody.rules.deadlines import LIMIT, DeadlineKind, warned_of
from bluelamp.custody.rules.detention_clock import DetentionClock, Paused
from bluelamp.custody.rules.regime import REGIMES
from bluelamp.custody.rules.review_schedule import schedule_for

from .instants import Instant, instant

# How many hours the whole bar stands for, by the authority that holds the person.
WHOLE = {
    ClockState.BASIC: LIMIT,
    ClockState.SUPT_EXTENDED: 36,
    ClockState.WFD_PENDING: 42,
    ClockState.WFD: 96,
    ClockState.WFD_EXTENDED: 96,
}


@dataclass(frozen=True, slots=True)
class ClockBar:
    """How much of the hours allowed is used, in words and as a share of the bar.

    ``hours`` is what the whole bar stands for: 24, and more once more is authorised (LIM-16).
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
    hours: int = LIMIT


def clock_bar(
    clock: DetentionClock,
    *,
    state: CustodyState,
    kind: DetentionType,
    now: datetime,
    authority: HeldUnder | None = None,
) -> ClockBar | None:
    """Return the bar of a clock; None where the power to detain has no such clock (section 2.2)."""
    if not REGIMES[kind].pace_clock:
        return None
    hours = WHOLE.get(authority.state, LIMIT) if authority else LIMIT
    limit = authority.until if authority else clock.limit(LIMIT)
    counted = clock.counted(now)
    filled = percent(counted / timedelta(hours=hours))
    used = f"{lasting(counted)} used"
    if clock.charged_at is not None or state is CustodyState.CHARGED:
        return ClockBar("stopped", "Clock ended by charge", used, filled, hours=hours)
    if state is CustodyState.INCIDENT:
        words = "Death or escape: the clock is not followed"
        return ClockBar("stopped", words, used, filled, hours=hours)
    still = limit if isinstance(limit, Paused) else clock.limit(CAP)
    if isinstance(still, Paused) and (isinstance(limit, Paused) or now < limit):
        return _standing(still, now, filled, hours)
    assert isinstance(limit, datetime)  # noqa: S101  a paused one was answered above
    return _running(clock, now, limit, hours)


def _standing(still: Paused, now: datetime, filled: str, hours: int) -> ClockBar:
    words = "Clock stopped" if still.cause is None else "Clock paused"
    since = instant(still.since, now, brief=True) if still.since else None
    used = f"{lasting(still.used)} used"
    return ClockBar("paused", words, used, filled, since=since, hours=hours)


def _running(clock: DetentionClock, now: datetime, limit: datetime, hours: int) -> ClockBar:
    counted = clock.counted(now)
    filled = percent(counted / timedelta(hours=hours))
    used = f"{lasting(counted)} used"
    review = _review(clock, now, counted, hours)
    falls = instant(limit, now, brief=True)
    if now > limit:
        words = f"Limit passed {lasting(now - limit)} ago"
        return ClockBar("over", words, used, filled, review, falls, hours=hours)
    left = clock.counted(limit) - counted if hours <= 42 else limit - now
    warned = warned_of(left, DeadlineKind.LIMIT if hours == LIMIT else DeadlineKind.AUTHORITY)
    words = f"{lasting(left)} left"
    level = "near" if warned else "running"
    return ClockBar(level, words, used, filled, review, falls, hours=hours)


def percent(share: float) -> str:
    """Return a share as a percentage for an SVG attribute, between 0% and 100%."""
    return f"{min(1.0, max(0.0, share)) * 100:.1f}%"


def _review(clock: DetentionClock, now: datetime, counted: timedelta, hours: int) -> str:
    due = schedule_for(clock).next_due
    if due is None:
        return ""
    place = (counted + (due - now)) / timedelta(hours=hours)
    return percent(place) if 0 <= place <= 1 else ""
