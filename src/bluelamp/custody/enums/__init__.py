"""The words of custody, as closed lists."""

from .authority import (
    CourtPresence,
    Presence,
    RepresentationHow,
    Representer,
    WarrantOutcome,
)
from .bail import BailDecider, BailEnd, BailFactor, VictimViews
from .care import CellKind, ObservationLevel
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
from .outcome import (
    AccommodationAsked,
    BailRefusal,
    CertificateReason,
    DisposalCode,
    MonthEnd,
    ReleaseAnswer,
    ReleaseQuestion,
)

__all__ = [
    "AccommodationAsked",
    "ArrestNecessity",
    "BailDecider",
    "BailEnd",
    "BailFactor",
    "BailRefusal",
    "CellKind",
    "CertificateReason",
    "Circumstance",
    "ClockState",
    "CourtPresence",
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
    "ObservationLevel",
    "PostponementReason",
    "Presence",
    "ReleaseAnswer",
    "ReleaseQuestion",
    "RepresentationHow",
    "Representer",
    "ReviewMode",
    "ReviewOutcome",
    "ReviewStatus",
    "VictimViews",
    "WarrantOutcome",
]
