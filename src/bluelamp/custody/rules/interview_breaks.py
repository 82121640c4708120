"""Breaks from interviewing: a short one about every two hours, a longer one for a meal (CAR-13)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bluelamp.custody.rules.spans import Span, in_utc

if TYPE_CHECKING:
    from collections.abc import Iterable

# Both about so long, and unverified.
EVERY = timedelta(hours=2)
SHORT_BREAK = timedelta(minutes=15)
MEAL_BREAK = timedelta(minutes=45)


@dataclass(frozen=True, slots=True)
class BreakDue:
    """When the next break is due: two hours after interviewing began without one."""

    since: datetime
    by: datetime

    @property
    def words(self) -> str:
        """Return how long the break is."""
        short = int(SHORT_BREAK.total_seconds() // 60)
        meal = int(MEAL_BREAK.total_seconds() // 60)
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
        if earlier.end is None or since - in_utc(earlier.end) >= SHORT_BREAK:
            break
        since = in_utc(earlier.start)
    return BreakDue(since, since + EVERY)
