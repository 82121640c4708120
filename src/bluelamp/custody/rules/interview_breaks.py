"""Breaks from interviewing: a short one about every two hours, a longer one for a meal (CAR-13)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from bluelamp.custody.rules.spans import Span, in_utc

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class BreakTerms:
    """CAR-13 as dated reference data: about how often, and about how long."""

    as_told_on: date
    every: timedelta
    short: timedelta
    meal: timedelta
    confirmed: bool = False


# Unverified: a force replaces this when it has advice.
TERMS = BreakTerms(
    date(2026, 11, 1), timedelta(hours=2), timedelta(minutes=15), timedelta(minutes=45)
)


@dataclass(frozen=True, slots=True)
class BreakDue:
    """When the next break is due: two hours after interviewing began without one."""

    since: datetime
    by: datetime

    @property
    def words(self) -> str:
        """Return how long the break is."""
        short = int(TERMS.short.total_seconds() // 60)
        meal = int(TERMS.meal.total_seconds() // 60)
        return f"at least {short} min, about {meal} min at a mealtime (CAR-13)"


def next_break(interviews: Iterable[Span]) -> BreakDue | None:
    """Return the break due in the interview under way, None while the person is not out.

    `interviews` are the times out, the present one open. Less than a quarter of an hour back in
    the suite is no break: interviewing counts from before it.
    """
    stays = sorted(interviews, key=lambda one: in_utc(one.start))
    if not stays or stays[-1].end is not None:
        return None
    since = in_utc(stays[-1].start)
    for earlier in reversed(stays[:-1]):
        if earlier.end is None or since - in_utc(earlier.end) >= TERMS.short:
            break
        since = in_utc(earlier.start)
    return BreakDue(since, since + TERMS.every)
