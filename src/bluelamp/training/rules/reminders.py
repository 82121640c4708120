"""When somebody is reminded of training (a convention of the project)."""

from __future__ import annotations

from datetime import datetime, timedelta

REMIND_DAYS = (7, 1)


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
