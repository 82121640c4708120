"""What is said of a tie between two entries, and what is wrong with it (L1 to L6)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from ..enums import EntryKind, LinkRole, LinkStatus, SubjectCategory
from .links import ends_of
from .problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID

EARLIEST = datetime(1900, 1, 1, tzinfo=UTC)
# How long what was inferred stands unless somebody confirms it (L4; the period is ours to set).
INFERRED_FOR = timedelta(days=90)
LONGEST_DETAILS = 300

# 3x5x2: source 1 to 3, information A to E, handling P or C.
_GRADE = re.compile(r"[1-3][A-E][PC]")
_CATEGORIES = {
    LinkRole.SUSPECT: SubjectCategory.SUSPECTED,
    LinkRole.DETAINED_PERSON: SubjectCategory.SUSPECTED,
    LinkRole.DEFENDANT: SubjectCategory.SUSPECTED,
    LinkRole.CO_DEFENDANT: SubjectCategory.SUSPECTED,
    LinkRole.OFFENDER: SubjectCategory.CONVICTED,
    LinkRole.VICTIM: SubjectCategory.VICTIM,
    LinkRole.WITNESS: SubjectCategory.WITNESS,
    LinkRole.REPORTING_PERSON: SubjectCategory.WITNESS,
}


@dataclass(frozen=True, slots=True)
class TieClaim:
    """What is said of a tie besides its two ends and its role.

    ``grade`` is of intelligence, ``1AP``; ``details`` are words, and say the opinion where it is
    one (L6); ``restriction`` hides an address from ordinary users (L5).
    """

    held_from: datetime | None = None
    held_until: datetime | None = None
    status: LinkStatus = LinkStatus.CONFIRMED
    origin: str = ""
    grade: str = ""
    is_opinion: bool = False
    details: str = ""
    source_event: UUID | None = None
    restriction: str = ""


def category_of(role: LinkRole) -> SubjectCategory:
    """Return what kind of data subject a part makes somebody (L6, DPA s.38(3)).

    An offender of the dictionary was charged, cautioned or fined: it is the nearest to convicted.
    """
    return _CATEGORIES.get(role, SubjectCategory.OTHER)


def problems_of_tie(role: LinkRole, claim: TieClaim, at: datetime) -> Iterator[tuple[str, Problem]]:
    """Yield what is wrong with a tie, each with the answer at fault."""
    if claim.held_from and not EARLIEST <= claim.held_from <= at:
        said = "The link begins between 1900 and now."
        yield "held_from", Problem("From", "L1", said)
    if claim.held_from and claim.held_until and claim.held_until < claim.held_from:
        yield "held_until", Problem("Until", "L1", "The link does not end before it begins.")
    if claim.status is LinkStatus.INFERRED:
        said = "What is inferred is not drawn by hand: say how you know it."
        yield "status", Problem("Status", "L4", said)
    if claim.grade and not _GRADE.fullmatch(claim.grade):
        said = "A grade is 1 to 3, A to E, and P or C, such as 1AP."
        yield "grade", Problem("Grade", "L1", said)
    if claim.is_opinion and not claim.details.strip():
        yield "details", Problem("Details", "L6", "Say whose opinion it is and on what grounds.")
    if len(claim.details) > LONGEST_DETAILS:
        said = f"Details can have at most {LONGEST_DETAILS} characters."
        yield "details", Problem("Details", "L1", said)
    if claim.restriction and not _ties_to_a_place(role):
        yield "restriction", Problem("Restriction", "L5", "Only an address can be restricted.")


def _ties_to_a_place(role: LinkRole) -> bool:
    return (EntryKind.PERSON, EntryKind.LOCATION) in ends_of(role)
