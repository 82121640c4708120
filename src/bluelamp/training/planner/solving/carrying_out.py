"""Changing a timetable as the solution of a neighbourhood says, if that makes it better.

The timetable may have changed since the neighbourhood was modelled, and trainers stood in the
model as numbers only. Whatever cannot be done is left undone, and the whole is kept only if it
still costs less than before.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from .arrays import Floats
from .freeing import put_back, take_apart
from .mip import Solution
from .plans import can_sit
from .reseating import Cell, Part
from .teams import find_team
from .timetable import Class, Team, Timetable


def carry_out(table: Timetable, part: Part, solution: Solution) -> bool:
    """Change the timetable as a solution says; False when that is no gain, and nothing changed."""
    if solution.columns is None:
        return False
    if any(number not in table.classes for number in part.freed.numbers):
        return False
    if any(table.seat_of[each] >= 0 for each in part.freed.waiting):
        return False
    if any(table.seat_of[each] < 0 for each in part.freed.lifted):
        return False
    exchanges = len(table.exchanged)
    # Somebody may have taken a free seat in one of the sessions since.
    members = (table.classes[number].members for number in part.freed.numbers)
    people = sorted({*part.learners, *(each for own in members for each in own)})
    before = cost_of_part(table, part.freed.numbers, people)
    was = take_apart(table, part.freed)
    opened = _open_cells(table, part, np.round(solution.columns), was.sessions)
    enough = all(_has_enough(table, number) for number in set(was.seats.values()))
    if enough and cost_of_part(table, opened, people) < before - 1e-3:
        table.exchanged.clear()
        return True
    for learner in people:
        if table.seat_of[learner] >= 0:
            table.unseat(learner)
    for number in opened:
        table.close(number)
    table.undo_exchanges(exchanges)
    put_back(table, part.freed, was)
    return False


def _has_enough(table: Timetable, number: int) -> bool:
    """Tell whether a session that people were lifted from has its least class."""
    session = table.classes.get(number)
    if session is None:
        return True
    return len(session.members) >= max(table.layout.deliveries[session.key].least, 1)


def cost_of_part(table: Timetable, numbers: Iterable[int], learners: Iterable[int]) -> float:
    """Return what some sessions and people cost, wherever these sit."""
    layout = table.layout
    total = sum(
        layout.price_from[each.key][each.start]
        for each in (table.classes[number] for number in numbers)
    )
    for learner in learners:
        number = int(table.seat_of[learner])
        total += table.cost_of_seat(learner, number)
    return total


def _open_cells(table: Timetable, part: Part, chosen: Floats, was: list[Class]) -> list[int]:
    opened: list[int] = []
    teams = part.rota.hand_over(table, chosen) if part.rota else {}
    for cell in part.cells:
        members = [learner for learner, column in cell.seats.items() if chosen[column] > 0.5]
        if cell.held >= 0:
            _seat_all(table, cell.held, members)
            continue
        for group in _groups(table, members, round(float(chosen[cell.column]))):
            named = teams.get((cell.key, cell.start))
            number = _open_one(table, cell, group, was, named.pop() if named else None)
            if number is not None:
                opened.append(number)
    return opened


def _open_one(
    table: Timetable, cell: Cell, members: list[int], was: list[Class], team: Team | None
) -> int | None:
    """Open a session for a group; None when there is no room, no team or too few people."""
    days = table.days_of(cell.key, cell.start)
    before = [each for each in was if (each.key, each.start) == (cell.key, cell.start)]
    rooms = [each.room for each in before if each.room in cell.rooms]
    rooms += [room for room in cell.rooms if room not in rooms]
    room = next((each for each in rooms if table.room_free[each, days].all()), None)
    if room is None:
        return None
    team = team or find_team(table, cell.key, cell.start, thorough=True)
    if team is None:
        return None
    name = next((each.name for each in before if each.room == room), "")
    number = table.open(cell.key, room, cell.start, team, name)
    _seat_all(table, number, members)
    if len(table.classes[number].members) >= max(table.layout.deliveries[cell.key].least, 1):
        return number
    table.empty(number)
    return None


def _groups(table: Timetable, members: list[int], many: int) -> list[list[int]]:
    """Share people among so many alike rooms, those who need desks first; no room for nobody."""
    needs = table.layout.needs
    many = min(many, len(members))
    ordered = sorted(members, key=lambda each: (not needs[each] & 4, each))
    return [ordered[number::many] for number in range(many)]


def _seat_all(table: Timetable, number: int, members: list[int]) -> None:
    if number in table.classes:
        for learner in members:
            if table.seat_of[learner] < 0 and can_sit(table, learner, number):
                table.seat(learner, number)
