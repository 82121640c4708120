"""What is due next in a suite, for whom and where, in the order in which it is due."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bluelamp.custody.rules.deadlines import HOUR, Deadline, Urgency
from bluelamp.custody.selectors.board import Held

from .due import DueMark, due_mark
from .instants import address_of
from .observation import visit_mark
from .people import child_words

SHOWN_AT_LEAST = 4
VISITS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class DueRow:
    """Something due, for whom and where; a visit leads to the page on which it is recorded."""

    record_id: UUID
    where: str
    name: str
    child: str
    mark: DueMark
    is_visit: bool = False

    @property
    def address(self) -> str:
        """Return where the record is."""
        return address_of("custody:record", self.record_id)

    @property
    def visit_address(self) -> str:
        """Return where a visit is recorded."""
        return address_of("custody:visit", self.record_id)


def due_next(held: Iterable[Held], now: datetime) -> tuple[list[DueRow], str]:
    """Return what is due within the hour, at least the next few, and a sentence on the rest.

    Visits, of which there are many more, stand in a list of their own.
    """
    waiting = sorted(
        ((deadline, one) for one in held for deadline in one.deadlines),
        key=lambda pair: (_rank(pair[0], now), pair[0].order),
    )
    near = sum(1 for deadline, _ in waiting if deadline.urgency(now) is not Urgency.LATER)
    shown = max(near, SHOWN_AT_LEAST)
    rows = [_row(one, due_mark(deadline, now), now) for deadline, one in waiting[:shown]]
    rest = waiting[shown:]
    if not rest:
        return rows, ""
    due = due_mark(rest[0][0], now)
    next_time = f", the first at {due.when.words}" if due.when else ""
    return rows, f"{len(rest)} more later{next_time}."


def visits_due(held: Iterable[Held], now: datetime) -> tuple[list[DueRow], str]:
    """Return the visits overdue or due in 15 minutes, the longest due first, and how many more."""
    near = [
        (one.observed.due_at, one)
        for one in held
        if one.observed
        and one.observed.due_at is not None
        and one.observed.urgency(now) is not Urgency.LATER
    ]
    near.sort(key=lambda pair: pair[0])
    rows = [row for _, one in near[:VISITS_SHOWN] if (row := _visit_row(one, now))]
    rest = len(near) - len(rows)
    return rows, f"{rest} more visits due: see the cells." if rest else ""


def due_in_hour(held: Iterable[Held], now: datetime) -> list[DueRow]:
    """Return everything late or due in the next hour, visits among it, in the order of time."""
    found = []
    for one in held:
        found += [
            (deadline.order, _row(one, due_mark(deadline, now), now))
            for deadline in one.deadlines
            if deadline.urgency(now) is not Urgency.LATER
        ]
        visit = _visit_row(one, now)
        if visit and visit.mark.when and _within(visit.mark.when.at, now):
            found.append((visit.mark.when.at, visit))
    return [row for _, row in sorted(found, key=lambda pair: pair[0])]


def is_near(held: Held, now: datetime) -> bool:
    """Tell whether anything is late or due for this person in the next hour."""
    if any(deadline.urgency(now) is not Urgency.LATER for deadline in held.deadlines):
        return True
    return bool(held.observed and held.observed.due_at and _within(held.observed.due_at, now))


def place_of(held: Held) -> str:
    """Return ``Cell M3`` or ``Not in a cell``."""
    return f"Cell {held.cell.number}" if held.cell else "Not in a cell"


def _within(at: datetime, now: datetime) -> bool:
    return at - now <= HOUR


def _rank(deadline: Deadline, now: datetime) -> int:
    return list(Urgency).index(deadline.urgency(now))


def _visit_row(held: Held, now: datetime) -> DueRow | None:
    mark = visit_mark(held.observed, now) if held.observed else None
    return _row(held, mark, now, is_visit=True) if mark else None


def _row(held: Held, mark: DueMark, now: datetime, *, is_visit: bool = False) -> DueRow:
    person = held.record.person
    child = child_words(person, now)
    return DueRow(held.record.pk, place_of(held), person.known_as, child, mark, is_visit)
