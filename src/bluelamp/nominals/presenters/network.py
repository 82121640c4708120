"""The people around a person: as a table, and as what is drawn of the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from bluelamp.access.policies import Officer
from bluelamp.core.time import day_of

from ..models import Event
from ..selectors import Network, Tie
from ..selectors.network import MOST_DRAWN
from .people import PersonCard, event_title, event_url, person_card
from .ties import event_words, last_words, link_words_between

DEGREES = {0: "The person", 1: "Linked to the person", 2: "Linked to somebody linked to the person"}


@dataclass(frozen=True, slots=True)
class EventPoint:
    """An event drawn as a point, with where this officer opens it."""

    id: str
    title: str
    url: str
    day: str


@dataclass(frozen=True, slots=True)
class TieWords:
    """What ties two people, in words: to whom, through which links and events, last when."""

    links: list[str]
    events: str
    last: str
    to: str
    points: list[EventPoint] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class NetworkRow:
    """A person of the drawing, with all ties to those before them, and what can be done."""

    id: str
    card: PersonCard
    degree: int
    degree_words: str
    ties: list[TieWords]
    expand: str = ""
    fold: str = ""
    network: str = ""


class NetworkDrawing:
    """Everything on the page of a network. ``query`` is what was asked, to be asked again."""

    def __init__(
        self, found: Network, officer: Officer, today: date, query: Mapping[str, Any]
    ) -> None:
        self.found = found
        self.officer = officer
        self.today = today
        self.query = {name: value for name, value in query.items() if name != "expand"}
        self.order = {key: place for place, key in enumerate(found.degree)}

    @property
    def rows(self) -> list[NetworkRow]:
        """Return everybody but the person, the nearest and strongest first."""
        return [self._row(key, degree) for key, degree in self.found.degree.items() if degree]

    @property
    def centre(self) -> PersonCard:
        """Return the person in the middle."""
        return person_card(self.found.centre, self.today)

    @property
    def words(self) -> str:
        """Return who is drawn, and who is not."""
        shown = len(self.found.degree) - 1
        drawn = f"{shown} {'person is' if shown == 1 else 'people are'} drawn"
        left = self.found.left_out
        if not left:
            return f"{drawn}: everybody whom the choices allow."
        return (
            f"{drawn}, those with the strongest links. {left} more "
            f"{'is' if left == 1 else 'are'} left out: narrow the choices, or draw more people."
        )

    @property
    def expanded(self) -> list[str]:
        """Return the keys of those whose own ties were asked for, to be asked again."""
        return sorted(str(key) for key in self.found.asked.expanded)

    @property
    def graph(self) -> dict[str, list[dict[str, Any]]]:
        """Return points and lines as they are drawn; words and actions stand in the table."""
        people = [self._point(key, degree) for key, degree in self.found.degree.items()]
        events = [self._event_point(event) for event in self.found.events.values()]
        return {"points": [*people, *events], "lines": list(self._lines())}

    def _point(self, key: UUID, degree: int) -> dict[str, Any]:
        card = person_card(self.found.people[key], self.today)
        warned = any(tag.is_current for tag in card.warnings)
        sort = "person" if degree else "centre"
        born = self.found.people[key].born_from
        label = f"{'! ' if warned else ''}{card.name}" + (f"\nb. {born.year}" if born else "")
        return {"id": str(key), "label": label, "sort": sort, "degree": degree, "warned": warned}

    def _event_point(self, event: Event) -> dict[str, Any]:
        label = event_title(event).split(":")[0]
        words = f"{event_title(event)}, {day_of(event.occurred_at):%d/%m/%Y}"
        url = event_url(event, self.officer)
        return {"id": str(event.pk), "label": label, "sort": "event", "words": words, "url": url}

    def _lines(self) -> Iterator[dict[str, Any]]:
        parts: set[tuple[str, str]] = set()
        for tie in self.found.ties:
            one, other = str(tie.one), str(tie.other)
            drawn = [each for each in tie.events if each.id in self.found.events]
            drawn = drawn[:MOST_DRAWN]
            parts |= {(end, str(each.id)) for each in drawn for end in (one, other)}
            if tie.links or len(drawn) < len(tie.events) or not drawn:
                yield self._line(tie, hidden=len(tie.events) - len(drawn))
        for end, event in sorted(parts):
            yield {"source": end, "target": event, "label": "", "sort": "part"}

    def _line(self, tie: Tie, *, hidden: int) -> dict[str, Any]:
        words = list(dict.fromkeys(each.label for each in tie.links))
        if hidden:
            words.append(f"{hidden} {'event' if hidden == 1 else 'events'}")
        sort = "direct" if tie.links else "events"
        ends = {"source": str(tie.one), "target": str(tie.other)}
        return {**ends, "label": "\n".join(words), "sort": sort, "strength": len(tie.events)}

    def _row(self, key: UUID, degree: int) -> NetworkRow:
        opens = degree == 1 and self.found.asked.depth == 1
        is_open = key in self.found.expanded
        return NetworkRow(
            id=str(key),
            card=person_card(self.found.people[key], self.today),
            degree=degree,
            degree_words=DEGREES[degree],
            ties=[self._tie(tie, key) for tie in self.found.ties if self._is_told_at(tie, key)],
            expand=self._with({*self.expanded, str(key)}) if opens and not is_open else "",
            fold=self._with({*self.expanded} - {str(key)}) if opens and is_open else "",
            network=reverse("nominals:network", args=[key]),
        )

    def _is_told_at(self, tie: Tie, key: UUID) -> bool:
        """Tell whether a tie is told in the row of this person: of two, the one drawn later."""
        return key == max(tie.one, tie.other, key=lambda end: self.order[end])

    def _tie(self, tie: Tie, key: UUID) -> TieWords:
        other = tie.one if key == tie.other else tie.other
        name = self.found.people[other].known_as
        links = [link_words_between(each, name, of_other=key == tie.other) for each in tie.links]
        points = [
            self._event(self.found.events[each.id])
            for each in tie.events[:MOST_DRAWN]
            if each.id in self.found.events
        ]
        events = event_words(tie.events)
        return TieWords(list(dict.fromkeys(links)), events, last_words(tie), name, points)

    def _event(self, event: Event) -> EventPoint:
        day = f"{day_of(event.occurred_at):%d/%m/%Y}"
        return EventPoint(str(event.pk), event_title(event), event_url(event, self.officer), day)

    def _with(self, expanded: set[str]) -> str:
        """Return the query that asks the same with other people expanded."""
        return "?" + urlencode([*self._asked(), *(("expand", key) for key in sorted(expanded))])

    def _asked(self) -> Iterator[tuple[str, str]]:
        for name, value in self.query.items():
            for each in value if isinstance(value, list) else [value]:
                yield name, each
