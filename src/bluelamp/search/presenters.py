"""Search results in words: who, why they were found, and what else is known at a glance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from bluelamp.nominals.models import Person
from bluelamp.nominals.panels import (
    Finding,
    PersonCard,
    Sought,
    number_words,
    person_card,
)

from .selectors import Found, ResultPage

MOST_SHOWN = 300
MOST_REASONS = 4


@dataclass(frozen=True, slots=True)
class Hit:
    """A person found, with why."""

    card: PersonCard
    why: tuple[str, ...]


def hits(
    found: Sequence[Finding], people: Mapping[UUID, Person], sought: Sought, today: date
) -> list[Hit]:
    """Return one page of people found."""
    values = [value for _, value in sought.numbers]
    return [
        Hit(person_card(person, today, matched=values), why_words(each, sought))
        for each in found
        if (person := people.get(each.person_id))
    ]


def why_words(each: Finding, sought: Sought) -> tuple[str, ...]:
    """Return why somebody was found; never nothing."""
    if each.reasons:
        return each.reasons[:MOST_REASONS]
    return (f"The name begins like or resembles ‘{sought.words}’.",) if sought.words else ()


def left_words(page: ResultPage) -> str:
    """Return what another page would show besides."""
    parts = [f"{page.people_left} who match less well"] if page.people_left else []
    parts += [f"{page.events_left} earlier records"] if page.events_left else []
    return " and ".join(parts)


def count_words(found: Found) -> str:
    """Return how much was found."""
    people, events = len(found.people), len(found.events)
    parts = []
    if people:
        number = f"{people} or more" if people >= MOST_SHOWN else str(people)
        parts.append(f"{number} {'person' if people == 1 else 'people'}")
    if events:
        parts.append(f"{events} {'record' if events == 1 else 'records'}")
    return " and ".join(parts)


def understood_words(sought: Sought) -> str:
    """Return how the search was read, so that a misreading is seen."""
    parts = [f"name ‘{sought.words}’"] if sought.words else []
    parts += [f"born {sought.born}"] if sought.born else []
    parts += [number_words(scheme, value) for scheme, value in sought.numbers]
    parts += [f"postcode {sought.postcode}"] if sought.postcode else []
    parts += [f"reference beginning {reference}" for reference in sought.references]
    return ", ".join(parts)
