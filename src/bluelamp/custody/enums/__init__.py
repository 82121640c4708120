"""The words of custody, as closed lists."""

from .care import (
    CellKind,
    ObservationLevel,
    RouseTest,
    VisitAction,
    VisitCondition,
    VisitSeen,
)
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
from .paper import AskedAs, NoticeReply, WithheldReason

__all__ = [
    "ArrestNecessity",
    "AskedAs",
    "CellKind",
    "Circumstance",
    "ClockState",
    "CustodyDuty",
    "CustodyEntryKind",
    "CustodyEvent",
    "CustodyState",
    "DetentionGround",
    "DetentionType",
    "DisposalCode",
    "ExclusionReason",
    "HospitalPurpose",
    "MonthEnd",
    "NotToldReason",
    "NoticeReply",
    "ObservationLevel",
    "PostponementReason",
    "ReviewMode",
    "ReviewOutcome",
    "ReviewStatus",
    "RouseTest",
    "VisitAction",
    "VisitCondition",
    "VisitSeen",
    "WithheldReason",
]
