"""The detention clock of PACE section 41: what has counted, what is left, when a limit falls.

Clock model 2: what has counted at an instant is the detention on this clock up to then, less the
exclusions inside it. Everything is merged first, so that nothing counts twice and the order in
which facts were entered does not matter.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from bluelamp.core.time import lasting
from bluelamp.custody.rules.clock_events import Exclusion, ReviewHeld
from bluelamp.custody.rules.spans import (
    NOTHING,
    Span,
    in_utc,
    merged,
    reach,
    total_until,
    within,
    without,
)

LIMITS = (24, 36, 42, 72, 96)


@dataclass(frozen=True, slots=True)
class Paused:
    """A limit that cannot be given yet, because the clock stands still without a known end.

    `used` is what has counted. `cause` is the open exclusion, or None when the person is not in
    detention on this clock (on bail, released or charged).
    """

    used: timedelta
    since: datetime | None
    cause: Exclusion | None

    @property
    def sentence(self) -> str:
        """Return ``paused, 2 h used``, or ``stopped, …`` outside detention."""
        return f"{'stopped' if self.cause is None else 'paused'}, {lasting(self.used)} used"


@dataclass(frozen=True)
class DetentionClock:
    """One clock: it belongs to the arrest and covers each offence sharing it (RT-16).

    `periods` are the stretches of detention, before and after bail (RT-10, CLK-4). The clock
    never counts before the relevant time, and counts from it although the first period may have
    been entered later (LIM-1). `charged_at` ends the count but not the detention (CLK-7): give
    it once no offence on this clock is left uncharged. `reauthorised` are authorisations of
    detention after a return from bail (REV-18). All times must carry an offset.
    """

    relevant_time: datetime
    periods: tuple[Span, ...]
    exclusions: tuple[Exclusion, ...] = ()
    first_authorised_at: datetime | None = None
    reviews: tuple[ReviewHeld, ...] = ()
    reauthorised: tuple[datetime, ...] = ()
    charged_at: datetime | None = None

    def __post_init__(self) -> None:
        """Hold every instant in UTC."""
        object.__setattr__(self, "relevant_time", in_utc(self.relevant_time))
        object.__setattr__(self, "reauthorised", tuple(in_utc(at) for at in self.reauthorised))
        for name in ("first_authorised_at", "charged_at"):
            value = getattr(self, name)
            object.__setattr__(self, name, value and in_utc(value))

    @cached_property
    def detention(self) -> tuple[Span, ...]:
        """Return the detention on this clock in order, beginning at the relevant time."""
        begun = within(self.periods, Span(self.relevant_time))
        if not begun:
            return ()
        return (Span(self.relevant_time, begun[0].end), *begun[1:])

    @cached_property
    def chargeable(self) -> tuple[Span, ...]:
        """Return the detention without charge."""
        if self.charged_at is None:
            return self.detention
        return without(self.detention, [Span(self.charged_at)])

    @cached_property
    def counting(self) -> tuple[Span, ...]:
        """Return the stretches in which the clock runs."""
        return without(self.chargeable, self.exclusions)

    def counted(self, at: datetime) -> timedelta:
        """Return the time used at `at`."""
        return total_until(self.counting, in_utc(at))

    def remaining(self, at: datetime, hours: int = 24) -> timedelta:
        """Return the time left at `at` until `hours` are used; never less than nothing."""
        return max(NOTHING, timedelta(hours=hours) - self.counted(at))

    def limit(self, hours: float) -> datetime | Paused:
        """Return the instant at which `hours` are used, or `Paused` while that is unknown."""
        at = reach(self.counting, timedelta(hours=hours))
        return self._standstill if at is None else at

    def is_running(self, at: datetime) -> bool:
        """Tell whether the clock counts at `at`."""
        instant = in_utc(at)
        return any(span.start <= instant < span.last for span in self.counting)

    @cached_property
    def bail_gaps(self) -> tuple[Span, ...]:
        """Return the time out of detention since it first began, the last perhaps open."""
        if not self.detention:
            return ()
        return without([Span(self.relevant_time)], self.detention)

    @cached_property
    def _standstill(self) -> Paused:
        used = sum((span.last - span.start for span in self.counting), NOTHING)
        since = self.counting[-1].end if self.counting else None
        running_on = bool(self.chargeable) and self.chargeable[-1].end is None
        return Paused(used, since, self._open_exclusion if running_on else None)

    @property
    def _open_exclusion(self) -> Exclusion:
        still = [one for one in self.exclusions if one.end is None]
        return min(still, key=_in_time)


def _in_time(one: Exclusion) -> tuple[datetime, datetime, str]:
    return one.start, one.last, one.reason or ""


def ordered(exclusions: tuple[Exclusion, ...]) -> tuple[Exclusion, ...]:
    """Return exclusions by start, cut so that no two overlap: each keeps its own reason."""
    found: list[Exclusion] = []
    for one in sorted(exclusions, key=_in_time):
        for rest in without([one], merged(found)):
            found.append(Exclusion(rest.start, rest.end, one.reason))
    return tuple(found)
