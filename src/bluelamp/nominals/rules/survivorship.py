"""Which of several records' values is shown for one person (G2); the others stay in their records.

Order: fingerprint-confirmed, document-evidenced, self-declared in custody, self-declared
elsewhere, told by others; then the most recent.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime

from ..enums import IdentifierScheme

PRINTS = frozenset({IdentifierScheme.PNC, IdentifierScheme.CRO})
DOCUMENTS = frozenset(
    {
        IdentifierScheme.PASSPORT,
        IdentifierScheme.FOREIGN_PASSPORT,
        IdentifierScheme.DRIVER,
        IdentifierScheme.FOREIGN_LICENCE,
        IdentifierScheme.HOME_OFFICE,
        IdentifierScheme.PRISON,
    }
)


class Standing(IntEnum):
    """How well a record's values are evidenced; a higher one is shown first (G2)."""

    TOLD_BY_OTHERS = 1
    DECLARED_ELSEWHERE = 2
    DECLARED_IN_CUSTODY = 3
    DOCUMENT = 4
    PRINTS = 5


@dataclass(frozen=True, slots=True)
class Offer:
    """A value that one record offers. ``record`` is its number on the page, from 1."""

    value: str
    record: int
    standing: Standing
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Shown:
    """The value shown first, and the different values of other records, best first."""

    best: Offer
    others: tuple[Offer, ...] = ()


def standing_of(schemes: Collection[str], *, printed: bool, detained: bool, told: bool) -> Standing:
    """Return how well a record is evidenced, from its valid numbers and how it came about."""
    if printed or PRINTS & set(schemes):
        return Standing.PRINTS
    if DOCUMENTS & set(schemes):
        return Standing.DOCUMENT
    if detained:
        return Standing.DECLARED_IN_CUSTODY
    return Standing.TOLD_BY_OTHERS if told else Standing.DECLARED_ELSEWHERE


def shown_value(offers: Iterable[Offer]) -> Shown | None:
    """Return what is shown (G2), None where no record says anything. Empty values do not count."""
    said = [offer for offer in offers if offer.value]
    if not said:
        return None
    ranked = sorted(said, key=lambda each: (each.standing, each.recorded_at), reverse=True)
    best = ranked[0]
    others = {each.value: each for each in reversed(ranked) if each.value != best.value}
    return Shown(best, tuple(each for each in ranked if others.get(each.value) is each))
