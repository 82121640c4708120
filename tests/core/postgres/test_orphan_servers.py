"""Servers without a supervisor, and lock files of servers that are no more."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import psycopg
import pytest

from bluelamp.core.postgres import EmbeddedServer, ServerNotUsable
from bluelamp.core.postgres.account import account_for
from bluelamp.core.postgres.orphans import is_server, read_postmaster
from bluelamp.core.postgres.programs import programs_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture
def orphan(
    stopped: Path, place: Path, eventually: Callable[[Callable[[], bool]], None]
) -> Iterator[subprocess.Popen[bytes]]:
    """PostgreSQL running in a home with nobody to supervise it."""
    home = stopped
    with EmbeddedServer(home):
        pass  # its configuration names the socket of this home from now on
    cluster = home / "postgres"
    account = account_for(cluster)
    running = subprocess.Popen(
        [programs_for(account, place).path("postgres"), "-D", cluster],
        user=account.uid,
        group=account.gid,
        extra_groups=[] if account.switch else None,
        cwd="/",
        stderr=subprocess.DEVNULL,
    )
    eventually(lambda: EmbeddedServer(home).status().running)
    yield running
    running.kill()
    running.wait()


def test_an_orphan_is_seen_and_used(orphan: subprocess.Popen[bytes], home: Path) -> None:
    status = EmbeddedServer(home).status()
    assert (status.running, status.server_pid, status.supervisor_pid) == (True, orphan.pid, None)


def test_an_orphan_is_replaced_at_the_next_start(
    orphan: subprocess.Popen[bytes], home: Path
) -> None:
    with EmbeddedServer(home) as server:
        assert orphan.wait(5) == 0
        assert server.status().server_pid != orphan.pid
        assert server.status().supervisor_pid == os.getpid()


def test_an_orphan_can_be_stopped(orphan: subprocess.Popen[bytes], home: Path) -> None:
    assert EmbeddedServer(home).stop_anywhere()
    assert orphan.wait(5) == 0


def test_a_dead_server_that_nobody_reaped_is_not_taken_for_a_living_one(
    orphan: subprocess.Popen[bytes], home: Path, eventually: Callable[[Callable[[], bool]], None]
) -> None:
    orphan.kill()
    eventually(lambda: not is_server(orphan.pid, home / "postgres"))
    os.kill(orphan.pid, 0)  # its process is still there, as a zombie
    assert not EmbeddedServer(home).status().running
    with EmbeddedServer(home) as server:
        assert server.status().server_pid != orphan.pid


def test_a_reused_pid_in_the_lock_file_is_not_taken_for_a_server(stopped: Path) -> None:
    with EmbeddedServer(stopped):
        lines = (stopped / "postgres" / "postmaster.pid").read_text().splitlines()
    lock_file = stopped / "postgres" / "postmaster.pid"
    lock_file.write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")
    status = EmbeddedServer(stopped).status()
    assert (status.running, status.server_pid) == (False, None)
    with EmbeddedServer(stopped) as server:
        assert server.status().running


def test_the_server_of_a_copied_home_is_left_alone(server: EmbeddedServer, place: Path) -> None:
    copy = place / "copy"
    subprocess.run(["cp", "-a", str(server.home.directory), str(copy)], check=True)
    postmaster = read_postmaster(copy / "postgres")
    assert postmaster is not None
    assert not is_server(postmaster.pid, copy / "postgres")
    (copy / "postgres.lock").unlink()
    with EmbeddedServer(copy) as second:
        assert second.status().server_pid != postmaster.pid
        assert server.status().server_pid == postmaster.pid
        with psycopg.connect(second.owner_url("postgres")) as connection:
            found = connection.execute("SHOW data_directory").fetchone()
        assert found == (str(copy / "postgres"),)


def test_a_forgotten_child_of_a_dead_server_is_named(
    home: Path, monkeypatch: pytest.MonkeyPatch, orphan: subprocess.Popen[bytes]
) -> None:
    monkeypatch.setattr("bluelamp.core.postgres.orphans.IMMEDIATE_SECONDS", 0.3)
    monkeypatch.setattr("bluelamp.core.postgres.orphans.FAST_SECONDS", 0.3)
    os.kill(orphan.pid, 19)  # a stopped process can neither end nor answer
    try:
        with pytest.raises(ServerNotUsable, match=str(orphan.pid)):
            EmbeddedServer(home).start()
    finally:
        os.kill(orphan.pid, 18)
