"""Who teaches a class: certified, present, and not beyond their days in a week (H7, TRN-4.4)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from heapq import nsmallest

from .terms import Teacher
from .work import Week, Work, week_of


def teachers_for(work: Work, course: str, span: Sequence[date]) -> tuple[str, ...] | None:
    """Return a team for a course, those who taught least first; None where one cannot be had."""
    weeks = Counter(week_of(day) for day in span)
    found: list[str] = []
    for kind, number in work.frame.kinds.items():
        able = [
            (taught, place, each.key)
            for place, each in enumerate(work.able.get((kind, course), ()))
            if (taught := _taught(work, each, span, weeks)) is not None
        ]
        if len(able) < number:
            return None
        found += [key for _taught, _place, key in nsmallest(number, able)]
    return tuple(found)


def _taught(work: Work, teacher: Teacher, span: Sequence[date], weeks: Counter[Week]) -> int | None:
    """Return how many days somebody teaches in these weeks; None where they cannot teach then."""
    key = teacher.key
    for day in span:
        if (key, day) in work.busy or day in teacher.away:
            return None
    total = 0
    for week, days in weeks.items():
        taught = work.taught[key, week]
        if taught + days > teacher.days_a_week:
            return None
        total += taught
    return total
