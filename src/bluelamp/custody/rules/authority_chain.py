"""Under whose authority a person is held without charge, and until when (PACE ss.41 to 44)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bluelamp.core.errors import NotPossible
from bluelamp.custody.enums import ClockState
from bluelamp.custody.rules.detention_clock import DetentionClock, Paused
from bluelamp.custody.rules.spans import END_OF_TIME, in_utc

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST_WARRANT = timedelta(hours=36)
CAP = 96
LATEST_APPLICATION = 42


@dataclass(frozen=True, slots=True)
class Warrant:
    """A warrant of further detention, or an extension of one: when issued, for how long."""

    issued_at: datetime
    lasts: timedelta


@dataclass(frozen=True, slots=True)
class HeldUnder:
    """The present authority and its end; `until` is a `Paused` while the clock stands still."""

    state: ClockState
    until: datetime | Paused
    rule: str


def warrant_ends(clock: DetentionClock, warrant: Warrant) -> datetime:
    """Return when a warrant or its extension ends: from issue, never after 96 h (LIM-10, LIM-11).

    Raises `NotPossible` when the length is not more than nothing and at most 36 h.
    """
    if not timedelta(0) < warrant.lasts <= LONGEST_WARRANT:
        reason = "A warrant lasts more than nothing and at most 36 h."
        raise NotPossible(reason, field="lasts", rule="LIM-10")
    end = in_utc(warrant.issued_at) + warrant.lasts
    cap = clock.limit(CAP)
    return end if isinstance(cap, Paused) else min(end, cap)


def held_under(
    clock: DetentionClock,
    at: datetime,
    *,
    superintendent_until: datetime | None = None,
    warrants: Sequence[Warrant] = (),
    court_awaited: bool = False,
    released: bool = False,
) -> HeldUnder:
    """Return the authority at `at` (LIM-16).

    `superintendent_until` is the stated end of an extension, `warrants` those granted, in any
    order. `court_awaited` says that an application is made or to be made because no court could
    sit at 36 h (LIM-9). Unused superintendent's time is lost once a warrant is granted (LIM-10).
    """
    instant = in_utc(at)
    authority = _authority(clock, instant, superintendent_until, warrants)
    if clock.charged_at is not None and clock.charged_at <= instant:
        return HeldUnder(ClockState.CHARGED, authority.until, "CLK-7")
    if released:
        return HeldUnder(ClockState.RELEASED, authority.until, "CLK-5")
    if isinstance(authority.until, Paused) or instant < authority.until:
        return authority
    return _after_authority(clock, instant, authority, court_awaited=court_awaited)


def last_authority(
    clock: DetentionClock,
    *,
    superintendent_until: datetime | None = None,
    warrants: Sequence[Warrant] = (),
    court_awaited: bool = False,
) -> HeldUnder:
    """Return the last authority there is and its end, whatever the time (LIM-16).

    While the court is awaited the person may be held until 42 h (LIM-9).
    """
    authority = _authority(clock, END_OF_TIME, superintendent_until, warrants)
    if court_awaited and authority.state is ClockState.SUPT_EXTENDED:
        return HeldUnder(ClockState.WFD_PENDING, clock.limit(LATEST_APPLICATION), "LIM-9")
    return authority


def _authority(
    clock: DetentionClock,
    instant: datetime,
    superintendent_until: datetime | None,
    warrants: Sequence[Warrant],
) -> HeldUnder:
    granted = sorted(
        (one for one in warrants if in_utc(one.issued_at) <= instant),
        key=lambda one: in_utc(one.issued_at),
    )
    if granted:
        state = ClockState.WFD if len(granted) == 1 else ClockState.WFD_EXTENDED
        rule = "LIM-10" if len(granted) == 1 else "LIM-11"
        return HeldUnder(state, warrant_ends(clock, granted[-1]), rule)
    if superintendent_until is not None:
        longest = clock.limit(36)
        until = in_utc(superintendent_until)
        end = until if isinstance(longest, Paused) else min(until, longest)
        return HeldUnder(ClockState.SUPT_EXTENDED, end, "LIM-2")
    return HeldUnder(ClockState.BASIC, clock.limit(24), "LIM-1")


def _after_authority(
    clock: DetentionClock, instant: datetime, ended: HeldUnder, *, court_awaited: bool
) -> HeldUnder:
    latest = clock.limit(LATEST_APPLICATION)
    reached_36 = clock.counted(instant) >= timedelta(hours=36)
    before_warrant = ended.state is ClockState.SUPT_EXTENDED
    if court_awaited and before_warrant and reached_36:
        if isinstance(latest, Paused) or instant < latest:
            return HeldUnder(ClockState.WFD_PENDING, latest, "LIM-9")
        return HeldUnder(ClockState.EXPIRED, latest, "LIM-13")
    return HeldUnder(ClockState.EXPIRED, ended.until, "LIM-13")
