"""Homes of their own for servers of the wheel: every test runs the real PostgreSQL."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bluelamp.core.postgres import EmbeddedServer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PROGRAM = Path(__file__).with_name("committing_program.py")


@pytest.fixture(autouse=True)
def no_settings_of_the_caller(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "BLUELAMP_DB_PORT", "BLUELAMP_DB_USER"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def place() -> Iterator[Path]:
    """A short directory that other users can pass through, unlike pytest's own."""
    directory = Path(tempfile.mkdtemp(prefix="bl-"))
    directory.chmod(0o711)
    yield directory
    EmbeddedServer(directory / "home").stop_anywhere()
    shutil.rmtree(directory)


@pytest.fixture
def home(place: Path) -> Path:
    return place / "home"


@pytest.fixture(scope="session")
def template() -> Iterator[Path]:
    """A home whose server has run and was stopped, to be copied: quicker than a new one."""
    directory = Path(tempfile.mkdtemp(prefix="bl-"))
    directory.chmod(0o711)
    with EmbeddedServer(directory / "home"):
        pass
    yield directory / "home"
    shutil.rmtree(directory)


@pytest.fixture
def stopped(home: Path, template: Path) -> Path:
    """A home with a cluster that runs no more."""
    subprocess.run(["cp", "-a", "--reflink=auto", str(template), str(home)], check=True)
    (home / "postgres.log").unlink()
    return home


@pytest.fixture
def server(stopped: Path) -> Iterator[EmbeddedServer]:
    with EmbeddedServer(stopped) as running:
        yield running


@pytest.fixture
def program(stopped: Path) -> Iterator[subprocess.Popen[str]]:
    """Another program that runs the server of a home and commits rows, one line for each."""
    running = subprocess.Popen(
        [sys.executable, str(PROGRAM), str(stopped)], stdout=subprocess.PIPE, text=True
    )
    yield running
    running.kill()
    running.communicate()


@pytest.fixture(scope="session")
def eventually() -> Callable[[Callable[[], bool]], None]:
    def wait(condition: Callable[[], bool]) -> None:
        until = time.monotonic() + 20
        while not condition():
            assert time.monotonic() < until, "it never came about"
            time.sleep(0.02)

    return wait


@pytest.fixture
def as_root() -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can become another user")


@pytest.fixture(scope="module")
def shared_server() -> Iterator[EmbeddedServer]:
    """One server for the tests that only look."""
    directory = Path(tempfile.mkdtemp(prefix="bl-"))
    directory.chmod(0o711)
    with EmbeddedServer(directory / "home") as running:
        yield running
    shutil.rmtree(directory)
