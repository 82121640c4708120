"""The words of the custody suite, each with the label an officer would use."""

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


_EXCLUSION_RULES = {
    ExclusionReason.HOSPITAL_TREATMENT: "CLK-1",
    ExclusionReason.BAIL_ARREST_PAUSE: "RT-12",
    ExclusionReason.MANUAL: "CLK-8",
}


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


class ObservationLevel(Coded):
    """How closely a person is watched (section 11.1)."""

    GENERAL = "1", "Level 1: general"
    INTERMITTENT = "2", "Level 2: intermittent"
    CONSTANT = "3", "Level 3: constant"
    CLOSE_PROXIMITY = "4", "Level 4: close proximity"


class CellKind(Coded):
    """What kind of room a person is kept in."""

    CELL = "CELL", "Cell"
    ACCESSIBLE = "ACCESSIBLE", "Accessible cell"
    OBSERVATION = "OBSERVATION", "Observation cell"
    DRY = "DRY", "Dry cell"
    DETENTION_ROOM = "DETENTION_ROOM", "Detention room"
    HOLDING_ROOM = "HOLDING_ROOM", "Holding room"


class MonthEnd(Coded):
    """How a period of months ends where the last month has no such day (section 7.1)."""

    LAST_DAY = "LAST_DAY", "On the last day of that month"
    DAY_BEFORE_LAST = "DAY_BEFORE_LAST", "On the day before the last day of that month"


class CustodyEntryKind(Coded):
    """What a line of the custody record is about (section 14, required content)."""

    ARRIVAL = "ARRIVAL", "Arrival"
    ARREST = "ARREST", "Arrest details"
    AUTHORISATION = "AUTHORISATION", "Detention authorised"
    REFUSAL = "REFUSAL", "Detention not authorised"
    RIGHTS = "RIGHTS", "Rights and entitlements"
    RISK = "RISK", "Risk assessment"
    CELL = "CELL", "Cell"
    REVIEW = "REVIEW", "Review of detention"
    HOSPITAL = "HOSPITAL", "Hospital"
    CARE = "CARE", "Care and welfare"
    PROPERTY = "PROPERTY", "Property"
    NOTE = "NOTE", "Note"
    CORRECTION = "CORRECTION", "Correction of an earlier entry"
    DISPOSAL = "DISPOSAL", "Disposal of an offence"
    RELEASE = "RELEASE", "Release"


class DisposalCode(Coded):
    """How a detention ends for a person and an offence (section 15)."""

    CHG_BAIL = "CHG_BAIL", "Charged and bailed to court"
    CHG_REMAND = "CHG_REMAND", "Charged and kept for court"
    CHG_NOBAIL = "CHG_NOBAIL", "Charged and released without bail"
    POSTAL_REQ = "POSTAL_REQ", "Postal requisition to follow"
    PCB = "PCB", "Pre-charge bail"
    PCB_CPS = "PCB_CPS", "Bailed for a CPS decision"
    RUI = "RUI", "Released under investigation"
    NFA = "NFA", "No further action"
    CAUTION_SIMPLE = "CAUTION_SIMPLE", "Simple caution"
    CAUTION_COND = "CAUTION_COND", "Conditional caution"
    YC = "YC", "Youth caution"
    YCC = "YCC", "Youth conditional caution"
    COMM_RES = "COMM_RES", "Community resolution"
    PND = "PND", "Penalty notice for disorder"
    FPN = "FPN", "Fixed penalty notice"
    TRANSFER = "TRANSFER", "Transferred"
    MH_HOSPITAL = "MH_HOSPITAL", "To hospital under the Mental Health Act"
    RECALL = "RECALL", "Recalled to prison"
    PRISON_RETURN = "PRISON_RETURN", "Returned to prison"
    IMMIGRATION = "IMMIGRATION", "To immigration detention"
    WARRANT_COURT = "WARRANT_COURT", "To court on warrant"
    LA_ACCOM = "LA_ACCOM", "To local authority accommodation"
    DET_REFUSED = "DET_REFUSED", "Detention not authorised"
    DEATH = "DEATH", "Died"
    ESCAPED = "ESCAPED", "Escaped"

    @property
    def person_leaves(self) -> bool:
        """Tell whether the person walks out of the station on this disposal."""
        return self in _LEAVING


_LEAVING = {
    DisposalCode.CHG_BAIL,
    DisposalCode.CHG_NOBAIL,
    DisposalCode.POSTAL_REQ,
    DisposalCode.PCB,
    DisposalCode.PCB_CPS,
    DisposalCode.RUI,
    DisposalCode.NFA,
    DisposalCode.CAUTION_SIMPLE,
    DisposalCode.CAUTION_COND,
    DisposalCode.YC,
    DisposalCode.YCC,
    DisposalCode.COMM_RES,
    DisposalCode.PND,
    DisposalCode.FPN,
    DisposalCode.MH_HOSPITAL,
    DisposalCode.DET_REFUSED,
}
