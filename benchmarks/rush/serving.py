"""A server under test: started on a free port, warmed up, its processor time read, stopped."""

from __future__ import annotations

import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

PATIENCE = 90.0
WORKERS = 2
THREADS = 4


def free_port() -> int:
    """Return a port of 127.0.0.1 that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def processor_seconds(process: psutil.Process) -> float:
    """Return the processor time of a process and all below it, ended children included."""
    total = 0.0
    for each in [process, *process.children(recursive=True)]:
        try:
            times = each.cpu_times()
        except psutil.NoSuchProcess:
            continue
        total += times.user + times.system
        total += times.children_user + times.children_system
    return total


@dataclass(frozen=True, slots=True)
class Served:
    """A running server."""

    url: str
    process: psutil.Process

    @property
    def processor(self) -> float:
        """Seconds of processor time so far, of the server and its workers."""
        return processor_seconds(self.process)


@contextmanager
def served(
    command: Sequence[str], *, port: int, ready: str, environment: Mapping[str, str], log: Path
) -> Iterator[Served]:
    """Run a server until its page ``ready`` answers at all, and stop it in the end."""
    url = f"http://127.0.0.1:{port}"
    with log.open("w") as lines:
        process = subprocess.Popen(
            command, env=os.environ | environment, stdout=lines, stderr=subprocess.STDOUT
        )
    try:
        _await(f"{url}{ready}", process, log)
        yield Served(url, psutil.Process(process.pid))
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _await(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + PATIENCE
    request = urllib.request.Request(url, headers={"Host": "localhost"})  # noqa: S310 - ours
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE):  # noqa: S310 - ours
                return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("The server did not answer:\n" + log.read_text("utf-8", "replace")[-2000:])
