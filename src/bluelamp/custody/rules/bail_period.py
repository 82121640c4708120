"""The applicable bail period: when it starts, when each step ends, who may extend it."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from bluelamp.core.time import LONDON, start_of_day
from bluelamp.custody.enums import MonthEnd
from bluelamp.custody.rules.spans import in_utc

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class MonthEndTreatment:
    """How months are counted to their end, from when, and whether that has been confirmed."""

    in_force_from: date
    ends: MonthEnd
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class BailStep:
    """One step of the ladder (7.1): from and to which month, and who may allow it."""

    from_month: int
    to_month: int
    authority: str
    section: str


MONTH_END_TREATMENTS = (MonthEndTreatment(date(2022, 10, 28), MonthEnd.LAST_DAY),)

STANDARD_LADDER = (
    BailStep(0, 3, "custody officer", "s.47ZB(1)(b)"),
    BailStep(3, 6, "inspector or above", "s.47ZD"),
    BailStep(6, 9, "superintendent or above", "s.47ZDA"),
    BailStep(9, 12, "magistrates' court", "s.47ZF"),
    BailStep(12, 18, "magistrates' court, designated case", "s.47ZF"),
)


def bail_starts(arrested_at: datetime) -> date:
    """Return the bail start date: the local day after the day of arrest (BAI-4).

    It is the arrest for the relevant offence that counts, however often the person is bailed.
    """
    local = in_utc(arrested_at).astimezone(LONDON)
    return local.date() + timedelta(days=1)


def period_ends(
    starts: date,
    months: int,
    treatments: Sequence[MonthEndTreatment] = MONTH_END_TREATMENTS,
) -> date:
    """Return the last day of `months` months beginning with the bail start date (7.1).

    The day before the same-numbered day; where the month has none, as the treatment in force on
    the bail start date says.
    """
    years, month = divmod(starts.month - 1 + months, 12)
    year, month = starts.year + years, month + 1
    last = monthrange(year, month)[1]
    if starts.day <= last:
        return date(year, month, starts.day) - timedelta(days=1)
    treatment = _in_force(starts, treatments)
    return date(year, month, last if treatment.ends is MonthEnd.LAST_DAY else last - 1)


def ends_at(last_day: date) -> datetime:
    """Return the instant in UTC at which the period is over: the end of its last local day."""
    return start_of_day(last_day + timedelta(days=1)).astimezone(UTC)


def _in_force(day: date, treatments: Sequence[MonthEndTreatment]) -> MonthEndTreatment:
    """Return the latest treatment in force on a day; before the first, the first."""
    begun = [one for one in treatments if one.in_force_from <= day]
    if begun:
        return max(begun, key=lambda one: one.in_force_from)
    return min(treatments, key=lambda one: one.in_force_from)
