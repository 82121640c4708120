"""The words of the index: kinds of entry, name, identifier, role and status (domain sections 1-7).

Every value has a ``label`` for people. Codes that outside bodies own (ethnicity, warning signals)
carry their published meaning; those nobody could confirm say so.
"""

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


class NameType(Worded):
    """Which of a person's names this is (section 2)."""

    BIRTH = "birth"
    CURRENT = "current"
    MAIDEN = "maiden"
    PREVIOUS = "previous"
    ALIAS = "alias"
    NICKNAME = "nickname"
    PREFERRED = "preferred"
    RELIGIOUS = "religious"
    TRANSLITERATION = "transliteration"
    RESTRICTED = "deadname_restricted"

    @property
    def label(self) -> str:
        """Return the words shown to people; a restricted name is not named for what it is."""
        return "Restricted name" if self is NameType.RESTRICTED else super().label


class NameOrder(Coded):
    """The person's own order of names (section 2)."""

    GIVEN_FAMILY = "given_family", "Given name first"
    FAMILY_GIVEN = "family_given", "Family name first"
    PATRONYMIC = "patronymic", "Given names then father's names, no family name"
    MONONYM = "mononym", "One name only"


class DobQuality(Coded):
    """How well a date of birth is known (section 2)."""

    EXACT = "exact", "Exact"
    PARTIAL = "partial", "Year or month only"
    ESTIMATED = "estimated", "Estimated from age"
    SEVERAL = "declared_several", "Several dates declared"
    UNKNOWN = "unknown", "Not known"


class Sex(Worded):
    """Recorded sex; kept apart from gender identity (DS_037)."""

    FEMALE = "female"
    MALE = "male"
    OTHER = "other"
    NOT_KNOWN = "not_known"


class Gender(Worded):
    """Gender identity as the person gives it; its history is restricted (GRA 2004 s.22)."""

    WOMAN = "woman"
    MAN = "man"
    NON_BINARY = "non_binary"
    OTHER = "other"
    NOT_STATED = "not_stated"


class IdentifierScheme(Coded):
    """A scheme of numbers or addresses by which a person is known elsewhere (section 5)."""

    PNC = "pnc", "PNC ID"
    CRO = "cro", "CRO number"
    LEDS = "leds", "LEDS person reference"
    DRIVER = "driver", "GB driver number"
    FOREIGN_LICENCE = "foreign_licence", "Foreign driving licence"
    PASSPORT = "passport", "UK passport"
    FOREIGN_PASSPORT = "foreign_passport", "Foreign passport"
    NI = "ni", "National Insurance number"
    NHS = "nhs", "NHS number"
    PRISON = "prison", "Prison number"
    HOME_OFFICE = "home_office", "Home Office reference"
    PHONE = "phone", "Telephone number"
    EMAIL = "email", "E-mail address"
    SOCIAL = "social", "Social media account"
    COLLAR = "collar", "Collar number"
    VRM = "vrm", "Vehicle registration mark"


class SelfDefinedEthnicity(Coded):
    """The 18+1 self-defined codes (section 3.1): asked, never inferred."""

    W1 = "W1", "White – English, Welsh, Scottish, Northern Irish or British"
    W2 = "W2", "White – Irish"
    W3 = "W3", "White – Gypsy or Irish Traveller"
    W9 = "W9", "White – any other"
    M1 = "M1", "Mixed – White and Black Caribbean"
    M2 = "M2", "Mixed – White and Black African"
    M3 = "M3", "Mixed – White and Asian"
    M9 = "M9", "Mixed – any other"
    A1 = "A1", "Asian – Indian"
    A2 = "A2", "Asian – Pakistani"
    A3 = "A3", "Asian – Bangladeshi"
    A4 = "A4", "Asian – Chinese"
    A9 = "A9", "Asian – any other"
    B1 = "B1", "Black – Caribbean"
    B2 = "B2", "Black – African"
    B9 = "B9", "Black – any other"
    O2 = "O2", "Other – Arab"
    O9 = "O9", "Other – any other"
    NS = "NS", "Not stated"


class ObservedEthnicity(Coded):
    """Appearance to an officer (section 3.2); never derived from what the person says."""

    IC1 = "IC1", "White – North European"
    IC2 = "IC2", "White – South European"
    IC3 = "IC3", "Black"
    IC4 = "IC4", "Asian – Indian sub-continent"
    IC5 = "IC5", "Chinese, Japanese or other South-East Asian"
    IC6 = "IC6", "Arab or North African"
    IC9 = "IC9", "Not known"


class AddressRole(Coded):
    """What an address is to a person (section 6)."""

    HOME = "home", "Home"
    NO_FIXED_ABODE = "nfa", "No fixed abode"
    WORK = "work", "Work"
    BAIL = "bail", "Bail address"
    HOSTEL = "hostel", "Hostel"
    PRISON = "prison", "Prison"
    SCHOOL = "school", "School"
    CARE_HOME = "care_home", "Care home"
    PREVIOUS = "previous", "Previous address"


class LinkStatus(Worded):
    """How a link is known (L1, L4)."""

    CONFIRMED = "confirmed"
    ALLEGED = "alleged"
    DENIED = "denied"
    HISTORIC = "historic"
    INFERRED = "inferred"


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
    HOME = "home", "Home address"
    BAIL_ADDRESS = "bail_address", "Bail address"
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
}


class WarningSignal(Coded):
    """PNC-style warning signals; every meaning is unverified, and some lists disagree (section 4).

    Load the national table before showing a meaning as authoritative.
    """

    AG = "AG", "Alleges (makes allegations against police)"
    AL = "AL", "Alcohol"
    AT = "AT", "Ailment (medical condition needing care)"
    CO = "CO", "Contagious"
    CP = "CP", "Conceals items"
    CR = "CR", "Conceals items (older code)"
    DR = "DR", "Drugs (misuse or may carry)"
    ES = "ES", "Escaper"
    FI = "FI", "Firearms"
    IM = "IM", "Impersonates male"
    IF = "IF", "Impersonates female"
    MN = "MN", "Mental health condition"
    OW = "OW", "Offends against vulnerable person"
    SH = "SH", "Self-harm"
    SU = "SU", "Suicidal"
    SX = "SX", "Sex-offence risk"
    VI = "VI", "Violent"
    WE = "WE", "Weapons"
    XP = "XP", "Explosives"

    @property
    def is_ambiguous(self) -> bool:
        """Tell whether public lists disagree on what this code means."""
        return self.value in _AMBIGUOUS

    @property
    def concerns_health(self) -> bool:
        """Tell whether this is sensitive processing with a restricted view (WM5)."""
        return self in (WarningSignal.AT, WarningSignal.CO, WarningSignal.MN)


_AMBIGUOUS = frozenset({"AG", "AL", "AT", "CP", "CR", "IM", "IF", "OW", "SX"})
WARNING_SIGNALS_VERIFIED = False


class Verdict(Coded):
    """What an officer judges of two records (G5); the latest judgement of a pair stands."""

    SAME = "same", "The same person"
    SAME_PROPOSED = "same_proposed", "The same person, if another officer confirms it"
    NOT_SAME = "not_same", "Two different people"
    UNSURE = "unsure", "Not sure"
    WITHDRAWN = "withdrawn", "Judgement withdrawn"


class JoinCaution(Coded):
    """What an officer must have seen and answered before two records are judged one."""

    EARLIER_NOT_SAME = "earlier_not_same", "Judged before to be two different people"
    NUMBERS_DIFFER = "numbers_differ", "Two different numbers that each stand for fingerprints"
