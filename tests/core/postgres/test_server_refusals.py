"""What a human is told when the port, the directory or the disk is not usable."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
from typing import TYPE_CHECKING

import psycopg
import pytest

from bluelamp.core.postgres import EmbeddedServer, ServerNotUsable
from bluelamp.core.postgres.failures import explain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def refusal(server: EmbeddedServer) -> str:
    with pytest.raises(ServerNotUsable) as caught:
        server.start()
    assert not server.owned
    assert not any(lock.held for lock in server._locks)
    return str(caught.value)


def test_a_port_that_is_taken_is_named(home: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        said = refusal(EmbeddedServer(home, port))
    assert f"port {port} of 127.0.0.1" in said
    assert "BLUELAMP_DB_PORT" in said


@pytest.mark.parametrize("port", ["0", "65536", "-1", "5432a", "²"])
def test_a_port_that_is_none_is_refused(
    home: Path, monkeypatch: pytest.MonkeyPatch, port: str
) -> None:
    with monkeypatch.context() as environment:
        environment.setenv("BLUELAMP_DB_PORT", port)
        with pytest.raises(ServerNotUsable, match="from 1 to 65535"):
            EmbeddedServer(home)


def test_a_file_in_place_of_the_home_is_named(home: Path) -> None:
    home.write_text("mine")
    assert "a file stands where a directory is needed" in refusal(EmbeddedServer(home))
    assert "a file stands where a directory is needed" in refusal(EmbeddedServer(home / "x"))
    assert home.read_text() == "mine"
    home.unlink()


def test_a_file_in_place_of_the_cluster_is_named(home: Path) -> None:
    home.mkdir(mode=0o711)
    (home / "postgres").write_text("mine")
    assert "is a file" in refusal(EmbeddedServer(home))
    assert (home / "postgres").read_text() == "mine"


def test_a_directory_with_other_files_is_left_alone(home: Path) -> None:
    (home / "postgres").mkdir(parents=True)
    home.chmod(0o711)
    (home / "postgres" / "letters.txt").write_text("mine")
    assert "not a database directory" in refusal(EmbeddedServer(home))
    assert [path.name for path in (home / "postgres").iterdir()] == ["letters.txt"]


def test_a_cluster_of_another_version_is_refused(stopped: Path) -> None:
    (stopped / "postgres" / "PG_VERSION").write_text("16\n")
    assert "written by PostgreSQL 16, and this is 18" in refusal(EmbeddedServer(stopped))


def test_a_cluster_open_to_others_is_refused(stopped: Path) -> None:
    (stopped / "postgres").chmod(0o755)
    said = refusal(EmbeddedServer(stopped))
    assert "mode 0755" in said
    assert "chmod 0700" in said


@pytest.mark.usefixtures("as_root")
def test_a_cluster_of_another_user_is_refused(
    stopped: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BLUELAMP_DB_USER", "daemon")
    assert "PostgreSQL would run as daemon" in refusal(EmbeddedServer(stopped))
    monkeypatch.setenv("BLUELAMP_DB_USER", "root")
    assert "must not be root" in refusal(EmbeddedServer(stopped))
    monkeypatch.setenv("BLUELAMP_DB_USER", "no-such-user")
    assert "no user no-such-user" in refusal(EmbeddedServer(stopped))


def test_a_damaged_state_file_is_named(stopped: Path) -> None:
    (stopped / "postgres.json").write_text("{")
    assert "postgres.json is damaged" in refusal(EmbeddedServer(stopped))
    (stopped / "postgres.json").unlink()


def test_a_damaged_cluster_shows_the_last_words_of_the_log(stopped: Path) -> None:
    (stopped / "postgres" / "global" / "pg_control").unlink()
    said = refusal(EmbeddedServer(stopped))
    assert "PostgreSQL said" in said
    assert "pg_control" in said


def test_too_little_memory_is_told_from_other_causes(stopped: Path) -> None:
    (stopped / "postgres" / "local.conf").write_text("shared_buffers = '4000GB'\n")
    assert "shared memory" in refusal(EmbeddedServer(stopped)).splitlines()[0]


def test_a_server_too_slow_to_answer_is_given_up(stopped: Path) -> None:
    said = refusal(EmbeddedServer(stopped, start_timeout=-1))
    assert "did not answer within" in said
    assert not EmbeddedServer(stopped).status().running


def test_a_disk_nearly_full_is_refused_before_anything_is_written(home: Path) -> None:
    said = refusal(EmbeddedServer(home, minimum_free=10**18))
    assert "full or nearly full" in said
    assert not (home / "postgres").exists()


@pytest.fixture
def small_disk(place: Path) -> Iterator[Path]:
    disk = place / "disk"
    disk.mkdir()
    if os.geteuid() != 0:
        pytest.skip("only root can mount a small disk")
    options = "size=90m,mode=0711"
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(disk)], check=False
    )
    if mounted.returncode != 0:
        pytest.skip("this machine lets nobody mount a small disk")
    yield disk
    subprocess.run(["umount", "--lazy", str(disk)], check=True)


def fill(disk: Path) -> Path:
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(b"x" * 4096)
    return ballast


def test_a_disk_that_fills_up_loses_no_committed_row(small_disk: Path) -> None:
    server = EmbeddedServer(small_disk / "home", minimum_free=0)
    server.start()
    server.ensure_database("records")
    with psycopg.connect(server.owner_url("records"), autocommit=True) as connection:
        connection.execute("CREATE TABLE kept AS SELECT generate_series(1, 100) AS number")
        ballast = fill(small_disk)
        with pytest.raises(psycopg.errors.DiskFull):
            connection.execute("CREATE TABLE lost AS SELECT generate_series(1, 9000000)")
    with pytest.raises(ServerNotUsable, match=r"disk .* is full"):
        server.ensure_database("another")
    server.stop()

    assert "disk" in refusal(server)
    ballast.unlink()
    server.start()
    with psycopg.connect(server.owner_url("records")) as connection:
        assert connection.execute("SELECT count(*) FROM kept").fetchone() == (100,)
    server.stop()


@pytest.mark.parametrize(
    ("line", "cause"),
    [
        ("FATAL:  could not write lock file: No space left on device", "disk of"),
        ("PANIC:  could not write to file: Disk quota exceeded", "disk of"),
        ('could not resize shared memory segment "/x": No space left on device', "shared memory"),
        ("FATAL:  could not map anonymous shared memory: Cannot allocate memory", "shared memory"),
        ("FATAL:  could not create semaphores: No space left on device", "shared memory"),
        ('LOG:  could not bind IPv4 address "127.0.0.1": Address already in use', "port"),
        ('FATAL:  lock file "postmaster.pid" already exists', "Another PostgreSQL"),
        ('FATAL:  data directory "/x" has wrong ownership', "permissions"),
        ('LOG:  Unix-domain socket path "/x" is too long', "too long"),
        ("FATAL:  could not open file: Read-only file system", "read-only"),
        ("FATAL:  could not open file: Permission denied", "may not open"),
        ("FATAL:  something never seen", "did not do as it was asked"),
    ],
)
def test_postgresqls_complaint_is_explained(home: Path, line: str, cause: str) -> None:
    said = explain([line], home)
    assert cause in said.splitlines()[0]
    assert line in said
