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
    "CareGiven",
    "CareTask",
    "Cell",
    "CellOccupation",
    "ClockPause",
    "ConstantWatch",
    "CustodyEntry",
    "CustodyRecord",
    "DrugTest",
    "HealthcareCall",
    "InterviewStay",
    "Medication",
    "MentalHealthCheckMade",
    "MentalHealthExtension",
    "ObservationSetting",
    "RestPeriod",
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
