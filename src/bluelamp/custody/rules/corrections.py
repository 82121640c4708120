"""Which decisions were taken on figures that a corrected time has changed (clock model 5)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bluelamp.core.time import told
from bluelamp.custody.rules.detention_clock import DetentionClock, Paused
from bluelamp.custody.rules.review_schedule import ReviewTaken, schedule_for


@dataclass(frozen=True, slots=True)
class DecisionTaken:
    """A decision on the record, when it was taken, and the limits in hours that it rested on."""

    what: str
    at: datetime
    limits: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Flag:
    """A decision that rested on figures which are others now, and how they changed."""

    what: str
    at: datetime
    change: str


def flags(
    before: DetentionClock, after: DetentionClock, decisions: Iterable[DecisionTaken]
) -> list[Flag]:
    """Return every decision to be looked at again, the earliest first.

    A review is flagged when its latest time, or whether it kept it, is another now; an extension
    or a warrant when a limit it rested on is.
    """
    found = _reviews(schedule_for(before).taken, schedule_for(after).taken)
    for decision in decisions:
        changes = [
            words for hours in decision.limits if (words := _limit_change(before, after, hours))
        ]
        if changes:
            found.append(Flag(decision.what, decision.at, " ".join(changes)))
    return sorted(found, key=lambda flag: flag.at)


def _reviews(before: Sequence[ReviewTaken], after: Sequence[ReviewTaken]) -> list[Flag]:
    found = []
    for was, now in zip(before, after, strict=False):
        if (was.due_at, was.status) == (now.due_at, now.status):
            continue
        due = f"Due by {_told(was.due_at)}, now {_told(now.due_at)}."
        status = "" if was.status is now.status else f" {was.status.label}, now {now.status.label}."
        found.append(Flag(f"Review {now.number}", now.held_at, due + status))
    return found


def _limit_change(before: DetentionClock, after: DetentionClock, hours: int) -> str:
    was, now = before.limit(hours), after.limit(hours)
    if was == now:
        return ""
    return f"{hours} h: {_limit(was)}, now {_limit(now)}."


def _limit(at: datetime | Paused) -> str:
    return at.sentence if isinstance(at, Paused) else told(at)


def _told(at: datetime | None) -> str:
    return told(at) if at else "not yet known"
