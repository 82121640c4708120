"""Whether a warning marker may be shown as current (WM3)."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


class MarkerState(StrEnum):
    """How a marker that has not been ended is to be shown."""

    CURRENT = "current"
    UNEVIDENCED = "no evidence recorded"
    REVIEW_OVERDUE = "review overdue"


def marker_state(*, has_evidence: bool, review_on: date | None, today: date) -> MarkerState:
    """Return how a marker is shown: without evidence or past its review it is not current."""
    if not has_evidence:
        return MarkerState.UNEVIDENCED
    if review_on is None or review_on < today:
        return MarkerState.REVIEW_OVERDUE
    return MarkerState.CURRENT
