"""Suites and cells, custody records, their timeline and what runs on their clock."""

from .authority import Extension, WarrantApplication
from .bail import Bail, BailConditions, BailDecision
from .clock import ClockPause, FlaggedDecision, OutcomeTold, Review
from .drafts import BookingDraft
from .outcomes import (
    BailRefused,
    ChildCertificate,
    Disposal,
    ReleaseAssessment,
    Transfer,
)
from .records import ArrestOffence, CustodyEntry, CustodyRecord
from .suites import Cell, CellOccupation, Suite

__all__ = [
    "ArrestOffence",
    "Bail",
    "BailConditions",
    "BailDecision",
    "BailRefused",
    "BookingDraft",
    "Cell",
    "CellOccupation",
    "ChildCertificate",
    "ClockPause",
    "CustodyEntry",
    "CustodyRecord",
    "Disposal",
    "Extension",
    "FlaggedDecision",
    "OutcomeTold",
    "ReleaseAssessment",
    "Review",
    "Suite",
    "Transfer",
    "WarrantApplication",
]
