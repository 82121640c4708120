"""Trainers as numbers in a model: how many are free by day, by week and by certification."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from .arrays import Ints
from .mip import Builder
from .timetable import Timetable

if TYPE_CHECKING:
    from .reseating import Cell


def trainers_suffice(builder: Builder, table: Timetable, cells: list[Cell]) -> None:
    """Trainers by kind: for each course, and for all courses of the part together."""
    layout = table.layout
    courses = sorted({layout.deliveries[each.key].course_id for each in cells})
    together = [{each} for each in courses] + ([set(courses)] if len(courses) > 1 else [])
    for kind, staff in enumerate(layout.staff):
        for some in together:
            able = np.logical_or.reduce([staff.courses[each] for each in sorted(some)])
            new = [
                cell
                for cell in cells
                if cell.held < 0 and layout.deliveries[cell.key].course_id in some
            ]
            _of_these(builder, table, kind, np.flatnonzero(able), new)


def _of_these(builder: Builder, table: Timetable, kind: int, able: Ints, cells: list[Cell]) -> None:
    layout = table.layout
    by_day: dict[int, list[tuple[int, float]]] = defaultdict(list)
    by_week: dict[int, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for cell in cells:
        number = layout.deliveries[cell.key].trainers[kind]
        for day in table.days_of(cell.key, cell.start) if number else ():
            by_day[day].append((cell.column, float(number)))
            by_week[int(layout.week[day])][cell.column] += number
    left = table.week_left[kind][able]
    free = table.free[kind][able]
    for day, terms in by_day.items():
        there = int((free[:, day] & (left[:, layout.week[day]] > 0)).sum())
        builder.row(terms, -np.inf, there)
    for week, sums in by_week.items():
        days = np.flatnonzero(layout.week == week)
        there = int(np.minimum(left[:, week], free[:, days].sum(axis=1)).sum())
        builder.row(list(sums.items()), -np.inf, there)
