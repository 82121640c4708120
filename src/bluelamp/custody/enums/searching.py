"""Words of searches, samples and drug tests (section 10)."""

from __future__ import annotations

from bluelamp.core.words import Coded


class SearchKind(Coded):
    """How far a search goes (SRC-1, SRC-3, SRC-5, SRC-6)."""

    NOT_SEARCHED = "NOT_SEARCHED", "Not searched"
    PERSON = "PERSON", "Search of the person and their belongings"
    STRIP = "STRIP", "Strip search, no intimate parts exposed"
    STRIP_EXPOSED = "STRIP_EXPOSED", "Strip search, intimate parts exposed"
    INTIMATE_ARTICLE = "INTIMATE_ARTICLE", "Intimate search for a harmful article"
    INTIMATE_DRUGS = "INTIMATE_DRUGS", "Intimate search for Class A drugs"
    SCAN = "SCAN", "X-ray or ultrasound for swallowed drugs"

    @property
    def is_strip(self) -> bool:
        """Tell whether more than outer clothing comes off."""
        return self in {SearchKind.STRIP, SearchKind.STRIP_EXPOSED}

    @property
    def is_clinical(self) -> bool:
        """Tell whether it is for a doctor or nurse, unless otherwise authorised."""
        return self in {
            SearchKind.INTIMATE_ARTICLE,
            SearchKind.INTIMATE_DRUGS,
            SearchKind.SCAN,
        }


class Presence(Coded):
    """In what part somebody was present at a search (SRC-3)."""

    SEARCHER = "SEARCHER", "Searched"
    OFFICER = "OFFICER", "Officer or staff present"
    ADULT = "ADULT", "Appropriate adult"
    CLINICIAN = "CLINICIAN", "Doctor or nurse"
    INTERPRETER = "INTERPRETER", "Interpreter"


class SearchSex(Coded):
    """Sex, as the law on who may search asks for it (SRC-7)."""

    FEMALE = "FEMALE", "Female"
    MALE = "MALE", "Male"


class WithoutAdult(Coded):
    """Why an appropriate adult was not there when intimate parts were exposed (SRC-3)."""

    URGENT = "URGENT", "Urgent: risk of serious harm"
    CHILD_DECLINED = (
        "CHILD_DECLINED",
        "The person did not want them there, said so before them, and they agreed",
    )


class SampleKind(Coded):
    """What is taken to identify a person (SRC-8)."""

    FINGERPRINTS = "FINGERPRINTS", "Fingerprints"
    PHOTOGRAPH = "PHOTOGRAPH", "Photograph"
    DNA = "DNA", "DNA sample, not intimate"
    FOOTWEAR = "FOOTWEAR", "Footwear impressions"
    INTIMATE = "INTIMATE", "Intimate sample"


class SampleBasis(Coded):
    """By what it is taken (SRC-8)."""

    POWER = "POWER", "Without consent, recordable offence"
    CONSENT = "CONSENT", "With written consent"
    AUTHORITY = "AUTHORITY", "With consent and an inspector's authority"


class SampleOutcome(Coded):
    """What came of it."""

    TAKEN = "TAKEN", "Taken"
    FORCE = "FORCE", "Taken with force"
    REFUSED = "REFUSED", "Refused"
    NOT_TAKEN = "NOT_TAKEN", "Not taken"


class DrugTestTrigger(Coded):
    """Why a test may be required (SRC-10)."""

    TRIGGER_OFFENCE = "TRIGGER_OFFENCE", "Held for a trigger offence"
    INSPECTOR = "INSPECTOR", "Inspector suspects Class A use contributed"


class DrugTestOutcome(Coded):
    """What came of a drug test (SRC-10)."""

    NEGATIVE = "NEGATIVE", "Negative"
    COCAINE = "COCAINE", "Positive for cocaine"
    OPIATES = "OPIATES", "Positive for opiates"
    BOTH = "BOTH", "Positive for both"
    REFUSED = "REFUSED", "Refused after warning"
    NOT_TESTED = "NOT_TESTED", "Not tested"
