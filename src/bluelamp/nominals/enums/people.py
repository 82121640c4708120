"""Words about people: names, identifiers, ethnicity, warnings."""

from __future__ import annotations

from bluelamp.core.words import Coded, Worded


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


class NameEvidence(Coded):
    """How surely a name is known to be the person's (section 2, G2)."""

    DOCUMENTED = "documented", "Proved by a document or fingerprints"
    SELF_DECLARED = "declared", "Said by the person"
    THIRD_PARTY = "third_party", "Said by somebody else"


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


class DeathSource(Coded):
    """How a death was verified (DS_076)."""

    STATED = "stated", "Stated by somebody"
    FORCE_RECORD = "force_record", "A record of the force"
    NATIONAL_RECORD = "national_record", "A national police record"
    CERTIFICATE = "certificate", "Death certificate"


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
