"""Killed with signal 9 in the middle of commits: every acknowledged row is there afterwards."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

import psutil
import psycopg
import pytest

from bluelamp.core.postgres import EmbeddedServer

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

ROWS_BEFORE_THE_KILL = 400


def server_pids(home: Path) -> list[int]:
    """The postmaster first, then its children."""
    pid = EmbeddedServer(home).status().server_pid
    assert pid is not None
    return [pid, *(child.pid for child in psutil.Process(pid).children())]


def victims(which: str, home: Path, program: int) -> list[int]:
    pids = server_pids(home)
    return {
        "the program": [program],
        "the program and the postmaster": [pids[0], program],
        "the postmaster": [pids[0]],
        "every process": [*pids, program],
    }[which]


@pytest.mark.parametrize(
    ("which", "recovers"),
    [
        ("the program", False),
        ("the program and the postmaster", True),
        ("the postmaster", True),
        ("every process", True),
    ],
)
def test_no_acknowledged_row_is_lost(
    home: Path, program: subprocess.Popen[str], which: str, recovers: bool
) -> None:
    assert program.stdout is not None
    acknowledged = {int(program.stdout.readline()) for _ in range(ROWS_BEFORE_THE_KILL)}
    for pid in victims(which, home, program.pid):
        os.kill(pid, signal.SIGKILL)
    acknowledged |= {int(line) for line in program.stdout if line.endswith("\n")}
    program.wait()

    with (
        EmbeddedServer(home) as server,
        psycopg.connect(server.owner_url("crash")) as connection,
    ):
        found = {number for (number,) in connection.execute("SELECT number FROM acknowledged")}
        assert acknowledged <= found
        assert len(found) <= len(acknowledged) + 4  # one commit of each connection unsaid
    recovered = "automatic recovery in progress" in server.home.log_file.read_text()
    assert recovered == recovers


def test_the_server_ends_with_the_program_that_ran_it(
    home: Path, program: subprocess.Popen[str], eventually: Callable[[Callable[[], bool]], None]
) -> None:
    assert program.stdout is not None
    program.stdout.readline()
    pids = server_pids(home)
    program.kill()
    eventually(lambda: not any(alive(pid) for pid in pids))
    assert EmbeddedServer(home).status().detail == "stopped"


def alive(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
