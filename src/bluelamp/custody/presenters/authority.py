"""What an extension or a court decision rests on: what is met, and what is missing by name."""

from __future__ import annotations

from datetime import datetime

from bluelamp.core.time import told
from bluelamp.custody.enums import ReviewOutcome
from bluelamp.custody.models import CustodyRecord
from bluelamp.custody.rules.detention_clock import Paused
from bluelamp.custody.rules.extension import REVIEWS_NEEDED, window_for_extension
from bluelamp.custody.rules.review_schedule import schedule_for
from bluelamp.custody.selectors.authority import (
    authority_of,
    has_indictable_offence,
    superintendent_until,
)
from bluelamp.custody.selectors.records import clock_of

from .acts import Rows, limit_words, row


def extension_rows(record: CustodyRecord, now: datetime) -> Rows:
    """Return each precondition of an extension: met, or what is missing (LIM-2 to LIM-4)."""
    clock = clock_of(record)
    held = len(schedule_for(clock).taken)
    window = window_for_extension(clock)
    earlier = superintendent_until(record, clock)
    indictable = has_indictable_offence(record)
    second = "Met" if held >= REVIEWS_NEEDED else f"Missing: {held} of {REVIEWS_NEEDED} held"
    rows = [
        row("Indictable offence (LIM-2)", "Met" if indictable else "Missing: summary only, 24 h"),
        row("Second review held (LIM-3)", second),
        row("24-hour limit (LIM-3)", limit_words(clock, now)),
        row("Longest, 36 hours", _limit(clock.limit(36))),
    ]
    if earlier is not None:
        rows.append(row("Authority to top up (LIM-4)", f"until {told(earlier)}"))
    elif window.closes_at is not None and now > window.closes_at:
        rows.append(row("Too late (LIM-3)", f"24 h were reached at {told(window.closes_at)}"))
    return rows


def court_rows(record: CustodyRecord, now: datetime) -> Rows:
    """Return the authority that holds the person now, and the limits the court minds."""
    clock = clock_of(record)
    held = authority_of(record, clock, now)
    pending = next((one for one in record.warrants.all() if one.outcome == ""), None)
    rows = [
        row("Held now", f"{held.state.label}, until {_limit(held.until)} ({held.rule})"),
        row("36 hours", _limit(clock.limit(36))),
        row("96 hours", _limit(clock.limit(96))),
    ]
    if pending is not None:
        rows.append(row("Applied", f"{told(pending.applied_at)}, {pending.court}"))
    return rows


def told_rows(record: CustodyRecord, now: datetime) -> Rows:
    """Return the reviews through which the person was asleep."""
    return [
        row(f"Review held {told(one.held_at)}", ReviewOutcome(one.outcome).label)
        for one in record.reviews.filter(asleep=True, told=None)
    ]


def _limit(at: datetime | Paused) -> str:
    return at.sentence if isinstance(at, Paused) else told(at)
