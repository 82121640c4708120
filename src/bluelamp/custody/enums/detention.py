"""Words of detention: types, grounds, states and what happens to a record."""

from __future__ import annotations

from bluelamp.core.words import Coded


class DetentionType(Coded):
    """Which power holds the person (TYP-1 to TYP-15)."""

    ARREST = "ARREST", "Arrested for an offence, not charged"  # TYP-1
    BAIL_RETURN = "BAIL_RETURN", "Answering pre-charge bail"  # TYP-2
    BAIL_ARREST = "BAIL_ARREST", "Arrested for not answering or breaching pre-charge bail"  # TYP-3
    CHARGED = "CHARGED", "Charged, bail refused"  # TYP-4
    WARRANT = "WARRANT", "Court warrant"  # TYP-5
    COURT_BAIL_BREACH = "COURT_BAIL_BREACH", "Breach of court bail"  # TYP-6
    REMAND_INQUIRIES = "REMAND_INQUIRIES", "Remanded to police custody for inquiries"  # TYP-7
    RECALL = "RECALL", "Recall to prison or unlawfully at large"  # TYP-8
    IMMIGRATION = "IMMIGRATION", "Immigration detention"  # TYP-9
    MENTAL_HEALTH = "MENTAL_HEALTH", "Mental Health Act s.135 or s.136"  # TYP-10
    BREACH_OF_PEACE = "BREACH_OF_PEACE", "Breach of the peace"  # TYP-11
    DRUG_CONCEALMENT = "DRUG_CONCEALMENT", "Remanded, suspected internal drugs"  # TYP-12
    OTHER_POWER = "OTHER_POWER", "Extradition, absentee or prisoner production"  # TYP-13
    POLICE_PROTECTION = "POLICE_PROTECTION", "Police protection of a child"  # TYP-14
    TERRORISM = "TERRORISM", "Terrorism or National Security Act"  # TYP-15

    @property
    def is_other_power(self) -> bool:
        """Tell whether the person is held, but not on arrest for an offence (TYP-5 to TYP-13)."""
        return self not in _ON_ARREST | _REFUSED


class MentalHealthSection(Coded):
    """Under which section somebody is held for assessment (MH-1)."""

    S136 = "S136", "Section 136: found by a constable"
    S135 = "S135", "Section 135: on a magistrate’s warrant"


class ArrestNecessity(Coded):
    """Why the arrest was necessary (ARR-2)."""

    NAME = "NAME", "To find out the person's name"
    ADDR = "ADDR", "To find out the person's address"
    INJ_SELF_OR_OTHER = "INJ_SELF_OR_OTHER", "To stop the person injuring themselves or another"
    SUFFER_INJ = "SUFFER_INJ", "To stop the person suffering injury"
    PROPERTY = "PROPERTY", "To stop loss of or damage to property"
    DECENCY = "DECENCY", "To stop an offence against public decency"
    HIGHWAY = "HIGHWAY", "To stop unlawful obstruction of the highway"
    PROTECT = "PROTECT", "To protect a child or vulnerable person"
    INVESTIGATE = "INVESTIGATE", "To allow prompt and effective investigation"
    DISAPPEAR = "DISAPPEAR", "To stop the person disappearing"


class DetentionGround(Coded):
    """Why detention without charge is necessary (ARR-10)."""

    SECURE = "SECURE", "To secure evidence"
    PRESERVE = "PRESERVE", "To preserve evidence"
    QUESTION = "QUESTION", "To obtain evidence by questioning"


class NotToldReason(Coded):
    """Why the grounds were not told to the person when they were written down (ARR-11)."""

    CANNOT_UNDERSTAND = "CANNOT_UNDERSTAND", "Cannot understand what is said"
    VIOLENT = "VIOLENT", "Violent or likely to become violent"
    MEDICAL = "MEDICAL", "In urgent need of medical attention"


class Circumstance(Coded):
    """How the person came into detention, which fixes the relevant time (RT-1 to RT-15)."""

    STATION = "STATION", "Arrested and taken to a station in the same police area"
    VOLUNTARY = "VOLUNTARY", "Arrested at the station after attending voluntarily"
    OTHER_AREA = "OTHER_AREA", "Arrested elsewhere in England and Wales for another police area"
    OUTSIDE = "OUTSIDE", "Arrested outside England and Wales"
    STREET_BAIL = "STREET_BAIL", "Answering street bail"
    HELD_ELSEWHERE = "HELD_ELSEWHERE", "Held in another area, brought here for a different offence"
    FURTHER_ARREST = "FURTHER_ARREST", "Arrested for a further offence while held"
    BAIL_RETURN = "BAIL_RETURN", "Answering pre-charge bail"
    BAIL_ARREST = "BAIL_ARREST", "Arrested for not answering or breaching bail"
    NEW_EVIDENCE = "NEW_EVIDENCE", "Re-arrested on new evidence"
    BAIL_RETURN_OTHER = "BAIL_RETURN_OTHER", "Arrested for a different offence when answering bail"
    TRANSFER = "TRANSFER", "Moved between stations of the same force"
    OTHER_POWER = "OTHER_POWER", "Arrested at the station while held under another power"


class CustodyState(Coded):
    """Where a custody episode stands (section 16)."""

    ARRIVED = "ARRIVED", "Awaiting decision to detain"
    DETAINED = "DETAINED", "Detained"
    HOSPITAL = "HOSPITAL", "At hospital"
    CHARGED = "CHARGED", "Charged"
    BAILED = "BAILED", "On pre-charge bail"
    IN_TRANSIT = "IN_TRANSIT", "In transit"
    INCIDENT = "INCIDENT", "Adverse incident"
    CLOSED = "CLOSED", "Closed"

    @property
    def is_open(self) -> bool:
        """Tell whether the person is still in the care of the police or on police bail."""
        return self is not CustodyState.CLOSED

    @property
    def is_held(self) -> bool:
        """Tell whether the person is physically in police custody."""
        return self not in {CustodyState.CLOSED, CustodyState.BAILED, CustodyState.INCIDENT}


