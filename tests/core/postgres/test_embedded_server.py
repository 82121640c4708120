"""Start, stop, status, roles and settings of the embedded server."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import psycopg
import pytest

from bluelamp.core.postgres import EmbeddedServer, HeldByAnother, ServerNotUsable
from bluelamp.core.postgres.lock import DirectoryLock

if TYPE_CHECKING:
    from pathlib import Path


def ask(url: str, question: str) -> tuple[object, ...] | None:
    with psycopg.connect(url) as connection:
        return connection.execute(question).fetchone()


def test_starts_answers_and_stops(home: Path) -> None:
    server = EmbeddedServer(home)
    server.start()
    running = server.status()
    assert (running.running, running.version, running.supervisor_pid) == (
        True,
        "18.4",
        os.getpid(),
    )
    assert ask(server.owner_url("postgres"), "SELECT 1") == (1,)
    server.stop()
    stopped = server.status()
    assert (stopped.running, stopped.detail, stopped.supervisor_pid) == (False, "stopped", None)
    assert stopped.size_bytes > 10_000_000


def test_status_before_the_first_start_makes_nothing(home: Path) -> None:
    status = EmbeddedServer(home).status()
    assert (status.running, status.detail) == (False, "never started")
    assert not home.exists()


def test_starting_and_stopping_twice_does_no_harm(server: EmbeddedServer) -> None:
    pid = server.status().server_pid
    server.start()
    assert server.status().server_pid == pid
    server.stop()
    server.stop()
    assert not server.owned


def test_rows_outlive_a_restart(server: EmbeddedServer) -> None:
    assert server.ensure_database("records")
    assert not server.ensure_database("records")
    with psycopg.connect(server.owner_url("records")) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 'Zoë' AS name")
    server.stop()
    server.start()
    assert ask(server.owner_url("records"), "SELECT name FROM kept") == ("Zoë",)


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("fsync", "on"),
        ("synchronous_commit", "on"),
        ("full_page_writes", "on"),
        ("data_checksums", "on"),
        ("TimeZone", "UTC"),
        ("server_encoding", "UTF8"),
        ("jit", "off"),
        ("listen_addresses", ""),
        ("password_encryption", "scram-sha-256"),
    ],
)
def test_the_live_server_has_the_setting(
    shared_server: EmbeddedServer, setting: str, value: str
) -> None:
    url = shared_server.application_url("postgres")
    assert ask(url, f"SELECT current_setting('{setting}')") == (value,)


def test_durability_cannot_be_configured_away(stopped: Path) -> None:
    with EmbeddedServer(stopped) as server:
        with psycopg.connect(server.owner_url("postgres"), autocommit=True) as owner:
            owner.execute("ALTER SYSTEM SET fsync = off")
        (stopped / "postgres" / "local.conf").write_text(
            "full_page_writes = off\nwork_mem = '9MB'\n"
        )
        server.stop()
        server.start()
        assert server.status().durable
        assert ask(server.owner_url("postgres"), "SHOW fsync") == ("on",)
        assert ask(server.owner_url("postgres"), "SHOW work_mem") == ("9MB",)


def test_a_server_told_to_forgo_durability_is_reported(shared_server: EmbeddedServer) -> None:
    durability = shared_server.status().durability | {"fsync": "off"}
    assert shared_server.status().durable
    assert not type(shared_server.status())(True, "running", durability=durability).durable


def test_text_is_ordered_by_the_builtin_provider(shared_server: EmbeddedServer) -> None:
    question = "SELECT datlocprovider, datlocale FROM pg_database WHERE datname = 'template1'"
    assert ask(shared_server.owner_url("postgres"), question) == ("b", "C.UTF-8")


def test_the_application_is_a_role_without_privileges(shared_server: EmbeddedServer) -> None:
    question = (
        "SELECT current_user, rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls"
        " FROM pg_roles WHERE rolname = current_user"
    )
    found = ask(shared_server.application_url("postgres"), question)
    assert found == ("bluelamp_app", False, False, False, False, False)


def test_a_wrong_password_is_refused(shared_server: EmbeddedServer) -> None:
    url = shared_server.owner_url("postgres")
    password = url.split(":")[2].split("@")[0]
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(url.replace(password, "guess"))


def test_secrets_and_sockets_are_private(shared_server: EmbeddedServer) -> None:
    status = shared_server.status()
    assert shared_server.home.state_file.stat().st_mode & 0o777 == 0o600
    assert shared_server.home.log_file.stat().st_mode & 0o777 == 0o600
    assert status.socket is not None
    assert status.socket.parent.stat().st_mode & 0o777 == 0o700


def test_nothing_typed_reaches_the_log(shared_server: EmbeddedServer) -> None:
    with psycopg.connect(shared_server.owner_url("postgres"), autocommit=True) as owner:
        owner.execute("CREATE TEMP TABLE person (name text PRIMARY KEY)")
        with pytest.raises(psycopg.errors.UniqueViolation):
            owner.execute("INSERT INTO person VALUES ('Prudence'), ('Prudence')")
    log = shared_server.home.log_file.read_text()
    assert "duplicate key value" in log
    assert "Prudence" not in log


def test_a_second_program_is_refused_by_pid(server: EmbeddedServer, home: Path) -> None:
    with pytest.raises(HeldByAnother, match=f"process {os.getpid()}") as refusal:
        EmbeddedServer(home).start()
    assert refusal.value.pid == os.getpid()
    assert server.status().running


def test_a_second_program_may_use_the_server(server: EmbeddedServer, home: Path) -> None:
    second = EmbeddedServer(home)
    assert not second.connect_or_start()
    assert ask(second.application_url("postgres"), "SELECT 1") == (1,)
    second.stop()
    assert server.status().running


def test_connect_or_start_starts_when_nobody_has(stopped: Path) -> None:
    server = EmbeddedServer(stopped)
    assert server.connect_or_start()
    assert server.owned
    server.stop()


def test_another_program_can_stop_the_server(server: EmbeddedServer, home: Path) -> None:
    assert EmbeddedServer(home).stop_anywhere()
    assert not server.owned
    assert not EmbeddedServer(home).stop_anywhere()
    with EmbeddedServer(home) as next_one:
        assert next_one.owned


def test_the_server_outlives_the_thread_that_started_it(stopped: Path) -> None:
    server = EmbeddedServer(stopped)
    starter = threading.Thread(target=server.start)
    starter.start()
    starter.join()
    assert not server.wait(0.3)
    assert server.status().running
    server.stop()


def test_a_forked_child_neither_holds_nor_stops_the_server(server: EmbeddedServer) -> None:
    child = os.fork()
    if child == 0:
        held = any(lock.held for lock in server._locks)
        server.stop()
        os._exit(1 if held or server.owned else 0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert server.status().running


def test_listens_on_a_port_of_the_loopback_only_when_told(stopped: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with EmbeddedServer(stopped, port) as server:
        url = server.owner_url("postgres").split("?")[0].replace("@/", f"@127.0.0.1:{port}/")
        assert ask(url, "SHOW listen_addresses") == ("127.0.0.1",)
        assert server.status().port == port
        with pytest.raises(psycopg.OperationalError, match="no password supplied"):
            psycopg.connect(f"postgresql://bluelamp_owner@127.0.0.1:{port}/postgres")


def test_a_home_too_deep_for_a_socket_gets_a_short_one(place: Path) -> None:
    deep = place / "d" / ("x" * 120)
    deep.parent.mkdir()
    deep.parent.chmod(0o711)
    server = EmbeddedServer(deep)
    server.start()
    first = server.status().socket
    server.stop()
    server.start()
    assert first is not None
    assert len(os.fsencode(first)) <= 107
    assert server.status().socket == first
    assert first.parent.stat().st_mode & 0o777 == 0o700
    server.stop()
    first.parent.rmdir()


def test_a_lost_state_file_loses_no_data(server: EmbeddedServer) -> None:
    server.ensure_database("records")
    server.stop()
    server.home.state_file.unlink()
    server.start()
    assert ask(server.application_url("records"), "SELECT current_user") == ("bluelamp_app",)
    assert ask(server.owner_url("records"), "SELECT current_user") == ("bluelamp_owner",)


def test_a_creation_broken_off_is_begun_anew(home: Path) -> None:
    home.mkdir()
    home.chmod(0o711)
    unfinished = home / "postgres.new"
    unfinished.mkdir()
    (unfinished / "PG_VERSION").write_text("18\n")
    (home / "postgres").mkdir()
    with EmbeddedServer(home) as server:
        assert server.status().running
    assert not unfinished.exists()


def test_a_crash_of_the_server_is_noticed(server: EmbeddedServer) -> None:
    pid = server.status().server_pid
    assert pid is not None
    os.kill(pid, 9)
    with pytest.raises(ServerNotUsable, match="server ended"):
        server.wait(10)
    assert not server.owned
    server.start()
    assert server.status().running


def test_addresses_of_a_server_never_started_are_refused(home: Path) -> None:
    with pytest.raises(ServerNotUsable, match="No database server has been started"):
        EmbeddedServer(home).owner_url()


def test_psycopg_is_not_loaded_to_tell_an_address() -> None:
    code = (
        "import sys; from bluelamp.core.postgres import database_urls; database_urls();"
        "sys.exit(any(name in sys.modules for name in ('psycopg', 'psutil', 'subprocess')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_of_programs_that_start_at_once_one_runs_the_server(home: Path) -> None:
    servers = [EmbeddedServer(home) for _ in range(3)]
    with ThreadPoolExecutor() as pool:
        owned = list(pool.map(EmbeddedServer.connect_or_start, servers))
    assert sorted(owned) == [False, False, True]
    assert [server.owned for server in servers] == owned
    for server in servers:
        assert ask(server.application_url("postgres"), "SELECT 1") == (1,)
    servers[owned.index(True)].stop()


def test_the_end_is_told_only_when_the_directory_is_free(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However slowly the watching thread lets go: who waits for the end never finds a holder."""
    release = DirectoryLock.release

    def slowly(lock: DirectoryLock) -> None:
        time.sleep(0.3)
        release(lock)

    monkeypatch.setattr(DirectoryLock, "release", slowly)
    server = EmbeddedServer(home)
    server.start()
    server.stop()
    assert server.status().supervisor_pid is None
