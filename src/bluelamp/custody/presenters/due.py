"""How near a deadline is, in a word, a shape and a colour: never in colour alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bluelamp.core.time import lasting
from bluelamp.custody.rules.deadlines import Deadline, DeadlineKind, Urgency

from .instants import Instant, instant, until

SHAPES = {
    Urgency.OVERDUE: "octagon",
    Urgency.SOON: "triangle",
    Urgency.HOUR: "disc",
    Urgency.LATER: "ring",
}


@dataclass(frozen=True, slots=True)
class DueMark:
    """What is due, when, and how near that is; ``brief`` says it beside what and when."""

    what: str
    near: str
    brief: str
    level: str
    shape: str
    when: Instant | None


def due_mark(deadline: Deadline, now: datetime) -> DueMark:
    """Return the mark of a deadline, such as ``Review``, ``Overdue 12 min``, due 14:52."""
    urgency = deadline.urgency(now)
    what = "Decide on detention" if deadline.kind is DeadlineKind.DECISION else deadline.kind.label
    when = instant(deadline.at, now, brief=True) if deadline.at else None
    near = _near(deadline, now)
    brief = near.removeprefix("Due ")
    return DueMark(what, near, brief, urgency.lower(), SHAPES[urgency], when)


def _near(deadline: Deadline, now: datetime) -> str:
    left = deadline.left(now)
    if left is None:
        return f"Waiting {lasting(now - deadline.since)}"
    if deadline.urgency(now) is Urgency.OVERDUE:
        return f"Overdue {lasting(-left)}"
    return f"Due {until(left)}"
