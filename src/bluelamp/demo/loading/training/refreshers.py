"""Refreshers of the demonstration: of those who learnt too early, some on their way, some done."""

from __future__ import annotations

from datetime import datetime

from bluelamp.access.policies import Officer
from bluelamp.training.models import Course, Drop, RefresherDue
from bluelamp.training.services import (
    RefresherTold,
    finish_e_learning,
    plan_by_the_clock,
    set_up_refresher,
    sign_off_task,
)
from bluelamp.training.services.packages import upload_package

from .packages import packed

SHOWN = 60
"""So many refreshers have begun or are done: enough for every state on the first pages."""
TASKS = {
    "FND": (
        "Find one person and say why",
        "1. Find Ada Lantern in the practice copy, and give a reason for it.\n"
        "2. Open her page and say which record is the newest.\n"
        "3. Add a note that keeps fact and opinion apart.",
    ),
    "SUP": (
        "Release one place and review one record",
        "1. Release somebody for a session from the team’s calendar.\n"
        "2. Review one custody record and say what is missing.",
    ),
}


def make_refreshers(drop: Drop, by: Officer, at: datetime) -> int:
    """Set refreshers up, plan them as the night would, and let some people do them."""
    for course in Course.objects.filter(drop=drop, code__in=TASKS):
        _set_up(course, by, at)
    plan_by_the_clock(by=by, at=at)
    due = RefresherDue.objects.filter(course__drop=drop, course__code__in=TASKS)
    for number, each in enumerate(due.order_by("learner__number", "course__order")[:SHOWN]):
        _begin(each, number % 5, by, at)
    return due.count()


def _set_up(course: Course, by: Officer, at: datetime) -> None:
    task, words = TASKS[course.code]
    told = RefresherTold(task, words, 20)
    made = set_up_refresher(course_id=course.pk, told=told, by=by, at=at)
    upload_package(
        course_version_id=made.course_version_id,
        file=packed(f"{course.title}: refresher"),
        by=by,
        at=at,
    )


def _begin(due: RefresherDue, lot: int, by: Officer, at: datetime) -> None:
    """Let one in five have done both parts, one each part, and one say that the task is done."""
    if lot in {0, 1}:
        finish_e_learning(learner_id=due.learner_id, course_id=due.course_id, by=by, at=at)
    if lot in {0, 2}:
        sign_off_task(due_id=due.pk, by=by, at=at)
    if lot == 3:
        RefresherDue.objects.filter(pk=due.pk).update(task_told_at=at)
