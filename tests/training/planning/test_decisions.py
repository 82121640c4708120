"""Accepting and taking back by a job: once however often asked, whole or not at all."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.training.planning.plans import asked
from tests.training.world import AT, FIRST_DAY, GO_LIVE, World

from bluelamp.access.enums import Role
from bluelamp.access.models import RoleHolding
from bluelamp.audit.models import AuditLine
from bluelamp.core.errors import NotAllowed, NotPossible
from bluelamp.training.enums import PlanDecisionKind, PlanDecisionState
from bluelamp.training.models import Absence, Booking, PlanDecision, PlanFiles, PlanRun
from bluelamp.training.services.planning import (
    ask_plan,
    carry_out_decision,
    carry_out_plan,
    decide_plan,
    decision_is_silent,
)

ACCEPT, TAKE_BACK = PlanDecisionKind.ACCEPT, PlanDecisionKind.TAKE_BACK


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("bluelamp.training.services.planning.decisions.now", lambda: AT)


@pytest.fixture
def run(world: World) -> PlanRun:
    world.learners(7)
    made = ask_plan(drop_id=world.drop.pk, asked=asked(), by=world.coordinator, at=AT)
    carry_out_plan(run_id=made.pk)
    return made


def decided(run: PlanRun, by, kind=ACCEPT) -> PlanDecision | None:
    return decide_plan(run_id=run.pk, kind=kind, by=by, at=AT)


def test_two_who_accept_at_once_accept_once(world, run, jobs):
    other = world.officer(Role.TRAINING_COORDINATOR)
    one, two = decided(run, world.coordinator), decided(run, other)
    assert one == two
    assert not Booking.objects.exists()
    jobs.run()
    one.refresh_from_db()
    run.refresh_from_db()
    assert (one.state, run.accepted_by) == (PlanDecisionState.DONE, world.coordinator.label)
    assert Booking.objects.count() == 7
    assert decided(run, other) is None
    carry_out_decision(decision_id=one.pk)
    assert Booking.objects.count() == 7
    line = AuditLine.objects.get(action="accept_plan")
    assert (line.actor_id, line.reason_code) == (world.coordinator.id, "SUPERVISION")


def test_what_stands_against_a_plan_is_kept_in_words_and_it_may_be_tried_again(world, run, jobs):
    learner = world.drop.programme.learners.filter(requirements__isnull=False).first()
    ill = Absence.objects.create(learner=learner, kind="SICKNESS", first=FIRST_DAY, last=GO_LIVE)
    first = decided(run, world.coordinator)
    jobs.run()
    first.refresh_from_db()
    assert first.state == PlanDecisionState.REFUSED
    assert "away or not on duty then: 1" in first.refusal
    assert not Booking.objects.exists()
    ill.delete()
    decided(run, world.coordinator)
    jobs.run()
    assert Booking.objects.count() == 7


def test_a_plan_is_taken_back_by_a_job_too(world, run, jobs):
    with pytest.raises(NotPossible, match="does not stand"):
        decided(run, world.coordinator, TAKE_BACK)
    decided(run, world.coordinator)
    jobs.run()
    decided(run, world.coordinator, TAKE_BACK)
    jobs.run()
    assert not Booking.objects.filter(seat_number__isnull=False).exists()
    assert {each.state for each in PlanDecision.objects.all()} == {PlanDecisionState.DONE}


def test_whoever_lost_the_role_meanwhile_does_not_accept(world, run, jobs):
    decision = decided(run, world.coordinator)
    RoleHolding.objects.filter(staff=world.coordinator.id).delete()
    jobs.run()
    decision.refresh_from_db()
    assert decision.state == PlanDecisionState.REFUSED
    assert "roles do not allow" in decision.refusal
    assert not Booking.objects.exists()


def test_what_nobody_foresaw_is_told_and_changes_nothing(world, run, jobs):
    decision = decided(run, world.coordinator)
    PlanFiles.objects.update(plan=b"not a plan")
    jobs.run()
    decision.refresh_from_db()
    assert decision.state == PlanDecisionState.REFUSED
    assert "nothing was changed" in decision.refusal
    assert jobs.failed("decide_plan") == [{"decision_id": str(decision.pk)}]
    assert not Booking.objects.exists()


def test_only_the_programme_team_decides_and_only_about_what_is_made(world, run):
    with pytest.raises(NotAllowed):
        decided(run, world.officer(Role.TRAINER))
    waiting = ask_plan(drop_id=world.drop.pk, asked=asked(), by=world.coordinator, at=AT)
    with pytest.raises(NotPossible, match="no plan yet"):
        decided(waiting, world.coordinator)


def test_a_decision_that_nobody_carries_out_is_told_to_be_silent(world, run):
    decision = decided(run, world.coordinator)
    assert not decision_is_silent(decision, AT + timedelta(minutes=1))
    assert decision_is_silent(decision, AT + timedelta(minutes=4))
