"""The choices that narrow a search, with how many each would show."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict

from bluelamp.nominals.enums import EventKind, LinkRole

from ..enums import Kind, Span
from ..rules.filters import GROUPS, Chosen, counts_of
from ..selectors import Found

MOST_CHOICES = 8
_TITLES = {
    "kind": "Kind of result",
    "role": "Part in events",
    "area": "Area of the address",
    "when": "Last event",
}


@dataclass(frozen=True, slots=True)
class FilterChoice:
    """One box to tick."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class FilterGroup:
    """Boxes of one sort. ``more`` choices are left out: too few things have them."""

    name: str
    title: str
    choices: tuple[FilterChoice, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Removable:
    """A choice that stands, and the address without it."""

    label: str
    url: str


def filter_groups(found: Found, chosen: Chosen, today: date) -> list[FilterGroup]:
    """Return the groups in which there is something to choose between."""
    counts = counts_of(chosen, found.traits.values(), today)
    groups = [_group(name, counts[name], chosen) for name in GROUPS]
    return [each for each in groups if len(each.choices) > 1 or chosen.of(each.name)]


def _group(name: str, counts: Counter[str], chosen: Chosen) -> FilterGroup:
    values = _in_order(name, counts, chosen)
    shown = [v for place, v in enumerate(values) if place < MOST_CHOICES or v in chosen.of(name)]
    choices = (
        FilterChoice(value, label_of(name, value), counts[value], value in chosen.of(name))
        for value in shown
    )
    return FilterGroup(name, _TITLES[name], tuple(choices), len(values) - len(shown))


def _in_order(name: str, counts: Counter[str], chosen: Chosen) -> list[str]:
    known = [value for value in {*counts, *chosen.of(name)} if label_of(name, value)]
    if name == "when":
        return [span.value for span in Span if span.value in known]
    return sorted(known, key=lambda value: (-counts[value], label_of(name, value)))


def label_of(name: str, value: str) -> str:
    """Return a choice in words, empty for what is none."""
    words = {"kind": (Kind, EventKind), "role": (LinkRole,), "when": (Span,)}.get(name, ())
    for enum in words:
        if value in tuple(enum):
            label = enum(value).label
            return f"{label} records" if enum is EventKind else str(label)
    return value if name == "area" else ""


def removable(chosen: Chosen, query: QueryDict) -> list[Removable]:
    """Return the choices that stand, each to be taken away from the address."""
    return [
        Removable(label, without(query, name, value))
        for name in GROUPS
        for value in sorted(chosen.of(name))
        if (label := label_of(name, value))
    ]


def without(query: QueryDict, name: str, value: str) -> str:
    """Return the address without one choice, from its first page."""
    rest = query.copy()
    rest.setlist(name, [each for each in query.getlist(name) if each != value])
    rest.pop("page", None)
    return f"?{rest.urlencode()}"
