"""Which rules hold for a detention type: PACE clock, statutory review, own limit (section 2.2)."""

from __future__ import annotations

from dataclasses import dataclass

from bluelamp.custody.enums import DetentionType
from bluelamp.custody.rules.answers import Answer, no, yes

GOOD_PRACTICE = "good-practice review"


@dataclass(frozen=True, slots=True)
class Regime:
    """The rules of one detention type, in words where they are not computed here."""

    rule: str
    pace_clock: bool
    review: str
    own_limit: str
    statutory_review: bool = False
    refused: str = ""


_T = DetentionType
REGIMES: dict[DetentionType, Regime] = {
    _T.ARREST: Regime("TYP-1", True, "inspector, 6/9/9 h", "24/36/96 h", True),
    _T.BAIL_RETURN: Regime("TYP-2", True, "inspector, 6/9/9 h", "24/36/96 h, continued", True),
    _T.BAIL_ARREST: Regime("TYP-3", True, "inspector, 6/9/9 h", "24/36/96 h, with pause", True),
    _T.CHARGED: Regime("TYP-4", False, "custody officer, 6/9/9 h", "next court sitting", True),
    _T.WARRANT: Regime("TYP-5", False, GOOD_PRACTICE, "court as soon as practicable"),
    _T.COURT_BAIL_BREACH: Regime("TYP-6", False, GOOD_PRACTICE, "a justice within 24 h of arrest"),
    _T.REMAND_INQUIRIES: Regime("TYP-7", False, GOOD_PRACTICE, "3 days; 24 h if under 18"),
    _T.RECALL: Regime("TYP-8", False, GOOD_PRACTICE, "until collected by escort"),
    _T.IMMIGRATION: Regime("TYP-9", False, GOOD_PRACTICE, "5 days, or 7 if removal is set"),
    _T.MENTAL_HEALTH: Regime("TYP-10", False, "custody officer, hourly", "24 h and up to 12 h"),
    _T.BREACH_OF_PEACE: Regime("TYP-11", False, GOOD_PRACTICE, "until no breach is feared"),
    _T.DRUG_CONCEALMENT: Regime("TYP-12", False, "as the court sets", "up to 192 h"),
    _T.OTHER_POWER: Regime("TYP-13", False, GOOD_PRACTICE, "as its own Act says"),
    _T.POLICE_PROTECTION: Regime(
        "TYP-14",
        False,
        "none",
        "72 h",
        refused="A child under police protection is not in custody and is not booked in.",
    ),
    _T.TERRORISM: Regime(
        "TYP-15",
        False,
        "none here",
        "none here",
        refused="Terrorism and national security detention is handled on another regime.",
    ),
}


def may_book_in(kind: DetentionType) -> Answer:
    """Tell whether a person may be booked in here under this power (TYP-14, TYP-15)."""
    regime = REGIMES[kind]
    if regime.refused:
        return no(regime.rule, regime.refused)
    return yes(regime.rule, f"{kind.label}: own limit {regime.own_limit}.")


def has_pace_clock(kind: DetentionType) -> Answer:
    """Tell whether the 24-hour clock of section 41 applies; if not, no limit is ever computed."""
    regime = REGIMES[kind]
    if regime.pace_clock:
        return yes(regime.rule, "Held under the detention clock of PACE section 41.")
    return no(regime.rule, f"{kind.label}: no detention clock; {regime.own_limit}.")
