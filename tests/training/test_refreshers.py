"""Refreshers planned for everybody at once, moved, and closed with the reason (TRN-7.3)."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from tests.custody.test_at_once import at_once, refusals

from bluelamp.access.models import Staff
from bluelamp.access.policies import operator
from bluelamp.audit.models import AuditLine
from bluelamp.training.enums import Outcome
from bluelamp.training.models import (
    Course,
    Drop,
    Learner,
    RefresherDue,
    RefresherRun,
    Requirement,
)
from bluelamp.training.rules.freshness import Completion, needs_refresher
from bluelamp.training.selectors.freshness import prospect_of, to_refresh
from bluelamp.training.services import (
    plan_by_the_clock,
    set_clearances,
)

from .refreshing import (
    EDGE,
    ON_TIME,
    SLIPPED,
    completed,
    due_of,
    e_learning,
    planned,
    set_up,
    signed_off,
    slipped,
    stale_learner,
    stands,
)
from .world import FIRST_DAY, GO_LIVE

TOO_EARLY = datetime.combine(EDGE - timedelta(days=1), time(9), UTC)
BY_THE_CLOCK = operator("Bluelamp, by the clock")


@pytest.mark.parametrize("outcome", Outcome)
@pytest.mark.parametrize("assessed", [True, False])
def test_the_database_asks_what_the_rule_says(world, outcome, assessed):
    Course.objects.filter(pk=world.course.pk).update(is_assessed=assessed)
    days = (
        [EDGE - timedelta(days=1), EDGE, FIRST_DAY]
        if outcome.value in {"PASSED", "COMPLETED", "WAIVED"}
        else [None]
    )
    for on in days:
        completed(world, world.learner(), on, outcome)
    found = {each.completed_on for each in to_refresh(world.drop, SLIPPED)}
    asked = {
        on
        for on in days
        if needs_refresher(
            Completion(on, outcome) if on else None, assessed=assessed, go_live=SLIPPED
        )
    }
    assert found == asked


def test_a_slip_plans_for_whoever_is_no_longer_fresh(world):
    early, edge, late = (
        completed(world, world.learner(), on).learner
        for on in (FIRST_DAY, EDGE, EDGE + timedelta(days=3))
    )
    told = slipped(world)
    assert (told.run.made, told.run.people, told.run.state) == (1, 1, "DONE")
    due = due_of(early)
    assert (due.completed_on, due.opens_on, due.due_by) == (
        FIRST_DAY,
        EDGE,
        SLIPPED - timedelta(days=1),
    )
    assert not RefresherDue.objects.filter(learner__in=[edge, late]).exists()


def test_planning_twice_changes_nothing(world):
    stale_learner(world)
    slipped(world)
    before = list(RefresherDue.objects.values())
    again = planned(world)
    assert not again
    assert list(RefresherDue.objects.values()) == before


def test_as_many_statements_for_few_and_for_many(world, django_assert_num_queries):
    counts = []
    for number in (2, 20):
        Drop.objects.update(go_live=GO_LIVE)
        planned(world)
        for _ in range(number):
            stale_learner(world, of=world.team)
        Drop.objects.update(go_live=SLIPPED)
        with django_assert_num_queries(9, exact=False) as asked:
            assert planned(world).made >= number
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_who_is_away_for_long_is_asked_the_night_they_are_back(world):
    learner = stale_learner(world, out_of_scope="LONG_ABSENCE")
    slipped(world)
    assert not RefresherDue.objects.exists()
    Learner.objects.filter(pk=learner.pk).update(out_of_scope="")
    assert plan_by_the_clock(by=BY_THE_CLOCK, at=ON_TIME) == 1
    assert due_of(learner).state == "DUE"
    assert RefresherRun.objects.get(cause="CLOCK").made == 1


def test_a_night_without_change_leaves_nothing_behind(world):
    stale_learner(world)
    slipped(world)
    runs, lines = RefresherRun.objects.count(), AuditLine.objects.count()
    assert plan_by_the_clock(by=BY_THE_CLOCK, at=ON_TIME) == 0
    assert (RefresherRun.objects.count(), AuditLine.objects.count()) == (runs, lines)


def test_who_completed_too_early_needs_no_slip(world):
    learner = world.learner(is_super_user=True)
    completed(world, learner, GO_LIVE - timedelta(days=43))
    plan_by_the_clock(by=BY_THE_CLOCK, at=ON_TIME)
    assert due_of(learner).due_by == GO_LIVE - timedelta(days=1)


def test_when_go_live_moves_back_it_is_closed_with_the_reason(world):
    learner = stale_learner(world)
    slipped(world)
    assert slipped(world, GO_LIVE).run.closed == 1
    assert stands(learner) == ("NOT_NEEDED", "FRESH_AGAIN")


@pytest.mark.parametrize(
    ("change", "because"),
    [
        (lambda of: of.delete(), "NOT_ASKED"),
        (lambda of: of.update(outcome="WAIVED"), "WAIVED"),
        (lambda of: of.update(completed_on=EDGE), "TAKEN_AGAIN"),
    ],
)
def test_a_refresher_is_closed_by_what_made_it_needless(world, change, because):
    learner = stale_learner(world)
    slipped(world)
    change(Requirement.objects.filter(learner=learner))
    planned(world)
    assert stands(learner) == ("NOT_NEEDED", because)


def test_who_leaves_has_nothing_to_refresh(world):
    learner = stale_learner(world)
    slipped(world)
    Staff.objects.filter(pk=learner.staff_id).update(is_active=False)
    planned(world)
    assert stands(learner) == ("NOT_NEEDED", "NOT_COUNTED")


def test_a_part_done_too_early_for_a_second_slip_is_to_do_again(world):
    learner = stale_learner(world)
    set_up(world)
    slipped(world)
    e_learning(world, learner)
    assert stands(learner)[0] == "E_LEARNING_DONE"
    slipped(world, SLIPPED + timedelta(days=7))
    assert due_of(learner).e_learning_on == ON_TIME.date()
    slipped(world, SLIPPED + timedelta(days=60))
    due = due_of(learner)
    assert (due.state, due.e_learning_on) == ("DUE", None)


def test_many_are_planned_for_by_a_job(world, jobs, monkeypatch):
    monkeypatch.setattr("bluelamp.training.services.refresher_plans.FEW", 1)
    for _ in range(2):
        stale_learner(world)
    told = slipped(world)
    assert told.run.state == "QUEUED"
    assert not RefresherDue.objects.exists()
    jobs.run()
    told.run.refresh_from_db()
    assert (told.run.state, told.run.made) == ("DONE", 2)
    assert jobs.failed() == []


def test_a_job_that_was_lost_is_done_by_the_night(world, monkeypatch):
    monkeypatch.setattr("bluelamp.training.services.refresher_plans.FEW", 0)
    stale_learner(world)
    run = slipped(world).run
    RefresherRun.objects.filter(pk=run.pk).update(state="RUNNING")
    assert plan_by_the_clock(by=BY_THE_CLOCK, at=ON_TIME) == 1
    run.refresh_from_db()
    assert (run.state, run.made) == ("DONE", 1)


@pytest.mark.slow
def test_what_is_signed_off_while_it_is_planned_is_not_made_again(committed_world):
    world = committed_world
    people = [stale_learner(world) for _ in range(8)]
    set_up(world)
    slipped(world)
    for each in people:
        e_learning(world, each)
    came = at_once(
        *(lambda each=each: signed_off(world, each) for each in people),
        *(lambda: planned(world) for _ in range(4)),
    )
    assert refusals(came) == []
    assert set(RefresherDue.objects.values_list("state", flat=True)) == {"DONE"}
    assert RefresherDue.objects.count() == len(people)


def test_what_a_go_live_would_mean_is_told_before_and_changes_nothing(
    world, django_assert_num_queries
):
    for on in (FIRST_DAY, FIRST_DAY, EDGE):
        completed(world, world.learner(), on)
    set_clearances(at=ON_TIME)
    with django_assert_num_queries(7):
        told = prospect_of(world.drop, SLIPPED)
    assert (told.people, told.now, told.losing) == (2, 0, 2)
    assert told.commands == [(world.command.name, 2, 3)]
    assert told.courses == [("Response", 2, 3)]
    assert Drop.objects.get().go_live == GO_LIVE
