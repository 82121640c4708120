"""Shift patterns as reported of the force: reference data, dated and to be confirmed (6.1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

from .rosters import Duty

EARLY = Duty(time(7), time(17))
LATE = Duty(time(14), time(0))
NIGHT = Duty(time(22), time(7))
DAY_12 = Duty(time(7), time(19))
NIGHT_12 = Duty(time(19), time(7))
OFFICE = Duty(time(9), time(17))
ONE_DAY_COURSE = Duty(time(9), time(17))


@dataclass(frozen=True, slots=True)
class ReportedPattern:
    """A pattern as somebody reported it, from when, and whether it has been confirmed."""

    rule: str
    cycle: tuple[Duty | None, ...]
    offsets: Mapping[str, int]
    reported: date
    confirmed: bool = False


TWO_TWO_TWO_FOUR = ReportedPattern(
    rule="TRN-6.1",
    cycle=(EARLY, EARLY, LATE, LATE, NIGHT, NIGHT, None, None, None, None),
    offsets={"A": 0, "B": 2, "C": 4, "D": 6, "E": 8},
    reported=date(2015, 1, 1),
)
FOUR_ON_FOUR_OFF = ReportedPattern(
    rule="TRN-6.2",
    cycle=(DAY_12, DAY_12, NIGHT_12, NIGHT_12, None, None, None, None),
    offsets={"A": 0, "B": 2, "C": 4, "D": 6},
    reported=date(2015, 1, 1),
)
WEEKDAYS = ReportedPattern(
    rule="TRN-6.5",
    cycle=(OFFICE, OFFICE, OFFICE, OFFICE, OFFICE, None, None),
    offsets={"A": 0},
    reported=date(2015, 1, 1),
)
