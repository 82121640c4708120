"""Suites and cells, custody records, their timeline and what runs on their clock."""

from .clock import ClockPause, Review
from .drafts import BookingDraft
from .records import ArrestOffence, CustodyEntry, CustodyRecord, EntryChain
from .suites import Cell, CellOccupation, Suite

__all__ = [
    "ArrestOffence",
    "BookingDraft",
    "Cell",
    "CellOccupation",
    "ClockPause",
    "CustodyEntry",
    "CustodyRecord",
    "EntryChain",
    "Review",
    "Suite",
]
