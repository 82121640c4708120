"""By what fingerprints, photographs and samples are taken, and who may be tested for drugs."""

from __future__ import annotations

from bluelamp.access.enums import Rank
from bluelamp.custody.enums import DrugTestTrigger, SampleBasis, SampleKind
from bluelamp.custody.rules.age import ADULT
from bluelamp.custody.rules.answers import Answer, no, yes
from bluelamp.custody.rules.vulnerability import Protected

ALONE, WITH_PARENT = 18, 14  # SRC-8, ages of consent to an intimate sample (unverified)
TESTED_ON_ARREST, TESTED_ON_CHARGE = ADULT, 14  # SRC-10


def may_take_sample(
    kind: SampleKind,
    basis: SampleBasis,
    *,
    protected: Protected,
    authorised_by: Rank | None = None,
    consent_by: str = "",
    adult_here: bool = False,
) -> Answer:
    """Tell whether a sample may be taken by this power or consent (SRC-8, VUL-5)."""
    if kind is SampleKind.INTIMATE:
        if basis is not SampleBasis.AUTHORITY:
            return no("SRC-8", "An intimate sample needs an inspector's authority and consent.")
        if authorised_by is None or not authorised_by.is_at_least(Rank.INSPECTOR):
            return no("SRC-8", "An intimate sample is authorised by an inspector or above.")
    if basis is SampleBasis.POWER:
        return yes("SRC-8", "Taken without consent for a recordable offence.")
    if not consent_by.strip():
        return no("SRC-8", "Enter who gave written consent.")
    if protected.needs_adult and not adult_here:
        return no("VUL-5", "Consent is given before the appropriate adult: wait for them.")
    return yes("SRC-8", "Taken with written consent.")


def consents(age: int | None) -> str:
    """Return whose consent an intimate sample needs at this age, in years (SRC-8)."""
    if age is None or age >= ALONE:
        return "the person"
    return "the person and a parent or guardian" if age >= WITH_PARENT else "a parent or guardian"


def may_test_for_drugs(
    trigger: DrugTestTrigger,
    *,
    charged: bool,
    age: int | None,
    authorised_by: Rank | None = None,
    warned: bool,
    adult_here: bool = True,
    notified_station: bool = True,
) -> Answer:
    """Tell whether a drug test may be required (SRC-10).

    ``notified_station``: tests on arrest are for stations where the power is in force.
    """
    youngest = TESTED_ON_CHARGE if charged else TESTED_ON_ARREST
    if age is not None and age < youngest:
        return no("SRC-10", f"Nobody under {youngest} is tested {_when(charged)}.")
    if not charged and not notified_station:
        return no("SRC-10", "Tests on arrest are not in force at this station.")
    if trigger is DrugTestTrigger.INSPECTOR and (
        authorised_by is None or not authorised_by.is_at_least(Rank.INSPECTOR)
    ):
        return no("SRC-10", "Without a trigger offence an inspector authorises the test.")
    if not warned:
        return no("SRC-10", "The person is warned first that refusal is an offence.")
    if age is not None and age < ADULT and not adult_here:
        return no("SRC-10", "Somebody under 18 is tested before the appropriate adult.")
    return yes("SRC-10", "May be tested.")


def _when(charged: bool) -> str:
    return "after charge" if charged else "on arrest"
