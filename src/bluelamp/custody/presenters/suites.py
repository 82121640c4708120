"""All suites of the force in numbers: room for transfers, what is due worst, who waits longest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bluelamp.core.time import lasting
from bluelamp.custody.enums import CellKind
from bluelamp.custody.rules.deadlines import Deadline
from bluelamp.custody.selectors.board import Held, SuiteShown

from .board import Count, DraftRow, board_counts, draft_rows
from .due import DueMark
from .due_rows import due_in_hour, place_of


@dataclass(frozen=True, slots=True)
class WorstDue:
    """What is due worst in a suite, and where; it names nobody."""

    mark: DueMark
    where: str


@dataclass(frozen=True, slots=True)
class SuiteRow:
    """A suite in numbers. ``free`` says the free cells by kind."""

    name: str
    code: str
    counts: list[Count]
    capacity: str
    free: str
    worst: WorstDue | None
    longest: str
    drafts: list[DraftRow]


@dataclass(frozen=True, slots=True)
class ForceRow:
    """All suites together."""

    held: int
    capacity: int
    free: str


def suite_row(shown: SuiteShown, now: datetime) -> SuiteRow:
    """Return a suite in numbers, with its unfinished bookings-in."""
    in_cells = sum(len(one.people) for one in shown.cells)
    return SuiteRow(
        name=shown.suite.name,
        code=shown.suite.code,
        counts=board_counts(shown.held, shown.cells, now),
        capacity=f"{in_cells} of {shown.capacity} places taken",
        free=_free_words([shown]),
        worst=_worst(shown.held, now),
        longest=_longest(shown, now),
        drafts=draft_rows(shown.drafts, now),
    )


def force_row(suites: Iterable[SuiteShown]) -> ForceRow:
    """Return the numbers of all suites together."""
    shown = list(suites)
    held = sum(len(one.held) for one in shown)
    return ForceRow(held, sum(one.capacity for one in shown), _free_words(shown))


def _free_words(suites: Iterable[SuiteShown]) -> str:
    """Return ``3 cells, 1 detention room``, or ``none``."""
    kinds = Counter(CellKind(cell.kind) for shown in suites for cell in shown.free)
    words = [
        f"{count} {kind.label.lower()}{'' if count == 1 else 's'}"
        for kind in CellKind
        if (count := kinds[kind])
    ]
    return ", ".join(words) or "none"


def _worst(held: list[Held], now: datetime) -> WorstDue | None:
    due = due_in_hour(held, now)
    return WorstDue(due[0].mark, due[0].where) if due else None


def _longest(shown: SuiteShown, now: datetime) -> str:
    """Return what has waited longest: a decision, somebody to come, a booking-in left."""
    waits = [(draft.created_at, "Booking in left unfinished") for draft in shown.drafts]
    for one in shown.held:
        where = place_of(one)
        waits += [(each.since, f"Decision on detention, {where}") for each in _undecided(one)]
        waits += [(each.since, f"{each.words}, {where}") for each in one.awaited]
    if not waits:
        return ""
    since, what = min(waits)
    return f"{what}: {lasting(now - since)}"


def _undecided(held: Held) -> list[Deadline]:
    return [deadline for deadline in held.deadlines if deadline.at is None]
