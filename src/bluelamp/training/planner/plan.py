"""A plan: sessions with their days and trainers, bookings, and who is left out and why."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from pathlib import Path
from typing import Any

from .instance import Variant
from .problems import Problem, UnreadableFiles
from .tables import Column, clock, day, rows_of, text, word

C = Column
SESSIONS = {
    "session_id": C(text),
    "course_id": C(text),
    "variant": C(word(Variant)),
    "room_id": C(text),
}
SESSION_DAYS = {"session_id": C(text), "date": C(day), "start": C(clock), "end": C(clock)}
SESSION_TRAINERS = {"session_id": C(text), "trainer_id": C(text)}
BOOKINGS = {"person_id": C(text), "course_id": C(text), "session_id": C(text)}
UNPLACED = {"person_id": C(text), "course_id": C(text), "reason": C(text)}


@dataclass(frozen=True, slots=True, order=True)
class SessionDay:
    """One day of a session, in local time."""

    date: date
    start: time
    end: time


@dataclass(frozen=True, slots=True)
class Session:
    """A course taught once, in one room by the same trainers on all its days."""

    session_id: str
    course_id: str
    variant: Variant
    room_id: str
    days: tuple[SessionDay, ...] = ()
    trainers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Booking:
    """One person on one session."""

    person_id: str
    course_id: str
    session_id: str


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Somebody without a place, and the demands that clash: nobody is silently dropped."""

    person_id: str
    course_id: str
    reason: str


@dataclass(frozen=True)
class Plan:
    """A whole plan as it stands in its folder."""

    sessions: dict[str, Session]
    bookings: tuple[Booking, ...]
    unplaced: tuple[Unplaced, ...]
    report: Mapping[str, Any] = field(default_factory=dict)


def read_plan(folder: Path) -> Plan:
    """Read a plan. Raises UnreadableFiles with everything that is wrong with its files."""
    problems: list[Problem] = []
    days: dict[str, list[SessionDay]] = {}
    trainers: dict[str, list[str]] = {}
    for row in rows_of(folder / "session_days.csv", SESSION_DAYS, problems):
        day_of = SessionDay(row["date"], row["start"], row["end"])
        days.setdefault(row["session_id"], []).append(day_of)
    for row in rows_of(folder / "session_trainers.csv", SESSION_TRAINERS, problems):
        trainers.setdefault(row["session_id"], []).append(row["trainer_id"])
    sessions: dict[str, Session] = {}
    for row in rows_of(folder / "sessions.csv", SESSIONS, problems):
        key = row["session_id"]
        if key in sessions:
            problems.append(Problem("sessions.csv", row.line, "session_id", f"{key} stands twice"))
        own = tuple(sorted(days.pop(key, ()))), tuple(trainers.pop(key, ()))
        sessions[key] = Session(**row.cells, days=own[0], trainers=own[1])
    for name, left in (("session_days.csv", days), ("session_trainers.csv", trainers)):
        problems += [Problem(name, 0, "session_id", f"{key} is not known") for key in left]
    bookings = [
        Booking(**row.cells) for row in rows_of(folder / "bookings.csv", BOOKINGS, problems)
    ]
    unplaced = [
        Unplaced(**row.cells) for row in rows_of(folder / "unplaced.csv", UNPLACED, problems)
    ]
    if problems:
        raise UnreadableFiles(sorted(problems))
    report = folder / "report.json"
    told = json.loads(report.read_text("utf-8")) if report.is_file() else {}
    return Plan(sessions, tuple(bookings), tuple(unplaced), told)


def write_plan(plan: Plan, folder: Path) -> None:
    """Write a plan to a folder, made when it is not there; the same plan gives the same files."""
    folder.mkdir(parents=True, exist_ok=True)
    sessions = sorted(plan.sessions.values(), key=lambda each: each.session_id)
    _write(folder / "sessions.csv", SESSIONS, _session_rows(sessions))
    _write(folder / "session_days.csv", SESSION_DAYS, _day_rows(sessions))
    _write(folder / "session_trainers.csv", SESSION_TRAINERS, _trainer_rows(sessions))
    _write(
        folder / "bookings.csv",
        BOOKINGS,
        sorted((each.person_id, each.course_id, each.session_id) for each in plan.bookings),
    )
    _write(
        folder / "unplaced.csv",
        UNPLACED,
        sorted((each.person_id, each.course_id, each.reason) for each in plan.unplaced),
    )
    report = json.dumps(plan.report, indent=2, sort_keys=True, ensure_ascii=False)
    (folder / "report.json").write_text(report + "\n", "utf-8")


def _session_rows(sessions: Iterable[Session]) -> Iterator[tuple[str, ...]]:
    for each in sessions:
        yield each.session_id, each.course_id, each.variant, each.room_id


def _day_rows(sessions: Iterable[Session]) -> Iterator[tuple[str, ...]]:
    for each in sessions:
        for one in sorted(each.days):
            yield each.session_id, str(one.date), f"{one.start:%H:%M}", f"{one.end:%H:%M}"


def _trainer_rows(sessions: Iterable[Session]) -> Iterator[tuple[str, ...]]:
    for each in sessions:
        for trainer in sorted(each.trainers):
            yield each.session_id, trainer


def _write(path: Path, columns: Mapping[str, Column], rows: Iterable[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(columns)
        lines.writerows(rows)
