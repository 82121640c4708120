"""Doing a refresher: set up for a course, its e-learning, its task signed off, and both at last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from bluelamp.access.policies import Officer, require
from bluelamp.audit.enums import Regime
from bluelamp.audit.services import Subject, record_change
from bluelamp.core.errors import NotPossible
from bluelamp.core.time import day_of
from bluelamp.training.enums import Delivery, Outcome, RefresherState, ResultSource
from bluelamp.training.models import (
    OPEN_REFRESHERS,
    Attempt,
    Course,
    CourseVersion,
    Learner,
    Package,
    Refresher,
    RefresherDue,
    Requirement,
)
from bluelamp.training.policies import can_manage_training, can_sign_off_task
from bluelamp.training.rules.refreshers import check_day, refreshed_on, refresher_state
from bluelamp.training.selectors.refreshers import package_of_refresher, refresher_of

from .results import ResultTold, keep_result


@dataclass(frozen=True, slots=True)
class RefresherTold:
    """What the refresher of a course is: a task in the practice copy, and minutes of e-learning."""

    task: str
    task_words: str
    minutes: int


@transaction.atomic
def set_up_refresher(
    *, course_id: UUID, told: RefresherTold, by: Officer, at: datetime
) -> Refresher:
    """Say what the refresher of a course is; its packages are added to the version it gets."""
    require(can_manage_training(by))
    course = Course.objects.select_for_update(no_key=True).get(pk=course_id)
    version, _ = CourseVersion.objects.update_or_create(
        course=course,
        delivery=Delivery.REFRESHER,
        valid_until=None,
        defaults={"minutes": told.minutes},
        create_defaults={"minutes": told.minutes, "valid_from": day_of(at)},
    )
    made, _ = Refresher.objects.update_or_create(
        course=course,
        defaults={
            "course_version": version,
            "task": told.task.strip(),
            "task_words": told.task_words.strip(),
        },
    )
    subject = Subject("training_course", (course.pk,), course.code, regime=Regime.GEN)
    record_change(by=by, of=subject, action="set_up_refresher")
    return made


@transaction.atomic
def begin_e_learning(*, due_id: UUID, by: Officer, at: datetime) -> Package:
    """Return the package of one's own refresher; who finished it for an earlier one begins anew.

    Raises NotPossible before the refresher may be done, and while there is no package.
    """
    due = _locked(due_id)
    _check_own(due, by)
    check_day(due.days, day_of(at))
    package = package_of_refresher(due.course_id)
    if package is None:
        raise NotPossible("The e-learning of this refresher is not there yet.", rule="TRN-7.2")
    latest = package.attempts.filter(learner=due.learner).order_by("-number").first()
    if latest and latest.told and due.e_learning_on is None:
        Attempt.objects.create(
            learner=due.learner, package=package, number=latest.number + 1, started_at=at
        )
    return package


@transaction.atomic
def finish_e_learning(
    *, learner_id: UUID, course_id: UUID, by: Officer, at: datetime
) -> RefresherDue | None:
    """Note that somebody has done the e-learning; None where that counts for nothing.

    It counts for nothing where nothing is to do, and where it would not be fresh at go-live.
    """
    learner = Learner.objects.select_for_update(no_key=True).get(pk=learner_id)
    held = RefresherDue.objects.select_for_update(of=("self",))
    due = held.filter(learner=learner, course=course_id, state__in=OPEN_REFRESHERS).first()
    if due is None or due.days.is_too_early(day_of(at)):
        return None
    due.learner = learner
    due.e_learning_on = due.e_learning_on or day_of(at)
    return _step(due, by=by, at=at, action="finish_refresher_e_learning")


@transaction.atomic
def tell_task_done(*, due_id: UUID, by: Officer, at: datetime) -> RefresherDue:
    """Say that one has done the practice task: the line manager is asked to look (TRN-8.7)."""
    due = _locked(due_id)
    _check_own(due, by)
    check_day(due.days, day_of(at))
    _check_task(due)
    due.task_told_at, due.task_returned = due.task_told_at or at, ""
    due.save(update_fields=["task_told_at", "task_returned"])
    _log(due, by, "tell_refresher_task_done")
    return due


@transaction.atomic
def sign_off_task(*, due_id: UUID, by: Officer, at: datetime) -> RefresherDue:
    """Sign off that somebody did the practice task, seen today; never one's own (TRN-8.7)."""
    due = _locked(due_id)
    require(can_sign_off_task(by, due.learner))
    check_day(due.days, day_of(at))
    _check_task(due)
    due.task_on, due.task_signed_by, due.task_returned = day_of(at), by.label, ""
    return _step(due, by=by, at=at, action="sign_off_refresher_task")


@transaction.atomic
def return_task(*, due_id: UUID, because: str, by: Officer, at: datetime) -> RefresherDue:
    """Say that a practice task is not done yet, and what is missing."""
    due = _locked(due_id)
    require(can_sign_off_task(by, due.learner))
    if not because.strip():
        raise NotPossible("Say what is missing.", field="because", rule="TRN-8.7")
    _check_task(due)
    due.task_told_at, due.task_returned = None, because.strip()[:200]
    due.save(update_fields=["task_told_at", "task_returned"])
    _log(due, by, "return_refresher_task")
    return due


def _step(due: RefresherDue, *, by: Officer, at: datetime, action: str) -> RefresherDue:
    """Keep a part that was done; with both, the course is as fresh as the later of them."""
    state = refresher_state(due.e_learning_on, due.task_on)
    due.state = state
    due.ended_at = None if state.is_open else at
    due.save()
    _log(due, by, action)
    if on := refreshed_on(due.e_learning_on, due.task_on):
        _refresh(due, on, by, at)
    return due


def _refresh(due: RefresherDue, on: date, by: Officer, at: datetime) -> None:
    """Tell the result: as the course was completed before, on the day of the refresher."""
    standing = Requirement.objects.filter(learner=due.learner, course=due.course_id).first()
    outcome = Outcome(standing.outcome) if standing else Outcome.PASSED
    told = ResultTold(outcome, ResultSource.REFRESHER, on)
    keep_result(learner=due.learner, course_id=due.course_id, told=told, by=by, at=at)


def _locked(due_id: UUID) -> RefresherDue:
    """Return a refresher that is still open, with its person, both locked.

    Raises NotPossible for one that is done or no longer needed.
    """
    learner_id = RefresherDue.objects.values_list("learner", flat=True).get(pk=due_id)
    people = Learner.objects.select_for_update(of=("self",), no_key=True)
    learner = people.select_related("staff__unit").get(pk=learner_id)
    due = RefresherDue.objects.select_for_update(of=("self",)).get(pk=due_id)
    due.learner = learner
    if not RefresherState(due.state).is_open:
        raise NotPossible("Nothing is left to do for this refresher.", rule="TRN-7.2")
    return due


def _check_task(due: RefresherDue) -> None:
    """Raise NotPossible where there is no task to speak of, or it is signed off."""
    if due.task_on:
        raise NotPossible("The practice task is signed off already.", rule="TRN-8.7")
    if refresher_of(due.course_id) is None:
        raise NotPossible("The task of this refresher is not set yet.", rule="TRN-7.2")


def _check_own(due: RefresherDue, by: Officer) -> None:
    if due.learner.staff_id != by.id:
        raise RefresherDue.DoesNotExist


def _log(due: RefresherDue, by: Officer, action: str) -> None:
    subject = Subject("training_refresher", (due.pk, due.learner_id), regime=Regime.GEN)
    record_change(by=by, of=subject, action=action)
