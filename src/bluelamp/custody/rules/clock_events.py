"""What is recorded about a detention clock: time left out, and reviews held."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bluelamp.custody.rules.spans import Span, in_utc

if TYPE_CHECKING:
    from datetime import datetime

    from bluelamp.custody.enums import ExclusionReason, PostponementReason


@dataclass(frozen=True, slots=True)
class Exclusion(Span):
    """A stretch that does not count on the clock, and why (CLK-1, CLK-8, RT-12).

    A custody record always states the reason; timelines from elsewhere may not.
    """

    reason: ExclusionReason | None = None

    @property
    def words(self) -> str:
        """Return the reason with the id of its rule."""
        if self.reason is None:
            return "left out, reason not stated (section 3.2)"
        return f"{self.reason.label} ({self.reason.rule})"


@dataclass(frozen=True, slots=True)
class ReviewHeld:
    """A review that took place, with the reason recorded if it was postponed (REV-7).

    `due_at` is the latest time as it was understood when the review was held.
    """

    held_at: datetime
    reason: PostponementReason | None = None
    due_at: datetime | None = None

    def __post_init__(self) -> None:
        """Hold both instants in UTC."""
        object.__setattr__(self, "held_at", in_utc(self.held_at))
        if self.due_at is not None:
            object.__setattr__(self, "due_at", in_utc(self.due_at))
