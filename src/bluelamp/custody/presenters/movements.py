"""A move to another station, in words."""

from __future__ import annotations

from datetime import datetime

from bluelamp.core.time import told
from bluelamp.custody.models import CustodyRecord, FlaggedDecision
from bluelamp.custody.selectors.records import clock_of

from .acts import Rows, limit_words, row


def change_rows(flag: FlaggedDecision) -> Rows:
    """Return each figure on which a decision rested, as it was and as it is now."""
    rows = []
    for sentence in flag.change.rstrip(".").split(". "):
        what, _, told_of = sentence.rpartition(": ")
        was, _, now_is = told_of.partition(", now ")
        rows.append(row(what or "Review", f"{was}; now {now_is}"))
    return [row(flag.decision, told(flag.decided_at)), *rows]


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
