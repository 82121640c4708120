"""Why somebody was found: what matching says, and each thing asked for that is so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from bluelamp.nominals.enums import IdentifierScheme, ObservedEthnicity, SelfDefinedEthnicity, Sex
from bluelamp.nominals.models import Person, PhysicalDescription
from bluelamp.nominals.panels import (
    Finding,
    Sought,
    asked_words,
    description_words,
    number_words,
)

from ..selectors import Background
from ..selectors.parts_of_numbers import mark_expression

MOST_REASONS = 5
_FOLD = str.maketrans("OISBZWY", "01582VV")


def why_words(
    each: Finding, sought: Sought, person: Person | None = None, known: Background | None = None
) -> tuple[str, ...]:
    """Return why somebody was found; never nothing."""
    said = [*each.reasons]
    if person:
        said += _because_of_record(sought, person)
    if known:
        said += _because_of_place(sought, known)
        said += _because_of_events(sought, known)
    if said:
        return tuple(dict.fromkeys(said))[:MOST_REASONS]
    return (f"The name begins like or resembles ‘{sought.words}’.",) if sought.words else ()


def _because_of_record(sought: Sought, person: Person) -> Iterator[str]:
    for pattern in sought.patterns:
        yield f"Bears a name that fits {pattern.whole}."
    if sought.in_parts and sought.born:
        yield "The date of birth is as asked."
    if sought.ages:
        low, high = sought.ages
        yield f"Aged {low}." if low == high else f"Aged {low} to {high}."
    if sought.sex:
        yield f"Sex {Sex(sought.sex).label.lower()}."
    if sought.self_defined_ethnicity:
        yield f"Self-defined ethnicity {SelfDefinedEthnicity(sought.self_defined_ethnicity).label}."
    if sought.observed_ethnicity:
        yield f"Observed ethnicity {ObservedEthnicity(sought.observed_ethnicity).label}."
    if sought.describes:
        yield _looking_so(sought, getattr(person, "looks", []))
    yield from _because_of_numbers(sought, getattr(person, "numbers", []))


def _looking_so(sought: Sought, looks: Sequence[PhysicalDescription]) -> str:
    """Return the latest description that answers what was asked, in words."""
    asked = asked_words(sought.features)
    for each in looks:
        words = {*each.found_by}
        if all(words & alike for alike in asked):
            return description_words(each)
    return "A description agrees and contradicts nothing that was asked."


def _because_of_numbers(sought: Sought, numbers: Sequence[Mapping[str, str]]) -> Iterator[str]:
    for number in numbers:
        if answers(sought, number["scheme"], number["value"]):
            yield f"{number_words(number['scheme'], number['value'])} has what was typed."


def answers(sought: Sought, scheme: str, value: str) -> bool:
    """Tell whether a number of a person answers a part of one that was typed."""
    if scheme == IdentifierScheme.VRM:
        plain = value.translate(_FOLD)
        return any(re.search(mark_expression(mark), plain) for mark in sought.marks)
    ends = sought.phone_ends
    return scheme == IdentifierScheme.PHONE and bool(ends) and value.endswith(ends)


def _because_of_place(sought: Sought, known: Background) -> Iterator[str]:
    for postcode in sorted(known.postcodes):
        if sought.postcode == postcode or sought.district == postcode.split()[0]:
            yield f"Has an address in {postcode}."
    for street in sorted(known.streets):
        if sought.street and sought.street in street.upper():
            yield f"Has an address at {street}."


def _because_of_events(sought: Sought, known: Background) -> Iterator[str]:
    if not sought.asks_for_event:
        return
    for part in known.parts:
        if sought.role in ("", part.role) and sought.event_kind in ("", part.kind):
            yield f"{part.role.label} in a {part.kind.label.lower()} record."
