"""Loading the tree of units."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from bluelamp.access.models import Unit
from bluelamp.core.errors import NotPossible
from bluelamp.core.ids import new_id

COLUMNS = ["code", "name", "kind", "parent_code", "command_class"]


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit and the code of its parent (empty for the force)."""

    code: str
    name: str
    kind: str
    parent_code: str
    command_class: str


def read_units(path: Path) -> list[UnitRow]:
    """Read a file of units. Raises NotPossible when its columns are not the right ones."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines)
        if reader.fieldnames != COLUMNS:
            raise NotPossible(f"A file of units has the columns {', '.join(COLUMNS)}", field="row")
        return [UnitRow(**row) for row in reader]


@transaction.atomic
def import_units(rows: Iterable[UnitRow]) -> int:
    """Load units, parents before children; repeatable. Return how many there are.

    Raises NotPossible when a parent is unknown.
    """
    known = {unit.code: unit for unit in Unit.objects.all()}
    waiting = list(rows)
    while waiting:
        ready = [row for row in waiting if not row.parent_code or row.parent_code in known]
        if not ready:
            raise NotPossible(
                f"Unit {waiting[0].code} has an unknown parent {waiting[0].parent_code}",
                field="parent_code",
            )
        known |= _load(ready, known)
        waiting = [row for row in waiting if row.code not in known]
    return len(known)


def _load(rows: list[UnitRow], known: dict[str, Unit]) -> dict[str, Unit]:
    units = []
    for row in rows:
        parent = known.get(row.parent_code)
        units.append(
            Unit(
                id=known[row.code].id if row.code in known else new_id(),
                code=row.code,
                name=row.name,
                kind=row.kind,
                parent=parent,
                command_class=row.command_class,
                path=f"{parent.path if parent else ''}{row.code}/",
            )
        )
    Unit.objects.bulk_create(
        units,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name", "kind", "parent", "command_class", "path"],
    )
    return {unit.code: unit for unit in units}
