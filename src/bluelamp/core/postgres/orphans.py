"""Servers whose supervising program has gone, and the lock files that dead ones leave behind."""

from __future__ import annotations

import os
import signal
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bluelamp.core.postgres.errors import ServerNotUsable

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import psutil

FAST_SECONDS = 30.0
IMMEDIATE_SECONDS = 10.0


@dataclass(frozen=True)
class Postmaster:
    """What ``postmaster.pid`` says; the process itself may long be dead."""

    pid: int
    ready: bool


def read_postmaster(cluster: Path) -> Postmaster | None:
    try:
        lines = (cluster / "postmaster.pid").read_text("utf-8", "replace").splitlines()
        ready = len(lines) > 7 and lines[7].strip() == "ready"
        return Postmaster(abs(int(lines[0])), ready)
    except (OSError, ValueError, IndexError):
        return None


def is_server(pid: int, cluster: Path) -> bool:
    """Whether this process is alive and a PostgreSQL of this cluster; an unreaped one is dead."""
    import psutil

    try:
        return _serves(psutil.Process(pid), cluster)
    except psutil.NoSuchProcess:
        return False


def clear_orphan(cluster: Path) -> bool:
    """Stop a server that nobody supervises and remove a dead one's lock file.

    Call it with the directory's lock held. Returns whether a living server was stopped.
    Raises ``ServerNotUsable`` when it does not stop.
    """
    postmaster = read_postmaster(cluster)
    if postmaster is None:
        return False
    alive = is_server(postmaster.pid, cluster)
    if alive:
        stop_server(postmaster.pid, cluster)
    # The children of a killed server notice it and go; until then the memory is in use.
    if not _wait(lambda: not _processes(cluster), IMMEDIATE_SECONDS):
        pids = ", ".join(str(process.pid) for process in _processes(cluster))
        raise ServerNotUsable(
            f"Processes of an earlier database server still run in {cluster}: {pids}. End them."
        )
    # PostgreSQL itself would take a reused or unreaped pid for a living server.
    (cluster / "postmaster.pid").unlink(missing_ok=True)
    return alive


def stop_server(pid: int, cluster: Path) -> None:
    """Fast shutdown, then an immediate one; it is never killed. Waits until it has gone."""
    for number, seconds in ((signal.SIGINT, FAST_SECONDS), (signal.SIGQUIT, IMMEDIATE_SECONDS)):
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            return
        except PermissionError:
            raise ServerNotUsable(
                f"The database server (process {pid}) belongs to another user: "
                "only that user or root can stop it."
            ) from None
        if _wait(lambda: not is_server(pid, cluster), seconds):
            return
    raise ServerNotUsable(f"The database server (process {pid}) in {cluster} does not stop.")


def _wait(condition: Callable[[], bool], seconds: float) -> bool:
    until = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True


def _processes(cluster: Path) -> list[psutil.Process]:
    import psutil

    return [process for process in psutil.process_iter() if _lives_in(process, cluster)]


def _lives_in(process: psutil.Process, cluster: Path) -> bool:
    import psutil

    try:
        return process.name() == "postgres" and _serves(process, cluster)
    except psutil.Error:
        return False


def _serves(process: psutil.Process, cluster: Path) -> bool:
    """PostgreSQL changes into its data directory, and so do all its children."""
    import psutil

    if process.status() == psutil.STATUS_ZOMBIE or not process.name().startswith("postgres"):
        return False
    try:
        return cluster.samefile(process.cwd())
    except (psutil.AccessDenied, OSError):
        return False  # another user's process, and this cluster is ours
