"""What finds people of the index: registered by ``resolution``, asked by services and selectors."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from .rules.claims import KnownPerson


class Sameness(StrEnum):
    """The three results of comparing two records (G3)."""

    MATCH = "MATCH"
    REVIEW = "REVIEW"
    NO = "NO"

    @property
    def label(self) -> str:
        """Return the words shown to people."""
        return _LABELS[self]


_LABELS = {
    Sameness.MATCH: "Very likely",
    Sameness.REVIEW: "Possible",
    Sameness.NO: "Different",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """A person of the index who resembles somebody, how strongly and why, in sentences.

    ``stands_for`` is the record that stands for the person, where the finder has read it already.
    """

    person_id: UUID
    result: Sameness
    score: float
    reasons: tuple[str, ...]
    stands_for: UUID | None = None


class CandidateFinder(Protocol):
    """What finds people of the index; each answer takes at most four statements."""

    def keys_of(self, person: KnownPerson) -> list[int]:
        """Return the keys under which a person is found (8.3)."""

    def candidates(
        self, person: KnownPerson, limit: int, besides: Container[UUID] = ()
    ) -> list[Finding]:
        """Return who may be this person, the likeliest first (8.4), ``besides`` those known."""

    def people_like(
        self, words: str, facts: KnownPerson, others: Sequence[UUID], limit: int
    ) -> list[Finding]:
        """Return whom a search finds, the best first.

        ``words`` are names as typed, ``facts`` the rest of what was typed; ``others`` are people
        found elsewise, who are weighed as well.
        """

    def names_fitting(self, pattern: str) -> list[int] | None:
        """Return the keys of the single names of the index that fit a pattern with ``*`` and ``?``.

        Without either it is that name itself. None where too many fit to be told apart.
        """


_finders: list[CandidateFinder] = []


def register_candidate_finder(finder: CandidateFinder) -> None:
    """Say what finds people; the last one registered counts."""
    _finders.append(finder)


def candidate_finder() -> CandidateFinder:
    """Return what finds people. Raises LookupError where no module has registered one."""
    if not _finders:
        raise LookupError("No finder of candidates is registered: is resolution installed?")
    return _finders[-1]
