"""Words of entries, events and links."""

from __future__ import annotations

from bluelamp.core.words import Coded, Worded


class EntryKind(Worded):
    """The four classes of the national catalogue (M1)."""

    PERSON = "person"
    OBJECT = "object"
    LOCATION = "location"
    EVENT = "event"


class EventKind(Worded):
    """What sort of event a module registers in the index (section 6)."""

    CUSTODY = "custody"
    CASE = "case"
    PROPERTY = "property"
    CRIME = "crime"
    INCIDENT = "incident"
    STOP_SEARCH = "stop_search"
    MISSING_PERSON = "missing_person"
    SUDDEN_DEATH = "sudden_death"
    INTELLIGENCE = "intelligence"


class LinkStatus(Worded):
    """How a link is known (L1, L4)."""

    CONFIRMED = "confirmed"
    ALLEGED = "alleged"
    DENIED = "denied"
    HISTORIC = "historic"
    INFERRED = "inferred"


class LinkRestriction(Coded):
    """Why an address is hidden from ordinary users (L5)."""

    DOMESTIC_ABUSE = "domestic_abuse", "Victim of domestic abuse who has moved away"
    ADOPTED = "adopted", "Adopted child"
    PROTECTED_WITNESS = "protected_witness", "Protected witness"
    OTHER_RISK = "other_risk", "Other risk to the person"


class SubjectCategory(Coded):
    """What kind of data subject a link makes somebody (L6, INF-3.2, DPA s.38(3))."""

    SUSPECTED = "suspected", "Suspected"
    CONVICTED = "convicted", "Convicted"
    VICTIM = "victim", "Victim"
    WITNESS = "witness", "Witness"
    OTHER = "other", "Other"


class EventScheme(Coded):
    """Kinds of numbers by which an event is known elsewhere."""

    ASN = "asn", "Arrest/summons number"


class LinkRole(Coded):
    """The part the first end of a link plays in, or for, the second (L2, M6)."""

    DETAINED_PERSON = "detained_person", "Detained person"
    ARRESTING_OFFICER = "arresting_officer", "Arresting officer"
    APPROPRIATE_ADULT = "appropriate_adult", "Appropriate adult"
    LEGAL_REPRESENTATIVE = "legal_representative", "Legal representative"
    INTERPRETER = "interpreter", "Interpreter"
    OFFENDER = "offender", "Offender"
    SUSPECT = "suspect", "Suspect"
    DEFENDANT = "defendant", "Defendant"
    CO_DEFENDANT = "co_defendant", "Co-defendant"
    VICTIM = "victim", "Victim"
    WITNESS = "witness", "Witness"
    REPORTING_PERSON = "reporting_person", "Reporting person"
    PERSON_OF_INTEREST = "person_of_interest", "Person of interest"
    INVOLVED_PARTY = "involved_party", "Involved party"
    MISSING_PERSON = "missing_person", "Missing person"
    SUBJECT = "subject", "Subject"
    DECEASED = "deceased", "Deceased person"
    EXHIBIT = "exhibit", "Exhibit"
    PROPERTY = "property", "Property"
    SCENE = "scene", "Scene"
    PLACE_OF_ARREST = "place_of_arrest", "Place of arrest"
    CONCERNS = "concerns", "Concerns"
    PARTNER = "partner", "Partner"
    EX_PARTNER = "ex_partner", "Former partner"
    PARENT = "parent", "Parent"
    CHILD = "child", "Child"
    SIBLING = "sibling", "Brother or sister"
    RELATIVE = "relative", "Other relative"
    HOUSEHOLD = "household", "Same household"
    CARER = "carer", "Carer"
    ASSOCIATE = "associate", "Associate"
    GANG = "gang", "Gang member"
    EMPLOYER = "employer", "Employer"
    SCHOOL = "school", "School"
    OWNER = "owner", "Owner"
    KEEPER = "keeper", "Keeper"
    DRIVER = "driver", "Driver"
    USER = "user", "User"
    SUBSCRIBER = "subscriber", "Subscriber"
    OCCUPANT = "occupant", "Occupant"
    HOLDER = "holder", "Holder"
    HOME = "home", "Home address"
    BAIL_ADDRESS = "bail_address", "Bail address"
    NO_FIXED_ABODE = "nfa", "No fixed abode: usually found at"
    HOSTEL = "hostel", "Hostel"
    PRISON = "prison", "Prison"
    CARE_HOME = "care_home", "Care home"
    PREVIOUS_ADDRESS = "previous_address", "Previous address"
    WORK_ADDRESS = "work_address", "Place of work"
    SCHOOL_ADDRESS = "school_address", "School attended"
    FREQUENTS = "frequents", "Often seen at"
    KEPT_AT = "kept_at", "Kept at"
    USED_IN = "used_in", "Used in"
    SEEN_IN = "seen_in", "Seen in"
    SAME_AS = "same_as", "Possibly the same as"
    NOT_SAME_AS = "not_same_as", "Not the same as"

    @property
    def reversed_label(self) -> str:
        """Return the words at the other end of an asymmetric link (L3)."""
        return _REVERSED.get(self, self.label)


_REVERSED = {
    LinkRole.PARENT: "Child",
    LinkRole.CHILD: "Parent",
    LinkRole.CARER: "Cared for by",
    LinkRole.EMPLOYER: "Employee",
    LinkRole.SCHOOL: "Pupil",
    LinkRole.OWNER: "Owned by",
    LinkRole.KEEPER: "Kept by",
    LinkRole.DRIVER: "Driven by",
    LinkRole.USER: "Used by",
    LinkRole.SUBSCRIBER: "Subscribed by",
    LinkRole.OCCUPANT: "Occupied by",
    LinkRole.HOLDER: "Held by",
    LinkRole.EXHIBIT: "Seized as or shown in",
    LinkRole.HOME: "Home of",
    LinkRole.BAIL_ADDRESS: "Bail address of",
    LinkRole.NO_FIXED_ABODE: "Where somebody without an abode is found",
    LinkRole.HOSTEL: "Hostel of",
    LinkRole.PRISON: "Prison of",
    LinkRole.CARE_HOME: "Care home of",
    LinkRole.PREVIOUS_ADDRESS: "Previous address of",
    LinkRole.WORK_ADDRESS: "Place of work of",
    LinkRole.SCHOOL_ADDRESS: "School of",
    LinkRole.FREQUENTS: "Where somebody is often seen",
    LinkRole.KEPT_AT: "Where it is kept",
}
