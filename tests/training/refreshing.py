"""People whose training is no longer fresh, for tests: who completed when, and what they do."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta

from tests.training.digital import APPLICATION
from tests.training.packages.making import scorm_12
from tests.training.world import FIRST_DAY, GO_LIVE, World

from bluelamp.access.policies import Officer
from bluelamp.training.enums import Outcome
from bluelamp.training.models import Course, Learner, Package, RefresherDue, Requirement
from bluelamp.training.services import (
    RefresherTold,
    begin_e_learning,
    move_go_live,
    plan_refreshers,
    set_up_refresher,
    sign_off_task,
)
from bluelamp.training.services.launches import launch_unit
from bluelamp.training.services.packages import upload_package
from bluelamp.training.services.progress import commit_data

SLIPPED = GO_LIVE + timedelta(days=14)
"""29 March 2027: what was completed before 15 February is no longer fresh."""
EDGE = SLIPPED - timedelta(days=42)
ON_TIME = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
TASK = "Book in and release one person"


def completed(
    world: World,
    learner: Learner,
    on: date = FIRST_DAY,
    outcome: Outcome = Outcome.PASSED,
    course: Course | None = None,
) -> Requirement:
    """Let somebody have completed a course on a day, without what a result would bring about."""
    made, _ = Requirement.objects.update_or_create(
        learner=learner,
        course=course or world.course,
        defaults={"outcome": outcome, "completed_on": on, "source": "POST"},
    )
    return made


def stale_learner(world: World, **more) -> Learner:
    learner = world.learner(**more)
    completed(world, learner)
    return learner


def slipped(world: World, go_live: date = SLIPPED, at: datetime = ON_TIME):
    return move_go_live(drop_id=world.drop.pk, go_live=go_live, by=world.coordinator, at=at)


def planned(world: World, at: datetime = ON_TIME):
    return plan_refreshers(drop_id=world.drop.pk, at=at)


def due_of(learner: Learner) -> RefresherDue:
    return RefresherDue.objects.get(learner=learner)


def stands(learner: Learner) -> tuple[str, str]:
    due = due_of(learner)
    return due.state, due.not_needed_because


def set_up(world: World, *, package: bool = True) -> Package | None:
    told = RefresherTold(TASK, "Book somebody in at the practice desk.", 20)
    made = set_up_refresher(course_id=world.course.pk, told=told, by=world.coordinator, at=ON_TIME)
    if not package:
        return None
    file: io.BytesIO = scorm_12()
    version = made.course_version_id
    return upload_package(course_version_id=version, file=file, by=world.coordinator, at=ON_TIME)


def e_learning(world: World, learner: Learner, at: datetime = ON_TIME, status: str = "passed"):
    """Do the e-learning as the package itself reports it."""
    by = world.of(learner)
    package = begin_e_learning(due_id=due_of(learner).pk, by=by, at=at)
    report(package, by, at, status)


def report(package: Package, by: Officer, at: datetime, status: str = "passed") -> None:
    unit = package.units.all()[0]
    launch = launch_unit(unit_id=unit.pk, application=APPLICATION, by=by, at=at)
    sent = {"cmi.core.lesson_status": status, "cmi.core.score.raw": "90"}
    version = launch.progress.version
    commit_data(launch_id=launch.pk, version=version, sent=sent, ended=True, at=at)


def signed_off(world: World, learner: Learner, at: datetime = ON_TIME, by: Officer | None = None):
    return sign_off_task(due_id=due_of(learner).pk, by=by or world.coordinator, at=at)
