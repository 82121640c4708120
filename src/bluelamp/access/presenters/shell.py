"""Words and colours of the home page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bluelamp.core.time import LONDON

from ..panels import WorkItem
from ..policies import Officer


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A row of the work queue."""

    what: str
    about: str
    url: str
    waiting_since: datetime
    due_at: datetime | None
    tag: str
    colour: str

    @classmethod
    def of(cls, item: WorkItem, at: datetime) -> QueueRow:
        """Return the row of an item; what is late says so in words as well as in colour."""
        tag, colour = _urgency(item, at)
        return cls(item.what, item.about, item.url, item.waiting_since, item.due_at, tag, colour)


def _urgency(item: WorkItem, at: datetime) -> tuple[str, str]:
    if item.due_at and item.due_at < at:
        return "Overdue", "red"
    return (item.risk, "orange") if item.risk else ("", "")


def greeting(officer: Officer, at: datetime) -> str:
    """Return a greeting for the time of day in London."""
    hour = at.astimezone(LONDON).hour
    time_of_day = "morning" if 4 <= hour < 12 else "afternoon" if hour < 18 else "evening"
    if hour < 4:
        time_of_day = "evening"
    return f"Good {time_of_day}, {officer.label}"
