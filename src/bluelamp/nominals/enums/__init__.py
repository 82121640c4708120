"""The words of the index, as closed lists."""

from .entries import AddressRole, EntryKind, EventKind, LinkRole, LinkStatus
from .people import (
    WARNING_SIGNALS_VERIFIED,
    DobQuality,
    Gender,
    IdentifierScheme,
    NameOrder,
    NameType,
    ObservedEthnicity,
    SelfDefinedEthnicity,
    Sex,
    WarningSignal,
)
from .photographs import PhotographSource
from .sameness import JoinCaution, Verdict

__all__ = [
    "WARNING_SIGNALS_VERIFIED",
    "AddressRole",
    "DobQuality",
    "EntryKind",
    "EventKind",
    "Gender",
    "IdentifierScheme",
    "JoinCaution",
    "LinkRole",
    "LinkStatus",
    "NameOrder",
    "NameType",
    "ObservedEthnicity",
    "PhotographSource",
    "SelfDefinedEthnicity",
    "Sex",
    "Verdict",
    "WarningSignal",
]
