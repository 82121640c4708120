"""The program that runs the server for others: `bluelamp db run`, or in the background `start`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bluelamp.core.postgres.errors import ServerNotUsable
from bluelamp.core.postgres.server import EmbeddedServer
from bluelamp.core.stopping import Stop

if TYPE_CHECKING:
    from collections.abc import Callable

READY = "ready"


def supervise(server: EmbeddedServer, when_ready: Callable[[], None]) -> None:
    """Start the server and stay until a signal or the server's own end.

    Raises ``ServerNotUsable`` when it cannot start, or ends without having been asked to.
    """
    stop = Stop()
    with server:
        server.ensure_database()
        when_ready()
        while not stop.asked:
            if server.wait(0.2):
                return


def start_in_background(home: Path, port: int | None) -> None:
    """Start a supervisor that outlives us; returns when the server answers.

    Raises ``ServerNotUsable`` with the supervisor's own words when it gave up.
    """
    command = [sys.executable, "-m", __name__, str(home), "" if port is None else str(port)]
    child = subprocess.Popen(  # noqa: S603
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        cwd="/",
        text=True,
        start_new_session=True,
    )
    assert child.stdout is not None  # noqa: S101
    with child.stdout:
        said = child.stdout.read().strip()
    if said != READY:
        child.wait()
        raise ServerNotUsable(said or "The supervising program ended without a word.")


def _tell(text: str) -> None:
    """Give our one word to the program that waits for us, and let its pipe go."""
    os.write(1, text.encode())
    with Path(os.devnull).open("rb+") as nothing:
        os.dup2(nothing.fileno(), 1)
        os.dup2(nothing.fileno(), 2)


def main(home: str, port: str) -> None:
    server = EmbeddedServer(Path(home), int(port) if port else None)
    try:
        supervise(server, when_ready=lambda: _tell(READY))
    except ServerNotUsable as refusal:
        _tell(str(refusal))
        raise SystemExit(1) from None


if __name__ == "__main__":
    main(*sys.argv[1:])
