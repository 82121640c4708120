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


class CareKind(Coded):
    """What is given to, or done for, a person held (CAR-11, CAR-14)."""

    LIGHT_MEAL = "LIGHT_MEAL", "Light meal"
    MAIN_MEAL = "MAIN_MEAL", "Main meal"
    DRINK = "DRINK", "Drink"
    EXERCISE = "EXERCISE", "Outdoor exercise"
    WASHING = "WASHING", "Washing or shower"
    CLOTHING = "CLOTHING", "Replacement clothing"
    BEDDING = "BEDDING", "Bedding or blanket"
    PERSONAL_NEEDS = "PERSONAL_NEEDS", "Talk about personal needs"

    @property
    def is_meal(self) -> bool:
        """Tell whether it counts towards the meals owed in 24 hours."""
        return self in {CareKind.LIGHT_MEAL, CareKind.MAIN_MEAL}


class CareAnswer(Coded):
    """What became of an offer of care or medication."""

    ACCEPTED = "ACCEPTED", "Accepted"
    PARTLY = "PARTLY", "Accepted in part"
    REFUSED = "REFUSED", "Offered and refused"


class HealthcareReason(Coded):
    """Why a healthcare professional or an ambulance is called (CAR-9)."""

    INJURY = "INJURY", "Injury"
    ILLNESS = "ILLNESS", "Illness or drowsiness"
    MENTAL = "MENTAL", "Mental disorder"
    MEDICATION = "MEDICATION", "Medication"
    FITNESS = "FITNESS", "Fitness for detention or interview"
    REQUEST = "REQUEST", "Asked for by the person"
    ASSAULT = "ASSAULT", "Alleged assault"
    APPARENT = "APPARENT", "Apparent need"


class CareTaskKind(Coded):
    """What must still be done for a person held."""

    DIRECTION = "DIRECTION", "Clinical direction"  # CAR-9
    TELL_INSPECTOR = "TELL_INSPECTOR", "Tell the inspector"  # CAR-17, CAR-19
    CALL_HEALTHCARE = "CALL_HEALTHCARE", "Call a healthcare professional"  # CAR-19
    REFER_IOPC = "REFER_IOPC", "Refer to the IOPC"  # CAR-17


class RestEnd(Coded):
    """Why a rest ended (CAR-12)."""

    OVER = "OVER", "Rest is over"
    HARM_OR_DELAY = "HARM_OR_DELAY", "Interrupted to prevent harm, loss or delay"
    ON_REQUEST = "ON_REQUEST", "At the request of the person, appropriate adult or solicitor"
    DUTY = "DUTY", "For a review, medical care or another duty"

    @property
    def needs_fresh_period(self) -> bool:
        """Tell whether a fresh period must be allowed afterwards."""
        return self is RestEnd.HARM_OR_DELAY

    @property
    def goes_on(self) -> bool:
        """Tell whether the rest may go on as the same period afterwards."""
        return self in {RestEnd.ON_REQUEST, RestEnd.DUTY}


class IncidentKind(Coded):
    """What went wrong, or nearly (CAR-17)."""

    NEAR_MISS = "NEAR_MISS", "Near miss"
    ADVERSE = "ADVERSE", "Adverse incident"
    SERIOUS_INJURY = "SERIOUS_INJURY", "Serious injury"
    DEATH = "DEATH", "Death"

    @property
    def is_referred(self) -> bool:
        """Tell whether it must be referred to the Independent Office for Police Conduct."""
        return self in {IncidentKind.SERIOUS_INJURY, IncidentKind.DEATH}


class MentalHealthCheckKind(Coded):
    """Who checks on a person held under the Mental Health Act (MH-5)."""

    HCP = "HCP", "Health check by a healthcare professional"
    CUSTODY_OFFICER = "CUSTODY_OFFICER", "Custody officer's review"
