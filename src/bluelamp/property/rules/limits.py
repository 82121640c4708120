"""How long an item may wait on its way into a store: force policy, (unverified), dated."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bluelamp.property.enums import ItemState


@dataclass(frozen=True, slots=True)
class HandlingLimits:
    """The times a force allows, from a day on."""

    valid_from: date
    bag_within: timedelta
    store_within: timedelta
    leave_in_drop: timedelta

    def due(self, state: ItemState, since: datetime) -> datetime | None:
        """Return when an item in this state since then must have moved on; None: it may stay."""
        allowed = {
            ItemState.SEIZED: self.bag_within,
            ItemState.BAGGED: self.store_within,
            ItemState.TRANSIENT: self.leave_in_drop,
        }.get(state)
        return since + allowed if allowed else None


WORKING_LIMITS = HandlingLimits(
    valid_from=date(2026, 1, 1),
    bag_within=timedelta(hours=2),
    store_within=timedelta(hours=12),
    leave_in_drop=timedelta(hours=72),
)
"""Working values until a force sets its own (STR-2, STR-5; unverified)."""
