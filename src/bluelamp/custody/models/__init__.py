"""Suites and cells, custody records, their timeline and what runs on their clock."""

from .clock import ClockPause, Review
from .copies import CopyGiven, CopyRequest, WithheldEntry
from .drafts import BookingDraft
from .observation import ObservationSetting, Visit, VisitRound
from .records import ArrestOffence, CustodyEntry, CustodyRecord, EntryChain
from .suites import Cell, CellOccupation, Suite

__all__ = [
    "ArrestOffence",
    "BookingDraft",
    "Cell",
    "CellOccupation",
    "ClockPause",
    "CopyGiven",
    "CopyRequest",
    "CustodyEntry",
    "CustodyRecord",
    "EntryChain",
    "ObservationSetting",
    "Review",
    "Suite",
    "Visit",
    "VisitRound",
    "WithheldEntry",
]
