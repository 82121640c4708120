"""How long a person may be held after charge to take a drug test sample."""

from __future__ import annotations

from datetime import datetime, timedelta

from bluelamp.custody.rules.spans import in_utc

HOLD_AFTER_CHARGE = timedelta(hours=6)  # SRC-11


def sample_by(charged_at: datetime) -> datetime:
    """Return the latest time for the sample: six hours after charge (SRC-11)."""
    return in_utc(charged_at) + HOLD_AFTER_CHARGE
