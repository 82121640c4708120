"""Suites and cells, custody records, their timeline and what runs on their clock."""

from .assessment import RiskAssessment
from .care import (
    CareGiven,
    CareTask,
    ConstantWatch,
    HealthcareCall,
    InterviewStay,
    Medication,
    MentalHealthCheckMade,
    MentalHealthExtension,
    RestPeriod,
)
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
    "CareGiven",
    "CareTask",
    "Cell",
    "CellOccupation",
    "ClockPause",
    "ConstantWatch",
    "CopyGiven",
    "CopyRequest",
    "CustodyEntry",
    "CustodyRecord",
    "DrugTest",
    "EntryChain",
    "HealthcareCall",
    "InterviewStay",
    "Medication",
    "MentalHealthCheckMade",
    "MentalHealthExtension",
    "ObservationSetting",
    "Outage",
    "RestPeriod",
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
