"""What modules have registered to be shown on the pages of people and events."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from bluelamp.access.enums import Permission
from bluelamp.access.policies import Officer

from .enums import EventKind

Content = Callable[[Any, Officer], dict[str, Any]]
# For each of these people why joining their record asks for care, in sentences (MG-01).
Care = Callable[[Collection[UUID]], dict[UUID, list[str]]]
# The live records in which these people have a part, each with whose it is (MG-06).
Owners = Callable[[Collection[UUID]], Iterable[tuple[UUID, UUID]]]

# Of an event what is not settled yet when the person leaves, in sentences.
LeftBehind = Callable[[UUID], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of another module's page: who may see it, its template, and what fills it.

    ``content`` is given the key of the event; of a person, the keys of all records that are judged
    to be theirs, the one that stands for all first. It answers in a constant number of statements.
    """

    title: str
    permission: Permission
    template: str
    content: Content
    order: int


@dataclass(frozen=True, slots=True)
class EventPage:
    """Where an event of a kind is shown, and who may open it."""

    kind: EventKind
    permission: Permission
    url_name: str


@dataclass(frozen=True, slots=True)
class TaskShown:
    """How far another module's part of an event has come: in words, and where to go on."""

    title: str
    done: bool
    words: str
    href: str


@dataclass(frozen=True, slots=True)
class EventTask:
    """A part of what is to be done at an event that belongs to another module."""

    permission: Permission
    shown: Callable[[UUID, Officer], TaskShown]


_person_panels: list[Panel] = []
_event_panels: dict[EventKind, list[Panel]] = {}
_event_tasks: dict[EventKind, list[EventTask]] = {}
_event_pages: dict[EventKind, EventPage] = {}
_cares: list[Care] = []
_left_behind: list[LeftBehind] = []
_owners: list[Owners] = []


def register_person_panel(panel: Panel) -> None:
    """Show a panel on every person's page."""
    _person_panels.append(panel)


def register_event_panel(kind: EventKind, panel: Panel) -> None:
    """Show a panel on the pages of events of one kind."""
    _event_panels.setdefault(kind, []).append(panel)


def register_event_task(kind: EventKind, task: EventTask) -> None:
    """Add a part to what is to be done at events of one kind."""
    _event_tasks.setdefault(kind, []).append(task)


def event_tasks(kind: EventKind, event_id: UUID, officer: Officer) -> list[TaskShown]:
    """Return how far the parts of other modules have come, where this officer may see them."""
    tasks = [one for one in _event_tasks.get(kind, []) if officer.may(one.permission)]
    return [one.shown(event_id, officer) for one in tasks]


def register_event_page(page: EventPage) -> None:
    """Say where events of a kind are shown."""
    _event_pages[page.kind] = page


def event_page(kind: EventKind, officer: Officer) -> EventPage | None:
    """Return where an event is shown, if this officer may open it."""
    page = _event_pages.get(kind)
    return page if page and officer.may(page.permission) else None


def register_care(care: Care) -> None:
    """Say of whom a module has something that makes joining their record need a second officer."""
    _cares.append(care)


def cares_of_modules(people: Collection[UUID]) -> dict[UUID, list[str]]:
    """Return what modules say: a constant number of statements for each."""
    found: dict[UUID, list[str]] = {}
    for care in _cares:
        for person, said in care(people).items():
            found.setdefault(person, []).extend(said)
    return found


def register_owners(owners: Owners) -> None:
    """Say whom a module tells when records of people in its live records are parted (MG-06)."""
    _owners.append(owners)


def owners_of_live_records(people: Collection[UUID]) -> set[tuple[UUID, UUID]]:
    """Return each live event of these people with the officer who owns it."""
    return {pair for owners in _owners for pair in owners(people)}


def person_panels(person_ids: Sequence[UUID], officer: Officer) -> list[dict[str, Any]]:
    """Return the filled panels of a person's page that this officer may see."""
    return _filled(_person_panels, person_ids, officer)


def event_panels(kind: EventKind, event_id: UUID, officer: Officer) -> list[dict[str, Any]]:
    """Return the filled panels of an event's page that this officer may see."""
    return _filled(_event_panels.get(kind, []), event_id, officer)


def _filled(panels: list[Panel], key: Any, officer: Officer) -> list[dict[str, Any]]:
    shown = (panel for panel in panels if officer.may(panel.permission))
    return [
        {"panel": panel, **panel.content(key, officer)}
        for panel in sorted(shown, key=lambda each: each.order)
    ]


def register_left_behind(source: LeftBehind) -> None:
    """Let a module say what of theirs is not settled yet when a person leaves an event."""
    _left_behind.append(source)


def left_behind(event_id: UUID) -> list[str]:
    """Return what is not settled yet when a person leaves an event: one statement a module."""
    return [words for source in _left_behind for words in source(event_id)]
