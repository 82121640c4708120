"""A move to another station, in words."""

from __future__ import annotations

from datetime import datetime

from bluelamp.core.time import told
from bluelamp.custody.models import CustodyRecord
from bluelamp.custody.selectors.records import clock_of

from .acts import Rows, limit_words, row


def transfer_rows(record: CustodyRecord, now: datetime) -> Rows:
    """Return from where the person comes, why, and how the clock stands (RT-15)."""
    due = record.transfers.filter(received_at=None).select_related("from_suite").first()
    if due is None:
        return []
    return [
        row("From", f"{due.from_suite.name}, left {told(due.left_at)}"),
        row("Reason", due.reason),
        row("Escort", due.escort),
        row("24-hour limit", limit_words(clock_of(record), now)),
    ]
