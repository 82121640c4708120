"""Whether what somebody learnt is fresh enough on the day of go-live (section 7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from bluelamp.core.errors import NotPossible
from bluelamp.training.enums import Outcome

HARD_CEILING = 56
DEFAULT_WINDOW = 42


@dataclass(frozen=True, slots=True)
class Completion:
    """When somebody completed a course, and with what outcome."""

    on: date
    outcome: Outcome


def check_window(days: int) -> int:
    """Return the window of freshness in days. Raises NotPossible beyond the ceiling (TRN-7.2)."""
    if not 1 <= days <= HARD_CEILING:
        raise NotPossible(
            f"The window is from 1 to {HARD_CEILING} days before go-live.",
            field="window_days",
            rule="TRN-7.2",
        )
    return days


def fresh_from(go_live: date, window_days: int = DEFAULT_WINDOW) -> date:
    """Return the first day on which training is still fresh at go-live."""
    return go_live - timedelta(days=check_window(window_days))


def is_fresh(completed: date, go_live: date, window_days: int = DEFAULT_WINDOW) -> bool:
    """Tell whether a completion is fresh at go-live (TRN-7.2)."""
    return completed >= fresh_from(go_live, window_days)


def is_enough(outcome: Outcome, *, assessed: bool) -> bool:
    """Tell whether an outcome ends a course well: an assessed one must be passed (TRN-10.7)."""
    return outcome is Outcome.PASSED or (outcome is Outcome.COMPLETED and not assessed)


def needs_refresher(
    completion: Completion | None,
    *,
    assessed: bool,
    go_live: date,
    window_days: int = DEFAULT_WINDOW,
) -> bool:
    """Tell whether a completion counts but for its age, so that a refresher mends it (TRN-7.2).

    However old it is: the ceiling of 56 days bounds the window, not what can be refreshed. A waiver
    does not grow stale, and a course that was not completed is to be completed.
    """
    if completion is None or not is_enough(completion.outcome, assessed=assessed):
        return False
    return not is_fresh(completion.on, go_live, window_days)


def may_have_live_permission(
    completion: Completion | None,
    *,
    assessed: bool,
    go_live: date,
    today: date,
    window_days: int = DEFAULT_WINDOW,
) -> bool:
    """Tell whether training allows live permission for a module (TRN-7.7, TRN-10.7, INF-10.16).

    An assessed course must be passed or waived. Freshness is asked of what was learnt before
    go-live; who is trained after it is fresh. A waiver does not grow stale.
    """
    if completion is None:
        return False
    if completion.outcome is Outcome.WAIVED:
        return True
    if not is_enough(completion.outcome, assessed=assessed) or completion.on > today:
        return False
    return not needs_refresher(
        completion, assessed=assessed, go_live=go_live, window_days=window_days
    )
