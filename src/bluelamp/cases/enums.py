"""The words of a prosecution file (case.md sections 1, 2, 14; the outcome list is unverified)."""

from __future__ import annotations

from enum import StrEnum

from bluelamp.core.words import Worded


class CaseState(Worded):
    """How far a case has come."""

    OPEN = "open"
    REFERRED = "referred"
    CHARGED = "charged"
    AT_COURT = "at_court"
    FINALISED = "finalised"
    CLOSED = "closed"


class Severity(StrEnum):
    """What a failed check of the file means (section 15)."""

    BLOCKS = "B"
    WARNS = "W"

    @property
    def label(self) -> str:
        """Return the words shown to people."""
        return "Needed" if self is Severity.BLOCKS else "Check"


class ModeOfTrial(Worded):
    """In which court an offence may be tried; looked up by offence date (W3)."""

    SUMMARY_ONLY = "summary_only"
    EITHER_WAY = "either_way"
    INDICTABLE_ONLY = "indictable_only"


class AnticipatedPlea(StrEnum):
    """The plea expected, held per defendant per offence (P5)."""

    GAP = "gap"
    NGAP = "ngap"

    @property
    def label(self) -> str:
        """Return the words shown to people."""
        return "Guilty anticipated" if self is AnticipatedPlea.GAP else "Not guilty anticipated"


class Plea(Worded):
    """The plea entered at court."""

    GUILTY = "guilty"
    NOT_GUILTY = "not_guilty"
    NOT_ENTERED = "not_entered"


class DefendantOutcome(Worded):
    """How a defendant's offence ended (section 14, unverified working list)."""

    CONVICTED_ON_PLEA = "convicted_on_plea"
    CONVICTED_AFTER_TRIAL = "convicted_after_trial"
    ACQUITTED = "acquitted"
    NO_EVIDENCE_OFFERED = "no_evidence_offered"
    DISCONTINUED = "discontinued"
    WITHDRAWN = "withdrawn"
    DISMISSED = "dismissed"
    LEFT_ON_FILE = "left_on_file"
    BOUND_OVER = "bound_over"
    PROVED_IN_ABSENCE = "proved_in_absence"
    UNFIT = "unfit_or_special_verdict"
    WARRANT_UNEXECUTED = "warrant_unexecuted"
    TRANSFERRED_OUT = "transferred_out"
    DECEASED = "deceased"
    TAKEN_INTO_CONSIDERATION = "taken_into_consideration"
    ADMINISTRATIVELY_FINALISED = "administratively_finalised"
    OUT_OF_COURT_RESOLUTION = "out_of_court_resolution"
    STAYED = "stayed"
    CUSTODY_TIME_LIMIT_LAPSED = "custody_time_limit_lapsed"

    @property
    def is_final(self) -> bool:
        """Tell whether this ends the offence: a live warrant or a lapsed limit does not."""
        return self not in (
            DefendantOutcome.WARRANT_UNEXECUTED,
            DefendantOutcome.CUSTODY_TIME_LIMIT_LAPSED,
        )
