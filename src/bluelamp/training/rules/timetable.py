"""A simple timetable: rooms filled day by day from those who are free, until a better plan comes.

It keeps the hard constraints that can be told beforehand: duty and rest (H3, H4), absences (H2),
caps of teams (H5), seats and what a room has (H6, H9), trainers certified, present and not beyond
their days in a week (H7, TRN-4.4). It looks for no best plan: the planner does.

Who learns over several days, in a small class or alone is placed first, so that nobody comes later
for what was agreed for them (TRN-4.27). At the end who could not be placed in a class of the usual
size, as where caps let few of a course go at a time, sits in a smaller one: nobody untrained comes
before fewer sessions (S1, S5).
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Kind:
    """People who can sit in one class: the same course, over as many days.

    ``most`` is the largest class for them, 0 where any will do; ``agreed`` that they have a class
    of their own because of what was agreed, as small as it has to be.
    """

    course: str
    days: int = 1
    most: int = 0
    agreed: bool = False

    @property
    def comes_first(self) -> bool:
        """Tell whether it is placed before the rest, while rooms are free for days on end."""
        return self.days > 1 or self.agreed


@dataclass(frozen=True, slots=True)
class Pupil:
    """Somebody to be placed; ``roster`` names a set of days, ``team`` a cap."""

    key: str
    course: str
    roster: str
    team: str
    away: frozenset[date] = frozenset()
    days: int = 1
    most: int = 0
    agreed: bool = False
    desk: bool = False
    loop: bool = False
    step_free: bool = False

    @property
    def kind(self) -> Kind:
        """Return with whom they can sit."""
        return Kind(self.course, self.days, self.most, self.agreed)


@dataclass(frozen=True, slots=True)
class Seats:
    """A room by its seats and what it has; virtual rooms lack nothing."""

    key: str
    seats: int
    desks: int = 999
    loop: bool = True
    step_free: bool = True

    @property
    def has_all(self) -> bool:
        """Tell whether another room would hardly do better."""
        return self.loop and self.step_free and self.desks > 0


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
    """One class of the timetable; ``days`` are those after the first as well."""

    course: str
    day: date
    room: str
    seats: int
    teachers: tuple[str, ...]
    pupils: tuple[str, ...]
    days: tuple[date, ...] = ()


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
    queues: dict[Kind, dict[str, deque[Pupil]]]
    away: Counter[tuple[str, date]]
    taught: Counter[tuple[str, int, int]] = field(default_factory=Counter)
    busy: set[tuple[str, date]] = field(default_factory=set)
    placed: list[Placed] = field(default_factory=list)


def make_timetable(frame: Frame, pupils: Sequence[Pupil]) -> tuple[list[Placed], list[str]]:
    """Return the classes, and the keys of those for whom no place was found."""
    work = _Work(frame, _queues(pupils), Counter(frame.away))
    kinds = list(work.queues)
    first = [kind for kind in kinds if kind.comes_first]
    _go_through(work, first)
    _go_through(work, [kind for kind in first if kind.agreed], fewest=1)
    _go_through(work, [kind for kind in kinds if not kind.comes_first])
    _go_through(work, kinds, fewest=1)
    left = [
        pupil.key
        for by_roster in work.queues.values()
        for queue in by_roster.values()
        for pupil in queue
    ]
    return work.placed, left


def _go_through(work: _Work, kinds: Collection[Kind], fewest: int | None = None) -> None:
    """Fill the rooms day by day with these kinds of classes."""
    if not any(queue for kind in kinds for queue in work.queues[kind].values()):
        return
    for number, day in enumerate(work.frame.days):
        for room in work.frame.rooms:
            if (room.key, day) in work.busy:
                continue
            days = work.frame.days[number:]
            if not _fill(work, kinds, days, room, fewest) and room.has_all:
                break  # no other room would do better


def _queues(pupils: Sequence[Pupil]) -> dict[Kind, dict[str, deque[Pupil]]]:
    """Return the pupils by kind and roster, the people of one team far from each other."""
    turn: Counter[str] = Counter()
    order = []
    for pupil in pupils:
        turn[pupil.team] += 1
        order.append((turn[pupil.team], pupil.team, pupil))
    queues: dict[Kind, dict[str, deque[Pupil]]] = defaultdict(lambda: defaultdict(deque))
    for _turn, _team, pupil in sorted(order, key=lambda each: each[:2]):
        queues[pupil.kind][pupil.roster].append(pupil)
    return queues


def _fill(
    work: _Work,
    kinds: Collection[Kind],
    days: Sequence[date],
    room: Seats,
    fewest: int | None,
) -> bool:
    """Fill one room from one day on with the kind that most wait for; False where none can be."""
    for kind in _by_demand(work, kinds, days):
        span = days[: kind.days]
        if any((room.key, day) in work.busy for day in span):
            continue
        teachers = _teachers(work, kind.course, span)
        if teachers is None:
            continue
        smallest, largest = work.frame.sizes[kind.course]
        seats = min(room.seats, largest, kind.most or largest)
        chosen = _choose(work, kind, span, room, seats)
        waiting = sum(map(len, work.queues[kind].values())) + len(chosen)
        enough = min(fewest or smallest, waiting, seats)
        if chosen and len(chosen) >= enough:
            _place(work, kind, span, room.key, seats, teachers, chosen)
            return True
        _put_back(work, chosen)
    return False


def _by_demand(work: _Work, kinds: Collection[Kind], days: Sequence[date]) -> list[Kind]:
    free = work.frame.free
    waiting = {
        kind: sum(
            len(queue)
            for roster, queue in work.queues[kind].items()
            if queue and all(day in free[roster] for day in days[: kind.days])
        )
        for kind in kinds
        if kind.days <= len(days)
    }
    found = (kind for kind, number in waiting.items() if number)
    return sorted(found, key=lambda kind: (-waiting[kind], kind.course, kind.days, kind.most))


def _choose(work: _Work, kind: Kind, span: Sequence[date], room: Seats, seats: int) -> list[Pupil]:
    """Take up to so many who are free then; who is not goes to the end of their queue."""
    chosen: list[Pupil] = []
    going: Counter[str] = Counter()
    desks = room.desks
    queues = sorted(work.queues[kind].items(), key=lambda each: -len(each[1]))
    for roster, queue in queues:
        if not all(day in work.frame.free[roster] for day in span):
            continue
        for _ in range(len(queue)):
            if len(chosen) == seats:
                return chosen
            pupil = queue.popleft()
            if not _may_come(work, pupil, span, going) or not _suits(pupil, room, desks):
                queue.append(pupil)
                continue
            going[pupil.team] += 1
            desks -= pupil.desk
            chosen.append(pupil)
    return chosen


def _may_come(work: _Work, pupil: Pupil, span: Sequence[date], going: Mapping[str, int]) -> bool:
    cap = work.frame.caps[pupil.team]
    return all(
        day not in pupil.away and work.away[pupil.team, day] + going[pupil.team] < cap
        for day in span
    )


def _suits(pupil: Pupil, room: Seats, desks: int) -> bool:
    return (
        (not pupil.desk or desks > 0)
        and (not pupil.loop or room.loop)
        and (not pupil.step_free or room.step_free)
    )


def _put_back(work: _Work, chosen: Sequence[Pupil]) -> None:
    for pupil in reversed(chosen):
        work.queues[pupil.kind][pupil.roster].appendleft(pupil)


def _teachers(work: _Work, course: str, span: Sequence[date]) -> tuple[str, ...] | None:
    """Return a team for a course; None where one cannot be had on all its days."""
    weeks = Counter((day.isocalendar().year, day.isocalendar().week) for day in span)
    found: list[str] = []
    for kind, number in work.frame.kinds.items():
        able = [
            each
            for each in work.frame.teachers
            if each.kind == kind and course in each.courses and _can_teach(work, each, span, weeks)
        ]
        if len(able) < number:
            return None
        able.sort(key=lambda each: sum(work.taught[each.key, *week] for week in weeks))
        found += [each.key for each in able[:number]]
    return tuple(found)


def _can_teach(
    work: _Work, teacher: Teacher, span: Sequence[date], weeks: Mapping[tuple[int, int], int]
) -> bool:
    return all(
        day not in teacher.away and (teacher.key, day) not in work.busy for day in span
    ) and all(
        work.taught[teacher.key, *week] + days <= teacher.days_a_week
        for week, days in weeks.items()
    )


def _place(
    work: _Work,
    kind: Kind,
    span: Sequence[date],
    room: str,
    seats: int,
    teachers: tuple[str, ...],
    chosen: Iterable[Pupil],
) -> None:
    pupils = tuple(chosen)
    for day in span:
        week = (day.isocalendar().year, day.isocalendar().week)
        work.busy.add((room, day))
        for teacher in teachers:
            work.busy.add((teacher, day))
            work.taught[teacher, *week] += 1
        for pupil in pupils:
            work.away[pupil.team, day] += 1
    keys = tuple(pupil.key for pupil in pupils)
    work.placed.append(Placed(kind.course, span[0], room, seats, teachers, keys, tuple(span[1:])))
