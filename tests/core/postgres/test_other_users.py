"""Root, who may not run PostgreSQL, and ordinary users, who may."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
import psycopg
import pytest

import bluelamp
from bluelamp.core.postgres import EmbeddedServer, ServerNotUsable
from bluelamp.core.postgres.programs import installed_folder

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.usefixtures("as_root")

NOBODY = 65534
SAME_PYTHON = f"python{sys.version_info.major}.{sys.version_info.minor}"


def run_as_nobody(*arguments: str, home: Path) -> subprocess.CompletedProcess[str]:
    """Run Python as an ordinary user, with an interpreter that this user can reach."""
    libraries = [Path(bluelamp.__file__).parents[1], Path(psycopg.__file__).parents[1]]
    for python in (sys.executable, shutil.which(SAME_PYTHON, path="/usr/bin:/usr/local/bin")):
        if python is None:
            continue
        try:
            return subprocess.run(
                [python, *arguments],
                user=NOBODY,
                group=NOBODY,
                extra_groups=[],
                cwd="/",
                env={
                    "PATH": "/usr/bin:/bin",
                    "PYTHONPATH": os.pathsep.join(map(str, libraries)),
                    "PYTHONDONTWRITEBYTECODE": "1",
                    "BLUELAMP_HOME": str(home),
                },
                capture_output=True,
                text=True,
                check=False,
            )
        except PermissionError:
            continue
    pytest.skip(f"no {SAME_PYTHON} that an ordinary user can run")


@pytest.fixture
def db(home: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """`bluelamp db …` as an ordinary user."""
    probe = run_as_nobody("-c", "import bluelamp.cli.db", home=home)
    if "Permission" in probe.stderr or "ModuleNotFound" in probe.stderr:
        pytest.skip("an ordinary user cannot reach the installed packages")
    code = "from bluelamp.cli.db import command; command()"
    return lambda *arguments: run_as_nobody("-c", code, *arguments, home=home)


def test_an_ordinary_user_starts_looks_and_stops(
    db: Callable[..., subprocess.CompletedProcess[str]], place: Path
) -> None:
    place.chmod(0o777)
    started = db("start")
    assert started.returncode == 0, started.stderr
    looked = db("status")
    assert looked.returncode == 0
    assert "fsync on" in looked.stdout
    assert "Runs as" not in looked.stdout
    with psycopg.connect(db("url", "--owner").stdout.strip()) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    assert db("stop").returncode == 0
    assert db("status").returncode == 3
    assert (place / "home").stat().st_mode & 0o777 == 0o700


def test_an_ordinary_user_is_told_of_a_directory_not_his(
    db: Callable[..., subprocess.CompletedProcess[str]], stopped: Path
) -> None:
    refused = db("start")
    assert refused.returncode == 1
    assert "cannot be read by user 65534" in refused.stderr
    (stopped / "postgres.json").unlink()
    assert "cannot be written to by user 65534" in db("start").stderr
    assert "Traceback" not in refused.stderr


def test_an_ordinary_user_is_told_of_a_directory_that_cannot_be_made(
    db: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    assert "cannot be made: Permission denied" in db("start").stderr


def test_roots_server_runs_as_an_unprivileged_user(server: EmbeddedServer) -> None:
    status = server.status()
    assert status.server_pid is not None
    process = psutil.Process(status.server_pid)
    assert process.uids().real == process.uids().effective != 0
    assert process.gids().real != 0
    assert process.username() == status.account


def test_a_home_out_of_reach_is_served_from_elsewhere(place: Path) -> None:
    home, shared = place / "home", place / "shared"
    home.mkdir(mode=0o700)
    with EmbeddedServer(home, shared=shared) as server:
        status = server.status()
        assert status.directory is not None
        assert status.directory.parent.parent == shared
        assert status.relocated is not None
        assert "cannot enter" in status.relocated
        server.ensure_database("records")
    assert home.stat().st_mode & 0o777 == 0o700

    unaware = EmbeddedServer(home)
    assert unaware.status().directory == status.directory
    home.chmod(0o711)
    with EmbeddedServer(home, shared=shared) as again:
        assert again.status().directory == status.directory
        assert not again.ensure_database("records")


def test_two_homes_cannot_run_one_relocated_cluster(place: Path) -> None:
    home, shared = place / "home", place / "shared"
    home.mkdir(mode=0o700)
    with EmbeddedServer(home, shared=shared) as server:
        copy = place / "copy"
        shutil.copytree(home, copy)
        with pytest.raises(ServerNotUsable, match=f"in use by process {os.getpid()}"):
            EmbeddedServer(copy, shared=shared).start()
        assert server.status().running


def test_programs_out_of_reach_are_copied_once(
    place: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = installed_folder().parents[1]
    private = place / "private"
    private.mkdir(mode=0o700)
    for name in (package.name, f"{package.name}.libs"):
        (private / name).symlink_to(package.parent / name)
    monkeypatch.setattr(
        "bluelamp.core.postgres.programs.installed_folder",
        lambda: private / package.name / "pginstall18" / "bin",
    )
    with EmbeddedServer(home, shared=place / "shared") as server:
        programs = server.status().programs
    assert programs is not None
    copied = Path(programs) / "postgres"
    assert copied.is_relative_to(place / "shared")
    made = copied.stat().st_mtime_ns
    with EmbeddedServer(home, shared=place / "shared") as server:
        assert server.status().running
    assert copied.stat().st_mtime_ns == made
    assert [path.name for path in (place / "shared").iterdir()] == [Path(programs).parents[2].name]
