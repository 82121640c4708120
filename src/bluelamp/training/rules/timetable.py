"""A simple timetable: rooms filled day by day from those who are free, until a better plan comes.

It keeps the hard constraints that can be told beforehand: duty and rest (H3, H4), absences (H2),
caps of teams (H5), seats (H6), trainers certified, present and not beyond their days in a week
(H7, TRN-4.4). It looks for no best plan: the planner does.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Pupil:
    """Somebody to be placed; ``roster`` names a set of days, ``team`` a cap."""

    key: str
    course: str
    roster: str
    team: str
    away: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class Seats:
    """A room by its seats."""

    key: str
    seats: int


@dataclass(frozen=True, slots=True)
class Teacher:
    """Somebody who teaches, of one kind; ``courses`` are those they may teach."""

    key: str
    kind: str
    courses: frozenset[str]
    days_a_week: int = 4
    away: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class Placed:
    """One class of the timetable."""

    course: str
    day: date
    room: str
    seats: int
    teachers: tuple[str, ...]
    pupils: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """What the timetable stands in.

    ``free`` gives the days of each roster on which nobody needs a waiver; ``caps`` how many of a
    team may be away on a day, ``away`` how many are already; ``sizes`` the smallest and largest
    class of a course; ``kinds`` how many teachers of each kind a class has.
    """

    days: Sequence[date]
    rooms: Sequence[Seats]
    teachers: Sequence[Teacher]
    free: Mapping[str, Collection[date]]
    caps: Mapping[str, int]
    sizes: Mapping[str, tuple[int, int]]
    kinds: Mapping[str, int]
    away: Mapping[tuple[str, date], int] = field(default_factory=dict)


@dataclass(slots=True)
class _Work:
    """The timetable while it is made."""

    frame: Frame
    queues: dict[str, dict[str, deque[Pupil]]]
    away: Counter[tuple[str, date]]
    taught: Counter[tuple[str, int, int]] = field(default_factory=Counter)
    busy: set[tuple[str, date]] = field(default_factory=set)
    placed: list[Placed] = field(default_factory=list)


def make_timetable(frame: Frame, pupils: Sequence[Pupil]) -> tuple[list[Placed], list[str]]:
    """Return the classes, and the keys of those for whom no place was found."""
    work = _Work(frame, _queues(pupils), Counter(frame.away))
    for day in frame.days:
        for room in frame.rooms:
            if not _fill(work, day, room):
                break
    left = [
        pupil.key
        for by_roster in work.queues.values()
        for queue in by_roster.values()
        for pupil in queue
    ]
    return work.placed, left


def _queues(pupils: Sequence[Pupil]) -> dict[str, dict[str, deque[Pupil]]]:
    """Return the pupils by course and roster, the people of one team far from each other."""
    turn: Counter[str] = Counter()
    order = []
    for pupil in pupils:
        turn[pupil.team] += 1
        order.append((turn[pupil.team], pupil.team, pupil))
    queues: dict[str, dict[str, deque[Pupil]]] = defaultdict(lambda: defaultdict(deque))
    for _turn, _team, pupil in sorted(order, key=lambda each: each[:2]):
        queues[pupil.course][pupil.roster].append(pupil)
    return queues


def _fill(work: _Work, day: date, room: Seats) -> bool:
    """Fill one room on one day with the course that most wait for; False where none can be."""
    for course in _by_demand(work, day):
        fewest, most = work.frame.sizes[course]
        teachers = _teachers(work, course, day)
        if teachers is None:
            continue
        seats = min(room.seats, most)
        chosen = _choose(work, course, day, seats)
        waiting = sum(map(len, work.queues[course].values())) + len(chosen)
        if len(chosen) >= min(fewest, waiting) and chosen:
            _place(work, course, day, room.key, seats, teachers, chosen)
            return True
        _put_back(work, chosen)
    return False


def _by_demand(work: _Work, day: date) -> list[str]:
    waiting = {
        course: sum(
            len(queue) for roster, queue in by_roster.items() if day in work.frame.free[roster]
        )
        for course, by_roster in work.queues.items()
    }
    return sorted((c for c, number in waiting.items() if number), key=lambda c: (-waiting[c], c))


def _choose(work: _Work, course: str, day: date, seats: int) -> list[Pupil]:
    """Take up to so many who are free that day; who is not goes to the end of their queue."""
    chosen: list[Pupil] = []
    going: Counter[str] = Counter()
    queues = sorted(work.queues[course].items(), key=lambda each: -len(each[1]))
    for roster, queue in queues:
        if day not in work.frame.free[roster]:
            continue
        for _ in range(len(queue)):
            if len(chosen) == seats:
                return chosen
            pupil = queue.popleft()
            away = work.away[pupil.team, day] + going[pupil.team]
            if day in pupil.away or away >= work.frame.caps[pupil.team]:
                queue.append(pupil)
                continue
            going[pupil.team] += 1
            chosen.append(pupil)
    return chosen


def _put_back(work: _Work, chosen: Sequence[Pupil]) -> None:
    for pupil in reversed(chosen):
        work.queues[pupil.course][pupil.roster].appendleft(pupil)


def _teachers(work: _Work, course: str, day: date) -> tuple[str, ...] | None:
    """Return a team for a course; None where one cannot be had that day."""
    week = (day.isocalendar().year, day.isocalendar().week)
    found: list[str] = []
    for kind, number in work.frame.kinds.items():
        able = [
            each
            for each in work.frame.teachers
            if each.kind == kind
            and course in each.courses
            and day not in each.away
            and (each.key, day) not in work.busy
            and work.taught[each.key, *week] < each.days_a_week
        ]
        if len(able) < number:
            return None
        able.sort(key=lambda each: work.taught[each.key, *week])
        found += [each.key for each in able[:number]]
    return tuple(found)


def _place(
    work: _Work,
    course: str,
    day: date,
    room: str,
    seats: int,
    teachers: tuple[str, ...],
    chosen: Sequence[Pupil],
) -> None:
    week = (day.isocalendar().year, day.isocalendar().week)
    for teacher in teachers:
        work.busy.add((teacher, day))
        work.taught[teacher, *week] += 1
    for pupil in chosen:
        work.away[pupil.team, day] += 1
    keys = tuple(pupil.key for pupil in chosen)
    work.placed.append(Placed(course, day, room, seats, teachers, keys))
