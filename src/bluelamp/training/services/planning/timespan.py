"""Days on which something is had, with those left out on which it is not."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Window:
    """The days of a plan: from the first on, ``go_live`` no longer."""

    first: date
    go_live: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day < self.go_live

    @property
    def last(self) -> date:
        """Return the last training day."""
        return self.go_live - DAY

    @property
    def days(self) -> list[date]:
        """Return every day."""
        return [self.first + DAY * number for number in range((self.go_live - self.first).days)]


def open_spans(
    first: date | None, last: date | None, busy: Collection[date], window: Window
) -> list[tuple[date | None, date | None]]:
    """Return the spans of days on which a room is free; one without ends if it is free always."""
    if not any(day in window for day in busy):
        return [(first, last)]
    begins, ends = max(first or window.first, window.first), min(last or window.last, window.last)
    return list(_between(begins, ends, busy))


def _between(first: date, last: date, busy: Collection[date]) -> Iterator[tuple[date, date]]:
    begins = None
    for number in range((last - first).days + 1):
        day = first + DAY * number
        if day in busy and begins is not None:
            yield begins, day - DAY
            begins = None
        elif day not in busy and begins is None:
            begins = day
    if begins is not None:
        yield begins, last


def days_to_block(
    taught: Collection[date], wanted: Collection[date], most_a_week: int, window: Window
) -> set[date]:
    """Return the days on which a trainer cannot teach more: taught, and what the week allows.

    Of a week with some days taught already, so many other days are left as the limit allows, those
    wanted before others; so the limit of the week holds whatever is planned (TRN-4.4).
    """
    found = set(taught)
    for week in {day.isocalendar()[:2] for day in taught}:
        own = [day for day in window.days if day.isocalendar()[:2] == week]
        used = sum(day.isocalendar()[:2] == week for day in taught)
        free = sorted(
            set(own) - found, key=lambda day: (day not in wanted, day.isoweekday() > 5, day)
        )
        found |= set(free[max(0, most_a_week - used) :])
    return found
