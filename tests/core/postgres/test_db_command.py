"""`bluelamp db`, as an operator types it."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import psycopg
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bluelamp.core.postgres import EmbeddedServer

    Command = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def db(home: Path) -> Command:
    code = "from bluelamp.cli.db import command; command()"

    def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", code, *arguments],
            env=os.environ | {"BLUELAMP_HOME": str(home)} | environment,
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def test_start_status_url_stop(db: Command) -> None:
    assert db("url").returncode == 1
    started = db("start")
    assert started.returncode == 0, started.stderr
    assert "is running" in started.stdout
    assert "already running" in db("start").stdout

    status = db("status")
    assert status.returncode == 0
    for said in ("18.4", "fsync on", "synchronous_commit on", "full_page_writes on", "process"):
        assert said in status.stdout
    for arguments, role in ((["url"], "bluelamp_app"), (["url", "--owner"], "bluelamp_owner")):
        with psycopg.connect(db(*arguments).stdout.strip()) as connection:
            assert connection.execute("SELECT current_user").fetchone() == (role,)
            assert connection.info.dbname == "bluelamp"

    assert "has stopped" in db("stop").stdout
    assert "was not running" in db("stop").stdout
    stopped = db("status")
    assert (stopped.returncode, "stopped" in stopped.stdout) == (3, True)


def test_a_refusal_is_a_message_and_not_a_traceback(db: Command, home: Path) -> None:
    home.write_text("mine")
    refused = db("start")
    assert refused.returncode == 1
    assert "a file stands where a directory is needed" in refused.stderr
    assert "Traceback" not in refused.stderr
    home.unlink()


def test_run_stays_in_the_foreground_until_told_to_stop(db: Command, stopped: Path) -> None:
    code = "from bluelamp.cli.db import command; command()"
    running = subprocess.Popen(
        [sys.executable, "-u", "-c", code, "run"],
        env=os.environ | {"BLUELAMP_HOME": str(stopped)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert running.stdout is not None
    assert "running" in running.stdout.readline()
    running.terminate()
    assert "The database server has stopped." in running.stdout.read()
    assert running.wait() == 0
    assert db("status").returncode == 3


@pytest.mark.parametrize("verb", ["start", "run", "stop"])
def test_a_server_of_your_own_is_left_alone(db: Command, home: Path, verb: str) -> None:
    refused = db(verb, DATABASE_URL="postgresql://db.invalid/records")
    assert refused.returncode == 1
    assert f"not ours to {verb}" in refused.stderr
    assert not home.exists()


def test_status_of_a_server_of_your_own(db: Command, shared_server: EmbeddedServer) -> None:
    url = shared_server.application_url("postgres")
    running = db("status", DATABASE_URL=url)
    assert running.returncode == 0
    assert "your own" in running.stdout
    assert "fsync on" in running.stdout
    unreachable = db("status", DATABASE_URL="postgresql://u:secret@127.0.0.1:1/records")
    assert unreachable.returncode == 3
    assert "secret" not in unreachable.stdout + unreachable.stderr
