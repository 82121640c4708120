"""Changing a timetable as the solution of a neighbourhood says, wholly or not at all."""

from __future__ import annotations

import numpy as np

from .arrays import Floats
from .mip import Solution
from .plans import can_sit
from .reseating import Cell, Part, put_back, take_apart
from .teams import find_team
from .timetable import Class, Timetable


def carry_out(table: Timetable, part: Part, solution: Solution) -> bool:
    """Change the timetable as a solution says; False when that cannot be, and nothing changed."""
    if solution.columns is None:
        return False
    if any(number not in table.classes for number in part.freed.numbers):
        return False
    before = len(table.exchanged)
    was = take_apart(table, part.freed)
    opened: list[int] = []
    seated: list[int] = []
    chosen = np.round(solution.columns)
    done = all(
        _carry_out_cell(table, cell, chosen, was, opened, seated)
        for cell in part.cells
        if chosen[cell.column] > 0.5
    )
    if not done:
        for learner in seated:
            table.unseat(learner)
        for number in opened:
            table.close(number)
        table.undo_exchanges(before)
        put_back(table, part.freed, was)
    return done


def _carry_out_cell(
    table: Timetable,
    cell: Cell,
    chosen: Floats,
    was: list[Class],
    opened: list[int],
    seated: list[int],
) -> bool:
    members = [learner for learner, column in cell.seats.items() if chosen[column] > 0.5]
    if cell.held >= 0:
        return _seat_all(table, cell.held, members, seated)
    many = round(float(chosen[cell.column]))
    before = [each for each in was if (each.key, each.start) == (cell.key, cell.start)]
    rooms = [each.room for each in before if each.room in cell.rooms]
    rooms += [room for room in cell.rooms if room not in rooms]
    for group in _groups(table, cell, members, many):
        days = table.days_of(cell.key, cell.start)
        room = next((each for each in rooms if table.room_free[each, days].all()), None)
        team = find_team(table, cell.key, cell.start) if room is not None else None
        if room is None or team is None:
            return False
        name = next((each.name for each in before if each.room == room), "")
        opened.append(table.open(cell.key, room, cell.start, team, name))
        if not _seat_all(table, opened[-1], group, seated):
            return False
    return True


def _groups(table: Timetable, cell: Cell, members: list[int], many: int) -> list[list[int]]:
    """Share people among so many alike rooms, those who need desks first; no room for nobody."""
    needs = table.layout.needs
    many = min(many, len(members))
    ordered = sorted(members, key=lambda each: (not needs[each] & 4, each))
    return [ordered[number::many] for number in range(many)]


def _seat_all(table: Timetable, number: int, members: list[int], seated: list[int]) -> bool:
    if number not in table.classes:
        return False
    for learner in members:
        if table.seat_of[learner] >= 0 or not can_sit(table, learner, number):
            return False
        table.seat(learner, number)
        seated.append(learner)
    return True
