"""Refreshers: who has which to do, how many, and what they are made of (TRN-7.2, TRN-7.3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import (
    Count,
    Exists,
    F,
    Min,
    OuterRef,
    Q,
    QuerySet,
)

from bluelamp.access.policies import Officer
from bluelamp.training.enums import RefresherState
from bluelamp.training.models import (
    COUNTED_REFRESHERS,
    OPEN_REFRESHERS,
    Course,
    Drop,
    Learner,
    Package,
    PracticeCopy,
    Refresher,
    RefresherDue,
    RefresherMessage,
    RefresherRun,
)

ON_A_PAGE = 50
LATEST_RUNS = 5


@dataclass(frozen=True, slots=True)
class RefresherTally:
    """So many refreshers of a group, by how they stand."""

    name: str
    code: str
    due: int
    half: int
    done: int
    late: int

    @property
    def of(self) -> int:
        """Return how many there are in all."""
        return self.due + self.half + self.done


def refreshers_by(drop: Drop, group: str, *, today: date) -> list[RefresherTally]:
    """Return how refreshers stand by ``learner__command`` or ``course``: one statement."""
    names = {"learner__command": ("learner__command__name", "learner__command__code")}
    columns = names.get(group, ("course__title", "course__code"))
    half = (RefresherState.E_LEARNING_DONE, RefresherState.TASK_DONE)
    rows = (
        RefresherDue.objects.filter(course__drop=drop, state__in=COUNTED_REFRESHERS)
        .values(*columns)
        .annotate(
            due=Count("pk", filter=Q(state=RefresherState.DUE)),
            half=Count("pk", filter=Q(state__in=half)),
            done=Count("pk", filter=Q(state=RefresherState.DONE)),
            late=Count("pk", filter=Q(state__in=OPEN_REFRESHERS, due_by__lt=today)),
        )
        .order_by("-due", columns[1])
    )
    return [
        RefresherTally(*row) for row in rows.values_list(*columns, "due", "half", "done", "late")
    ]


def refreshers_listed(
    drop: Drop, asked: dict[str, str], *, today: date, after: UUID | None = None
) -> tuple[list[RefresherDue], UUID | None]:
    """Return a page of the refreshers behind a number, and where the next begins: one statement."""
    found = RefresherDue.objects.filter(course__drop=drop, state__in=COUNTED_REFRESHERS)
    if asked.get("command"):
        found = found.filter(learner__command__code=asked["command"])
    if asked.get("course"):
        found = found.filter(course__code=asked["course"])
    if asked.get("state") == "LATE":
        found = found.filter(state__in=OPEN_REFRESHERS, due_by__lt=today)
    elif asked.get("state") == "HALF":
        found = found.filter(state__in=(RefresherState.E_LEARNING_DONE, RefresherState.TASK_DONE))
    elif asked.get("state"):
        found = found.filter(state=asked["state"])
    if after:
        found = found.filter(pk__gt=after)
    rows = list(_with_people(found).order_by("pk")[: ON_A_PAGE + 1])
    return rows[:ON_A_PAGE], rows[ON_A_PAGE - 1].pk if len(rows) > ON_A_PAGE else None


def own_refreshers(learner: Learner) -> list[RefresherDue]:
    """Return what somebody has to refresh, and what they refreshed: one statement."""
    found = learner.refreshers.filter(state__in=COUNTED_REFRESHERS).select_related("course")
    return list(found.order_by("due_by", "course__order", "course__code"))


def own_refresher(staff_id: UUID, due_id: UUID) -> RefresherDue | None:
    """Return one refresher of one's own."""
    found = RefresherDue.objects.select_related("course", "learner")
    return found.filter(pk=due_id, learner__staff=staff_id).first()


def refresher_of(course_id: UUID) -> Refresher | None:
    """Return what the refresher of a course is, where somebody has set it up."""
    found = Refresher.objects.select_related("course_version")
    return found.filter(course=course_id).first()


def package_of_refresher(course_id: UUID) -> Package | None:
    """Return the newest package of a course's refresher."""
    found = Package.objects.filter(course_version__refresher__course=course_id, withdrawn_at=None)
    return found.select_related("course_version").order_by("-number").first()


