"""Dates and times as officers type them, read on the wall clock of Europe/London.

Pure: nothing here knows of forms. Errors are ``Unreadable``; their words follow the name of the
field, as in `Time of arrest` + ` must include a year`.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from .time import LONDON

MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}


class Unreadable(ValueError):
    """What was typed is no date or time; ``part`` names the input at fault."""

    def __init__(self, words: str, part: str) -> None:
        super().__init__(words)
        self.words = words
        self.part = part


@dataclass(frozen=True, slots=True)
class TypedDate:
    """A date of which the day, or the day and the month, may be unknown."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def first(self) -> date:
        """Return the first day it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """Return the last day it can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])


def split_date(text: str) -> tuple[str, str, str]:
    """Split ``27/3/2026``, ``27 Mar 2026``, ``27.3.26`` or ``27032026`` into day, month, year."""
    text = text.strip()
    if re.fullmatch(r"\d{8}", text):
        return text[:2], text[2:4], text[4:]
    parts = re.findall(r"\d+|[^\W\d_]+", text)
    if len(parts) != 3:
        raise Unreadable("must be a date, like 27/3/2026", "date")
    day, month, year = parts
    return day, month, f"20{year}" if len(year) == 2 else year


def read_date(day: str, month: str, year: str) -> date:
    """Return a whole date."""
    typed = read_partial_date(day, month, year)
    if typed.month is None:
        raise Unreadable("must include a month", "month")
    if typed.day is None:
        raise Unreadable("must include a day", "day")
    return typed.first


def read_partial_date(day: str, month: str, year: str) -> TypedDate:
    """Return a date of which the day, or the day and the month, may be left blank."""
    if not year.strip():
        raise Unreadable("must include a year", "year")
    if not re.fullmatch(r"[0-9]{4}", year.strip()):
        raise Unreadable("must have a year of 4 numbers, like 2026", "year")
    if day.strip() and not month.strip():
        raise Unreadable("must include a month", "month")
    typed = TypedDate(int(year), _month(month), _day(day))
    try:
        typed.first  # noqa: B018
    except ValueError:
        raise Unreadable("must be a real date", "day") from None
    return typed


def read_clock(text: str) -> time:
    """Return the time that ``14:52``, ``1452``, ``14.52`` or ``9:05`` stands for."""
    found = re.fullmatch(r"([0-9]{1,2})[:.]([0-9]{2})|([0-9]{2})([0-9]{2})", text.strip())
    if not text.strip():
        raise Unreadable("must include a time, like 14:52", "time")
    if not found:
        raise Unreadable("must have a time on the 24-hour clock, like 14:52", "time")
    hour, minute = (int(each) for each in found.groups() if each is not None)
    try:
        return time(hour, minute)
    except ValueError:
        raise Unreadable("must have a time between 00:00 and 23:59", "time") from None


def comes_twice(wall: datetime) -> bool:
    """Tell whether the wall clock shows this time twice: the hour when the clocks go back."""
    return len(_readings(wall)) > 1


def instant_of(wall: datetime, offset: str = "") -> datetime:
    """Return the instant in UTC of a naive London time; ``offset`` is BST or GMT where asked."""
    readings = _readings(wall)
    told = f"{wall:%H:%M} on {wall.day} {wall:%B %Y}"
    if not readings:
        words = f"cannot be {told}: the clocks went forward from 01:00 to 02:00 that night"
        raise Unreadable(words, "time")
    if len(readings) == 1:
        return next(iter(readings.values()))
    if offset not in readings:
        words = f"came twice: {told} was in BST and, an hour later, in GMT. Select which"
        raise Unreadable(words, "offset")
    return readings[offset]


def _readings(wall: datetime) -> dict[str, datetime]:
    """Return the instants at which London's clocks showed a time, by the name of their offset."""
    found = {}
    for fold in (0, 1):
        local = wall.replace(tzinfo=LONDON, fold=fold)
        instant = local.astimezone(UTC)
        if instant.astimezone(LONDON).replace(tzinfo=None) == wall:
            found[str(local.tzname())] = instant
    return found


def _month(text: str) -> int | None:
    text = text.strip().lower()
    if not text:
        return None
    number = int(text) if re.fullmatch(r"[0-9]{1,2}", text) else MONTHS.get(text[:3], 0)
    if not 1 <= number <= 12:
        raise Unreadable("must have a month from 1 to 12", "month")
    return number


def _day(text: str) -> int | None:
    text = text.strip()
    if not text:
        return None
    if not re.fullmatch(r"[0-9]{1,2}", text) or not 1 <= int(text) <= 31:
        raise Unreadable("must have a day from 1 to 31", "day")
    return int(text)
