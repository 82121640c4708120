"""The force as CSV files, in the columns that ``bluelamp staff import`` reads."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

from .units import generate_units
from .workforce import DEFAULT_COUNT, DEFAULT_SEED, generate_staff

if TYPE_CHECKING:
    from collections.abc import Iterable
    from os import PathLike

    from .units import Unit
    from .workforce import StaffMember

STAFF_COLUMNS = (
    "staff_number",
    "given_name",
    "family_name",
    "rank",
    "unit_code",
    "roles",
    "line_manager",
    "email",
    "starts_on",
)
UNIT_COLUMNS = ("code", "name", "kind", "parent_code", "command_class")


def write_staff_csv(
    path: str | PathLike[str], count: int = DEFAULT_COUNT, seed: int = DEFAULT_SEED
) -> int:
    """Write the workforce, managers first; return the number of people."""
    return _write(path, STAFF_COLUMNS, map(_staff_row, generate_staff(count, seed)))


def write_units_csv(path: str | PathLike[str], seed: int = DEFAULT_SEED) -> int:
    """Write the tree of units, each after the unit above it; return the number of units."""
    return _write(path, UNIT_COLUMNS, map(_unit_row, generate_units(seed)))


def _write(
    path: str | PathLike[str], columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]
) -> int:
    written = 0
    with Path(path).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        for row in rows:
            writer.writerow(row)
            written += 1
    return written


def _staff_row(person: StaffMember) -> tuple[str, ...]:
    return (
        person.staff_number,
        person.given_name,
        person.family_name,
        person.rank.value,
        person.unit_code,
        ";".join(role.value for role in person.roles),
        person.line_manager or "",
        person.email,
        person.starts_on.isoformat(),
    )


def _unit_row(unit: Unit) -> tuple[str, ...]:
    return (unit.code, unit.name, unit.kind.value, unit.parent, unit.command_class.value)
