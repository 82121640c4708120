"""The words of custody, as closed lists."""

<<<<<<< HEAD
from .booking import Progress, Step
from .calls import AdultBar, CallEvent, CallKind, CallState, DelayGround
from .care import CellKind, ObservationLevel
=======
from .care import (
    CellKind,
    ObservationLevel,
    RouseTest,
    VisitAction,
    VisitCondition,
    VisitSeen,
)
>>>>>>> main
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
from .outcome import DisposalCode, MonthEnd
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
    "ObservationLevel",
    "PostponementReason",
    "Presence",
    "Progress",
    "ReviewMode",
    "ReviewOutcome",
    "ReviewStatus",
<<<<<<< HEAD
    "RightsOccasion",
    "RiskAnswer",
    "RiskArea",
    "RiskOccasion",
    "RiskResponse",
    "SampleBasis",
    "SampleKind",
    "SampleOutcome",
    "SearchKind",
    "SearchSex",
    "Signature",
    "Step",
    "WithoutAdult",
=======
    "RouseTest",
    "VisitAction",
    "VisitCondition",
    "VisitSeen",
>>>>>>> main
]
