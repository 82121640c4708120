"""The words of custody, as closed lists."""

from .booking import Progress, Step
from .calls import AdultBar, CallEvent, CallKind, CallState, DelayGround
from .care import CellKind, ObservationLevel, RouseTest, VisitAction, VisitCondition, VisitSeen
from .clock import (
    ClockState,
    ExclusionReason,
    HospitalPurpose,
    PostponementReason,
    ReviewMode,
    ReviewOutcome,
    ReviewStatus,
)
from .detention import (
    ArrestNecessity,
    Circumstance,
    CustodyDuty,
    CustodyEntryKind,
    CustodyEvent,
    CustodyState,
    DetentionGround,
    DetentionType,
    NotToldReason,
)
from .handover import ShiftCheck
from .outcome import DisposalCode, MonthEnd
from .paper import AskedAs, NoticeReply, WithheldReason
from .rights import Nationality, NoticeForm, RightsOccasion, Signature
from .risk import RiskAnswer, RiskArea, RiskOccasion, RiskResponse
from .searching import (
    DrugTestOutcome,
    DrugTestTrigger,
    Presence,
    SampleBasis,
    SampleKind,
    SampleOutcome,
    SearchKind,
    SearchSex,
    WithoutAdult,
)

__all__ = [
    "AdultBar",
    "ArrestNecessity",
    "AskedAs",
    "CallEvent",
    "CallKind",
    "CallState",
    "CellKind",
    "Circumstance",
    "ClockState",
    "CustodyDuty",
    "CustodyEntryKind",
    "CustodyEvent",
    "CustodyState",
    "DelayGround",
    "DetentionGround",
    "DetentionType",
    "DisposalCode",
    "DrugTestOutcome",
    "DrugTestTrigger",
    "ExclusionReason",
    "HospitalPurpose",
    "MonthEnd",
    "Nationality",
    "NotToldReason",
    "NoticeForm",
    "NoticeReply",
    "ObservationLevel",
    "PostponementReason",
    "Presence",
    "Progress",
    "ReviewMode",
    "ReviewOutcome",
    "ReviewStatus",
    "RightsOccasion",
    "RiskAnswer",
    "RiskArea",
    "RiskOccasion",
    "RiskResponse",
    "RouseTest",
    "SampleBasis",
    "SampleKind",
    "SampleOutcome",
    "SearchKind",
    "SearchSex",
    "ShiftCheck",
    "Signature",
    "Step",
    "VisitAction",
    "VisitCondition",
    "VisitSeen",
    "WithheldReason",
    "WithoutAdult",
]
