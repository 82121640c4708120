"""Jobs: enqueued in the transaction that needs them, done once, taken up when a worker dies."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import TaskNotFound
from tests import beside

from bluelamp.config.worker_connector import worker_connector
from bluelamp.core.jobs import PATIENTLY, enqueue, enqueue_all
from bluelamp.core.jobs import jobs as app
from bluelamp.core.time import now

PATIENCE = 60.0
FORGET = "bluelamp.core.tasks.remove_finished_jobs"


@pytest.fixture
def asked() -> Iterator[list[int]]:
    """Register tasks of the test's own, and forget them after."""
    done: list[int] = []
    known = dict(app.tasks)

    @app.task(name="tests.note", retry=PATIENTLY)
    def note(number: int) -> None:
        done.append(number)
        if number < 0:
            raise ValueError("No negative numbers here")

    @app.task(name="tests.note_next")
    def note_next(number: int) -> None:
        enqueue("tests.note", number=number + 1)

    yield done
    app.tasks.clear()
    app.tasks.update(known)


def test_a_job_is_done_with_its_arguments(jobs, asked):
    enqueue("tests.note", number=7)
    assert (jobs.waiting("note"), asked) == ([{"number": 7}], [])
    jobs.run()
    assert (jobs.waiting(), asked) == ([], [7])


def test_a_job_stands_or_falls_with_its_transaction(jobs, asked):
    with transaction.atomic():
        enqueue("tests.note", number=7)
        transaction.set_rollback(True)
    assert jobs.waiting() == []


def test_so_does_a_job_that_a_task_enqueues_in_a_worker(jobs, asked):
    with app.replace_connector(worker_connector(most=2)), transaction.atomic():
        enqueue("tests.note", number=7)
        transaction.set_rollback(True)
    assert jobs.waiting() == []


def test_a_job_may_enqueue_another(jobs, asked):
    enqueue("tests.note_next", number=1)
    jobs.run()
    assert asked == [2]


def test_a_job_waits_for_its_time(jobs, asked):
    enqueue("tests.note", not_before=now() + timedelta(hours=1), number=7)
    jobs.run()
    assert (jobs.waiting("note"), asked) == ([{"number": 7}], [])


def test_a_failed_job_is_tried_again_later(jobs, asked):
    enqueue("tests.note", number=-1)
    jobs.run()
    job = ProcrastinateJob.objects.get()
    assert (job.status, job.attempts, asked) == ("todo", 1, [-1])
    assert job.scheduled_at > now()


def test_many_jobs_are_enqueued_by_one_statement(jobs, asked, django_assert_num_queries):
    with django_assert_num_queries(1):
        enqueue_all("tests.note", ({"number": number} for number in range(50)))
    assert len(jobs.waiting("note")) == 50
    enqueue_all("tests.note", [])


def test_a_task_that_nobody_wrote_is_not_enqueued(db):
    with pytest.raises(TaskNotFound):
        enqueue("bluelamp.core.tasks.no_such_task")


def test_a_worker_does_what_a_killed_one_had_begun_and_ends_with_its_parent(committed_db):
    lost = _begun_by_a_killed_worker()
    with _worker() as worker:
        _wait_until(lambda: _status(lost) == "succeeded")
        worker.stdin.close()
        assert worker.wait(PATIENCE) == 0


def _begun_by_a_killed_worker() -> int:
    """Leave a job as kill -9 leaves it: begun, by a worker whose heart no longer beats."""
    enqueue(FORGET, timestamp=0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT worker_id FROM procrastinate_register_worker_v1()")
        (worker,) = cursor.fetchone()
        cursor.execute("SELECT id FROM procrastinate_fetch_job_v2(NULL, %s)", [worker])
        (job,) = cursor.fetchone()
        cursor.execute(
            "UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 hour'"
        )
    enqueue("bluelamp.core.tasks.take_up_lost_jobs", timestamp=0)  # as the clock will
    return int(job)


@contextmanager
def _worker() -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "bluelamp.cli", "worker", "--with-parent"]
    worker = subprocess.Popen(command, env=beside.environment(), stdin=subprocess.PIPE)
    try:
        yield worker
    finally:
        worker.kill()
        worker.wait()


def _status(job: int) -> str:
    return str(ProcrastinateJob.objects.get(pk=job).status)


def _wait_until(true) -> None:
    until = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < until, "A worker did not do its jobs"
        time.sleep(0.05)
