"""Rows of the curriculum as they are typed or exported, checked one by one (TRN-3.10)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from bluelamp.training.enums import Level, PlatformModule, RoleProfile

from .row_faults import RowFault

COLUMNS = ("role_profile", "module", "level", "course")
RULE = "TRN-3.10"


@dataclass(frozen=True, slots=True)
class MatrixEntry:
    """One cell that can be kept; ``course`` is a code, empty for none."""

    profile: RoleProfile
    module: PlatformModule
    level: Level
    course: str


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
                words = f"this role and module stand on row {seen[key]} too"
                found = [RowFault(line, "module", words, RULE)]
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
        RowFault(line, column, _not_one_of(typed[column], known), RULE)
        for column, known in words.items()
        if _code(typed[column]) not in known
    ]
    course = typed["course"]
    if course and course not in courses:
        found.append(RowFault(line, "course", f"there is no course {course}", RULE))
    uses = _code(typed["level"]) in {Level.USE, Level.SUPERVISE, Level.ADMINISTER}
    if uses and not course:
        found.append(RowFault(line, "course", "whoever uses a module needs a course for it", RULE))
    return found


def _not_one_of(typed: str, known: Collection[str]) -> str:
    said = f"{typed} is not" if typed else "must be"
    return f"{said} one of {', '.join(sorted(known))}"


def _entry(typed: Mapping[str, str]) -> MatrixEntry:
    return MatrixEntry(
        RoleProfile(_code(typed["role_profile"])),
        PlatformModule(_code(typed["module"])),
        Level(_code(typed["level"])),
        typed["course"],
    )


def _code(text: str) -> str:
    return text.lower().replace(" ", "_")
