"""Suites and cells, custody records, their timeline and what runs on their clock."""

from .assessment import RiskAssessment
from .clock import ClockPause, Review
from .copies import CopyGiven, CopyRequest, WithheldEntry
from .drafts import BookingDraft, StepDraft
from .handover import Briefing, Takeover
from .observation import ObservationSetting, Visit, VisitRound
from .outage import BackEntry, Outage
from .records import ArrestOffence, CustodyEntry, CustodyRecord, EntryChain
from .rights import Call, CallStep, RightsGiven
from .searches import DrugTest, Sample, Search, SearchAuthority
from .suites import Cell, CellOccupation, Suite

__all__ = [
    "ArrestOffence",
    "BackEntry",
    "BookingDraft",
    "Briefing",
    "Call",
    "CallStep",
    "Cell",
    "CellOccupation",
    "ClockPause",
    "CopyGiven",
    "CopyRequest",
    "CustodyEntry",
    "CustodyRecord",
    "DrugTest",
    "EntryChain",
    "ObservationSetting",
    "Outage",
    "Review",
    "RightsGiven",
    "RiskAssessment",
    "Sample",
    "Search",
    "SearchAuthority",
    "StepDraft",
    "Suite",
    "Takeover",
    "Visit",
    "VisitRound",
    "WithheldEntry",
]
