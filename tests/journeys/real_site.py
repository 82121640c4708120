"""The real site for the journeys: the same commands, server and policies as in service."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from bluelamp.core.postgres import EmbeddedServer

ROOT = Path(__file__).resolve().parents[2]
STAFF, PEOPLE = 1_500, 1_500
PATIENCE = 60.0
SIGN_IN = re.compile(r"^ {2}(?P<role>\S.*?) {2,}(?P<number>\S+) +(?P<name>\S.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class SignIn:
    """Whom to sign in as."""

    number: str
    name: str
    password: str


class RealSite:
    """A demonstration of its own, served by `bluelamp serve` in processes of their own."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="bluelamp-journey-"))
        self.folder.chmod(0o711)  # the unprivileged user that PostgreSQL runs as passes through
        self.port = _free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.log = self.folder / "journey.log"
        self.sign_ins: dict[str, SignIn] = {}
        self._server: subprocess.Popen[bytes] | None = None

    def load(self) -> None:
        """Load a small demonstration force and keep whom it lets sign in."""
        sizes = ["--staff", str(STAFF), "--people", str(PEOPLE)]
        done = subprocess.run(
            [*_bluelamp(), "demo", "--no-serve", *sizes],
            env=self._environment(),
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"The demonstration did not load:\n{done.stdout}{done.stderr}"
        self.sign_ins = _sign_ins(done.stdout)

    def start(self) -> None:
        """Serve, and wait until the site answers."""
        with self.log.open("ab") as log:
            self._server = subprocess.Popen(
                [*_bluelamp(), "serve", "--no-worker", "--port", str(self.port)],
                env=self._environment(),
                cwd=ROOT,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self._wait_until_it_answers()

    def run(self, code: str) -> str:
        """Run code in the shell of the site, beside the server; return what it printed."""
        done = subprocess.run(
            [*_bluelamp(), "manage", "shell"],
            env=self._environment(),
            cwd=ROOT,
            input=code,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{done.stdout}{done.stderr}"
        return done.stdout

    def kill(self) -> None:
        """End every process of the site at once, as a power cut would."""
        if self._server is not None:
            os.killpg(self._server.pid, signal.SIGKILL)
            self._server.wait()
            self._server = None

    def stop(self) -> None:
        """Stop the site and its database, and leave nothing behind."""
        if self._server is not None:
            self._server.terminate()
            try:
                self._server.wait(20)
            except subprocess.TimeoutExpired:
                self.kill()
        EmbeddedServer(self.folder).stop_anywhere()
        shutil.rmtree(self.folder, ignore_errors=True)

    def said(self) -> str:
        """Return what the server has logged."""
        return self.log.read_text(errors="replace") if self.log.exists() else ""

    def _environment(self) -> dict[str, str]:
        """Return the caller's environment without what names another database or settings."""
        ours = ("DATABASE_", "BLUELAMP_", "DJANGO_", "PYTEST_")
        kept = {name: each for name, each in os.environ.items() if not name.startswith(ours)}
        settings = "bluelamp.config.settings.demonstration"
        return {**kept, "BLUELAMP_HOME": str(self.folder), "DJANGO_SETTINGS_MODULE": settings}

    def _wait_until_it_answers(self) -> None:
        server, until = self._server, time.monotonic() + PATIENCE
        assert server is not None
        while time.monotonic() < until:
            assert server.poll() is None, f"The site ended at once:\n{self.said()}"
            if _answers(f"{self.address}/account/login/"):
                return
            time.sleep(0.1)
        raise AssertionError(f"The site did not answer in {PATIENCE:.0f} s:\n{self.said()}")


def _bluelamp() -> list[str]:
    return [sys.executable, "-m", "bluelamp.cli"]


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310 - our own server
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def _sign_ins(printed: str) -> dict[str, SignIn]:
    """Read the sign-ins as `bluelamp demo` prints them for people, by the label of the role."""
    password = re.search(r"with the password {2}(\S+)", printed)
    assert password, f"The demonstration printed no password:\n{printed}"
    return {
        found["role"]: SignIn(found["number"], found["name"], password.group(1))
        for found in SIGN_IN.finditer(printed.split(password.group(0), 1)[1])
    }
