"""Words of bail before charge."""

from __future__ import annotations

from bluelamp.core.words import Coded


class BailFactor(Coded):
    """Why bail is necessary and proportionate (BAI-2)."""

    SURRENDER = "SURRENDER", "To secure surrender to custody"
    OFFENDING = "OFFENDING", "To prevent offending"
    WITNESSES = "WITNESSES", "To safeguard victims and witnesses"
    SUSPECT = "SUSPECT", "To safeguard the suspect"
    PUBLIC = "PUBLIC", "To manage risk to the public"


class VictimViews(Coded):
    """Whether the victim's views on conditions were sought (BAI-3)."""

    SOUGHT = "SOUGHT", "Sought"
    NOT_PRACTICABLE = "NOT_PRACTICABLE", "Not reasonably practicable to seek them"
    NO_VICTIM = "NO_VICTIM", "No victim, or no relevant conditions"


class BailEnd(Coded):
    """How a time on bail ended."""

    ANSWERED = "ANSWERED", "Answered"
    BREACH = "BREACH", "Arrested for breach of a condition"
    FAILED = "FAILED", "Arrested for failing to answer"
    BY_LETTER = "BY_LETTER", "Ended in writing"


class BailDecider(Coded):
    """Who extends bail from one step of the ladder to the next (BAI-17)."""

    CUSTODY_OFFICER = "CUSTODY_OFFICER", "Custody officer"
    INSPECTOR = "INSPECTOR", "Inspector or above"
    SUPERINTENDENT = "SUPERINTENDENT", "Superintendent or above"
    COURT = "COURT", "Magistrates' court"
    COURT_DESIGNATED = "COURT_DESIGNATED", "Magistrates' court, designated case"