def open_practice_copies(today: date) -> list[PracticeCopy]:
    """Return the practice copies open to everybody: served, and of no single class."""
    found = PracticeCopy.objects.filter(session=None, expires_on__gte=today)
    return list(found.exclude(address="").order_by("name")[:3])


def tasks_told(manager: Officer) -> QuerySet[RefresherDue]:
    """Return the practice tasks that a manager's own people say they have done: one statement.

    Who has no line manager counts as of those who lead their unit.
    """
    theirs = Q(learner__staff__line_manager=manager.id) | Q(
        learner__staff__line_manager=None, learner__staff__unit=manager.unit_id
    )
    told = RefresherDue.objects.filter(
        theirs, state__in=OPEN_REFRESHERS, task_on=None, task_told_at__isnull=False
    )
    return _with_people(told.exclude(learner__staff=manager.id)).order_by("task_told_at")


def refreshers_of_unit(officer: Officer, path: str) -> QuerySet[RefresherDue]:
    """Return what a unit, and all below it, have still to refresh; who told of a task first."""
    found = RefresherDue.objects.filter(
        state__in=OPEN_REFRESHERS, learner__staff__unit__path__startswith=path
    ).exclude(learner__staff=officer.id)
    return _with_people(found).order_by(F("task_told_at").asc(nulls_last=True), "due_by", "pk")


def tasks_to_sign(learner_staff_id: UUID) -> QuerySet[RefresherDue]:
    """Return the practice tasks of somebody that are not signed off: one statement."""
    found = RefresherDue.objects.filter(
        learner__staff=learner_staff_id, state__in=OPEN_REFRESHERS, task_on=None
    )
    return _with_people(found).order_by("course__order", "course__code")


def due_with_person(due_id: UUID) -> RefresherDue | None:
    """Return a refresher with whose it is."""
    found: RefresherDue | None = _with_people(RefresherDue.objects.filter(pk=due_id)).first()
    return found


def latest_runs(drop: Drop) -> list[RefresherRun]:
    """Return the last plannings, each with how many messages wait and went: one statement."""
    runs = RefresherRun.objects.filter(drop=drop).annotate(
        waiting=Count("messages", filter=Q(messages__state__in=("QUEUED", "SENDING"))),
        sent=Count("messages", filter=Q(messages__state="SENT")),
        failed=Count("messages", filter=Q(messages__state__in=("FAILED", "UNSENT"))),
    )
    return list(runs.order_by("-asked_at")[:LATEST_RUNS])


def refresher_courses(drop: Drop) -> list[dict[str, Any]]:
    """Return the courses of a drop with what their refresher is made of: one statement."""
    packages = Count(
        "refresher__course_version__packages",
        filter=Q(refresher__course_version__packages__withdrawn_at=None),
        distinct=True,
    )
    waiting = Count(
        "refreshers_due", filter=Q(refreshers_due__state__in=OPEN_REFRESHERS), distinct=True
    )
    rows = Course.objects.filter(drop=drop).annotate(packages=packages, waiting=waiting)
    columns = ("pk", "title", "refresher__task", "refresher__course_version_id")
    return [
        dict(each)
        for each in rows.order_by("order", "code").values(*columns, "packages", "waiting")
    ]


def refreshers_not_made() -> tuple[int, datetime | None]:
    """Return how many refreshers wait for a package or a task, and since when: one statement."""
    packages = Package.objects.filter(
        course_version__refresher__course=OuterRef("course"), withdrawn_at=None
    )
    found = RefresherDue.objects.filter(~Exists(packages), state__in=OPEN_REFRESHERS)
    counted = found.aggregate(count=Count("pk"), first=Min("made_at"))
    return counted["count"], counted["first"]


def refresher_messages_counted() -> dict[str, int]:
    """Return how many messages about refreshers are in each state: one statement."""
    counted = RefresherMessage.objects.values_list("state").annotate(Count("pk"))
    return dict(counted.order_by())


def _with_people(found: QuerySet[RefresherDue]) -> QuerySet[RefresherDue]:
    return found.select_related("course", "learner__staff__unit", "learner__command")
