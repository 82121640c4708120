"""Rows of the curriculum as they are typed or exported, checked one by one (TRN-3.10)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from bluelamp.training.enums import Level, PlatformModule, RoleProfile

COLUMNS = ("role_profile", "module", "level", "course")


@dataclass(frozen=True, slots=True)
class MatrixEntry:
    """One cell that can be kept; ``course`` is a code, empty for none."""

    profile: RoleProfile
    module: PlatformModule
    level: Level
    course: str


@dataclass(frozen=True, slots=True)
class RowFault:
    """A row that cannot be kept, and why."""

    line: int
    column: str
    message: str

    def __str__(self) -> str:
        return f"row {self.line}, {self.column}: {self.message}"


def missing_columns(header: Collection[str]) -> list[str]:
    """Return the columns that a file of the curriculum must have and this one has not."""
    return [column for column in COLUMNS if column not in header]


def read_rows(
    rows: Iterable[tuple[int, Mapping[str, str]]], courses: Collection[str]
) -> tuple[list[MatrixEntry], list[RowFault]]:
    """Return the cells of good rows, and every fault of bad ones; blank rows are passed over."""
    entries: list[MatrixEntry] = []
    faults: list[RowFault] = []
    seen: dict[tuple[RoleProfile, PlatformModule], int] = {}
    for line, row in rows:
        typed = {column: (row.get(column) or "").strip() for column in COLUMNS}
        if not any(typed.values()):
            continue
        found = _faults(line, typed, courses)
        if not found:
            entry = _entry(typed)
            key = (entry.profile, entry.module)
            if key in seen:
                found = [RowFault(line, "module", f"stands on row {seen[key]} too")]
            else:
                seen[key] = line
                entries.append(entry)
        faults += found
    return entries, faults


def _faults(line: int, typed: Mapping[str, str], courses: Collection[str]) -> list[RowFault]:
    words = {
        "role_profile": {each.value for each in RoleProfile},
        "module": {each.value for each in PlatformModule},
        "level": {each.value for each in Level},
    }
    found = [
        RowFault(line, column, f"{typed[column]!r} is not one of {', '.join(sorted(known))}")
        for column, known in words.items()
        if _code(typed[column]) not in known
    ]
    course = typed["course"]
    if course and course not in courses:
        found.append(RowFault(line, "course", f"there is no course {course}"))
    uses = _code(typed["level"]) in {Level.USE, Level.SUPERVISE, Level.ADMINISTER}
    if uses and not course:
        found.append(RowFault(line, "course", "whoever uses a module needs a course for it"))
    return found


def _entry(typed: Mapping[str, str]) -> MatrixEntry:
    return MatrixEntry(
        RoleProfile(_code(typed["role_profile"])),
        PlatformModule(_code(typed["module"])),
        Level(_code(typed["level"])),
        typed["course"],
    )


def _code(text: str) -> str:
    return text.lower().replace(" ", "_")
