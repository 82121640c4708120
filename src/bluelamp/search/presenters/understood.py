"""How a search was read, how much it found, and how to narrow it."""

from __future__ import annotations

from collections.abc import Iterator

from bluelamp.nominals.enums import (
    Build,
    EventKind,
    HairColour,
    LinkRole,
    ObservedEthnicity,
    SelfDefinedEthnicity,
    Sex,
)
from bluelamp.nominals.panels import (
    CheckedAsn,
    NamePattern,
    Sought,
    check_asn,
    number_words,
)

from ..selectors import MOST_COUNTED, MOST_PEOPLE, Found

_WHERE = {"any": "a name", "given": "a given name", "family": "the family name"}


def understood_words(sought: Sought) -> str:
    """Return how the search was read, so that a misreading is seen."""
    return "; ".join(f"{what} {said}" for what, said in understood_rows(sought))


def understood_rows(sought: Sought) -> list[tuple[str, str]]:
    """Return how the search was read, part by part."""
    return [*_who(sought), *_where(sought), *_numbers(sought), *_looks(sought), *_what(sought)]


def _who(sought: Sought) -> Iterator[tuple[str, str]]:
    if sought.words:
        yield "name", f"‘{sought.words}’"
    for pattern in sought.patterns:
        yield _WHERE[pattern.where], _pattern_words(pattern)
    if sought.born:
        yield "born", str(sought.born)
    if sought.ages:
        low, high = sought.ages
        yield "aged", str(low) if low == high else f"{low} to {high}"
    if sought.sex:
        yield "sex", Sex(sought.sex).label.lower()
    if sought.self_defined_ethnicity:
        yield "self-defined ethnicity", SelfDefinedEthnicity(sought.self_defined_ethnicity).label
    if sought.observed_ethnicity:
        yield "observed ethnicity", ObservedEthnicity(sought.observed_ethnicity).label


def _pattern_words(pattern: NamePattern) -> str:
    return f"beginning {pattern.text}" if pattern.is_initial else f"like {pattern.text}"


def _numbers(sought: Sought) -> Iterator[tuple[str, str]]:
    for scheme, value in sought.numbers:
        yield "", number_words(scheme, value)
    known = {value for _, value in sought.numbers}
    for mark in sought.marks:
        if mark not in known:
            either = "or " if mark in sought.marks_for_place else ""
            yield f"{either}registration mark with", mark
    for ending in (*sought.digits, *sought.endings):
        yield "telephone number ending", ending
    for exhibit in sought.exhibits:
        yield "exhibit", exhibit
    for reference in sought.references:
        asn = check_asn(reference)
        if asn.looks_like_one:
            yield "arrest/summons number", " ".join(filter(None, [reference, _slip(asn)]))
        else:
            yield "reference beginning", reference


def _slip(asn: CheckedAsn) -> str:
    return "" if asn.valid else "(its check letter does not hold: look for a slip)"


def _where(sought: Sought) -> Iterator[tuple[str, str]]:
    if sought.postcode:
        yield "postcode", sought.postcode
    if sought.district:
        yield "postcode district", sought.district
    if sought.uprn:
        yield "UPRN", sought.uprn
    if sought.street:
        yield "address", sought.street.title()


def _looks(sought: Sought) -> Iterator[tuple[str, str]]:
    if sought.build:
        yield "build", Build(sought.build).label.lower()
    if sought.hair:
        yield "hair", f"{HairColour(sought.hair).label.lower()} or alike"
    if sought.height:
        yield "height", f"{sought.height[0]} to {sought.height[1]} cm"
    if sought.features:
        yield "features", f"‘{sought.features}’"


def _what(sought: Sought) -> Iterator[tuple[str, str]]:
    if sought.role:
        yield "part in an event:", LinkRole(sought.role).label.lower()
    if sought.event_kind:
        yield "record:", EventKind(sought.event_kind).label.lower()
    if sought.since:
        yield "event from", f"{sought.since:%d/%m/%Y}"
    if sought.until:
        yield "event to", f"{sought.until:%d/%m/%Y}"


def count_words(found: Found) -> str:
    """Return how much was found."""
    people, events = len(found.people), len(found.events)
    parts = []
    if people:
        number = f"{people} or more" if people >= MOST_PEOPLE else str(people)
        parts.append(f"{number} {'person' if people == 1 else 'people'}")
    if events:
        parts.append(f"{events} {'record' if events == 1 else 'records'}")
    for count, one, many in (
        (len(found.things), "object", "objects"),
        (len(found.places), "place", "places"),
    ):
        parts += [f"{count} {one if count == 1 else many}"] if count else []
    return " and ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))


def narrowing_words(found: Found) -> str:
    """Return how many fit a search that is too wide, and what would narrow it; or nothing."""
    if found.is_too_vague:
        return (
            "Too many names begin like that. Type more letters, or add a family name, a date of "
            "birth or a place."
        )
    if not found.is_too_wide:
        return ""
    count = f"More than {MOST_COUNTED:,}" if found.fitting > MOST_COUNTED else f"{found.fitting:,}"
    return f"{count} people fit; the {MOST_PEOPLE} who fit best are listed. {_advice(found.sought)}"


def _advice(sought: Sought) -> str:
    ideas = [
        ("a given name", len(sought.words.split()) < 2),
        ("a date or year of birth, or an age such as 25-30", not (sought.born or sought.ages)),
        ("a postcode or its first half", not (sought.postcode or sought.district)),
    ]
    wanted = [idea for idea, missing in ideas if missing] or ["a number or a reference"]
    return f"To narrow the search, add {' or '.join(wanted)}."
