"""Reminders and the reading of calendars: when, and how often (conventions of the project)."""

from __future__ import annotations

from datetime import datetime, timedelta

REMIND_DAYS = (7, 1)
READS = 30
READS_WITHIN = timedelta(minutes=10)


def reminder_due(*, told: datetime, starts: datetime, at: datetime) -> int | None:
    """Return how many days before the start somebody is reminded now; None for not now.

    The nearest reminder that is due, so that one who was away is not told twice at once. Who was
    told of the time later than that has just been told, and needs no reminder.
    """
    if at >= starts:
        return None
    due = [days for days in REMIND_DAYS if at >= starts - timedelta(days=days)]
    if not due or told > starts - timedelta(days=min(due)):
        return None
    return min(due)


def reads_counted(
    *, counted_from: datetime | None, reads: int, at: datetime
) -> tuple[datetime, int]:
    """Return since when reads of a calendar are counted, and how many with this one."""
    if counted_from is None or at >= counted_from + READS_WITHIN:
        return at, 1
    return counted_from, reads + 1


def too_many(reads: int) -> bool:
    """Tell whether a calendar was read too often to be answered once more."""
    return reads > READS
