"""What of care awaits somebody: visits overdue, things to be done, meals and rest owed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.urls import reverse

from bluelamp.access.enums import Permission
from bluelamp.access.panels import WorkItem
from bluelamp.access.policies import Officer
from bluelamp.core.time import lasting

from .enums import CareTaskKind
from .selectors.board import suites_near
from .selectors.care import CareDue, care_due_in

REST_AHEAD = timedelta(hours=1)
CHECK_AHEAD = timedelta(minutes=5)
BREAK_AHEAD = timedelta(minutes=15)


def care_work(officer: Officer, at: datetime) -> Iterator[WorkItem]:
    """Return what of care awaits this officer in the suites near them, in eleven statements.

    Whoever cares for people: overdue visits, directions, meals, rest and checks. Reviewing
    officers: what an inspector must be told.
    """
    cares = officer.may(Permission.CARE_FOR_PERSON)
    reviews = officer.may(Permission.REVIEW_DETENTION)
    if not (cares or reviews):
        return
    for due in care_due_in(suites_near(officer), at):
        for task in due.tasks:
            if reviews if task.kind == CareTaskKind.TELL_INSPECTOR else cares:
                address = reverse("custody:task_done", args=[due.record.pk, task.pk])
                label = CareTaskKind(task.kind).label
                yield _item(due, label, address, task.opened_at, task.due_at)
        if cares:
            yield from _owed(due, at)


def _owed(due: CareDue, at: datetime) -> Iterator[WorkItem]:
    care = reverse("custody:care", args=[due.record.pk])
    late = due.observed.overdue(at)
    if late and due.observed.due_at:
        visits = reverse("custody:visits", args=[due.record.suite.code])
        address = f"{visits}?record={due.record.pk}"
        risk = f"Overdue {lasting(at - due.observed.due_at)}"
        seen = due.observed.seen_at
        yield _item(due, "Visit overdue", address, seen, due.observed.due_at, risk)
    for kind, check_at in due.checks.items():
        if at >= check_at - CHECK_AHEAD:
            yield _item(due, kind.label, care, due.record.arrived_at, check_at)
    pause = due.interview_break
    if pause and at >= pause.by - BREAK_AHEAD:
        yield _item(due, "Interview break due", care, pause.since, pause.by)
    if due.meals.due_at <= at:
        yield _item(due, "Meal owed", care, due.meals.due_at, due.meals.due_at)
    if not due.rest.resting and due.rest.begin_by - REST_AHEAD <= at:
        what = "Rest owed: 8 h in 24"
        yield _item(due, what, care, due.record.arrived_at, due.rest.begin_by)


def _item(
    due: CareDue,
    what: str,
    url: str,
    since: datetime,
    due_at: datetime | None,
    risk: str = "",
) -> WorkItem:
    where = f"cell {due.cell}" if due.cell else "not in a cell"
    about = f"{due.record.event.reference}, {where}, {due.record.suite.name}"
    return WorkItem(what, about, url, waiting_since=since, due_at=due_at, risk=risk)
