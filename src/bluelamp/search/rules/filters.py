"""Narrowing what was found: what may be chosen, how many each choice leaves, and who is left."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from ..enums import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

Key = TypeVar("Key")
MONTH, YEAR, FIVE_YEARS = 30, 365, 5 * 365  # days


@dataclass(frozen=True, slots=True)
class Traits:
    """By what one thing found is told apart: its kind, parts in events, areas and last day."""

    kind: str
    roles: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()
    last: date | None = None

    def of(self, group: str, today: date) -> frozenset[str]:
        """Return the choices of a group that this thing answers."""
        if group == "kind":
            return frozenset({self.kind})
        if group == "when":
            return frozenset({span_of(self.last, today).value})
        return self.roles if group == "role" else self.areas


GROUPS = ("kind", "role", "area", "when")


@dataclass(frozen=True, slots=True)
class Chosen:
    """What an officer has chosen in each group; an empty group leaves everything."""

    kind: frozenset[str] = frozenset()
    role: frozenset[str] = frozenset()
    area: frozenset[str] = frozenset()
    when: frozenset[str] = frozenset()

    def of(self, group: str) -> frozenset[str]:
        """Return the choices made in a group."""
        found: frozenset[str] = getattr(self, group)
        return found

    @property
    def is_any(self) -> bool:
        """Tell whether anything is chosen."""
        return self != Chosen()

    def without(self, group: str) -> Chosen:
        """Return the same with nothing chosen in a group."""
        return replace(self, **{group: frozenset()})

    def leaves(self, traits: Traits, today: date) -> bool:
        """Tell whether a thing answers one choice of every group that has any."""
        return all(
            not self.of(group) or bool(self.of(group) & traits.of(group, today)) for group in GROUPS
        )


def span_of(last: date | None, today: date) -> Span:
    """Return how long ago a day was."""
    if last is None:
        return Span.NEVER
    days = (today - last).days
    if days <= MONTH:
        return Span.MONTH
    if days <= YEAR:
        return Span.YEAR
    return Span.FIVE_YEARS if days <= FIVE_YEARS else Span.LONGER


def left_by(chosen: Chosen, found: Mapping[Key, Traits], today: date) -> set[Key]:
    """Return what the choices leave of what was found."""
    return {key for key, traits in found.items() if chosen.leaves(traits, today)}


def counts_of(chosen: Chosen, found: Iterable[Traits], today: date) -> dict[str, Counter[str]]:
    """Return for each group how many each choice would show, beside the choices of other groups."""
    everything = list(found)
    return {group: _counted(group, chosen.without(group), everything, today) for group in GROUPS}


def _counted(group: str, others: Chosen, found: list[Traits], today: date) -> Counter[str]:
    left = (traits for traits in found if others.leaves(traits, today))
    return Counter(choice for traits in left for choice in traits.of(group, today))
