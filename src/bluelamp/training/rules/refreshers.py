"""What a refresher is: a short e-learning and a practice task, both while they last (TRN-7.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from bluelamp.core.errors import NotPossible
from bluelamp.training.enums import RefresherState

from .freshness import DEFAULT_WINDOW, fresh_from

REMIND_DAYS = (7, 1)
"""So many days before the last day somebody is reminded; a convention, to be confirmed."""


@dataclass(frozen=True, slots=True)
class RefresherDays:
    """When a refresher may be done: what is done before ``opens`` is not fresh at go-live.

    ``last`` is the day before go-live. After it the refresher is late, and still opens live access.
    """

    opens: date
    last: date

    def is_too_early(self, day: date) -> bool:
        """Tell whether something done on this day would not be fresh at go-live."""
        return day < self.opens

    def is_late(self, day: date) -> bool:
        """Tell whether go-live is here with the refresher still to do."""
        return day > self.last


def refresher_days(go_live: date, window_days: int = DEFAULT_WINDOW) -> RefresherDays:
    """Return when a refresher for this go-live may be done (TRN-7.2, TRN-7.3)."""
    return RefresherDays(fresh_from(go_live, window_days), go_live - timedelta(days=1))


def check_day(days: RefresherDays, day: date) -> None:
    """Raise NotPossible where a part done on this day would not be fresh at go-live."""
    if days.is_too_early(day):
        said = f"{days.opens:%-d %B %Y}"
        raise NotPossible(
            f"This refresher cannot be done before {said}: it would not be fresh at go-live.",
            field="on",
            rule="TRN-7.2",
        )


def refresher_state(e_learning: date | None, task: date | None) -> RefresherState:
    """Return where an open refresher stands, by the days of its parts: both must be done."""
    if e_learning and task:
        return RefresherState.DONE
    if e_learning:
        return RefresherState.E_LEARNING_DONE
    return RefresherState.TASK_DONE if task else RefresherState.DUE


def refreshed_on(e_learning: date | None, task: date | None) -> date | None:
    """Return the day that counts as completion: that of the later part; None until both are done.

    Each part was fresh on its own day, or it would not have been kept.
    """
    return max(e_learning, task) if e_learning and task else None


def is_reminded_on(days: RefresherDays, day: date) -> bool:
    """Tell whether somebody is reminded on this day: it opens, or the last day is near."""
    return day == days.opens or (days.last - day).days in REMIND_DAYS
