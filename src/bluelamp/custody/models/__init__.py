"""Suites and cells, custody records, their timeline and what runs on their clock."""

from .assessment import RiskAssessment
from .authority import Extension, WarrantApplication
from .bail import Bail, BailConditions, BailDecision
from .care import (
    CareGiven,
    CareTask,
    ConstantWatch,
    InterviewStay,
    Medication,
    MentalHealthCheckMade,
    MentalHealthExtension,
    RestPeriod,
)
from .clock import ClockPause, FlaggedDecision, OutcomeTold, Review
from .copies import CopyGiven, CopyRequest, WithheldEntry
from .drafts import BookingDraft, StepDraft
from .handover import Briefing, Takeover
from .observation import ObservationSetting, Visit, VisitRound
from .outage import BackEntry, Outage
from .outcomes import (
    BailRefused,
    ChildCertificate,
    Disposal,
    DisposalLook,
    Transfer,
)
from .powers import OtherPowerHeld, PlaceOfSafetyAuthority, PowerEnd
from .records import ArrestOffence, CustodyEntry, CustodyRecord, EntryChain
from .rights import Call, CallStep, RightsGiven
from .searches import DrugTest, DrugTestNotice, Sample, Search, SearchAuthority
from .suites import Cell, CellChange, CellOccupation, Suite

__all__ = [
    "ArrestOffence",
    "BackEntry",
    "Bail",
    "BailConditions",
    "BailDecision",
    "BailRefused",
    "BookingDraft",
    "Briefing",
    "Call",
    "CallStep",
    "CareGiven",
    "CareTask",
    "Cell",
    "CellChange",
    "CellOccupation",
    "ChildCertificate",
    "ClockPause",
    "ConstantWatch",
    "CopyGiven",
    "CopyRequest",
    "CustodyEntry",
    "CustodyRecord",
    "Disposal",
    "DisposalLook",
    "DrugTest",
    "DrugTestNotice",
    "EntryChain",
    "Extension",
    "FlaggedDecision",
    "InterviewStay",
    "Medication",
    "MentalHealthCheckMade",
    "MentalHealthExtension",
    "ObservationSetting",
    "OtherPowerHeld",
    "Outage",
    "OutcomeTold",
    "PlaceOfSafetyAuthority",
    "PowerEnd",
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
    "Transfer",
    "Visit",
    "VisitRound",
    "WarrantApplication",
    "WithheldEntry",
]
