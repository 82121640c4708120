"""Words of the audit (information.md section 5)."""

from __future__ import annotations

from enum import StrEnum


class Operation(StrEnum):
    """The six operations that must be logged (INF-5.1), and sign-in, which is not one of them."""

    COLLECT = "COLLECT"
    ALTER = "ALTER"
    CONSULT = "CONSULT"
    DISCLOSE = "DISCLOSE"
    COMBINE = "COMBINE"
    ERASE = "ERASE"


class Outcome(StrEnum):
    """Whether it happened: a refused attempt is a line as well (INF-5 vector L8)."""

    DONE = "DONE"
    REFUSED = "REFUSED"


class Regime(StrEnum):
    """Which law governs the data (INF-1.3)."""

    LE = "LE"
    GEN = "GEN"


class ReasonCode(StrEnum):
    """Why somebody looked: a controlled list, never bare free text (INF-5.8)."""

    CUSTODY = "CUSTODY"
    INVESTIGATION = "INVESTIGATION"
    INCIDENT = "INCIDENT"
    CASE = "CASE"
    COURT = "COURT"
    PROPERTY = "PROPERTY"
    SUPERVISION = "SUPERVISION"
    RIGHTS_REQUEST = "RIGHTS_REQUEST"
    TRAINING = "TRAINING"
    AUDIT = "AUDIT"
    OTHER = "OTHER"

    @property
    def label(self) -> str:
        """Return the officer's words."""
        return {
            ReasonCode.CUSTODY: "Custody of a detained person",
            ReasonCode.INVESTIGATION: "Investigation of a crime",
            ReasonCode.INCIDENT: "Response to an incident",
            ReasonCode.CASE: "Preparing a prosecution case",
            ReasonCode.COURT: "Request of a court",
            ReasonCode.PROPERTY: "Handling of property or exhibits",
            ReasonCode.SUPERVISION: "Supervision of others' work",
            ReasonCode.RIGHTS_REQUEST: "Subject access or other rights request",
            ReasonCode.TRAINING: "Training on live data (approved)",
            ReasonCode.AUDIT: "Audit or professional standards",
            ReasonCode.OTHER: "Other, described in words",
        }[self]


class Channel(StrEnum):
    """How personal data left (INF-5.3)."""

    PRINT = "PRINT"
    EXPORT = "EXPORT"
    EMAIL = "EMAIL"
    API = "API"
