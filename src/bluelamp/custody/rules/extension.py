"""Extending detention beyond 24 hours: the superintendent's authority (PACE section 42)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bluelamp.access.enums import Rank
from bluelamp.core.time import told
from bluelamp.custody.rules.answers import Answer, no, yes
from bluelamp.custody.rules.authority import separation
from bluelamp.custody.rules.detention_clock import Paused
from bluelamp.custody.rules.review_schedule import schedule_for
from bluelamp.custody.rules.spans import in_utc

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bluelamp.custody.rules.authority import DecidingOfficer
    from bluelamp.custody.rules.detention_clock import DetentionClock

BASIC_LIMIT = 24
EXTENDED_LIMIT = 36
REVIEWS_NEEDED = 2


@dataclass(frozen=True, slots=True)
class ExtensionSought:
    """An extension as it would be authorised at `at`, to last until `until`.

    `necessary` and `diligent` are the recorded reasons of LIM-2 (a) and (c), `indictable` is (b).
    `held_until` is the end of an earlier authority that is to be topped up (LIM-4).
    """

    at: datetime
    until: datetime
    officer: DecidingOfficer
    indictable: bool
    necessary: str
    diligent: str
    present: bool = True
    held_until: datetime | None = None
    transfer_planned: bool = False
    travel_weighed: bool = False

    def __post_init__(self) -> None:
        """Hold every instant in UTC."""
        for name in ("at", "until", "held_until"):
            value = getattr(self, name)
            object.__setattr__(self, name, value and in_utc(value))


def may_extend(clock: DetentionClock, sought: ExtensionSought) -> Answer:
    """Tell whether this extension may be authorised; the first refusal, where there are several."""
    refused = refusals(clock, sought)
    return refused[0] if refused else yes("LIM-2", f"May be held until {told(sought.until)}.")


def refusals(clock: DetentionClock, sought: ExtensionSought) -> tuple[Answer, ...]:
    """Return every reason against this extension (LIM-2 to LIM-5, LIM-7, LIM-15, ROL-4, ROL-7)."""
    answers = (check(clock, sought) for check in _CHECKS)
    return tuple(answer for answer in answers if not answer)


def _offence(_clock: DetentionClock, sought: ExtensionSought) -> Answer:
    if sought.indictable:
        return yes("LIM-2", "An indictable offence is under arrest.")
    return no("LIM-15", "A summary-only offence allows 24 h and no more.")


def _rank(_clock: DetentionClock, sought: ExtensionSought) -> Answer:
    if sought.officer.powers.is_at_least(Rank.SUPERINTENDENT):
        return separation(sought.officer, "extend detention")
    return no("ROL-4", "An extension needs a superintendent or above.")


def _reasons(_clock: DetentionClock, sought: ExtensionSought) -> Answer:
    if not sought.necessary.strip():
        return no("LIM-2", "Record why detention is necessary for evidence.")
    if not sought.diligent.strip():
        return no("LIM-2", "Record how the investigation is diligent and expeditious.")
    return yes("LIM-2", "Reasons recorded.")


def _presence(_clock: DetentionClock, sought: ExtensionSought) -> Answer:
    if sought.present:
        return yes("LIM-7", "Present, or by live link.")
    return no("LIM-7", "The superintendent must be at the station or use a live link.")


def _transfer(_clock: DetentionClock, sought: ExtensionSought) -> Answer:
    if sought.transfer_planned and not sought.travel_weighed:
        return no("LIM-5", "Weigh the distance and travel time of the planned transfer.")
    return yes("LIM-5", "No transfer, or its travel time was weighed.")


def _second_review(clock: DetentionClock, sought: ExtensionSought) -> Answer:
    held = sum(one.held_at <= sought.at for one in schedule_for(clock).taken)
    if held >= REVIEWS_NEEDED:
        return yes("LIM-3", "The second review has been held.")
    return no("LIM-3", f"The second review has not been held ({held} of {REVIEWS_NEEDED}).")


def _not_too_late(clock: DetentionClock, sought: ExtensionSought) -> Answer:
    if sought.held_until is not None:
        if sought.at <= sought.held_until:
            return yes("LIM-4", "Tops up an authority still running.")
        return no("LIM-4", f"The authority to top up ended at {told(sought.held_until)}.")
    limit = clock.limit(BASIC_LIMIT)
    if isinstance(limit, Paused) or sought.at <= limit:
        return yes("LIM-3", "Within 24 h.")
    return no("LIM-3", f"Too late: 24 h were reached at {told(limit)}.")


def _not_too_long(clock: DetentionClock, sought: ExtensionSought) -> Answer:
    latest = clock.limit(EXTENDED_LIMIT)
    if isinstance(latest, Paused):
        return no("LIM-2", f"The clock is {latest.sentence}: no end can be fixed yet.")
    if sought.until > latest:
        return no("LIM-2", f"Not later than 36 h, {told(latest)}.")
    if sought.until <= (sought.held_until or sought.at):
        return no("LIM-4", "The new end must be later than the present authority.")
    return yes("LIM-2", "Not later than 36 h.")


_CHECKS: tuple[Callable[[DetentionClock, ExtensionSought], Answer], ...] = (
    _offence,
    _rank,
    _second_review,
    _not_too_late,
    _not_too_long,
    _reasons,
    _presence,
    _transfer,
)


@dataclass(frozen=True, slots=True)
class WindowForExtension:
    """From when until when a first extension could be authorised, as things stand (LIM-3)."""

    opens_at: datetime | None
    closes_at: datetime | None


def window_for_extension(clock: DetentionClock) -> WindowForExtension:
    """Return the window: it opens with the second review held and closes at 24 h."""
    taken = schedule_for(clock).taken
    opens = taken[REVIEWS_NEEDED - 1].held_at if len(taken) >= REVIEWS_NEEDED else None
    closes = clock.limit(BASIC_LIMIT)
    return WindowForExtension(opens, None if isinstance(closes, Paused) else closes)
