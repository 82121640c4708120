"""Who teaches what in a week, settled anew for all its sessions at once."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from .arrays import Bools
from .mip import Builder, solve_model
from .timetable import Team, Timetable

SECONDS = 3.0
MOST = 250
"""Sessions of a week that are matched at once; with more, exchanges find nearly all there is."""


def rematch(table: Timetable, kind: int, key: int, start: int) -> tuple[int, ...] | None:
    """Return trainers of a kind for a session, letting all others of its week change theirs."""
    layout = table.layout
    weeks = {int(layout.week[day]) for day in table.days_of(key, start)}
    if len(weeks) > 1:
        return None
    week = weeks.pop()
    numbers = [
        number
        for number, each in sorted(table.classes.items())
        if each.team[kind]
        and all(layout.week[day] == week for day in table.days_of(each.key, each.start))
    ]
    if len(numbers) > MOST:
        return None
    wanted = [(table.classes[number].key, table.classes[number].start) for number in numbers]
    chosen = _match(table, kind, week, [*wanted, (key, start)], _free_without(table, kind, numbers))
    if chosen is None:
        return None
    changed: dict[int, Team] = {}
    for number, own in zip(numbers, chosen[:-1], strict=True):
        team = table.classes[number].team
        changed[number] = (own, team[1]) if kind == 0 else (team[0], own)
    table.change_teams(changed)
    return chosen[-1]


def _free_without(table: Timetable, kind: int, numbers: list[int]) -> tuple[Bools, dict[int, int]]:
    """Return who is free on which days, and by how many days more, without these sessions."""
    free = table.free[kind].copy()
    more: dict[int, int] = defaultdict(int)
    for number in numbers:
        session = table.classes[number]
        days = table.days_of(session.key, session.start)
        for trainer in session.team[kind]:
            free[trainer, days] = True
            more[trainer] += len(days)
    return free, more


def _match(
    table: Timetable,
    kind: int,
    week: int,
    wanted: list[tuple[int, int]],
    told: tuple[Bools, dict[int, int]],
) -> list[tuple[int, ...]] | None:
    layout, (free, more) = table.layout, told
    builder = Builder()
    by_day: dict[tuple[int, int], list[tuple[int, float]]] = defaultdict(list)
    by_week: dict[int, list[tuple[int, float]]] = defaultdict(list)
    choices: list[list[tuple[int, int]]] = []
    for key, start in wanted:
        delivery, days = layout.deliveries[key], table.days_of(key, start)
        able = layout.staff[kind].courses[delivery.course_id] & free[:, days].all(axis=1)
        own = [(trainer, builder.column(0)) for trainer in np.flatnonzero(able).tolist()]
        if len(own) < delivery.trainers[kind]:
            return None
        for trainer, column in own:
            by_week[trainer].append((column, float(len(days))))
            for day in days:
                by_day[trainer, day].append((column, 1.0))
        number = float(delivery.trainers[kind])
        builder.row([(column, 1.0) for _, column in own], number, number)
        choices.append(own)
    for terms in by_day.values():
        if len(terms) > 1:
            builder.row(terms, 0, 1)
    for trainer, terms in by_week.items():
        builder.row(terms, 0, int(table.week_left[kind][trainer, week]) + more.get(trainer, 0))
    solution = solve_model(builder.model(), SECONDS)
    if solution.columns is None:
        return None
    chosen = solution.columns > 0.5
    return [tuple(trainer for trainer, column in own if chosen[column]) for own in choices]
