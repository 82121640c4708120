"""Suites and cells, custody records, their timeline and what runs on their clock."""

from .assessment import RiskAssessment
from .authority import Extension, WarrantApplication
from .bail import Bail, BailConditions, BailDecision
from .clock import ClockPause, FlaggedDecision, OutcomeTold, Review
from .drafts import BookingDraft, StepDraft
from .observation import ObservationSetting, Visit, VisitRound
from .outcomes import (
    BailRefused,
    ChildCertificate,
    Disposal,
    Transfer,
)
from .records import ArrestOffence, CustodyEntry, CustodyRecord
from .rights import Call, CallStep, RightsGiven
from .searches import DrugTest, Sample, Search, SearchAuthority
from .suites import Cell, CellOccupation, Suite

__all__ = [
    "ArrestOffence",
    "Bail",
    "BailConditions",
    "BailDecision",
    "BailRefused",
    "BookingDraft",
    "Call",
    "CallStep",
    "Cell",
    "CellOccupation",
    "ChildCertificate",
    "ClockPause",
    "CustodyEntry",
    "CustodyRecord",
    "Disposal",
    "DrugTest",
    "Extension",
    "FlaggedDecision",
    "ObservationSetting",
    "OutcomeTold",
    "Review",
    "RightsGiven",
    "RiskAssessment",
    "Sample",
    "Search",
    "SearchAuthority",
    "StepDraft",
    "Suite",
    "Transfer",
    "Visit",
    "VisitRound",
    "WarrantApplication",
]
