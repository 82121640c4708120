"""The audiences against the decision, and the matrix."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from bluelamp.training.enums import Delivery, Level, PlatformModule, RoleProfile
from bluelamp.training.models import Course, CurriculumRow, Drop
from bluelamp.training.rules.audience import needs_governance
from bluelamp.training.selectors import AudienceCount

LEVEL_COLOURS = {
    Level.NONE: "",
    Level.AWARE: "grey",
    Level.USE: "blue",
    Level.SUPERVISE: "purple",
    Level.ADMINISTER: "orange",
}


@dataclass(frozen=True, slots=True)
class Bar:
    """One count against what was decided, drawn along a line; lengths in per cent."""

    label: str
    counted: str
    decided: str
    width: str
    mark: str
    flagged: bool
    words: str


@dataclass(frozen=True, slots=True)
class AudienceRow:
    """One command, with a bar of its own."""

    command: str
    classroom: str
    digital: str
    exceptions: str
    left_out: str
    classroom_width: str
    digital_start: str
    digital_width: str


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """How far a role uses a module, and by which course."""

    level: str
    colour: str
    course: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One role over all modules."""

    profile: str
    cells: list[MatrixCell | None]


def bars_of(drop: Drop, counts: Sequence[AudienceCount]) -> list[Bar]:
    """Return both modes against the decision, with the flag to governance (TRN-3.4)."""
    programme = drop.programme
    tolerance = Fraction(programme.tolerance_per_mille, 1000)
    found = (
        ("In classrooms", sum(each.classroom for each in counts), programme.classroom_decided),
        ("Digital", sum(each.digital for each in counts), programme.digital_decided),
    )
    longest = max([number for _l, *numbers in found for number in numbers] or [1]) or 1
    return [_bar(label, counted, decided, tolerance, longest) for label, counted, decided in found]


def _bar(label: str, counted: int, decided: int, tolerance: Fraction, longest: int) -> Bar:
    flagged = needs_governance(counted, decided, tolerance)
    moved = counted - decided
    words = f"{abs(moved):,} {'more' if moved > 0 else 'fewer'} than decided" if moved else ""
    return Bar(
        label=label,
        counted=f"{counted:,}",
        decided=f"{decided:,}",
        width=_percent(counted, longest),
        mark=_percent(decided, longest),
        flagged=flagged,
        words=words,
    )


def audience_rows(counts: Sequence[AudienceCount]) -> list[AudienceRow]:
    """Return the commands, each drawn against the largest."""
    largest = max([each.classroom + each.digital for each in counts] or [1]) or 1
    return [
        AudienceRow(
            command=each.command,
            classroom=f"{each.classroom:,}",
            digital=f"{each.digital:,}",
            exceptions=f"{each.exceptions:,}",
            left_out=f"{each.out_of_scope:,}",
            classroom_width=_percent(each.classroom, largest),
            digital_start=_percent(each.classroom, largest),
            digital_width=_percent(each.digital, largest),
        )
        for each in counts
    ]


def matrix_rows(rows: Iterable[CurriculumRow]) -> list[MatrixRow]:
    """Return the matrix: a line for each role, a column for each module."""
    cells = {(each.profile, each.module): each for each in rows}
    return [
        MatrixRow(
            profile.label,
            [_matrix_cell(cells.get((profile.value, module.value))) for module in PlatformModule],
        )
        for profile in RoleProfile
    ]


def _matrix_cell(row: CurriculumRow | None) -> MatrixCell | None:
    if row is None or row.level == Level.NONE:
        return None
    level = Level(row.level)
    return MatrixCell(level.label, LEVEL_COLOURS[level], row.course.title if row.course else "")


def course_lines(courses: Iterable[Course]) -> list[list[str]]:
    """Return the courses as rows of a table: how given, how long, what first."""
    return [
        [
            each.code,
            each.title,
            "; ".join(
                f"{Delivery(version.delivery).label.split(',')[0]}, {version.minutes} min"
                for version in each.versions.all()
                if version.valid_until is None
            ),
            ", ".join(before.needs.title for before in each.prerequisites.all()),
            f"Instead of {each.delta_of.title}" if each.delta_of else "",
        ]
        for each in courses
    ]


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.2f}%"
