"""Is there a server, where, and does it keep what it has promised?"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg

from bluelamp.core.postgres import orphans
from bluelamp.core.postgres.connections import CONNECT_SECONDS, connect
from bluelamp.core.postgres.lock import DirectoryLock

if TYPE_CHECKING:
    from bluelamp.core.postgres.home import Home, State

DURABILITY_SETTINGS = ("fsync", "synchronous_commit", "full_page_writes", "data_checksums")


@dataclass(frozen=True)
class ServerStatus:
    """What is known of a server; of one that does not answer only the directory's side."""

    running: bool
    detail: str
    home: Path | None = None
    directory: Path | None = None
    size_bytes: int = 0
    version: str | None = None
    socket: Path | None = None
    port: int | None = None
    durability: dict[str, str] = field(default_factory=dict)
    supervisor_pid: int | None = None
    server_pid: int | None = None
    account: str | None = None
    relocated: str | None = None
    programs: str | None = None

    @property
    def durable(self) -> bool:
        """Whether a committed row survives a crash, by the server's own settings."""
        safe = {"on", "remote_apply", "remote_write", "local"}
        return bool(self.durability) and all(
            self.durability.get(name) in safe
            for name in ("fsync", "synchronous_commit", "full_page_writes")
        )


def read_status(home: Home) -> ServerStatus:
    """The status of the embedded server of this home."""
    state = home.read_state()
    holder = DirectoryLock(home.lock_file).holder()
    if state is None:
        return ServerStatus(False, "never started", home=home.directory, supervisor_pid=holder)
    version, durability, detail = _ask_embedded(home, state)
    cluster = home.cluster(state)
    postmaster = orphans.read_postmaster(cluster)
    alive = postmaster is not None and orphans.is_server(postmaster.pid, cluster)
    if version is None and alive:
        detail = f"running, but does not answer: {detail}"
    elif version is None:
        detail = "starting" if holder else "stopped"
    return ServerStatus(
        running=version is not None,
        detail=detail,
        home=home.directory,
        directory=cluster,
        size_bytes=directory_size(cluster),
        version=version,
        socket=home.sockets(state) / f".s.PGSQL.{state.socket_port}",
        port=state.port,
        durability=durability,
        supervisor_pid=holder,
        server_pid=postmaster.pid if postmaster and alive else None,
        account=state.account,
        relocated=state.relocated,
        programs=state.programs,
    )


def read_url_status(url: str) -> ServerStatus:
    """The status of somebody else's server, as far as our login may ask."""
    try:
        with psycopg.connect(url, autocommit=True, connect_timeout=CONNECT_SECONDS) as connection:
            version, durability = _ask(connection)
    except psycopg.Error as error:
        return ServerStatus(False, str(error).strip())
    return ServerStatus(True, "running", version=version, durability=durability)


def directory_size(directory: Path) -> int:
    """The bytes of the files below a directory; files that vanish meanwhile count nothing."""
    total = 0
    for folder, _, names in os.walk(directory):
        for name in names:
            try:
                total += os.lstat(Path(folder, name)).st_size
            except OSError:
                continue
    return total


def _ask_embedded(home: Home, state: State) -> tuple[str | None, dict[str, str], str]:
    try:
        with connect(home, state) as connection:
            return *_ask(connection), "running"
    except psycopg.Error as error:
        return None, {}, str(error).strip()


def _ask(
    connection: psycopg.Connection[tuple[object, ...]],
) -> tuple[str, dict[str, str]]:
    rows = connection.execute(
        "SELECT name, setting FROM pg_settings WHERE name = ANY(%s)",
        [[*DURABILITY_SETTINGS, "server_version"]],
    ).fetchall()
    settings = {str(name): str(setting) for name, setting in rows}
    version = settings.pop("server_version")
    return version, {name: settings[name] for name in DURABILITY_SETTINGS if name in settings}
