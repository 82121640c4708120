"""A worker killed in the middle: nothing half is left, and the next goes on where it was."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import connection, transaction
from tests import beside
from tests.training.planning.plans import asked
from tests.training.world import AT, World

from bluelamp.training.enums import PlanDecisionKind, PlanDecisionState, PlanRunState
from bluelamp.training.models import (
    Booking,
    BookingMessage,
    PlanDecision,
    PlanFiles,
    PlanRun,
    PlanUnplaced,
    TrainingSession,
)
from bluelamp.training.services.planning import (
    ask_plan,
    carry_out_decision,
    carry_out_plan,
    decide_plan,
    stop_plan,
)
from bluelamp.training.services.planning.files import unpack_plan
from bluelamp.training.services.planning.watching import SoFar, TakenOver, Watch

PATIENCE = 120.0
WORKER = """
import sys
from datetime import datetime
from uuid import UUID
import django
django.setup()
from bluelamp.training.services import planning
from bluelamp.training.services.planning import decisions
decisions.now = lambda: datetime.fromisoformat(sys.argv[3])
getattr(planning, sys.argv[1])(**{sys.argv[2].split("=")[0]: UUID(sys.argv[2].split("=")[1])})
"""
WAITS_FOR_A_LOCK = (
    "SELECT count(*) FROM pg_locks AS l JOIN pg_class AS c ON c.oid = l.relation "
    "WHERE NOT l.granted AND c.relname = %s"
)


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("bluelamp.training.services.planning.decisions.now", lambda: AT)


@contextmanager
def killed_before_it_writes(table: str, job: str, argument: str) -> Iterator[None]:
    """Let a process do a job until it wants to write into a table, then end it with SIGKILL."""
    command = [sys.executable, "-c", WORKER, job, argument, AT.isoformat()]
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f'LOCK TABLE "{table}" IN SHARE MODE')
        worker = subprocess.Popen(command, env=beside.environment())
        try:
            wait_until(lambda: waits_for(table), worker)
            yield
        finally:
            worker.send_signal(signal.SIGKILL)
            worker.wait()
    wait_until(lambda: not waits_for(table))


def waits_for(table: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(WAITS_FOR_A_LOCK, [table])
        return bool(cursor.fetchone()[0])


def wait_until(true: Callable[[], bool], worker: subprocess.Popen[bytes] | None = None) -> None:
    until = time.monotonic() + PATIENCE
    while not true():
        assert worker is None or worker.poll() is None, "The job ended before it could be killed"
        assert time.monotonic() < until, "The job did not get so far"
        time.sleep(0.05)


def asked_for_seven(world: World) -> PlanRun:
    world.learners(7)
    return ask_plan(drop_id=world.drop.pk, asked=asked(), by=world.coordinator, at=AT)


def test_accepting_is_killed_in_the_middle_of_writing_and_done_whole_by_the_next(committed_world):
    run = asked_for_seven(committed_world)
    carry_out_plan(run_id=run.pk)
    by = committed_world.coordinator
    decision = decide_plan(run_id=run.pk, kind=PlanDecisionKind.ACCEPT, by=by, at=AT)
    table = BookingMessage._meta.db_table
    with killed_before_it_writes(table, "carry_out_decision", f"decision_id={decision.pk}"):
        told = PlanDecision.objects.get()
        assert (told.state, told.step) == (PlanDecisionState.RUNNING, 3)
    assert not TrainingSession.objects.exists()
    assert not Booking.objects.exists()
    carry_out_decision(decision_id=decision.pk)
    decision.refresh_from_db()
    run.refresh_from_db()
    assert decision.state == PlanDecisionState.DONE
    assert (run.made["given"], Booking.objects.count()) == (7, 7)


def test_planning_goes_on_from_the_best_plan_that_a_killed_worker_kept(committed_world):
    run = asked_for_seven(committed_world)
    table = PlanUnplaced._meta.db_table
    with killed_before_it_writes(table, "carry_out_plan", f"run_id={run.pk}"):
        assert PlanFiles.objects.get().best
    run.refresh_from_db()
    assert (run.state, run.summary) == (PlanRunState.RUNNING, {})
    committed_world.learner(of=committed_world.new_team())
    stop_plan(run_id=run.pk, by=committed_world.coordinator, at=AT)
    carry_out_plan(run_id=run.pk)
    run.refresh_from_db()
    told = run.summary
    assert (run.state, told["placed"], told["requirements"]) == (PlanRunState.STOPPED, 7, 7)
    assert told["taken_up_again"] == 1
    assert told["lower_bound"] <= told["objective"]["total"]
    by = committed_world.coordinator
    decision = decide_plan(run_id=run.pk, kind=PlanDecisionKind.ACCEPT, by=by, at=AT)
    carry_out_decision(decision_id=decision.pk)
    assert Booking.objects.count() == 7


def test_a_worker_thought_dead_finds_itself_followed_and_writes_nothing_more(world):
    run = asked_for_seven(world)
    PlanRun.objects.filter(pk=run.pk).update(state="RUNNING", claims=1, begun_at=AT)
    dead = Watch(PlanRun.objects.get(pk=run.pk), SoFar(0.0))
    assert not dead.asked_to_stop()
    carry_out_plan(run_id=run.pk)
    made = bytes(PlanFiles.objects.get().plan)
    dead.keep_best(unpack_plan(made))
    assert not PlanFiles.objects.get().best
    dead.asked_at = 0.0
    with pytest.raises(TakenOver):
        dead.asked_to_stop()
    run.refresh_from_db()
    assert (run.state, run.summary["taken_up_again"]) == (PlanRunState.DONE, 1)
