"""Shift patterns: who is on which duty on a day, and the rest between duties (section 6)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

from bluelamp.core.time import LONDON

REST = timedelta(hours=11)


@dataclass(frozen=True, slots=True)
class Duty:
    """Hours of work as the clock on the wall shows them; an end not after the start is next day.

    A duty that runs to midnight ends at ``00:00``.
    """

    start: time
    end: time

    def on(self, day: date) -> Span:
        """Return the duty that begins on this day, in elapsed time (V34)."""
        begins = datetime.combine(day, self.start, LONDON).astimezone(UTC)
        last = day if self.end > self.start else day + timedelta(days=1)
        return Span(begins, datetime.combine(last, self.end, LONDON).astimezone(UTC))


@dataclass(frozen=True, slots=True)
class Span:
    """From one instant to another, in UTC."""

    begins: datetime
    ends: datetime

    @property
    def length(self) -> timedelta:
        """Return how long it lasts in elapsed time."""
        return self.ends - self.begins


@dataclass(frozen=True, slots=True)
class Pattern:
    """A cycle of days, each with a duty or rest (None); ``begins`` is a day at position 0."""

    cycle: tuple[Duty | None, ...]
    begins: date

    def position(self, day: date, offset: int = 0) -> int:
        """Return where in the cycle a team with this offset stands on a day (TRN-6.1)."""
        return ((day - self.begins).days + offset) % len(self.cycle)

    def duty(self, day: date, offset: int = 0) -> Duty | None:
        """Return the duty of the day; a night belongs to the day on which it starts."""
        return self.cycle[self.position(day, offset)]

    def works_within(self, first: date, days: int, offset: int = 0) -> bool:
        """Tell whether a team with this offset has a duty on any of so many days (TRN-7.8)."""
        return any(self.duty(first + timedelta(days=each), offset) for each in range(days))


def can_release(
    pattern: Pattern,
    days: Sequence[date],
    course: Duty,
    offset: int = 0,
    rest: timedelta = REST,
) -> bool:
    """Tell whether somebody can attend on all these days without a rest-day waiver (H3, H4).

    Each day must be a duty day, for training replaces that day's duty; between the end of any duty
    or training and the next start the rest must be kept, on both sides.
    """
    if any(pattern.duty(day, offset) is None for day in days):
        return False
    return all(gap >= rest for gap in _gaps(pattern, days, course, offset))


def feasible_positions(
    pattern: Pattern, length: int, course: Duty, rest: timedelta = REST
) -> list[int]:
    """Return the positions of the cycle at which a course of so many days in a row can begin."""
    return [
        start
        for start in range(len(pattern.cycle))
        if can_release(
            pattern, _run(pattern.begins + timedelta(days=start), length), course, 0, rest
        )
    ]


def _run(first: date, length: int) -> list[date]:
    return [first + timedelta(days=number) for number in range(length)]


def _gaps(pattern: Pattern, days: Sequence[date], course: Duty, offset: int) -> Iterable[timedelta]:
    """Yield the rest before and after every training day."""
    taught = set(days)
    before, after = min(days) - timedelta(days=2), max(days) + timedelta(days=2)
    spans = []
    for day in _run(before, (after - before).days + 1):
        duty = course if day in taught else pattern.duty(day, offset)
        if duty:
            spans.append((day, duty.on(day)))
    for (day, earlier), (next_day, later) in pairwise(spans):
        if day in taught or next_day in taught:
            yield later.begins - earlier.ends
