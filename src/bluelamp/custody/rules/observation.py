"""How closely a person is watched, and when the next visit falls due (section 11.1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from bluelamp.core.errors import NotPossible
from bluelamp.custody.enums import ObservationLevel
from bluelamp.custody.rules.answers import Answer, no, yes
from bluelamp.custody.rules.deadlines import Urgency
from bluelamp.custody.rules.spans import in_utc

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MINUTE = timedelta(minutes=1)
# Between visits there is seldom an hour: what is near is nearer than for reviews.
NEAR, NEXT = timedelta(minutes=5), timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class VisitInterval:
    """The longest time between visits at a level, from when, and whether confirmed."""

    level: ObservationLevel
    longest: timedelta
    in_force_from: date = date(2023, 12, 20)
    confirmed: bool = False


# Only the hourly visit and the half hour for intoxication stand in Code C 9.3 itself.
VISIT_INTERVALS = (
    VisitInterval(ObservationLevel.GENERAL, timedelta(minutes=60), confirmed=True),
    VisitInterval(ObservationLevel.INTERMITTENT, timedelta(minutes=30), confirmed=True),
    VisitInterval(ObservationLevel.CONSTANT, timedelta(minutes=30)),
    VisitInterval(ObservationLevel.CLOSE_PROXIMITY, timedelta(minutes=30)),
)
# Whoever is suspected to be intoxicated, unwell or drowsy is visited and roused this often.
LONGEST_ROUSING = timedelta(minutes=30)  # CAR-5


@dataclass(frozen=True, slots=True)
class Setting:
    """How closely a person is to be watched from `set_at` on.

    `clinical` says that it was set on clinical advice, `advised` that a healthcare professional
    agreed to it; `rouse` that the person is roused at each visit (CAR-5).
    """

    level: ObservationLevel
    interval: timedelta
    set_at: datetime
    rouse: bool = False
    clinical: bool = False
    advised: bool = False

    def eases(self, before: Setting) -> bool:
        """Tell whether it watches less closely than `before`: level, interval or rousing."""
        if self.level != before.level:
            return int(self.level) < int(before.level)
        return self.interval > before.interval or (before.rouse and not self.rouse)


def longest_interval(
    level: ObservationLevel, intervals: tuple[VisitInterval, ...] = VISIT_INTERVALS
) -> timedelta:
    """Return the longest time allowed between visits at this level (CAR-4, CAR-5)."""
    return next(one.longest for one in intervals if one.level is level)


def interval_for(
    level: ObservationLevel,
    ordered: timedelta | None = None,
    *,
    rouse: bool = False,
    intervals: tuple[VisitInterval, ...] = VISIT_INTERVALS,
) -> timedelta:
    """Return the time between visits: the level's, or a shorter one ordered for this person.

    Raises `NotPossible` for a longer one (CAR-7), and for more than half an hour where the person
    is roused (CAR-5).
    """
    longest = longest_interval(level, intervals)
    if rouse and longest > LONGEST_ROUSING:
        reason = "Somebody who is roused is visited at least every 30 minutes: choose level 2."
        raise NotPossible(reason, field="level", rule="CAR-5")
    if ordered is not None and not timedelta(0) < ordered <= longest:
        minutes = int(longest.total_seconds() // 60)
        reason = f"{level.label} needs a visit at least every {minutes} minutes."
        raise NotPossible(reason, field="interval_minutes", rule="CAR-7")
    return ordered or longest


def unset(since: datetime) -> Setting:
    """Return how a person is watched before anybody has decided: visited every hour (CAR-4)."""
    level = ObservationLevel.GENERAL
    return Setting(level, longest_interval(level), in_utc(since))


def visit_due(seen_at: datetime, settings: Sequence[Setting]) -> datetime:
    """Return when the next visit is due: the last time the person was seen plus the interval.

    `settings` are those made until now, in order; the first must be in force when the person was
    seen, or is taken to be. A change counts from the last visit; if that is already late, the
    visit is due when the level was changed, and what was overdue before stays so (section 11.1).
    """
    seen = in_utc(seen_at)
    inforce = next((one for one in reversed(settings) if in_utc(one.set_at) <= seen), settings[0])
    due = seen + inforce.interval
    for later in settings:
        changed = in_utc(later.set_at)
        if changed > seen:
            anew = seen + later.interval
            due = anew if anew >= changed else min(due, changed)
    return due


def minutes_overdue(due_at: datetime, now: datetime) -> int:
    """Return the whole minutes by which a visit is late; one minute late is overdue."""
    return max(0, (in_utc(now) - in_utc(due_at)) // MINUTE)


def nearness(due_at: datetime, now: datetime) -> Urgency:
    """Return how near a visit is: within 5 minutes soon, within 15 the next thing to do."""
    left = in_utc(due_at) - in_utc(now)
    if minutes_overdue(due_at, now):
        return Urgency.OVERDUE
    if left <= NEAR:
        return Urgency.SOON
    return Urgency.HOUR if left <= NEXT else Urgency.LATER


def clinical_floor(settings: Iterable[Setting]) -> Setting | None:
    """Return what was last set on clinical advice and not eased with such advice since (CAR-7)."""
    floor: Setting | None = None
    for one in settings:
        if one.clinical:
            floor = one
        elif one.advised and floor is not None and one.eases(floor):
            floor = None
    return floor


def may_change_level(history: Sequence[Setting], after: Setting, *, reason: str) -> Answer:
    """Tell whether a level may be changed: raising always, lowering with a reason (CAR-7).

    Going below what was set on clinical advice needs such advice, also after it was raised
    meanwhile for another cause.
    """
    if not history or not after.eases(history[-1]):
        return yes("CAR-7", "A level may be raised at any time.")
    if not reason.strip():
        return no("CAR-7", "Lowering the level needs a recorded reason.")
    floor = clinical_floor(history)
    if floor is not None and after.eases(floor) and not (after.advised or after.clinical):
        return no("CAR-7", "The level was set on clinical advice: ask the healthcare professional.")
    return yes("CAR-7", "Lowered with a recorded reason.")
