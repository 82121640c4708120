"""The register of a class: marks of several trainers made one, and what follows (TRN-8.7).

A mark is never altered. It names the marks that its maker had before their eyes (``after``), so
what counts are the marks that no other follows. Nothing here depends on the order in which marks
come in, on how often they come, or on whose clock is right: phones without a network send theirs
late. Two that say different things and did not know of each other both stand until somebody
settles it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from bluelamp.core.errors import NotPossible
from bluelamp.training.enums import BookingState, Outcome, RegisterField, RegisterMark

F, M, B = RegisterField, RegisterMark, BookingState

MARKS: dict[RegisterField, frozenset[RegisterMark]] = {
    F.ARRIVAL: frozenset({M.HERE, M.LATE, M.ABSENT, M.EXCUSED, M.BLANK}),
    F.DEPARTURE: frozenset({M.STAYED, M.LEFT, M.BLANK}),
    F.RESULT: frozenset({M.SCORE, M.BLANK}),
}
"""What each field can say."""
CAME = frozenset({M.HERE, M.LATE})
WITH_A_TIME = frozenset({M.LATE, M.LEFT})


@dataclass(frozen=True, slots=True)
class Terms:
    """TRN-8.7 as dated reference data (unverified).

    ``grace`` is how late somebody may come, or how early go, and still have attended;
    ``before`` how long before a day begins somebody can have arrived.
    """

    grace: timedelta = timedelta(minutes=15)
    before: timedelta = timedelta(hours=3)
    as_told_on: date = date(2026, 11, 1)


TERMS = Terms()


@dataclass(frozen=True, slots=True)
class Cell:
    """One thing the register holds: of whom, of which day (None: of the whole class), what."""

    person: UUID
    day: date | None
    field: RegisterField


@dataclass(frozen=True, slots=True)
class Said:
    """What a mark says; two marks that say the same agree."""

    mark: RegisterMark
    at: datetime | None = None
    score: Decimal | None = None
    words: str = ""


BLANK = Said(M.BLANK)


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark: its key is made where the mark is made, so that it counts once however often sent.

    ``after`` are the keys that its maker saw standing; ``made_at`` is what their clock said.
    """

    key: UUID
    cell: Cell
    said: Said
    made_at: datetime
    after: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class Standing:
    """How one cell stands: the marks that no other follows, latest first."""

    heads: tuple[Mark, ...] = ()

    @property
    def said(self) -> Said:
        """Return what counts; while two disagree, the one made last."""
        return self.heads[0].said if self.heads else BLANK

    @property
    def disagrees(self) -> bool:
        """Tell whether trainers who did not know of each other said different things."""
        return len({each.said for each in self.heads}) > 1

    @property
    def keys(self) -> tuple[UUID, ...]:
        """Return what a mark made now follows."""
        return tuple(sorted(each.key for each in self.heads))


NOTHING = Standing()


@dataclass(frozen=True, slots=True)
class TaughtDay:
    """One day of a class as it was planned."""

    day: date
    starts: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class Missed:
    """A part of a class that somebody missed; ``whole`` says that it is the whole day."""

    day: date
    since: datetime
    until: datetime
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Attendance:
    """What the register makes of a booking, with the parts that were missed."""

    state: BookingState
    missed: tuple[Missed, ...] = ()


def register_of(marks: Iterable[Mark]) -> dict[Cell, Standing]:
    """Return how every marked cell stands, whatever the order of the marks and their repeats."""
    cells: dict[Cell, dict[UUID, Mark]] = {}
    for mark in marks:
        cells.setdefault(mark.cell, {})[mark.key] = mark
    return {cell: Standing(_heads(found)) for cell, found in cells.items()}


def check_said(field: RegisterField, said: Said, day: TaughtDay | None) -> None:
    """Raise NotPossible for what cannot be said of this field, naming what is at fault."""
    if said.mark not in MARKS[field]:
        raise NotPossible(
            f"{field.label}: “{said.mark.label}” is not for this.", field="said", rule="TRN-8.7"
        )
    if (day is not None) != field.is_of_a_day:
        raise NotPossible("That is no day of this session.", field="day", rule="TRN-4.1")
    if said.mark is M.SCORE and (said.score is None or not 0 <= said.score <= 100):
        raise NotPossible("A score is from 0 to 100.", field="score", rule="TRN-10.1")
    if said.mark is M.EXCUSED and not said.words.strip():
        raise NotPossible("Say who excused them, or why.", field="words", rule="TRN-8.2")
    if said.mark in WITH_A_TIME:
        _check_time(said, day)


