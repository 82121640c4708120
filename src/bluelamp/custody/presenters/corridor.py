"""The cells of a suite as who manages them sees them, and what was changed about one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bluelamp.custody.enums import CellKind
from bluelamp.custody.models import Cell, CellChange

from .instants import Instant, instant


@dataclass(frozen=True, slots=True)
class CorridorRow:
    """A cell: what for, for how many, in use or why not."""

    id: UUID
    number: str
    kind: str
    capacity: int
    standing: str
    colour: str
    why: str


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change of a cell."""

    when: Instant
    what: str
    reason: str
    by: str


def corridor_rows(cells: Iterable[Cell]) -> list[CorridorRow]:
    """Return the cells along the corridor; the last change says why one is closed."""
    return [_row(cell) for cell in cells]


def history_rows(changes: Iterable[CellChange], now: datetime) -> list[ChangeRow]:
    """Return what was changed about a cell, the latest first."""
    return [
        ChangeRow(instant(one.changed_at, now), one.what, one.reason, one.changed_by_label)
        for one in changes
    ]


def _row(cell: Cell) -> CorridorRow:
    shut = cell.out_of_use
    last = next(iter(cell.changes.all()), None) if shut else None
    return CorridorRow(
        id=cell.pk,
        number=cell.number,
        kind=CellKind(cell.kind).label,
        capacity=cell.capacity,
        standing="Out of use" if shut else "In use",
        colour="red" if shut else "green",
        why=last.reason if last else "",
    )
