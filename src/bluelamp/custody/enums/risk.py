"""Words of the risk assessment (CAR-1, CAR-2)."""

from __future__ import annotations

from bluelamp.core.words import Coded


class RiskOccasion(Coded):
    """On what occasion risk is assessed: it is continuous (CAR-2)."""

    ARRIVAL = "ARRIVAL", "On arrival"
    CHANGE = "CHANGE", "After a change"
    HANDOVER = "HANDOVER", "On handover"
    PRE_RELEASE = "PRE_RELEASE", "Before release"


class RiskAnswer(Coded):
    """What was answered. There is no blank: what was not asked has a reason (CAR-1)."""

    YES = "YES", "Yes"
    NO = "NO", "No"
    NOT_ASKED = "NOT_ASKED", "Not asked"


class RiskArea(Coded):
    """What a question is about."""

    HEALTH = "HEALTH", "Health and medication"
    HARM = "HARM", "Self-harm and mental health"
    SUBSTANCES = "SUBSTANCES", "Alcohol and drugs"
    NEEDS = "NEEDS", "Understanding and needs"
    OBSERVED = "OBSERVED", "What officers see and know"


class RiskResponse(Coded):
    """What is done about a risk besides the level of observation (CAR-2)."""

    ROUSE = "ROUSE", "Rouse at every visit"
    REMOVE_LIGATURES = "REMOVE_LIGATURES", "Cords, laces and belt removed"
    SAFE_CLOTHING = "SAFE_CLOTHING", "Anti-rip clothing"
    CAMERA = "CAMERA", "Cell with camera"
    TWO_OFFICERS = "TWO_OFFICERS", "Two officers at each contact"
    APART = "APART", "Kept apart from named people"