def fits(arrived: Said, left: Said) -> bool:
    """Tell whether somebody's end of a day goes with its start: who left had come before."""
    if left.mark is M.BLANK:
        return True
    if arrived.mark not in CAME:
        return False
    return not (left.at and arrived.at and left.at < arrived.at)


def attendance_of(
    person: UUID,
    days: Sequence[TaughtDay],
    register: Mapping[Cell, Standing],
    terms: Terms = TERMS,
) -> Attendance:
    """Return attended, in part with what was missed, excused or not come (TRN-8.1, TRN-8.2)."""
    missed: list[Missed] = []
    came, excused = 0, 0
    for day in days:
        arrived = _said(register, person, day, F.ARRIVAL)
        if arrived.mark in CAME:
            came += 1
            missed += _parts_missed(day, arrived, _said(register, person, day, F.DEPARTURE), terms)
        else:
            excused += arrived.mark is M.EXCUSED
            missed.append(Missed(day.day, day.starts, day.ends, whole=True))
    if not came:
        return Attendance(B.EXCUSED if excused == len(days) else B.NO_SHOW)
    return Attendance(B.PARTIAL if missed else B.ATTENDED, tuple(missed))


def open_cells(
    people: Collection[UUID], days: Sequence[TaughtDay], register: Mapping[Cell, Standing]
) -> list[Cell]:
    """Return what must still be marked, or settled, before a class is done (TRN-8.7)."""
    return [
        cell
        for person in sorted(people)
        for cell in _cells_of(person, days)
        if _is_open(cell, register)
    ]


def outcome_of(
    state: BookingState, *, assessed: bool, pass_mark: int, score: Decimal | None
) -> Outcome | None:
    """Return what came of the course; None where nobody came, and nothing is told.

    Who missed a part is under way until it is signed off (TRN-8.7); who attended an assessed course
    and has no score has completed it, which lets nobody in (V30).
    """
    if state is B.PARTIAL:
        return Outcome.IN_PROGRESS
    if state is not B.ATTENDED:
        return None
    if not assessed or score is None:
        return Outcome.COMPLETED
    return Outcome.PASSED if score >= pass_mark else Outcome.FAILED


def _heads(marks: dict[UUID, Mark]) -> tuple[Mark, ...]:
    followed = {key for mark in marks.values() for key in mark.after if key != mark.key}
    heads = [mark for key, mark in marks.items() if key not in followed] or list(marks.values())
    return tuple(sorted(heads, key=lambda mark: (mark.made_at, mark.key), reverse=True))


def _check_time(said: Said, day: TaughtDay | None) -> None:
    if said.at is None:
        raise NotPossible("Give the time.", field="at", rule="TRN-8.7")
    if day and not day.starts - TERMS.before <= said.at <= day.ends + TERMS.before:
        raise NotPossible("This time is not within the day's class.", field="at", rule="TRN-8.7")


def _said(
    register: Mapping[Cell, Standing], person: UUID, day: TaughtDay, field: RegisterField
) -> Said:
    return register.get(Cell(person, day.day, field), NOTHING).said


def _parts_missed(day: TaughtDay, arrived: Said, left: Said, terms: Terms) -> list[Missed]:
    parts = []
    if arrived.at and arrived.at > day.starts + terms.grace:
        parts.append(Missed(day.day, day.starts, min(arrived.at, day.ends)))
    if left.mark is M.LEFT and left.at and left.at < day.ends - terms.grace:
        parts.append(Missed(day.day, max(left.at, day.starts), day.ends))
    return parts


def _cells_of(person: UUID, days: Sequence[TaughtDay]) -> list[Cell]:
    of_days = [Cell(person, day.day, field) for day in days for field in (F.ARRIVAL, F.DEPARTURE)]
    return [*of_days, Cell(person, None, F.RESULT)]


def _is_open(cell: Cell, register: Mapping[Cell, Standing]) -> bool:
    standing = register.get(cell, NOTHING)
    if standing.disagrees:
        return True
    if cell.field is F.RESULT:
        return False
    if cell.field is F.ARRIVAL:
        return standing.said.mark is M.BLANK
    arrived = register.get(Cell(cell.person, cell.day, F.ARRIVAL), NOTHING).said
    if standing.said.mark is M.BLANK:
        return arrived.mark in CAME
    return not fits(arrived, standing.said)
