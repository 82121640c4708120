"""Doing the jobs: in this process, or in a process beside the site."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

PATIENCE = 15.0
REST_AFTER_A_FALL = 2.0


def work(*, concurrency: int) -> None:
    """Do jobs, those of the clock included, until told to stop; what has begun is finished."""
    from procrastinate.contrib.django import app

    from .worker_connector import worker_connector

    with app.replace_connector(worker_connector(most=concurrency + 2)):
        app.run_worker(
            concurrency=concurrency,
            fetch_job_polling_interval=2.0,
            shutdown_graceful_timeout=PATIENCE - 5,
        )


def stop_with_parent() -> None:
    """Stop when whoever started us, and holds the other end of our input, is gone."""

    def watch() -> None:
        while os.read(0, 1024):  # the bare descriptor: a waiting sys.stdin breaks our own end
            pass
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, name="parent", daemon=True).start()


@contextmanager
def worker_beside() -> Iterator[None]:
    """Keep a worker running in a process of its own, which ends with this one."""
    beside = _Beside()
    beside.start()
    try:
        yield
    finally:
        beside.stop()


class _Beside(threading.Thread):
    """Starts the worker, starts it again when it falls, and lets it finish at the end."""

    def __init__(self) -> None:
        super().__init__(name="worker", daemon=True)
        self._asked_to_stop = threading.Event()

    def run(self) -> None:
        while not self._asked_to_stop.is_set():
            child = _start_child()
            while child.poll() is None and not self._asked_to_stop.wait(0.5):
                pass
            _end_child(child)
            self._asked_to_stop.wait(REST_AFTER_A_FALL)

    def stop(self) -> None:
        self._asked_to_stop.set()
        self.join()


def _start_child() -> subprocess.Popen[bytes]:
    # A session of its own: Ctrl-C is for the site, which then lets the worker finish.
    return subprocess.Popen(
        [sys.executable, "-m", "bluelamp.cli", "worker", "--with-parent"],
        stdin=subprocess.PIPE,
        start_new_session=True,
    )


def _end_child(child: subprocess.Popen[bytes]) -> None:
    assert child.stdin is not None  # noqa: S101
    child.stdin.close()
    try:
        child.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
