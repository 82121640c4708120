"""Where modules register how they show themselves on the pages of people and events.

Also the front door to what other modules share of recording a person: the form, and the finder of
people who may be the same (registered by ``resolution``).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Protocol
from uuid import UUID

from bluelamp.access.enums import Permission
from bluelamp.access.policies import Officer

from .enums import EventKind
from .forms import ChooseCandidateForm, PersonClaimForm
from .rules.claims import AddressClaim, KnownPerson, NameClaim, PersonClaim
from .rules.names import comparison_tokens
from .rules.sought import Sought, read_sought

__all__ = [
    "AddressClaim",
    "CandidateFinder",
    "ChooseCandidateForm",
    "EventPage",
    "Finding",
    "KnownPerson",
    "NameClaim",
    "Panel",
    "PersonClaim",
    "PersonClaimForm",
    "Sameness",
    "Sought",
    "candidate_cards",
    "candidate_finder",
    "comparison_tokens",
    "event_page",
    "event_panels",
    "person_panels",
    "read_sought",
    "register_candidate_finder",
    "register_event_page",
    "register_event_panel",
    "register_person_panel",
]

Content = Callable[[UUID, Officer], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of another module's page: who may see it, its template, and what fills it.

    ``content`` is given the key of the person or event, and answers in a constant number of
    statements.
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


class Sameness(StrEnum):
    """The three results of comparing two records (G3)."""

    MATCH = "MATCH"
    REVIEW = "REVIEW"
    NO = "NO"

    @property
    def label(self) -> str:
        """Return the words shown to people."""
        return {"MATCH": "Same person", "REVIEW": "Possibly the same", "NO": "Different"}[self]


@dataclass(frozen=True, slots=True)
class Finding:
    """A person of the index who resembles somebody, how strongly and why, in sentences."""

    person_id: UUID
    result: Sameness
    score: float
    reasons: tuple[str, ...]


class CandidateFinder(Protocol):
    """What finds people of the index; each answer takes at most three statements."""

    def keys_of(self, person: KnownPerson) -> list[int]:
        """Return the keys under which a person is found (8.3)."""

    def candidates(self, person: KnownPerson, limit: int) -> list[Finding]:
        """Return who may be this person, the likeliest first (8.4)."""

    def people_like(
        self, words: str, facts: KnownPerson, others: Sequence[UUID], limit: int
    ) -> list[Finding]:
        """Return whom a search finds, the best first.

        ``words`` are names as typed, ``facts`` the rest of what was typed; ``others`` are people
        found elsewise, who are weighed as well.
        """


_finders: list[CandidateFinder] = []
_person_panels: list[Panel] = []
_event_panels: dict[EventKind, list[Panel]] = {}
_event_pages: dict[EventKind, EventPage] = {}


def register_candidate_finder(finder: CandidateFinder) -> None:
    """Say what finds people; the last one registered counts."""
    _finders.append(finder)


def candidate_finder() -> CandidateFinder:
    """Return what finds people. Raises LookupError where no module has registered one."""
    if not _finders:
        raise LookupError("No finder of candidates is registered: is resolution installed?")
    return _finders[-1]


def register_person_panel(panel: Panel) -> None:
    """Show a panel on every person's page."""
    _person_panels.append(panel)


def register_event_panel(kind: EventKind, panel: Panel) -> None:
    """Show a panel on the pages of events of one kind."""
    _event_panels.setdefault(kind, []).append(panel)


def register_event_page(page: EventPage) -> None:
    """Say where events of a kind are shown."""
    _event_pages[page.kind] = page


def event_page(kind: EventKind, officer: Officer) -> EventPage | None:
    """Return where an event is shown, if this officer may open it."""
    page = _event_pages.get(kind)
    return page if page and officer.may(page.permission) else None


def person_panels(person_id: UUID, officer: Officer) -> list[dict[str, Any]]:
    """Return the filled panels of a person's page that this officer may see."""
    return _filled(_person_panels, person_id, officer)


def event_panels(kind: EventKind, event_id: UUID, officer: Officer) -> list[dict[str, Any]]:
    """Return the filled panels of an event's page that this officer may see."""
    return _filled(_event_panels.get(kind, []), event_id, officer)


def _filled(panels: list[Panel], key: UUID, officer: Officer) -> list[dict[str, Any]]:
    shown = (panel for panel in panels if officer.may(panel.permission))
    return [
        {"panel": panel, **panel.content(key, officer)}
        for panel in sorted(shown, key=lambda each: each.order)
    ]


def candidate_cards(candidates: Sequence[Any], today: date) -> list[Any]:
    """Return candidates as ``includes/candidates.html`` shows them, for steps of other modules."""
    from .presenters import candidate_cards as cards  # presenters stand on this module

    return list(cards(candidates, today))
