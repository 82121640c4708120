"""Words of those who are told or called for a detained person (sections 8, 9 and CAR-9)."""

from __future__ import annotations

from bluelamp.core.words import Coded


class CallKind(Coded):
    """Who is told, or comes, for the sake of the detained person."""

    SOLICITOR = "SOLICITOR", "Solicitor"
    INTIMATION = "INTIMATION", "Somebody informed"
    ADULT = "ADULT", "Appropriate adult"
    WELFARE = "WELFARE", "Person responsible for the child's welfare"
    WOMAN = "WOMAN", "Woman caring for the girl"
    INTERPRETER = "INTERPRETER", "Interpreter"
    HEALTHCARE = "HEALTHCARE", "Healthcare professional"
    AMBULANCE = "AMBULANCE", "Ambulance"
    CONSULATE = "CONSULATE", "Embassy, consulate or High Commission"

    @property
    def comes(self) -> bool:
        """Tell whether they come to the person, and are not only told."""
        return self not in {CallKind.INTIMATION, CallKind.WELFARE, CallKind.CONSULATE}

    @property
    def is_medical(self) -> bool:
        """Tell whether they give medical help (CAR-9)."""
        return self in {CallKind.HEALTHCARE, CallKind.AMBULANCE}


class CallState(Coded):
    """Where it stands with one of them."""

    NOT_NEEDED = "NOT_NEEDED", "Not needed"
    DECLINED = "DECLINED", "Declined"
    WANTED = "WANTED", "To be contacted"
    CONTACTED = "CONTACTED", "Contacted, awaited"
    PRESENT = "PRESENT", "Here"
    DELAYED = "DELAYED", "Delayed by authority"
    DONE = "DONE", "Done"

    @property
    def is_awaited(self) -> bool:
        """Tell whether somebody has still to be reached or to come."""
        return self in {CallState.WANTED, CallState.CONTACTED}


class CallEvent(Coded):
    """What happens with one of them."""

    ASK = "ASK", "Asked for"
    CALL = "CALL", "Called, and coming"
    DECLINE = "DECLINE", "Declined"
    NOT_NEEDED = "NOT_NEEDED", "Found not to be needed"
    CONTACT = "CONTACT", "Reached, and coming"
    NO_ANSWER = "NO_ANSWER", "Tried, no answer"
    UNABLE = "UNABLE", "Cannot come: find another"
    ARRIVE = "ARRIVE", "Arrived"
    TELL = "TELL", "Told"
    CONSULT = "CONSULT", "Spoke with the person in private"
    ADVISE = "ADVISE", "Gave advice or directions"
    LEAVE = "LEAVE", "Left"
    DELAY = "DELAY", "Delay authorised"
    END_DELAY = "END_DELAY", "Delay ended"


class DelayGround(Coded):
    """Why a right may be delayed (RTS-5, RTS-7; Annex B)."""

    EVIDENCE = "EVIDENCE", "Interference with evidence of an indictable offence"
    PEOPLE = "PEOPLE", "Interference with, or harm to, other people"
    ALERT = "ALERT", "Alerting suspects not yet arrested"
    PROPERTY = "PROPERTY", "Hindering the recovery of property"
    BENEFIT = "BENEFIT", "Hindering the recovery of benefit from crime"


class AdultBar(Coded):
    """Why somebody may not be the appropriate adult (VUL-3; unverified)."""

    UNDER_18 = "UNDER_18", "Under 18"
    POLICE = "POLICE", "Police, or employed by the police"
    INVOLVED = "INVOLVED", "Suspect, victim or witness, or otherwise involved"
    ADMISSIONS = "ADMISSIONS", "Has had admissions from the person"