class CustodyEvent(Coded):
    """What moves a custody episode from one state to the next (section 16)."""

    ARRIVE = "ARRIVE", "Arrival"
    AUTHORISE = "AUTHORISE", "Authorise detention"
    REFUSE = "REFUSE", "Refuse detention"
    TO_HOSPITAL = "TO_HOSPITAL", "Leave for hospital"
    RETURN = "RETURN", "Return from hospital"
    REVIEW = "REVIEW", "Review"
    EXTEND = "EXTEND", "Extend detention"
    WARRANT = "WARRANT", "Warrant of further detention granted or extended"
    FURTHER_ARREST = "FURTHER_ARREST", "Arrest for a further offence"
    ARREST_HERE = "ARREST_HERE", "Arrest for an offence while held under another power"
    CHARGE = "CHARGE", "Charge"
    KEEP = "KEEP", "Keep for court"
    LA_MOVE = "LA_MOVE", "Move to local authority accommodation"
    COURT = "COURT", "Hand over to court"
    BAIL = "BAIL", "Release on bail"
    ATTEND = "ATTEND", "Answer bail"
    BAIL_ARREST = "BAIL_ARREST", "Arrest for breach of bail"
    CLOSE_BAIL = "CLOSE_BAIL", "End bail by letter"
    RELEASE = "RELEASE", "Release"
    TRANSFER_OUT = "TRANSFER_OUT", "Transfer out"
    TRANSFER_IN = "TRANSFER_IN", "Receive on transfer"
    INCIDENT = "INCIDENT", "Death or escape"
    RECAPTURE = "RECAPTURE", "Back in custody after escape"
    CLOSE_INCIDENT = "CLOSE_INCIDENT", "Close after incident"


class CustodyDuty(Coded):
    """In which duty somebody acts on a custody record (sections 1 and 16)."""

    CUSTODY_OFFICER = "CUSTODY_OFFICER", "Custody officer"
    DETENTION_OFFICER = "DETENTION_OFFICER", "Detention officer"
    REVIEW_OFFICER = "REVIEW_OFFICER", "Review officer"
    SUPERINTENDENT = "SUPERINTENDENT", "Superintendent responsible for the station"
    INSPECTOR = "INSPECTOR", "Inspector"
    INVESTIGATION_SUPERVISOR = "INVESTIGATION_SUPERVISOR", "Supervisor of the investigation"


class CustodyEntryKind(Coded):
    """What a line of the custody record is about (section 14, required content)."""

    ARRIVAL = "ARRIVAL", "Arrival"
    ARREST = "ARREST", "Arrest details"
    AUTHORISATION = "AUTHORISATION", "Detention authorised"
    REFUSAL = "REFUSAL", "Detention not authorised"
    RIGHTS = "RIGHTS", "Rights and entitlements"
    RISK = "RISK", "Risk assessment"
    ADULT = "ADULT", "Appropriate adult"
    INTERPRETER = "INTERPRETER", "Interpreter"
    LEGAL_ADVICE = "LEGAL_ADVICE", "Legal advice"
    INTIMATION = "INTIMATION", "Somebody informed"
    HEALTHCARE = "HEALTHCARE", "Healthcare"
    SEARCH = "SEARCH", "Search"
    SAMPLES = "SAMPLES", "Fingerprints, photograph and samples"
    DRUG_TEST = "DRUG_TEST", "Drug test"
    CELL = "CELL", "Cell"
    REVIEW = "REVIEW", "Review of detention"
    HOSPITAL = "HOSPITAL", "Hospital"
    OBSERVATION = "OBSERVATION", "Observation level"
    VISIT = "VISIT", "Visit"
    CARE = "CARE", "Care and welfare"
    MEDICATION = "MEDICATION", "Medication"
    REST = "REST", "Rest"
    INTERVIEW = "INTERVIEW", "Interview"
    FORCE = "FORCE", "Use of force"
    INCIDENT = "INCIDENT", "Incident or near miss"
    COMPLAINT = "COMPLAINT", "Complaint"
    PROPERTY = "PROPERTY", "Property"
    NOTE = "NOTE", "Note"
    CORRECTION = "CORRECTION", "Correction of an earlier entry"
    TOLD = "TOLD", "Told of a decision"
    EXTENSION = "EXTENSION", "Extension of detention"
    WARRANT = "WARRANT", "Warrant of further detention"
    TIME = "TIME", "Correction of a time of the clock"
    CHARGE = "CHARGE", "Charge"
    CERTIFICATE = "CERTIFICATE", "Child kept after charge"
    BAIL = "BAIL", "Pre-charge bail"
    TRANSFER = "TRANSFER", "Transfer"
    FURTHER_ARREST = "FURTHER_ARREST", "Further arrest"
    DISPOSAL = "DISPOSAL", "Disposal of an offence"
    COPY = "COPY", "Inspection or copy of the record"
    RELEASE = "RELEASE", "Release"


_ON_ARREST = {
    DetentionType.ARREST,
    DetentionType.BAIL_RETURN,
    DetentionType.BAIL_ARREST,
    DetentionType.CHARGED,
}
_REFUSED = {DetentionType.POLICE_PROTECTION, DetentionType.TERRORISM}
