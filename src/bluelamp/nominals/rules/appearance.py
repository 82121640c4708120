"""What a person looks like, as said on a day (DS_039 to DS_046, P_003)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..enums import (
    BodyPart,
    Build,
    Complexion,
    EyeColour,
    FeatureKind,
    HairColour,
    ObservedEthnicity,
    Sex,
)
from .problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

# How many items of the list a description of somebody unknown is to have (P_003, NV-02).
ENOUGH = 4
SHORTEST, TALLEST = 20, 260
OLDEST = 120
_NOT_SAID = frozenset({"", "not_known", ObservedEthnicity.IC9.value})


@dataclass(frozen=True, slots=True)
class FeatureClaim:
    """A distinguishing feature: kind, where on the body, and how it looks (DS_043)."""

    kind: FeatureKind
    place: BodyPart
    text: str = ""


@dataclass(frozen=True, slots=True)
class DescriptionClaim:
    """A description as said. Heights in centimetres, ages in years; a single value stands alone.

    ``described_on`` is the day on which the person looked so.
    """

    described_on: date
    build: str = ""
    complexion: str = ""
    eye_left: str = ""
    eye_right: str = ""
    hair: str = ""
    height_from: int | None = None
    height_to: int | None = None
    age_from: int | None = None
    age_to: int | None = None
    observed_ethnicity: str = ""
    clothing: str = ""
    source: str = ""
    features: tuple[FeatureClaim, ...] = ()

    @property
    def height(self) -> tuple[int, int] | None:
        """Return the height as a span, None where it is not said."""
        return _span(self.height_from, self.height_to)

    @property
    def age(self) -> tuple[int, int] | None:
        """Return the age as a span, None where it is not said."""
        return _span(self.age_from, self.age_to)


def items_described(claims: Iterable[DescriptionClaim], sex: str = Sex.NOT_KNOWN) -> frozenset[str]:
    """Return which items of the list of P_003 descriptions tell; “not known” tells nothing.

    Gender, build, complexion, distinguishing features, left eye, right eye, ethnicity, hair.
    """
    found = set() if sex in ("", Sex.NOT_KNOWN) else {"sex"}
    for claim in claims:
        said = {
            "build": claim.build,
            "complexion": claim.complexion,
            "eye_left": claim.eye_left,
            "eye_right": claim.eye_right,
            "hair": claim.hair,
            "observed_ethnicity": claim.observed_ethnicity,
        }
        found |= {name for name, value in said.items() if value not in _NOT_SAID}
        found |= {"features"} if claim.features else set()
    return frozenset(found)


def is_enough(items: frozenset[str]) -> bool:
    """Tell whether a description of somebody unknown has four items (P_003, P_007, NV-02)."""
    return len(items) >= ENOUGH


def says_something(claim: DescriptionClaim) -> bool:
    """Tell whether a description says anything at all (M4)."""
    return bool(items_described([claim]) or claim.height or claim.age or claim.clothing.strip())


def problems_of_appearance(claim: DescriptionClaim, today: date) -> Iterator[tuple[str, Problem]]:
    """Yield what is wrong with a description, each with the answer at fault."""
    if not says_something(claim):
        said = "Say something of how the person looks."
        yield "build", Problem("Description", "M4", said)
    if claim.described_on > today:
        said = "The day of the description is not in the future."
        yield "described_on", Problem("Day", "DS_039", said)
    yield from _problem_of_span("height", claim.height, (SHORTEST, TALLEST), "centimetres")
    yield from _problem_of_span("age", claim.age, (0, OLDEST), "years")
    yield from _problems_of_words(claim)


def _span(first: int | None, last: int | None) -> tuple[int, int] | None:
    if first is None and last is None:
        return None
    low = first if first is not None else last
    high = last if last is not None else first
    return (low or 0, high or 0)


def _problem_of_span(
    what: str, span: tuple[int, int] | None, limits: tuple[int, int], unit: str
) -> Iterator[tuple[str, Problem]]:
    if span is None:
        return
    low, high = limits
    label = what.capitalize()
    if span[0] > span[1]:
        said = f"{label}: the lower number stands first."
        yield f"{what}_from", Problem(label, "P_003", said)
    elif span[0] < low or span[1] > high:
        said = f"{label} is between {low} and {high} {unit}."
        yield f"{what}_from", Problem(label, "P_003", said)


def _problems_of_words(claim: DescriptionClaim) -> Iterator[tuple[str, Problem]]:
    checks: tuple[tuple[str, str, str, bool], ...] = (
        ("build", "Build", "DS_039", claim.build in ("", *Build)),
        ("complexion", "Complexion", "DS_040", claim.complexion in ("", *Complexion)),
        ("eye_left", "Left eye", "DS_041", claim.eye_left in ("", *EyeColour)),
        ("eye_right", "Right eye", "DS_042", claim.eye_right in ("", *EyeColour)),
        ("hair", "Hair", "DS_046", claim.hair in ("", *HairColour)),
        (
            "observed_ethnicity",
            "Observed ethnicity",
            "DS_112",
            claim.observed_ethnicity in ("", *ObservedEthnicity),
        ),
    )
    for answer, label, rule, right in checks:
        if not right:
            yield answer, Problem(label, rule, f"{label} is not one of the words in use.")
    for feature in claim.features:
        if len(feature.text) > 200:
            said = "A feature is told in at most 200 characters."
            yield "features", Problem("Distinguishing feature", "DS_043", said)
    if len(claim.clothing) > 300:
        yield "clothing", Problem("Clothing", "P_003", "At most 300 characters.")
