"""How a person is watched, in words: the level, the last visit with both its times, the next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bluelamp.core.time import lasting
from bluelamp.custody.rules.observation import Setting
from bluelamp.custody.selectors.observation import LastVisit, Observed

from .due import SHAPES, DueMark
from .entries import SAME_TIME
from .instants import Instant, instant, until


@dataclass(frozen=True, slots=True)
class VisitShown:
    """The last visit. ``typed`` is when it was typed, where that is over a minute later."""

    made: Instant
    typed: Instant | None
    by: str
    found: str


@dataclass(frozen=True, slots=True)
class ObservationShown:
    """How a person is watched, ready to be placed; ``due`` is None outside the suite."""

    level: str
    every: str
    last: VisitShown | None
    due: DueMark | None


def observation_shown(observed: Observed, now: datetime) -> ObservationShown:
    """Return how a person is watched, in words."""
    level = observed.level.label if observed.is_set else "No level set yet"
    last = visit_shown(observed.last_visit, now) if observed.last_visit else None
    return ObservationShown(level, every_words(observed.setting), last, visit_mark(observed, now))


def every_words(setting: Setting) -> str:
    """Return ``every 30 min, rouse each time``."""
    rouse = ", rouse each time" if setting.rouse else ""
    return f"every {lasting(setting.interval)}{rouse}"


def visit_mark(observed: Observed, now: datetime) -> DueMark | None:
    """Return the mark of the next visit, such as ``Overdue 12 min``; None outside the suite."""
    due = observed.due_at
    if due is None:
        return None
    urgency = observed.urgency(now)
    late = observed.overdue(now)
    near = f"Overdue {lasting(now - due)}" if late else f"Due {until(max(due, now) - now)}"
    when = instant(due, now, brief=True)
    brief = near.removeprefix("Due ")
    what = "Visit and rouse" if observed.setting.rouse else "Visit"
    return DueMark(what, near, brief, urgency.lower(), SHAPES[urgency], when)


def visit_shown(visit: LastVisit, now: datetime) -> VisitShown:
    """Return a visit with the time it was made and, where it differs, the time it was typed."""
    apart = abs(visit.recorded_at - visit.visited_at) > SAME_TIME
    return VisitShown(
        made=instant(visit.visited_at, now),
        typed=instant(visit.recorded_at, now) if apart else None,
        by=visit.by,
        found=f"{visit.seen.label}, {visit.condition.label.lower()}",
    )
