"""How often a person is visited, and when the next visit falls due (section 11.1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bluelamp.core.errors import NotPossible
from bluelamp.custody.enums import ObservationLevel
from bluelamp.custody.rules.answers import Answer, no, yes
from bluelamp.custody.rules.spans import in_utc


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


def longest_interval(
    level: ObservationLevel, intervals: tuple[VisitInterval, ...] = VISIT_INTERVALS
) -> timedelta:
    """Return the longest time allowed between visits at this level (CAR-4, CAR-5)."""
    return next(one.longest for one in intervals if one.level is level)


def next_visit_due(
    last_visit_at: datetime,
    level: ObservationLevel,
    *,
    set_interval: timedelta | None = None,
    level_set_at: datetime | None = None,
    intervals: tuple[VisitInterval, ...] = VISIT_INTERVALS,
) -> datetime:
    """Return when the next visit is due: the last visit plus the interval.

    `set_interval` is a shorter one ordered for this person. A level raised after the time has
    passed makes the visit due when it was raised. Raises `NotPossible` for a longer interval.
    """
    longest = longest_interval(level, intervals)
    if set_interval is not None and not timedelta(0) < set_interval <= longest:
        minutes = int(longest.total_seconds() // 60)
        reason = f"{level.label} needs a visit at least every {minutes} minutes."
        raise NotPossible(reason, field="set_interval", rule="CAR-7")
    due = in_utc(last_visit_at) + (set_interval or longest)
    return due if level_set_at is None else max(due, in_utc(level_set_at))


def may_change_level(
    before: ObservationLevel,
    after: ObservationLevel,
    *,
    reason: str,
    clinical: bool = False,
    clinical_advice: bool = False,
) -> Answer:
    """Tell whether a level may be changed: raising always, lowering with a reason (CAR-7).

    `clinical` says the level was set on clinical advice; lowering it then needs such advice.
    """
    if int(after) >= int(before):
        return yes("CAR-7", "A level may be raised at any time.")
    if not reason.strip():
        return no("CAR-7", "Lowering the level needs a recorded reason.")
    if clinical and not clinical_advice:
        return no("CAR-7", "The level was set on clinical advice: ask the healthcare professional.")
    return yes("CAR-7", "Lowered with a recorded reason.")
