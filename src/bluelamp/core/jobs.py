"""Work for later: enqueued in the transaction that needs it, done by `bluelamp worker`.

A job is a row in the same PostgreSQL, so it is there exactly when what it belongs to is. Its
arguments are ids, never names: they are kept for days and written to the log.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app as jobs

if TYPE_CHECKING:
    from datetime import datetime

    from procrastinate.jobs import JobDeferrer

__all__ = ["PATIENTLY", "enqueue", "enqueue_all", "jobs"]

# Again after 4 s, 16 s, 1 min, 4 min, 17 min, 68 min and 4 h 33 min: about six hours in all.
PATIENTLY = RetryStrategy(max_attempts=7, exponential_wait=4)


def enqueue(task: str, *, not_before: datetime | None = None, **arguments: Any) -> None:
    """Enqueue a job in the current transaction.

    ``task`` is the place of the function, such as ``bluelamp.training.tasks.send_message``: a
    service names it, since the task itself calls services. Raises TaskNotFound for any other.
    """
    _deferrer(task, not_before).defer(**arguments)


def enqueue_all(task: str, arguments: Iterable[dict[str, Any]]) -> None:
    """Enqueue one job for each set of arguments, in one statement."""
    if jobs_wanted := list(arguments):
        _deferrer(task, None).batch_defer(*jobs_wanted)


def _deferrer(task: str, not_before: datetime | None) -> JobDeferrer:
    return jobs.configure_task(task, allow_unknown=False, schedule_at=not_before)
