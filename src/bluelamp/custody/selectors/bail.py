"""Reading bail: who is due back where and when, and what awaits a decision."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from bluelamp.access.policies import Officer
from bluelamp.core.time import day_of, start_of_day
from bluelamp.custody.models import Bail, Suite

from .board import suites_near

DECISION_AHEAD = timedelta(days=7)
A_DAY = timedelta(days=1)


def diary_day(typed: str, at: datetime) -> date:
    """Return the day asked for, today where it cannot be read."""
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return day_of(at)


def diary_suites(code: str, officer: Officer) -> tuple[list[Suite], Suite | None]:
    """Return every suite, and the one asked for or nearest to the officer: three statements."""
    suites = list(Suite.objects.select_related("unit").order_by("name"))
    chosen = next((one for one in suites if one.code == code), None)
    near = [] if chosen else suites_near(officer)
    return suites, chosen or (near[0] if near else None)


def diary_of(suite: Suite, day: date) -> list[Bail]:
    """Return who is bailed to return to a suite on a local day, by time: two statements."""
    begins, ends = start_of_day(day), start_of_day(day + timedelta(days=1))
    due = Bail.objects.filter(station=suite, due_at__gte=begins, due_at__lt=ends)
    return list(
        due.select_related("record__event", "record__person")
        .prefetch_related("record__offences__offence")
        .order_by("due_at")
    )


def bails_running(suites: Iterable[Suite]) -> QuerySet[Bail]:
    """Return the bails of records at these suites that have not ended: one statement."""
    running = Bail.objects.filter(ended_at=None, station__in=list(suites))
    return running.select_related("record__event", "record__suite", "station")


def failed_to_answer(suites: Iterable[Suite], at: datetime) -> QuerySet[Bail]:
    """Return who was due back before an instant and has not come (BAI-13): one statement."""
    return bails_running(suites).filter(due_at__lt=at).order_by("due_at")


def returns_ahead(suites: Iterable[Suite], at: datetime) -> QuerySet[Bail]:
    """Return who is due back within a day of an instant (BAI-5): one statement."""
    return bails_running(suites).filter(due_at__gte=at, due_at__lt=at + A_DAY).order_by("due_at")


def decisions_due(suites: Iterable[Suite], at: datetime) -> QuerySet[Bail]:
    """Return bails whose period ends within days and runs (BAI-6): one statement."""
    soon = day_of(at) + DECISION_AHEAD
    return bails_running(suites).filter(
        suspended_at=None, period_ends_on__lte=soon, period_ends_on__gte=day_of(at)
    )
