"""A refresher done in its two parts: who signs off, and what it opens (TRN-7.2, TRN-7.7)."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from tests.officers import LONG_AGO, signed_in

from bluelamp.access.enums import Permission, Role
from bluelamp.access.models import Staff
from bluelamp.access.selectors import officer_for
from bluelamp.core.errors import NotAllowed, NotPossible
from bluelamp.core.time import day_of, now
from bluelamp.training.enums import Outcome, ResultSource
from bluelamp.training.models import (
    Attempt,
    Course,
    Drop,
    Learner,
    RefresherDue,
    Requirement,
    Result,
)
from bluelamp.training.services import (
    ResultTold,
    gate_modules,
    record_result,
    return_task,
    tell_task_done,
    waive_course,
)
from bluelamp.training.services.refreshers import begin_e_learning

from .refreshing import (
    EDGE,
    ON_TIME,
    SLIPPED,
    completed,
    due_of,
    e_learning,
    planned,
    report,
    set_up,
    signed_off,
    slipped,
    stale_learner,
    stands,
)
from .world import FIRST_DAY

TOO_EARLY = datetime.combine(EDGE - timedelta(days=1), time(9), UTC)


def test_both_parts_make_the_course_as_fresh_as_the_later(world):
    learner = stale_learner(world)
    set_up(world)
    slipped(world)
    e_learning(world, learner)
    day_after = ON_TIME + timedelta(days=1)
    signed_off(world, learner, day_after)
    due, standing = due_of(learner), Requirement.objects.get(learner=learner)
    assert (due.state, due.task_signed_by) == ("DONE", world.coordinator.label)
    assert (standing.outcome, standing.completed_on) == ("PASSED", day_after.date())
    result = Result.objects.get()
    assert (result.source, result.outcome) == (ResultSource.REFRESHER, "PASSED")
    assert not planned(world)


def test_the_task_may_come_first_and_a_course_without_assessment_stays_one(world):
    Course.objects.update(is_assessed=False)
    learner = world.learner()
    completed(world, learner, outcome=Outcome.COMPLETED)
    set_up(world)
    slipped(world)
    signed_off(world, learner)
    assert stands(learner)[0] == "TASK_DONE"
    e_learning(world, learner)
    standing = Requirement.objects.get(learner=learner)
    assert (due_of(learner).state, standing.outcome) == ("DONE", "COMPLETED")
    assert standing.completed_on == ON_TIME.date()


def test_failing_the_e_learning_counts_for_nothing(world):
    learner = stale_learner(world)
    set_up(world)
    slipped(world)
    e_learning(world, learner, status="failed")
    assert stands(learner)[0] == "DUE"
    assert Requirement.objects.get(learner=learner).outcome == "PASSED"
    assert not Result.objects.exists()


def test_nothing_is_done_too_early(world):
    learner = stale_learner(world)
    package = set_up(world)
    slipped(world)
    due, by = due_of(learner), world.of(learner)
    for act in (
        lambda: begin_e_learning(due_id=due.pk, by=by, at=TOO_EARLY),
        lambda: tell_task_done(due_id=due.pk, by=by, at=TOO_EARLY),
        lambda: signed_off(world, learner, TOO_EARLY),
    ):
        with pytest.raises(NotPossible) as refused:
            act()
        assert refused.value.rule == "TRN-7.2"
    report(package, by, TOO_EARLY)
    assert stands(learner)[0] == "DUE", "an e-learning opened by its address counts for nothing"
    e_learning(world, learner)
    assert stands(learner)[0] == "E_LEARNING_DONE"
    assert Attempt.objects.filter(learner=learner).count() == 2


def test_a_second_slip_asks_for_the_e_learning_anew(world):
    learner = stale_learner(world)
    set_up(world)
    slipped(world)
    e_learning(world, learner)
    signed_off(world, learner)
    again = SLIPPED + timedelta(days=42)
    assert slipped(world, again).run.made == 1
    later = datetime.combine(again - timedelta(days=7), time(9), UTC)
    due = RefresherDue.objects.get(state="DUE")
    package = begin_e_learning(due_id=due.pk, by=world.of(learner), at=later)
    report(package, world.of(learner), later)
    due.refresh_from_db()
    assert due.e_learning_on == later.date()


def test_nothing_is_signed_off_that_is_no_task(world):
    learner = stale_learner(world)
    slipped(world)
    with pytest.raises(NotPossible, match="not set yet"):
        signed_off(world, learner)


def test_without_a_package_it_is_said_so(world):
    learner = stale_learner(world)
    set_up(world, package=False)
    slipped(world)
    with pytest.raises(NotPossible, match="not there yet"):
        begin_e_learning(due_id=due_of(learner).pk, by=world.of(learner), at=ON_TIME)


def test_taking_the_whole_course_again_closes_it(world):
    learner = stale_learner(world)
    slipped(world)
    told = ResultTold(Outcome.PASSED, ResultSource.ASSESSMENT, ON_TIME.date())
    record_result(
        learner_id=learner.pk,
        course_id=world.course.pk,
        told=told,
        by=world.coordinator,
        at=ON_TIME,
    )
    assert stands(learner) == ("NOT_NEEDED", "TAKEN_AGAIN")


def test_a_result_that_is_itself_stale_closes_nothing(world):
    learner = stale_learner(world)
    slipped(world)
    told = ResultTold(Outcome.PASSED, ResultSource.LOADED, FIRST_DAY)
    record_result(
        learner_id=learner.pk,
        course_id=world.course.pk,
        told=told,
        by=world.coordinator,
        at=ON_TIME,
    )
    assert stands(learner)[0] == "DUE"


def test_a_waiver_closes_it(world):
    learner = stale_learner(world)
    slipped(world)
    waive_course(
        learner_id=learner.pk,
        course_id=world.course.pk,
        reason="Taught the course",
        by=world.coordinator,
        at=ON_TIME,
    )
    assert stands(learner) == ("NOT_NEEDED", "WAIVED")


def test_trainer_manager_and_super_user_sign_off_and_nobody_else(world):
    set_up(world, package=False)
    manager = world.officer(Role.SUPERVISOR, of=world.team)
    peer = world.learner(of=world.new_team(), is_super_user=True)
    colleague = world.learner()
    for by in (world.officer(Role.TRAINER), manager, world.of(peer)):
        learner = stale_learner(world, manager=manager)
        Drop.objects.update(go_live=SLIPPED)
        planned(world)
        assert signed_off(world, learner, by=by).task_signed_by == by.label
    learner = stale_learner(world)
    planned(world)
    for by in (world.of(learner), world.of(learner, Role.TRAINER), world.of(colleague)):
        with pytest.raises(NotAllowed):
            signed_off(world, learner, by=by)


def test_a_super_user_of_another_command_does_not_sign_off(world):
    set_up(world, package=False)
    learner = stale_learner(world)
    slipped(world)
    elsewhere = world.learner(of=world.new_team(), is_super_user=True)
    Learner.objects.filter(pk=elsewhere.pk).update(command=world.new_team())
    with pytest.raises(NotAllowed):
        signed_off(world, learner, by=world.of(elsewhere))


def test_a_task_that_is_not_done_goes_back_with_the_reason(world):
    set_up(world, package=False)
    learner = stale_learner(world)
    slipped(world)
    due = due_of(learner)
    tell_task_done(due_id=due.pk, by=world.of(learner), at=ON_TIME)
    with pytest.raises(NotPossible) as refused:
        return_task(due_id=due.pk, because=" ", by=world.coordinator, at=ON_TIME)
    assert refused.value.field == "because"
    return_task(due_id=due.pk, because="No review", by=world.coordinator, at=ON_TIME)
    due.refresh_from_db()
    assert (due.task_told_at, due.task_returned) == (None, "No review")


def test_done_is_done(world):
    learner = stale_learner(world)
    set_up(world)
    slipped(world)
    e_learning(world, learner)
    signed_off(world, learner)
    with pytest.raises(NotPossible):
        signed_off(world, learner)


def test_the_database_holds_one_open_one_a_course_and_both_parts(world):
    learner = stale_learner(world)
    slipped(world)
    due = due_of(learner)
    for wrong in (
        lambda: RefresherDue.objects.filter(pk=due.pk).update(state="DONE", ended_at=ON_TIME),
        lambda: RefresherDue.objects.filter(pk=due.pk).update(state="NOT_NEEDED"),
        lambda: RefresherDue.objects.filter(pk=due.pk).update(task_on=EDGE),
        lambda: RefresherDue.objects.create(
            learner=learner,
            course=world.course,
            completed_on=FIRST_DAY,
            opens_on=EDGE,
            due_by=SLIPPED,
            made_at=ON_TIME,
        ),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            wrong()


def test_live_access_opens_again_only_with_both_parts(world):
    """The page of a module answers again the moment the refresher is whole (TRN-7.7)."""
    at = now()
    today = day_of(at)
    Course.objects.update(module="property")
    Drop.objects.update(starts_on=today - timedelta(days=60), go_live=today + timedelta(days=10))
    learner = world.learner()
    completed(world, learner, today - timedelta(days=30))
    staff = Staff.objects.get(pk=learner.staff_id)
    staff.role_holdings.create(role=Role.PROPERTY_OFFICER, held_from=LONG_AGO)
    set_up(world)
    gate_modules(drop_id=world.drop.pk, by=world.coordinator, at=at)
    client, address = signed_in(staff), reverse("property:items")

    def check(status: int) -> None:
        assert client.get(address).status_code == status
        held = officer_for(staff, at=now()).may(Permission.VIEW_PROPERTY)
        assert held is (status == 200)

    check(200)
    slipped(world, today + timedelta(days=20), at=at)
    check(403)
    e_learning(world, learner, at)
    check(403)
    signed_off(world, learner, at)
    check(200)
