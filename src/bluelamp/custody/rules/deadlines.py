"""What falls due next for a detained person, and how near it is (clock model 6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bluelamp.core.words import Coded
from bluelamp.custody.enums import ClockState, CustodyState, DetentionType
from bluelamp.custody.rules.regime import REGIMES
from bluelamp.custody.rules.review_schedule import schedule_for

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bluelamp.custody.rules.authority_chain import HeldUnder
    from bluelamp.custody.rules.detention_clock import DetentionClock
    from bluelamp.custody.rules.own_limit import OwnLimit

LIMIT = 24
SOON = timedelta(minutes=30)
HOUR = timedelta(hours=1)
# Before the 24-hour limit a custody officer is warned this long ahead (clock model 6).
LIMIT_WARNINGS = (timedelta(hours=1), timedelta(hours=2), timedelta(hours=4))
# Before any later authority ends: a superintendent's, a warrant's, 96 hours (clock model 6).
AUTHORITY_WARNINGS = (timedelta(hours=1), timedelta(hours=3), timedelta(hours=6))
UNDER_REVIEW = frozenset(
    {
        CustodyState.DETAINED,
        CustodyState.CHARGED,
        CustodyState.HOSPITAL,
        CustodyState.IN_TRANSIT,
    }
)


class DeadlineKind(Coded):
    """What falls due."""

    DECISION = "DECISION", "Decision on detention"
    REVIEW = "REVIEW", "Review"
    LIMIT = "LIMIT", "24 h limit"
    AUTHORITY = "AUTHORITY", "Authority to hold ends"
    OWN_LIMIT = "OWN_LIMIT", "Power to hold ends"  # section 2.2
    HEALTH_CHECK = "HEALTH_CHECK", "Health check"  # MH-5
    STATION_REVIEW = "STATION_REVIEW", "Custody officer’s review"  # MH-5
    COURT = "COURT", "Court"  # CHG-10


class Urgency(Coded):
    """How near a deadline is."""

    OVERDUE = "OVERDUE", "Overdue"
    SOON = "SOON", "Due within 30 min"
    HOUR = "HOUR", "Due within the hour"
    LATER = "LATER", "Later"


@dataclass(frozen=True, slots=True)
class Deadline:
    """Something that must be done by an instant, or as soon as practicable where `at` is None.

    `since` is when it began to wait, `rule` what asks for it.
    """

    kind: DeadlineKind
    at: datetime | None
    since: datetime
    rule: str

    @property
    def order(self) -> datetime:
        """Return where it stands among others: without a time, by how long it has waited."""
        return self.since if self.at is None else self.at

    def left(self, now: datetime) -> timedelta | None:
        """Return the time left at `now`, negative when late; None where no time is set."""
        return None if self.at is None else self.at - now

    def urgency(self, now: datetime) -> Urgency:
        """Return how near it is at `now`; what has no time set is always due soon (ARR-8)."""
        left = self.left(now)
        if left is None:
            return Urgency.SOON
        if left < timedelta(0):
            return Urgency.OVERDUE
        if left <= SOON:
            return Urgency.SOON
        return Urgency.HOUR if left <= HOUR else Urgency.LATER


def deadlines_of(
    clock: DetentionClock,
    *,
    state: CustodyState,
    kind: DetentionType,
    arrived_at: datetime,
    authority: HeldUnder | None = None,
    own: OwnLimit | None = None,
    also: Iterable[Deadline] = (),
) -> tuple[Deadline, ...]:
    """Return what falls due for a person held, the first one first.

    `authority` is the last there is: once it is more than the first 24 hours, its end stands in
    place of theirs (LIM-16). Limits only under the PACE clock and statutory reviews only where
    the power has them (section 2.2); neither while its clock stands still. `own` is the limit of
    another power, `also` what else was found to fall due: checks, a hearing.
    """
    if state is CustodyState.ARRIVED:
        found = [Deadline(DeadlineKind.DECISION, None, arrived_at, "ARR-8")]
    else:
        found = _reviews(clock, kind) if state in UNDER_REVIEW else []
    if own is not None and state is not CustodyState.INCIDENT:
        found.append(Deadline(DeadlineKind.OWN_LIMIT, own.at, clock.relevant_time, own.rule))
    every = [*found, *_limits(clock, state, kind, authority), *also]
    return tuple(sorted(every, key=lambda one: one.order))


def warned_of(left: timedelta, kind: DeadlineKind = DeadlineKind.LIMIT) -> timedelta | None:
    """Return the warning that a time left before a limit falls under, or None (clock model 6)."""
    return next((warning for warning in warnings_of(kind) if left <= warning), None)


def warnings_of(kind: DeadlineKind) -> tuple[timedelta, ...]:
    """Return how long ahead of a limit of this kind it is warned of."""
    return LIMIT_WARNINGS if kind is DeadlineKind.LIMIT else AUTHORITY_WARNINGS


def _reviews(clock: DetentionClock, kind: DetentionType) -> list[Deadline]:
    regime = REGIMES[kind]
    schedule = schedule_for(clock)
    if not regime.statutory_review or schedule.next_due is None:
        return []
    held = [one.held_at for one in schedule.taken]
    since = max([*held, clock.first_authorised_at or clock.relevant_time])
    return [Deadline(DeadlineKind.REVIEW, schedule.next_due, since, schedule.rule)]


def _limits(
    clock: DetentionClock,
    state: CustodyState,
    kind: DetentionType,
    authority: HeldUnder | None,
) -> list[Deadline]:
    over = state in {CustodyState.CHARGED, CustodyState.INCIDENT}
    if over or not REGIMES[kind].pace_clock:
        return []
    if authority is None or authority.state is ClockState.BASIC:
        at, what, rule = clock.limit(LIMIT), DeadlineKind.LIMIT, "LIM-1"
    else:
        at, what, rule = authority.until, DeadlineKind.AUTHORITY, authority.rule
    return [Deadline(what, at, clock.relevant_time, rule)] if isinstance(at, datetime) else []
