"""Reading how a person is to be treated: as a child, as vulnerable, and before which adult."""

from __future__ import annotations

from datetime import datetime

from bluelamp.custody.enums import CallKind, CallState
from bluelamp.custody.models import CustodyRecord
from bluelamp.custody.rules.vulnerability import Protected, treated_as_child


def protected_of(record: CustodyRecord, at: datetime) -> Protected:
    """Return how a person is treated at a time: one statement (VUL-1, VUL-2)."""
    latest = record.risk_assessments.order_by("occurred_at", "recorded_at").last()
    child = treated_as_child(record.person.born_to, at)
    return Protected(child=child, vulnerable=bool(latest and latest.vulnerable))


def adult_is_here(record: CustodyRecord) -> bool:
    """Tell whether the appropriate adult is at the station: one statement."""
    return record.calls.filter(kind=CallKind.ADULT, state=CallState.PRESENT).exists()
