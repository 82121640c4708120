"""Suites and cells, custody records, their timeline and what runs on their clock."""

from .assessment import RiskAssessment
from .clock import ClockPause, Review
from .drafts import BookingDraft, StepDraft
from .observation import ObservationSetting, Visit, VisitRound
from .records import ArrestOffence, CustodyEntry, CustodyRecord
from .rights import Call, CallStep, RightsGiven
from .searches import DrugTest, Sample, Search, SearchAuthority
from .suites import Cell, CellOccupation, Suite

__all__ = [
    "ArrestOffence",
    "BookingDraft",
    "Call",
    "CallStep",
    "Cell",
    "CellOccupation",
    "ClockPause",
    "CustodyEntry",
    "CustodyRecord",
    "DrugTest",
    "ObservationSetting",
    "Review",
    "RightsGiven",
    "RiskAssessment",
    "Sample",
    "Search",
    "SearchAuthority",
    "StepDraft",
    "Suite",
    "Visit",
    "VisitRound",
]
