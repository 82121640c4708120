"""The events of a person as the page shows them: a page of them, and what else there is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from bluelamp.access.policies import Officer

from ..enums import EventKind, LinkRole
from ..selectors import PersonPage, Timeline
from .people import EventRow, event_row
from .records import record_words


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice of a filter, with how many events it leaves."""

    value: str
    label: str
    chosen: bool


class TimelineShown:
    """One page of events, the filters with their counts, and the ways on and back."""

    def __init__(self, page: PersonPage, officer: Officer) -> None:
        self.page = page
        self.timeline: Timeline = page.timeline
        self.officer = officer

    @property
    def rows(self) -> list[EventRow]:
        """Return the events of this page, the latest first."""
        return [
            replace(event_row(part, self.officer), source=self._source(part.record))
            for part in self.timeline.parts
        ]

    @property
    def total(self) -> int:
        """Return how many parts in events the person has, whatever is chosen."""
        return sum(each.count for each in self.timeline.counts)

    @property
    def kinds(self) -> list[Choice]:
        """Return the kinds of events there are, each with its count."""
        found = self._counted((each.kind, each.count) for each in self.timeline.counts)
        asked = self.timeline.asked.kind
        first = Choice("", f"Every kind ({self.total})", asked is None)
        rest = sorted(found.items(), key=lambda each: (-each[1], each[0]))
        return [first, *(_choice(kind, EventKind(kind).label, n, asked) for kind, n in rest)]

    @property
    def years(self) -> list[Choice]:
        """Return the years in which there are events, the latest first, each with its count."""
        found = self._counted((each.year, each.count) for each in self.timeline.counts)
        asked = self.timeline.asked.year
        first = Choice("", "Every year", asked is None)
        rest = sorted(found.items(), reverse=True)
        return [first, *(_choice(year, str(year), n, asked) for year, n in rest)]

    @property
    def words(self) -> str:
        """Return what is shown of how much."""
        shown = len(self.timeline.parts)
        if self.is_narrowed or self.timeline.next or self.timeline.asked.after:
            return f"{shown} of {self.total} shown, the latest first."
        return f"{shown} {'event' if shown == 1 else 'events'}, the latest first."

    @property
    def is_narrowed(self) -> bool:
        """Tell whether a kind or a year was chosen."""
        return bool(self.timeline.asked.kind or self.timeline.asked.year)

    @property
    def earlier(self) -> str:
        """Return the query of the next page, nothing where this is the last."""
        place = self.timeline.next
        return f"?{self._query(after=place.as_text())}#timeline" if place else ""

    @property
    def latest(self) -> str:
        """Return the query of the first page, nothing where this is it."""
        return f"?{self._query()}#timeline" if self.timeline.asked.after else ""

    def _query(self, **more: str) -> str:
        asked = self.timeline.asked
        chosen = {"kind": asked.kind or "", "year": str(asked.year or ""), **more}
        return urlencode({name: value for name, value in chosen.items() if value})

    def _source(self, record: Any) -> str:
        return record_words(self.page, record) if self.page.is_joined else ""

    @staticmethod
    def _counted(pairs: Iterable[tuple[Any, int]]) -> Counter[Any]:
        found: Counter[Any] = Counter()
        for key, count in pairs:
            found[key] += count
        return found


def _choice(value: Any, label: str, count: int, asked: Any) -> Choice:
    return Choice(str(value), f"{label} ({count})", value == asked)


def latest_role(page: PersonPage) -> str:
    """Return the latest part in what happened, to stand beside the name (INF-3.2)."""
    role: LinkRole | None = page.timeline.latest_role
    return role.label if role else ""
