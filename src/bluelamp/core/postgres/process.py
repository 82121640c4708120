"""PostgreSQL as our own child, which ends with us."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from bluelamp.core.postgres import launcher
from bluelamp.core.postgres.account import CLEAN_ENVIRONMENT
from bluelamp.core.postgres.errors import ServerNotUsable

if TYPE_CHECKING:
    import signal
    from collections.abc import Callable, Sequence

    from bluelamp.core.postgres.account import Account

LOG_LIMIT_BYTES = 10 * 1024 * 1024


class ServerProcess:
    """One run of ``postgres``, started and waited for by a thread of its own.

    The kernel ends a child with the *thread* that started it, so that thread stays until the
    server has ended; it also takes the exit code, and no dead server is left unreaped.
    """

    def __init__(self, log_file: Path) -> None:
        self.log_file = log_file
        self.ended = threading.Event()
        self._started = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._failure: OSError | None = None
        self._log_start = 0

    @property
    def pid(self) -> int:
        if self._process is None:
            raise ServerNotUsable(f"PostgreSQL could not be run: {self._failure}.")
        return self._process.pid

    def start(
        self, command: Sequence[str | Path], account: Account, when_ended: Callable[[], None]
    ) -> None:
        """Start the command. Raises ``ServerNotUsable`` when the system does not run it."""
        self._rotate_log()
        arguments = (_launch(command, account), when_ended)
        threading.Thread(target=self._watch, args=arguments, name="postgres", daemon=True).start()
        self._started.wait()
        if self._process is None:
            raise ServerNotUsable(f"PostgreSQL could not be run: {self._failure}.")

    @property
    def exit_code(self) -> int | None:
        """None while it runs, 0 after a shutdown that was asked for."""
        return self._process.returncode if self._process else None

    def send(self, number: signal.Signals) -> None:
        if self._process is not None and not self.ended.is_set():
            self._process.send_signal(number)

    def log_lines(self) -> list[str]:
        """What the server has logged since it was started."""
        try:
            with self.log_file.open("rb") as log:
                log.seek(self._log_start)
                return log.read().decode("utf-8", "replace").splitlines()
        except FileNotFoundError:
            return []

    def _watch(self, command: list[str], when_ended: Callable[[], None]) -> None:
        try:
            with open(self.log_file, "ab", opener=_private) as log:
                self._process = subprocess.Popen(  # noqa: S603
                    command,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    cwd="/",
                    env=CLEAN_ENVIRONMENT,
                    start_new_session=True,  # a Ctrl-C at the terminal is ours to pass on
                )
        except OSError as error:
            self._failure = error
            self._started.set()
            return
        self._started.set()
        self._process.wait()
        # Announced last: whoever waits for the end finds the directory already let go.
        try:
            when_ended()
        finally:
            self.ended.set()

    def _rotate_log(self) -> None:
        size = self.log_file.stat().st_size if self.log_file.exists() else 0
        if size > LOG_LIMIT_BYTES:
            self.log_file.replace(self.log_file.with_suffix(".log.1"))
            size = 0
        self._log_start = size


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _launch(command: Sequence[str | Path], account: Account) -> list[str]:
    uid, gid = (str(account.uid), str(account.gid)) if account.switch else ("-", "-")
    start = [sys.executable, "-I", "-S", str(Path(launcher.__file__)), str(os.getpid()), uid, gid]
    return start + [str(part) for part in command]
