"""Reading an instance from its folder: every bad row named, every reference checked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from .instance import (
    Absence,
    Course,
    Instance,
    Mode,
    Need,
    Person,
    Room,
    Shift,
    Trainer,
    TrainerKind,
    Unit,
    Venue,
)
from .problems import Problem, UnreadableFiles
from .reading_settings import read_settings
from .tables import Column, Row, clock, count, day, flag, keys, rows_of, share, text, word

Made = TypeVar("Made")

C = Column
UNITS = {
    "unit_id": C(text),
    "parent_id": C(text, None),
    "cap": C(share),
    "min_strength": C(count(), 0),
}
PEOPLE = {
    "person_id": C(text),
    "unit_id": C(text),
    "base": C(text),
    "roster_id": C(text),
    "roster_offset": C(count()),
    "needs": C(word(Need, several=True), frozenset()),
    "extra_time_pct": C(count(), 0),
    "max_minutes_per_day": C(count(1), None),
    "chunk_gap_days": C(count(1), None),
    "max_travel_minutes": C(count(), None),
    "one_to_one": C(flag, False),
    "mode": C(word(Mode), Mode.CLASSROOM),
}
REQUIREMENTS = {"person_id": C(text), "course_id": C(text)}
COURSES = {
    "course_id": C(text),
    "minutes": C(count(1)),
    "minutes_per_day": C(count(1)),
    "min_class": C(count(1)),
    "max_class": C(count(1)),
    "adjusted_max_class": C(count(1)),
    "supplier_trainers": C(count()),
    "facilitators": C(count()),
    "after": C(keys, ()),
}
ROSTERS = {
    "roster_id": C(text),
    "cycle_day": C(count()),
    "start": C(clock, None),
    "end": C(clock, None),
}
UNAVAILABLE = {"person_id": C(text), "from": C(day), "to": C(day), "reason": C(text, "")}
VENUES = {
    "venue_id": C(text),
    "place": C(text),
    "opens": C(clock, None),
    "closes": C(clock, None),
    "usable": C(flag),
}
ROOMS = {
    "room_id": C(text),
    "venue_id": C(text),
    "seats": C(count(1)),
    "step_free": C(flag),
    "loop": C(flag),
    "desks": C(count()),
    "virtual": C(flag, False),
    "from": C(day, None),
    "to": C(day, None),
}
TRAINERS = {
    "trainer_id": C(text),
    "kind": C(word(TrainerKind)),
    "base": C(text, ""),
    "max_days_a_week": C(count(1)),
    "from": C(day, None),
    "to": C(day, None),
}
CERTIFICATIONS = {"trainer_id": C(text), "course_id": C(text)}
TRAINER_UNAVAILABLE = {"trainer_id": C(text), "from": C(day), "to": C(day)}
TRAVEL = {"from": C(text), "to": C(text), "minutes": C(count())}
FROZEN = {"date": C(day), "unit_id": C(text, None), "reason": C(text, "")}


def read_instance(folder: Path) -> Instance:
    """Read a planning problem. Raises UnreadableFiles with everything that is wrong with it."""
    if not folder.is_dir():
        raise UnreadableFiles([Problem(folder.name, 0, "", "there is no such folder")])
    files = _Files(folder)
    units = files.table("units.csv", UNITS, Unit)
    courses = files.table("courses.csv", COURSES, Course)
    venues = files.table("venues.csv", VENUES, Venue)
    people = files.table("people.csv", PEOPLE, Person)
    rooms = files.table("rooms.csv", ROOMS, _dated(Room))
    trainers = files.table("trainers.csv", TRAINERS, _dated(Trainer))
    rosters = files.rosters()
    files.check_keys("units.csv", "parent_id", units, units)
    files.check_keys("people.csv", "unit_id", people, units)
    files.check_keys("people.csv", "roster_id", people, rosters)
    files.check_keys("rooms.csv", "venue_id", rooms, venues)
    files.check_courses(courses)
    files.check_tree(units)
    requirements = files.pairs("requirements.csv", REQUIREMENTS, people, courses)
    certifications = files.pairs("certifications.csv", CERTIFICATIONS, trainers, courses)
    unavailable = files.absences("unavailable.csv", UNAVAILABLE, people)
    trainers_away = files.absences("trainer_unavailable.csv", TRAINER_UNAVAILABLE, trainers)
    travel, frozen = files.travel(), files.frozen(units)
    settings = read_settings(folder / "settings.toml", files.problems)
    if files.problems or settings is None:
        raise UnreadableFiles(sorted(files.problems))
    return Instance(
        settings=settings,
        units=units,
        people=people,
        requirements=tuple(requirements),
        courses=courses,
        rosters=rosters,
        unavailable=unavailable,
        venues=venues,
        rooms=rooms,
        trainers=trainers,
        certifications=frozenset(certifications),
        trainer_unavailable=trainers_away,
        travel=travel,
        frozen=frozen,
    )


class _Files:
    """The folder as it is read: what is wrong so far, and on which line each key stands."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[Problem] = []
        self.lines: dict[tuple[str, str], int] = {}

    def tell(self, name: str, line: int, column: str, reason: str) -> None:
        self.problems.append(Problem(name, line, column, reason))

    def rows(
        self, name: str, columns: Mapping[str, Column], *, needed: bool = True
    ) -> Iterator[Row]:
        return rows_of(self.folder / name, columns, self.problems, needed=needed)

    def table(
        self, name: str, columns: Mapping[str, Column], make: Callable[..., Made]
    ) -> dict[str, Made]:
        key = next(iter(columns))
        found: dict[str, Made] = {}
        for row in self.rows(name, columns):
            if row[key] in found:
                self.tell(name, row.line, key, f"{row[key]} stands twice")
            found[row[key]] = make(**row.cells)
            self.lines[name, row[key]] = row.line
        return found

    def check_keys(
        self, name: str, column: str, rows: Mapping[str, Any], known: Mapping[str, Any]
    ) -> None:
        for key, row in rows.items():
            wanted = getattr(row, column)
            if wanted is not None and wanted not in known:
                self.tell(name, self.lines[name, key], column, f"{wanted} is not known")

    def check_courses(self, courses: Mapping[str, Course]) -> None:
        name = "courses.csv"
        for key, course in courses.items():
            line = self.lines[name, key]
            for before in course.after:
                if before not in courses:
                    self.tell(name, line, "after", f"{before} is not known")
            if course.min_class > course.max_class:
                said = "a class cannot need more people than it may have"
                self.tell(name, line, "min_class", said)
            if _comes_back(key, lambda each: courses[each].after if each in courses else ()):
                self.tell(name, line, "after", f"{key} comes after itself")

    def check_tree(self, units: Mapping[str, Unit]) -> None:
        def above(key: str) -> Iterable[str]:
            parent = units[key].parent_id if key in units else None
            return (parent,) if parent else ()

        for key in units:
            if _comes_back(key, above):
                line = self.lines["units.csv", key]
                self.tell("units.csv", line, "parent_id", f"{key} stands above itself")

    def rosters(self) -> dict[str, tuple[Shift | None, ...]]:
        days: dict[str, dict[int, Shift | None]] = defaultdict(dict)
        for row in self.rows("rosters.csv", ROSTERS):
            if (row["start"] is None) is not (row["end"] is None):
                said = "a duty has a start and an end; a rest day has neither"
                self.tell("rosters.csv", row.line, "end", said)
            elif row["cycle_day"] in days[row["roster_id"]]:
                said = f"day {row['cycle_day']} stands twice"
                self.tell("rosters.csv", row.line, "cycle_day", said)
            else:
                shift = Shift(row["start"], row["end"]) if row["start"] is not None else None
                days[row["roster_id"]][row["cycle_day"]] = shift
        for roster, cycle in days.items():
            if sorted(cycle) != list(range(len(cycle))):
                said = f"the days of {roster} do not run from 0 without a gap"
                self.tell("rosters.csv", 0, "cycle_day", said)
        return {key: tuple(cycle[day] for day in sorted(cycle)) for key, cycle in days.items()}

    def pairs(
        self,
        name: str,
        columns: Mapping[str, Column],
        first: Mapping[str, Any],
        second: Mapping[str, Any],
    ) -> list[tuple[str, str]]:
        one, other = columns
        found: dict[tuple[str, str], None] = {}
        for row in self.rows(name, columns):
            ok = self.known(name, row, one, first) & self.known(name, row, other, second)
            if ok and (row[one], row[other]) in found:
                self.tell(name, row.line, one, "this row stands twice")
            if ok:
                found[row[one], row[other]] = None
        return list(found)

    def absences(
        self, name: str, columns: Mapping[str, Column], known: Mapping[str, Any]
    ) -> dict[str, tuple[Absence, ...]]:
        key = next(iter(columns))
        found: dict[str, list[Absence]] = defaultdict(list)
        for row in self.rows(name, columns, needed=False):
            if row["to"] < row["from"]:
                self.tell(name, row.line, "to", "ends before it begins")
            elif self.known(name, row, key, known):
                reason = row.cells.get("reason", "")
                found[row[key]].append(Absence(row["from"], row["to"], reason))
        return {each: tuple(spans) for each, spans in found.items()}

    def travel(self) -> dict[tuple[str, str], int]:
        rows = self.rows("travel.csv", TRAVEL)
        return {(row["from"], row["to"]): row["minutes"] for row in rows}

    def frozen(self, units: Mapping[str, Unit]) -> tuple[tuple[date, str | None], ...]:
        return tuple(
            (row["date"], row["unit_id"])
            for row in self.rows("frozen.csv", FROZEN, needed=False)
            if row["unit_id"] is None or self.known("frozen.csv", row, "unit_id", units)
        )

    def known(self, name: str, row: Row, column: str, known: Mapping[str, Any]) -> bool:
        if row[column] in known:
            return True
        self.tell(name, row.line, column, f"{row[column]} is not known")
        return False


def _dated(make: Callable[..., Made]) -> Callable[..., Made]:
    def made(**cells: Any) -> Made:
        return make(**{_DATES.get(name, name): cell for name, cell in cells.items()})

    return made


_DATES = {"from": "first", "to": "last"}


def _comes_back(start: str, onwards: Callable[[str], Iterable[str]]) -> bool:
    seen: set[str] = set()
    waiting = list(onwards(start))
    while waiting:
        key = waiting.pop()
        if key == start:
            return True
        if key not in seen:
            seen.add(key)
            waiting.extend(onwards(key))
    return False
