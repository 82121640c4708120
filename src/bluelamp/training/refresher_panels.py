"""What refreshers show in the work queue."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.urls import reverse

from bluelamp.access.enums import Permission
from bluelamp.access.panels import NavigationItem, WorkItem, register_shortcut, register_work
from bluelamp.access.policies import Officer
from bluelamp.core.time import day_of, start_of_day

from .models import OPEN_REFRESHERS, RefresherDue
from .selectors.refreshers import refreshers_not_made, tasks_told

MOST_IN_QUEUE = 25
A_DAY = timedelta(days=1)


def own_refreshers(officer: Officer, at: datetime) -> Iterator[WorkItem]:
    """Yield the refreshers that this officer has to do, and may do now: one statement."""
    mine = RefresherDue.objects.filter(
        learner__staff=officer.id, state__in=OPEN_REFRESHERS, opens_on__lte=day_of(at)
    ).select_related("course")
    for each in mine[:MOST_IN_QUEUE]:
        yield WorkItem(
            what="Refresh your training",
            about=f"{each.course.title}: {each.get_state_display().lower()}",
            url=reverse("refreshers:own", args=[each.pk]),
            waiting_since=each.made_at,
            due_at=start_of_day(each.due_by + A_DAY),
        )


def tasks_to_look_at(officer: Officer, at: datetime) -> Iterator[WorkItem]:
    """Yield the practice tasks that a manager's own people say are done: one statement."""
    if not officer.may(Permission.RELEASE_FOR_TRAINING):
        return
    for each in tasks_told(officer)[:MOST_IN_QUEUE]:
        yield WorkItem(
            what="Look at a practice task, and sign it off",
            about=f"{each.learner.staff.label}, {each.course.title}",
            url=reverse("refreshers:sign_off", args=[each.pk]),
            waiting_since=each.task_told_at or each.made_at,
            due_at=start_of_day(each.due_by + A_DAY),
        )


def refreshers_without_package(officer: Officer, at: datetime) -> Iterator[WorkItem]:
    """Yield that refreshers cannot be done for want of a package: one statement."""
    if not officer.may(Permission.MANAGE_TRAINING):
        return
    count, since = refreshers_not_made()
    if count and since:
        yield WorkItem(
            what="Set up refreshers that people wait for",
            about=f"{count:,} cannot be done: they have no e-learning",
            url=reverse("refreshers:list"),
            waiting_since=since,
            due_at=None,
        )


def register() -> None:
    """Show refreshers where they belong."""
    sign = NavigationItem(
        "Sign off a practice task", "refreshers:find", Permission.TEACH_SESSION, order=75
    )
    register_shortcut(sign)
    for source in (own_refreshers, tasks_to_look_at, refreshers_without_package):
        register_work(source)
