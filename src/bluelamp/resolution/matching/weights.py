"""What each agreement counts, in bits, and where the lines are drawn (sections 8.4 to 8.6, G4).

A weight is roughly log2 of how much likelier the agreement is between two records of one person
than between two people. Names weigh by how rare they are (``tables.name_weight``); all other
weights stand here. ``JUDGED`` are set by judgement on the worked pairs; those that were learnt
from data (``python -m benchmarks.people.learning``) are in ``data/weights.json`` and take their
place. What stands here outside ``JUDGED`` has no data to learn from, or is policy.
"""

from __future__ import annotations

import json
from importlib import resources

# The published example joins at 20 and breaks below 14; evidence starts below zero, so that the
# same figures serve here (G4).
STARTING_WEIGHT = -13.0
JOIN_AT = 20.0
BREAK_BELOW = 14.0
REVIEW_FROM = 1.0
TWIN_SCORE = -5.0

RAREST_FORENAME = 11.0
RAREST_SURNAME = 12.0
UNLISTED_FORENAME = 10.0
UNLISTED_SURNAME = 10.5
COMMON_SURNAME_BELOW = 8.2  # a surname this common says little about a family
VERY_COMMON_NAME_BELOW = 14.0

_NAME_SHARE = {
    "equal": 1.0,
    "particle": 0.9,
    "gendered": 0.9,
    "nickname": 0.85,
    "variant": 0.6,
    "two_short_forms": 0.6,
    "similar": 0.7,
    "phonetic": 0.5,
}
JUDGED: dict[str, dict[str, float]] = {
    # The share of a name's weight that each kind of agreement keeps. Two spellings of a surname do
    # not suggest a brother or sister.
    "forenames": _NAME_SHARE,
    "surnames": {**_NAME_SHARE, "variant": 0.8},
    "differs": {"forename": -9.0, "surname": -8.0},
    "birth": {
        "exact": 14.0,
        "swapped": 8.0,
        "month": 8.0,
        "one_digit": 6.0,
        "transposed": 6.0,
        "year_off_by_one": 5.0,
        "placeholder": 5.0,
        "year": 5.0,
        "placeholder_same_year": 3.0,
        "estimated": 2.0,
        "same_year": 0.0,
        "transposed_far": 0.0,
        "missing": 0.0,
        "near": -5.0,
        "one_digit_far": -6.0,
        "apart": -12.0,
    },
    "address": {"uprn": 12.0, "postcode": 11.0, "text": 10.0, "outcode": 6.0, "differs": -2.0},
}
IN_USE: dict[str, dict[str, float]] = {kind: {} for kind in JUDGED}


def use(weights: dict[str, dict[str, float]]) -> None:
    """Weigh by these from now on, and by judgement where they say nothing: for learning only."""
    for kind, judged in JUDGED.items():
        IN_USE[kind].update({**judged, **weights.get(kind, {})})


def learnt() -> dict[str, dict[str, float]]:
    """Return the weights learnt from data, by kind and level."""
    text = resources.files(__package__).joinpath("data", "weights.json").read_text("utf-8")
    kept = json.loads(text)["weights"]
    return {
        kind: {name: at["weight"] for name, at in found.items()} for kind, found in kept.items()
    }


use(learnt())
NAME_SHARE = {kind: IN_USE[kind] for kind in ("forenames", "surnames")}
DIFFERS, BIRTH, ADDRESS = IN_USE["differs"], IN_USE["birth"], IN_USE["address"]
LIKENESS = 0.90  # Jaro-Winkler of forenames (8.4)
SURNAME_LIKENESS = 0.92
TWIN_LIKENESS = 0.90
MOST_FOR_PHONETIC = 4.0
INITIAL = 2.0
TITLE_LIKE = 0.5
SECOND_FORENAME = 4.0
SECOND_FORENAME_INITIAL = 1.0
SECOND_FORENAME_DIFFERS = -3.0
SECOND_SURNAME = 2.0
ONE_OF_TWO_SURNAMES = -1.5
FORENAME_IS_SECOND_NAME = -2.0
SWAPPED_NAMES = -0.5
ANOTHER_ORDER = -1.0
NAMES_LEFT_OVER = -3.0

FAR_YEARS = 2
GENERATION_YEARS = 12
IMPLAUSIBLE_AGE = 100

IDENTIFIER = {
    "pnc": 64.0,
    "cro": 64.0,
    "leds": 40.0,
    "cro_sf": 30.0,
    "driver": 30.0,
    "prison": 30.0,
    "passport": 26.0,
    "foreign_passport": 24.0,
    "foreign_licence": 24.0,
    "ni": 22.0,
    "social": 12.0,
}
OTHER_REFERENCE = 24.0
PRINTS_DIFFER = -8.0
IDENTIFIER_DIFFERS = {"ni": -5.0, "driver": -3.0}
# NHS numbers by law (DPA s.35); the others identify an officer, a vehicle, an arrest or a case.
NEVER_COMPARED = frozenset({"nhs", "collar", "vrm", "asn", "urn"})

CROWDED_ADDRESS = 1.0

PHONE = {"recent": 13.0, "undated": 8.0, "historic": 6.0, "landline": 5.0, "shared": 1.0}
EMAIL = {"recent": 14.0, "undated": 10.0, "historic": 7.0, "shared": 1.0}
RECENT_DAYS = 365

LINK = {
    "court_defendant": 30.0,
    "sentence_date": 8.0,
    "parent": 6.0,
    "child": 6.0,
    "partner": 5.0,
    "school": 3.0,
    "employer": 2.0,
}
OTHER_LINK = 2.0
MOST_FOR_LINKS = 10.0

SEX_DIFFERS = -2.0
