"""What this module itself adds to the page of a person: to-dos, descriptions, things and places."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from bluelamp.access.enums import Permission
from bluelamp.access.policies import Officer
from bluelamp.core.time import day_of, now

from .enums import LinkRole
from .models import Person, PhysicalDescription
from .policies import can_amend_person, can_record_object
from .presenters.people import age_words
from .presenters.things import description_rows, shortfall_words, tie_row
from .registry import Panel, register_person_panel
from .rules.minimum import is_child_suspect
from .selectors import open_links, shortfalls_of
from .selectors.people import span_of
from .selectors.thing_pages import held_by, tie_as_seen


def register() -> None:
    """Register the panels; called once, when the application is ready."""
    view = Permission.VIEW_PERSON
    folder = "nominals/includes"
    for title, template, content, order in (
        ("Still to be recorded", "to_complete.html", to_complete, 2),
        ("Descriptions", "descriptions.html", descriptions, 4),
        ("Objects and places", "things_held.html", things_held, 6),
    ):
        register_person_panel(Panel(title, view, f"{folder}/{template}", content, order))


def to_complete(person_ids: Sequence[UUID], officer: Officer) -> dict[str, Any]:
    """Return what the parts of a person still ask for (M2): eight statements."""
    todo = [shortfall_words(each) for each in shortfalls_of(person_ids)]
    return {
        "todo": [*todo, *_flags(person_ids, officer)],
        "person_id": person_ids[0],
        "may_amend": can_amend_person(officer),
        "may_record_object": can_record_object(officer),
    }


def descriptions(person_ids: Sequence[UUID], officer: Officer) -> dict[str, Any]:
    """Return how the person was described, the latest first: two statements."""
    found = PhysicalDescription.objects.filter(person__in=person_ids)
    found = found.prefetch_related("features").order_by("-described_on", "-pk")
    return {
        "descriptions": description_rows(found, ""),
        "person_id": person_ids[0],
        "may_amend": can_amend_person(officer),
    }


def things_held(person_ids: Sequence[UUID], officer: Officer) -> dict[str, Any]:
    """Return the things and places a person is tied to: one statement."""
    rows = [
        tie_row(tie_as_seen(link, person_ids), officer) for link in held_by(person_ids, officer)
    ]
    return {
        "ties": rows,
        "person_id": person_ids[0],
        "may_amend": can_amend_person(officer),
        "may_record_object": can_record_object(officer),
    }


def _flags(person_ids: Sequence[UUID], officer: Officer) -> list[str]:
    """Return what else asks for a look: a suspect under ten, two homes (NV-14, NV-18)."""
    links = open_links(officer).filter(source__in=person_ids, held_until=None)
    roles = [LinkRole(role) for role in links.values_list("role", flat=True)]
    found = []
    if len([role for role in roles if role is LinkRole.HOME]) > 1:
        found.append("Two current home addresses are recorded: check which is right (NV-18)")
    for person in Person.objects.filter(pk__in=person_ids[:1]):
        span = span_of(person.born_from, person.born_to, person.birth_quality)
        today = day_of(now())
        oldest = span.ages_on(today)[1] if span else None
        if span and any(is_child_suspect(role, oldest) for role in roles):
            found.append(f"A suspect {age_words(span, today)}: a child under ten (NV-14)")
    return found
