"""Suites and cells, custody records, their timeline and what runs on their clock."""

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
from .drafts import BookingDraft
from .observation import ObservationSetting, Visit, VisitRound
from .records import ArrestOffence, CustodyEntry, CustodyRecord
from .suites import Cell, CellOccupation, Suite

__all__ = [
    "ArrestOffence",
    "BookingDraft",
    "CareGiven",
    "CareTask",
    "Cell",
    "CellOccupation",
    "ClockPause",
    "ConstantWatch",
    "CustodyEntry",
    "CustodyRecord",
    "HealthcareCall",
    "InterviewStay",
    "Medication",
    "MentalHealthCheckMade",
    "MentalHealthExtension",
    "ObservationSetting",
    "RestPeriod",
    "Review",
    "Suite",
    "Visit",
    "VisitRound",
]
