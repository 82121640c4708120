"""A place for somebody left out, where colleagues can come on other days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from .teaching import teachers_for
from .terms import Kind, Pupil
from .work import Class, Work, runs, seats_of, suits

PATIENCE = 1_000
"""So many places are looked for in all, lest a force without rooms takes for ever."""


@dataclass(slots=True)
class _Moves:
    """The classes of each kind by their first day, and how many places may still be looked for."""

    work: Work
    days: Sequence[date]
    held: dict[Kind, dict[date, list[Class]]]
    left: int = PATIENCE
    seen: set[tuple[str, date] | int] = field(default_factory=set)


def seat_by_moving(work: Work, days: Sequence[date]) -> None:
    """Seat who is left in a seat that others can change for another, one after the other."""
    if not any(group.waiting for group in work.groups):
        return
    moves = _Moves(work, days, defaultdict(lambda: defaultdict(list)))
    for one in work.classes:
        moves.held[one.kind][one.span[0]].append(one)
    for group in work.groups:
        group.waiting = [pupil for pupil in group.waiting if not _seated_at_last(moves, pupil)]


def _seated_at_last(moves: _Moves, pupil: Pupil) -> bool:
    moves.seen.clear()
    return _seated(moves, pupil)


def _seated(moves: _Moves, pupil: Pupil) -> bool:
    """Seat somebody where that can be, in a chain of changes if need be; tell whether it could."""
    if moves.left == 0:
        return False
    moves.left -= 1
    one = next(_free_seats(moves, pupil), None) or _new_class(moves, pupil)
    if one is not None:
        moves.work.seat(pupil, one)
        return True
    for classes in list(moves.held[pupil.kind].values()):
        if not _can_come(moves.work, pupil, classes[0].span):
            continue
        for colleague, here in list(_in_the_way(moves, pupil, classes)):
            if _swapped(moves, pupil, classes, colleague, here):
                return True
    return False


def _swapped(
    moves: _Moves, pupil: Pupil, classes: Sequence[Class], colleague: Pupil, here: Class
) -> bool:
    """Let somebody sit on a day from which a colleague goes to another; False if none can."""
    moves.work.unseat(colleague, here)
    one = next(_seats_among(moves.work, pupil, classes), None)
    if one is not None:
        moves.work.seat(pupil, one)
        if _seated(moves, colleague):
            return True
        moves.work.unseat(pupil, one)
    moves.work.seat(colleague, here)
    return False


def _free_seats(moves: _Moves, pupil: Pupil) -> Iterator[Class]:
    for classes in moves.held[pupil.kind].values():
        if _can_come(moves.work, pupil, classes[0].span):
            yield from _seats_among(moves.work, pupil, classes)


def _seats_among(work: Work, pupil: Pupil, classes: Sequence[Class]) -> Iterator[Class]:
    """Yield the classes of a day with a seat for somebody, under the cap of their team."""
    span = classes[0].span
    if work.spare(pupil.team, span) > 0:
        yield from (one for one in classes if one.span == span and _has_seat(pupil, one))


def _has_seat(pupil: Pupil, one: Class) -> bool:
    if len(one.pupils) >= one.seats:
        return False
    return suits(pupil, one.room, one.room.desks - sum(each.desk for each in one.pupils))


def _can_come(work: Work, pupil: Pupil, span: Sequence[date]) -> bool:
    return work.on_duty(pupil.roster, span) and work.is_free(pupil, span)


def _new_class(moves: _Moves, pupil: Pupil) -> Class | None:
    """Open a class for somebody on a day on which none of their kind has a seat."""
    work, kind = moves.work, pupil.kind
    for span in runs(moves.days, kind.days):
        if not _can_come(work, pupil, span) or work.spare(pupil.team, span) <= 0:
            continue
        for room in work.frame.rooms:
            if any((room.key, day) in work.busy for day in span):
                continue
            if not suits(pupil, room, room.desks):
                continue
            teachers = teachers_for(work, kind.course, span)
            if teachers is None:
                break
            made = work.open_class(kind, span, room, seats_of(kind, work.frame, room), teachers)
            moves.held[kind][span[0]].append(made)
            return made
    return None


def _in_the_way(
    moves: _Moves, pupil: Pupil, classes: Sequence[Class]
) -> Iterator[tuple[Pupil, Class]]:
    """Yield whose leaving could make room, once: of the team at its cap, or of full classes."""
    day, team = classes[0].span[0], pupil.team
    if moves.work.spare(team, classes[0].span) > 0:
        for one in classes:
            if id(one) not in moves.seen:
                moves.seen.add(id(one))
                yield from ((each, one) for each in one.pupils)
    elif (team, day) not in moves.seen:
        moves.seen.add((team, day))
        for by_day in list(moves.held.values()):
            for one in by_day.get(day, ()):
                yield from ((each, one) for each in one.pupils if each.team == team)
