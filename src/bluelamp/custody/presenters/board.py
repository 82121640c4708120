"""The board of one suite: numbers, what is due next, every cell, and those beside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from bluelamp.access.enums import Permission
from bluelamp.access.policies import Officer
from bluelamp.core.time import lasting
from bluelamp.custody.models import BookingDraft
from bluelamp.custody.policies import can_book_in
from bluelamp.custody.rules.deadlines import Urgency
from bluelamp.custody.selectors.board import Board, CellShown, Held

from .cards import CellCard, HeldCard, cell_card, held_card
from .due_rows import DueRow, due_in_hour, due_next, is_near, visits_due
from .instants import Instant, instant


@dataclass(frozen=True, slots=True)
class BoardView:
    """How a board is looked at: on the wall, and only what is due in the next hour."""

    large: bool = False
    hour: bool = False

    @property
    def query(self) -> str:
        """Return the query that asks for this view again."""
        return self._asking(large=self.large, hour=self.hour)

    @property
    def other_hour(self) -> str:
        """Return the query of the same view with everybody, or only with what is due."""
        return self._asking(large=self.large, hour=not self.hour)

    @property
    def other_size(self) -> str:
        """Return the query of the same view in the other size."""
        return self._asking(large=not self.large, hour=self.hour)

    @staticmethod
    def _asking(*, large: bool, hour: bool) -> str:
        asked = {"screen": "large"} if large else {}
        query = urlencode(asked | ({"due": "hour"} if hour else {}))
        return f"?{query}" if query else ""


WHOLE = BoardView()


@dataclass(frozen=True, slots=True)
class Count:
    """A number at the head of a board; ``level`` draws the eye to it."""

    words: str
    number: int
    level: str = ""


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
    view: BoardView
    computed: Instant
    computed_words: str
    counts: list[Count]
    due: list[DueRow]
    later: str
    visits: list[DueRow]
    more_visits: str
    cells: list[CellCard]
    without_cell: list[HeldCard]
    drafts: list[DraftRow]
    may_book_in: bool
    may_visit: bool


def board_page(board: Board, now: datetime, officer: Officer, view: BoardView = WHOLE) -> BoardPage:
    """Return the board of a suite as it stands at `now`, whole or what is due in the hour."""
    due, later = due_next(board.held, now)
    visits, more = visits_due(board.held, now)
    cells = [one for one in board.cells if not view.hour or _any_near(one.people, now)]
    beside = [one for one in board.without_cell if not view.hour or is_near(one, now)]
    return BoardPage(
        name=board.suite.name,
        code=board.suite.code,
        view=view,
        computed=instant(now, now),
        computed_words=f"{instant(now, now).words}:{now:%S}",
        counts=board_counts(board.held, board.cells, now),
        due=due_in_hour(board.held, now) if view.hour else due,
        later="" if view.hour else later,
        visits=[] if view.hour else visits,
        more_visits=more,
        cells=[cell_card(one, now, officer) for one in cells],
        without_cell=[held_card(one, now, officer) for one in beside],
        drafts=draft_rows(board.drafts, now),
        may_book_in=bool(can_book_in(officer)),
        may_visit=officer.may(Permission.CARE_FOR_PERSON),
    )


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


def board_counts(held: list[Held], cells: list[CellShown], now: datetime) -> list[Count]:
    """Return the numbers at the head of a board."""
    levels = Counter(deadline.urgency(now) for one in held for deadline in one.deadlines)
    within = levels[Urgency.SOON] + levels[Urgency.HOUR]
    late = levels[Urgency.OVERDUE]
    missed = sum(1 for one in held if one.observed and one.observed.overdue(now))
    return [
        Count("Held", len(held)),
        Count("Free cells", sum(1 for one in cells if one.is_free)),
        Count("Out of use", sum(1 for one in cells if one.cell.out_of_use)),
        Count("Overdue", late, "overdue" if late else ""),
        Count("Due within the hour", within, "soon" if within else ""),
        Count("Visits overdue", missed, "overdue" if missed else ""),
    ]


def _any_near(people: Iterable[Held], now: datetime) -> bool:
    return any(is_near(one, now) for one in people)
