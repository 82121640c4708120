"""The board of one suite, and the list of suites."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bluelamp.access.enums import Permission
from bluelamp.access.policies import Officer
from bluelamp.core.time import lasting
from bluelamp.custody.models import BookingDraft
from bluelamp.custody.policies import can_book_in
from bluelamp.custody.rules.deadlines import Deadline, Urgency
from bluelamp.custody.selectors.board import Board, CellShown, Held, SuiteShown

from .cards import CellCard, HeldCard, cell_card, held_card
from .due import DueMark, due_mark
from .instants import Instant, instant
from .people import child_words

SHOWN_AT_LEAST = 4


@dataclass(frozen=True, slots=True)
class Count:
    """A number at the head of a board; ``level`` draws the eye to it."""

    words: str
    number: int
    level: str = ""


@dataclass(frozen=True, slots=True)
class DueRow:
    """Something due, for whom and where."""

    record_id: UUID
    where: str
    name: str
    child: str
    mark: DueMark


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A booking-in left unfinished."""

    id: UUID
    who: str
    by: str
    begun: Instant
    waiting: str


@dataclass(frozen=True, slots=True)
class BoardPage:
    """A board, ready to be placed. ``later`` says what is due beyond the rows shown."""

    name: str
    code: str
    computed: Instant
    computed_words: str
    counts: list[Count]
    due: list[DueRow]
    later: str
    cells: list[CellCard]
    without_cell: list[HeldCard]
    drafts: list[DraftRow]
    may_book_in: bool
    may_visit: bool


@dataclass(frozen=True, slots=True)
class SuiteRow:
    """A suite in numbers."""

    name: str
    code: str
    counts: list[Count]
    drafts: list[DraftRow]


def board_page(board: Board, now: datetime, officer: Officer) -> BoardPage:
    """Return the board of a suite as it stands at ``now``."""
    due, later = _due(board.held, now)
    free = [one for one in board.cells if _is_free(one)]
    shut = [one for one in board.cells if one.cell.out_of_use]
    return BoardPage(
        name=board.suite.name,
        code=board.suite.code,
        computed=instant(now, now),
        computed_words=f"{instant(now, now).words}:{now:%S}",
        counts=_counts(board.held, len(free), len(shut), now),
        due=due,
        later=later,
        cells=[cell_card(one, now, officer) for one in board.cells],
        without_cell=[held_card(one, now, officer) for one in board.without_cell],
        drafts=draft_rows(board.drafts, now),
        may_book_in=bool(can_book_in(officer)),
        may_visit=officer.may(Permission.CARE_FOR_PERSON),
    )


def suite_row(shown: SuiteShown, now: datetime) -> SuiteRow:
    """Return a suite in numbers, with its unfinished bookings-in."""
    counts = _counts(shown.held, shown.free, shown.out_of_use, now)
    return SuiteRow(shown.suite.name, shown.suite.code, counts, draft_rows(shown.drafts, now))


def draft_rows(drafts: Iterable[BookingDraft], now: datetime) -> list[DraftRow]:
    """Return bookings-in left unfinished, as they can be taken up again."""
    return [
        DraftRow(
            id=draft.pk,
            who=draft.person.known_as if draft.person else "Person not yet identified",
            by=draft.started_by.label,
            begun=instant(draft.created_at, now),
            waiting=lasting(now - draft.created_at),
        )
        for draft in drafts
    ]


def _due(held: Iterable[Held], now: datetime) -> tuple[list[DueRow], str]:
    """Return what is due within the hour, at least the next few, and a sentence on the rest."""
    waiting = sorted(
        ((deadline, one) for one in held for deadline in one.deadlines),
        key=lambda pair: (_rank(pair[0], now), pair[0].order),
    )
    near = sum(1 for deadline, _ in waiting if deadline.urgency(now) is not Urgency.LATER)
    shown = max(near, SHOWN_AT_LEAST)
    rows = [_due_row(one, deadline, now) for deadline, one in waiting[:shown]]
    rest = waiting[shown:]
    if not rest:
        return rows, ""
    due = due_mark(rest[0][0], now)
    next_time = f", the first at {due.when.words}" if due.when else ""
    return rows, f"{len(rest)} more later{next_time}."


def _rank(deadline: Deadline, now: datetime) -> int:
    return list(Urgency).index(deadline.urgency(now))


def _due_row(held: Held, deadline: Deadline, now: datetime) -> DueRow:
    person = held.record.person
    return DueRow(
        record_id=held.record.pk,
        where=f"Cell {held.cell.number}" if held.cell else "Not in a cell",
        name=person.known_as,
        child=child_words(person, now),
        mark=due_mark(deadline, now),
    )


def _counts(held: list[Held], free: int, shut: int, now: datetime) -> list[Count]:
    levels = Counter(deadline.urgency(now) for one in held for deadline in one.deadlines)
    within = levels[Urgency.SOON] + levels[Urgency.HOUR]
    late = levels[Urgency.OVERDUE]
    return [
        Count("Held", len(held)),
        Count("Free cells", free),
        Count("Out of use", shut),
        Count("Overdue", late, "overdue" if late else ""),
        Count("Due within the hour", within, "soon" if within else ""),
    ]


def _is_free(shown: CellShown) -> bool:
    return shown.held is None and not shown.cell.out_of_use
