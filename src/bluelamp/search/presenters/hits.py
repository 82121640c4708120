"""A person found as the page shows them: who, what kind of person, the last event, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from bluelamp.core.time import LONDON
from bluelamp.nominals.enums import EventKind, LinkRole
from bluelamp.nominals.models import Event, Person
from bluelamp.nominals.panels import Finding, PersonCard, person_card

from ..selectors import Background, Found
from .reasons import answers, why_words

MOST_ROLES = 4
LastEvents = Mapping[UUID, tuple[str, Event]]


@dataclass(frozen=True, slots=True)
class Hit:
    """A person found, with why."""

    card: PersonCard
    roles: tuple[str, ...]
    why: tuple[str, ...]


def hits(
    shown: Sequence[Finding],
    found: Found,
    people: Mapping[UUID, Person],
    last: LastEvents,
    today: date,
) -> list[Hit]:
    """Return one page of people found."""
    return [
        _hit(each, found, person, last.get(each.person_id), today)
        for each in shown
        if (person := people.get(each.person_id))
    ]


def _hit(
    each: Finding, found: Found, person: Person, last: tuple[str, Event] | None, today: date
) -> Hit:
    known = found.backgrounds.get(each.person_id, Background())
    card = person_card(person, today, matched=_matched(person, found))
    return Hit(
        card=replace(card, seen=last_words(last)),
        roles=role_words(known),
        why=why_words(each, found.sought, person, known),
    )


def _matched(person: Person, found: Found) -> list[str]:
    """Return the numbers of a person that were asked for, or of which a part was."""
    numbers: list[Mapping[str, str]] = getattr(person, "numbers", [])
    asked = [value for _, value in found.sought.numbers]
    borne = [n["value"] for n in numbers if answers(found.sought, n["scheme"], n["value"])]
    return asked + borne


def role_words(known: Background) -> tuple[str, ...]:
    """Return ``Detained person 3 times``, what somebody has been most often first."""
    times: dict[LinkRole, int] = defaultdict(int)
    for part in known.parts:
        times[part.role] += part.times
    often = sorted(times, key=lambda role: (-times[role], role.label))
    return tuple(_times(role.label, times[role]) for role in often[:MOST_ROLES])


def _times(role: str, count: int) -> str:
    return role if count == 1 else f"{role}, {count} times"


def last_words(last: tuple[str, Event] | None) -> str:
    """Return the part somebody last had in an event that the officer may open (INF-3.2)."""
    if last is None:
        return "No part in any event that you may open"
    role, event = last
    day = event.occurred_at.astimezone(LONDON)
    part, kind = LinkRole(role).label.lower(), EventKind(event.kind).label.lower()
    return f"Last event: {part}, {kind} {event.reference}, {day:%d/%m/%Y}"
