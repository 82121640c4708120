"""Words of care: cells, observation and visits."""

from __future__ import annotations

from bluelamp.core.words import Coded


class ObservationLevel(Coded):
    """How closely a person is watched (section 11.1)."""

    GENERAL = "1", "Level 1: general"
    INTERMITTENT = "2", "Level 2: intermittent"
    CONSTANT = "3", "Level 3: constant"
    CLOSE_PROXIMITY = "4", "Level 4: close proximity"

    @property
    def is_watched(self) -> bool:
        """Tell whether a named watcher stays with the person (levels 3 and 4)."""
        return int(self) >= int(ObservationLevel.CONSTANT)


class VisitSeen(Coded):
    """What was seen or said when a person was visited (CAR-8)."""

    SPOKE = "SPOKE", "Awake and spoke"
    AWAKE = "AWAKE", "Awake, did not speak"
    ASLEEP = "ASLEEP", "Asleep, breathing seen"
    STIRRED = "STIRRED", "Asleep, stirred when called"
    ROUSED = "ROUSED", "Woken and answered in full"
    UNRESPONSIVE = "UNRESPONSIVE", "Could not be roused"


class VisitCondition(Coded):
    """In what condition a person was found (CAR-8)."""

    CALM = "CALM", "Calm"
    UPSET = "UPSET", "Upset"
    AGITATED = "AGITATED", "Agitated or aggressive"
    INTOXICATED = "INTOXICATED", "Drowsy or intoxicated"
    UNWELL = "UNWELL", "Unwell or injured"
    SELF_HARM = "SELF_HARM", "Has harmed or tried to harm themselves"

    @property
    def is_concern(self) -> bool:
        """Tell whether the condition calls for words and for something to be done."""
        return self in _CONCERNS


class VisitAction(Coded):
    """What was done about what was seen (CAR-8)."""

    NONE = "NONE", "Nothing needed"
    SEEN_TO = "SEEN_TO", "Request seen to"
    OFFICER_TOLD = "OFFICER_TOLD", "Custody officer told"
    HCP_CALLED = "HCP_CALLED", "Healthcare professional called"
    AMBULANCE_CALLED = "AMBULANCE_CALLED", "Ambulance called"

    @property
    def is_medical(self) -> bool:
        """Tell whether medical help was called (CAR-6)."""
        return self in {VisitAction.HCP_CALLED, VisitAction.AMBULANCE_CALLED}


class RouseTest(Coded):
    """What a person who is roused must do, each of them (CAR-6, Code C Annex H)."""

    NAME = "NAME", "Gave their name"
    HOME = "HOME", "Said where they live"
    PLACE = "PLACE", "Said where they think they are"
    EYES = "EYES", "Opened their eyes"
    ONE_ARM = "ONE_ARM", "Lifted one arm"
    OTHER_ARM = "OTHER_ARM", "Lifted the other arm"


class CellKind(Coded):
    """What kind of room a person is kept in."""

    CELL = "CELL", "Cell"
    ACCESSIBLE = "ACCESSIBLE", "Accessible cell"
    OBSERVATION = "OBSERVATION", "Observation cell"
    DRY = "DRY", "Dry cell"
    DETENTION_ROOM = "DETENTION_ROOM", "Detention room"
    HOLDING_ROOM = "HOLDING_ROOM", "Holding room"

    @property
    def is_locked_cell(self) -> bool:
        """Tell whether it is a cell, where a child is put only with a recorded reason (VUL-6)."""
        return self not in {CellKind.DETENTION_ROOM, CellKind.HOLDING_ROOM}


_CONCERNS = {
    VisitCondition.AGITATED,
    VisitCondition.INTOXICATED,
    VisitCondition.UNWELL,
    VisitCondition.SELF_HARM,
}
