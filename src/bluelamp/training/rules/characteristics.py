"""The protected characteristics and the groups by which they may be declared (GOV-8.2).

Groups are coarse on purpose: what is compared needs no more (INF-2.3). To be confirmed by the
force's equality advisers (unverified).
"""

from __future__ import annotations

from bluelamp.training.enums import Dimension

NOT_SAID = "not_said"
NOT_SAID_WORDS = "Not said"

GROUPS: dict[Dimension, dict[str, str]] = {
    Dimension.AGE: {
        "under_25": "Under 25",
        "25_to_34": "25 to 34",
        "35_to_44": "35 to 44",
        "45_to_54": "45 to 54",
        "55_and_over": "55 and over",
    },
    Dimension.DISABILITY: {"yes": "Disabled", "no": "Not disabled"},
    Dimension.GENDER: {
        "same": "Gender the same as sex registered at birth",
        "different": "Gender different from sex registered at birth",
    },
    Dimension.MARRIAGE: {
        "yes": "Married or in a civil partnership",
        "no": "Neither married nor in a civil partnership",
    },
    Dimension.PREGNANCY: {
        "yes": "Pregnant, or on or back from maternity leave within a year",
        "no": "Neither",
    },
    Dimension.RACE: {
        "asian": "Asian or Asian British",
        "black": "Black, Black British, Caribbean or African",
        "mixed": "Mixed or multiple ethnic groups",
        "white": "White",
        "other": "Another ethnic group",
    },
    Dimension.RELIGION: {
        "none": "No religion",
        "buddhist": "Buddhist",
        "christian": "Christian",
        "hindu": "Hindu",
        "jewish": "Jewish",
        "muslim": "Muslim",
        "sikh": "Sikh",
        "other": "Another religion or belief",
    },
    Dimension.SEX: {"female": "Female", "male": "Male"},
    Dimension.ORIENTATION: {
        "heterosexual": "Heterosexual or straight",
        "gay": "Gay or lesbian",
        "bisexual": "Bisexual",
        "other": "Another orientation",
    },
}


def in_words(dimension: Dimension, group: str) -> str:
    """Return a group as shown."""
    return GROUPS.get(dimension, {}).get(group, NOT_SAID_WORDS if group == NOT_SAID else group)
