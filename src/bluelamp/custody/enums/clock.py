"""Words of the clock: what stops it, and reviews."""

from __future__ import annotations

from bluelamp.core.words import Coded


class HospitalPurpose(Coded):
    """Why the person was taken to hospital (CLK-1, CLK-3)."""

    TREATMENT = "TREATMENT", "Medical treatment"
    EVIDENTIAL = "EVIDENTIAL", "Evidential examination"


class ExclusionReason(Coded):
    """Why a stretch of detention does not count on the clock."""

    HOSPITAL_TREATMENT = "HOSPITAL_TREATMENT", "hospital treatment"  # CLK-1
    BAIL_ARREST_PAUSE = "BAIL_ARREST_PAUSE", "pause after arrest for breach of bail"  # RT-12
    MANUAL = "MANUAL", "pause set by the custody officer"  # CLK-8

    @property
    def rule(self) -> str:
        """Return the id of the rule that stops the clock."""
        return _EXCLUSION_RULES[self]


class PostponementReason(Coded):
    """Why a review was held after its latest time (REV-4)."""

    NOT_PRACTICABLE = "NOT_PRACTICABLE", "Not practicable in all the circumstances"
    INTERVIEW = "INTERVIEW", "Being questioned; interruption would prejudice the investigation"
    NO_REVIEW_OFFICER = "NO_REVIEW_OFFICER", "No review officer readily available"


class ReviewOutcome(Coded):
    """What a review decided (REV-19)."""

    CONTINUE = "CONTINUE", "Detention continues"
    RELEASE = "RELEASE", "Release"
    CHARGE_READY = "CHARGE_READY", "Ready for charge"
    EXTENSION_REFERRED = "EXTENSION_REFERRED", "Referred for extension"


class ReviewMode(Coded):
    """How a review was conducted (REV-13 to REV-15)."""

    IN_PERSON = "IN_PERSON", "In person"
    TELEPHONE = "TELEPHONE", "By telephone"
    LIVE_LINK = "LIVE_LINK", "By live link"


class ReviewStatus(Coded):
    """Whether a review kept its latest time (REV-3, REV-4, REV-8)."""

    ON_TIME = "ON_TIME", "On time"
    POSTPONED = "POSTPONED", "Postponed, reason recorded"
    LATE = "LATE", "Late, no reason recorded"


class ClockState(Coded):
    """Under which authority the person is held (section 5)."""

    BASIC = "BASIC", "First 24 hours"
    SUPT_EXTENDED = "SUPT_EXTENDED", "Extended by superintendent"
    WFD_PENDING = "WFD_PENDING", "Awaiting the court"
    WFD = "WFD", "Warrant of further detention"
    WFD_EXTENDED = "WFD_EXTENDED", "Warrant extended"
    EXPIRED = "EXPIRED", "Authority expired"
    CHARGED = "CHARGED", "Charged"
    RELEASED = "RELEASED", "Released"


_EXCLUSION_RULES = {
    ExclusionReason.HOSPITAL_TREATMENT: "CLK-1",
    ExclusionReason.BAIL_ARREST_PAUSE: "RT-12",
    ExclusionReason.MANUAL: "CLK-8",
}
