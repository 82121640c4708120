"""Notice of training on a rest day or public holiday, and what it costs (section 6.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from bluelamp.training.enums import CancelledRestDay, NoticeClass


@dataclass(frozen=True, slots=True)
class NoticeTerms:
    """Days of notice that change what is due; from secondary accounts, so dated and to confirm."""

    valid_from: date
    rest_day_clear_days: int
    """From so many clear days of notice another rest day is due instead of time and a half."""
    choice_below_days: int
    """Told of a cancellation fewer days ahead than this, the officer chooses."""
    holiday_days: int
    """From so many days of notice no day off is due beside double time."""
    target_days: int
    """What this programme aims at (TRN-6.12)."""
    confirmed: bool = False


WORKING_TERMS = NoticeTerms(
    valid_from=date(2003, 4, 1),
    rest_day_clear_days=15,
    choice_below_days=8,
    holiday_days=8,
    target_days=28,
)


def clear_days(told: date, worked: date) -> int:
    """Return the clear days between notice and work: both days are left out (TRN-6.13)."""
    return (worked - told).days - 1


def rest_day_worked(told: date, worked: date, terms: NoticeTerms = WORKING_TERMS) -> NoticeClass:
    """Return what training on a rostered rest day costs (TRN-6.14, V12)."""
    if clear_days(told, worked) >= terms.rest_day_clear_days:
        return NoticeClass.ANOTHER_REST_DAY
    return NoticeClass.TIME_AND_A_HALF


def holiday_worked(told: date, worked: date, terms: NoticeTerms = WORKING_TERMS) -> NoticeClass:
    """Return what training on a public holiday costs (TRN-6.16)."""
    if (worked - told).days < terms.holiday_days:
        return NoticeClass.DOUBLE_TIME_AND_DAY_OFF
    return NoticeClass.DOUBLE_TIME


def rest_day_given_back(
    told: date, was_to_work: date, terms: NoticeTerms = WORKING_TERMS
) -> CancelledRestDay:
    """Return what follows when a rest day that was to be worked is not needed (TRN-6.15)."""
    if (was_to_work - told).days < terms.choice_below_days:
        return CancelledRestDay.OFFICER_CHOOSES
    return CancelledRestDay.TAKES_REST_DAY


def latest_notice(worked: date) -> date:
    """Return the last day on which an officer may be told: the day before (TRN-6.12)."""
    return worked - timedelta(days=1)


def meets_target(told: date, worked: date, terms: NoticeTerms = WORKING_TERMS) -> bool:
    """Tell whether the notice is what this programme aims at (TRN-6.12, S3)."""
    return (worked - told).days >= terms.target_days
