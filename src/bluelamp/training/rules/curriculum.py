"""What a post needs: from the matrix of roles and modules to courses (TRN-3.10 to TRN-3.14)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from bluelamp.training.enums import Level, PlatformModule, RequirementSource, RoleProfile


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the matrix; ``course`` is None where nothing is to be learnt."""

    profile: RoleProfile
    module: PlatformModule
    level: Level
    course: str | None


@dataclass(frozen=True, slots=True)
class Lesson:
    """A course as requirements see it: which whole course it shortens, and what comes before."""

    code: str
    module: PlatformModule | None = None
    delta_of: str | None = None
    after: tuple[str, ...] = ()


def needed_levels(
    matrix: Iterable[Cell], profiles: Collection[RoleProfile]
) -> dict[PlatformModule, Cell]:
    """Return the highest level of each module over somebody's roles (TRN-3.10)."""
    found: dict[PlatformModule, Cell] = {}
    for cell in matrix:
        if cell.profile not in profiles or cell.level is Level.NONE:
            continue
        held = found.get(cell.module)
        if held is None or not held.level.is_at_least(cell.level):
            found[cell.module] = cell
    return found


def requirements_of(
    profiles: Collection[RoleProfile],
    used_before: Collection[PlatformModule],
    matrix: Iterable[Cell],
    lessons: Mapping[str, Lesson],
) -> dict[str, RequirementSource]:
    """Return the courses somebody must take, each with its source.

    Who used a module in the first drop takes its delta course instead of the whole (TRN-3.12);
    what a course builds on is required with it (TRN-3.13).
    """
    deltas = {each.delta_of: each for each in lessons.values() if each.delta_of}
    found: dict[str, RequirementSource] = {}
    for module, cell in needed_levels(matrix, profiles).items():
        if cell.course is None:
            continue
        delta = deltas.get(cell.course) if module in used_before else None
        if delta:
            found[delta.code] = RequirementSource.DELTA
        else:
            found.setdefault(cell.course, RequirementSource.POST)
    return _with_prerequisites(found, lessons)


def _with_prerequisites(
    found: dict[str, RequirementSource], lessons: Mapping[str, Lesson]
) -> dict[str, RequirementSource]:
    waiting = list(found)
    while waiting:
        for before in lessons[waiting.pop()].after:
            if before not in found:
                found[before] = RequirementSource.PREREQUISITE
                waiting.append(before)
    return found
