"""The embedded PostgreSQL server: started, supervised and stopped by us."""

from __future__ import annotations

import atexit
import os
import signal
import time
from pathlib import Path
from typing import TYPE_CHECKING, Self

from bluelamp.core.postgres import orphans
from bluelamp.core.postgres.account import account_for
from bluelamp.core.postgres.cluster import (
    MEBIBYTE,
    check_cluster,
    check_free_space,
    create_cluster,
    is_new,
    renew_owner_password,
)
from bluelamp.core.postgres.configuration import durability_arguments, write_configuration
from bluelamp.core.postgres.connections import (
    answers,
    check_port,
    chosen_port,
    ensure_application_role,
    ensure_database,
)
from bluelamp.core.postgres.errors import HeldByAnother, ServerNotUsable
from bluelamp.core.postgres.failures import explain, explain_os_error
from bluelamp.core.postgres.home import Home, State, default_home
from bluelamp.core.postgres.lock import DirectoryLock
from bluelamp.core.postgres.placement import clear_sockets, place_cluster, place_sockets
from bluelamp.core.postgres.process import ServerProcess
from bluelamp.core.postgres.programs import programs_for
from bluelamp.core.postgres.status import ServerStatus, read_status
from bluelamp.core.postgres.urls import APPLICATION, OWNER, embedded_url

if TYPE_CHECKING:
    from types import TracebackType

    from bluelamp.core.postgres.account import Account
    from bluelamp.core.postgres.programs import Programs

SHARED = Path("/var/lib/bluelamp")


class EmbeddedServer:
    """The server of one home ``directory`` (its cluster lies in ``<directory>/postgres``).

    ``port`` (or ``BLUELAMP_DB_PORT``) makes it listen on 127.0.0.1 as well as on its socket;
    ``start_timeout`` is in seconds, ``minimum_free`` in bytes of disk. ``shared`` is where root
    keeps what PostgreSQL's user could not reach in the home. Every refusal is
    ``ServerNotUsable`` with a message for a human.
    """

    def __init__(
        self,
        directory: Path | None = None,
        port: int | None = None,
        *,
        start_timeout: float = 120.0,
        minimum_free: int = 256 * MEBIBYTE,
        shared: Path = SHARED,
    ) -> None:
        self.home = Home((directory or default_home()).absolute())
        self.port = chosen_port(port)
        self.start_timeout = start_timeout
        self.minimum_free = minimum_free
        self.shared = shared
        self._locks: list[DirectoryLock] = []
        self._process: ServerProcess | None = None
        self._supervisor = 0

    @property
    def owned(self) -> bool:
        """Whether this program supervises the running server."""
        process = self._process
        return (
            process is not None and not process.ended.is_set() and self._supervisor == os.getpid()
        )

    def start(self) -> None:
        """Start the server and wait until it answers; no effect when we already run it.

        Raises ``HeldByAnother`` when another program does, ``ServerNotUsable`` when it cannot run.
        """
        if self.owned:
            return
        self.home.prepare()
        try:
            self._lock(self.home.lock_file)
            self._start_locked()
        except OSError as error:
            self._abandon()
            raise ServerNotUsable(explain_os_error(error, self.home.directory)) from error
        except BaseException:
            self._abandon()
            raise
        atexit.register(self._stop_at_exit)

    def stop(self) -> None:
        """Fast shutdown of the server we run, waiting for its end; no effect otherwise."""
        process = self._process
        if process is None or not self.owned:
            return
        for number, seconds in ((signal.SIGINT, 60.0), (signal.SIGQUIT, 15.0)):
            process.send(number)
            if process.ended.wait(seconds):
                break
        else:
            raise ServerNotUsable(f"The database server (process {process.pid}) does not stop.")
        self._process = None
        self._release()
        atexit.unregister(self._stop_at_exit)

    def stop_anywhere(self) -> bool:
        """Stop the server whoever supervises it. Returns False when none was running."""
        if self.owned:
            self.stop()
            return True
        state = self.home.read_state()
        cluster = self.home.cluster(state) if state else None
        postmaster = orphans.read_postmaster(cluster) if cluster else None
        if cluster is None or postmaster is None:
            return False
        if not orphans.is_server(postmaster.pid, cluster):
            return False
        orphans.stop_server(postmaster.pid, cluster)
        self._wait_for_release()
        return True

    def connect_or_start(self) -> bool:
        """Use the server that another program runs, or start our own: True when it is ours."""
        until = time.monotonic() + self.start_timeout
        while True:
            try:
                self.start()
                return True
            except HeldByAnother:
                state = self.home.read_state()
                if state and answers(self.home, state):
                    return False
                if time.monotonic() > until:
                    raise
            time.sleep(0.05)

    def wait(self, timeout: float | None = None) -> bool:
        """Wait (seconds) until the server we run has ended: True when it has.

        Raises ``ServerNotUsable`` when it ended without having been asked to.
        """
        process = self._process
        if process is None:
            return True
        if not process.ended.wait(timeout):
            return False
        if process.exit_code:
            cluster = self.home.cluster(self._state())
            raise ServerNotUsable(f"The server ended. {explain(process.log_lines(), cluster)}")
        return True

    def status(self) -> ServerStatus:
        """What is known of the server, asked of the server itself when it answers."""
        return read_status(self.home)

    def owner_url(self, database: str = "bluelamp") -> str:
        """The address for migrations: the cluster's superuser."""
        return embedded_url(self.home, self._state(), OWNER, database)

    def application_url(self, database: str = "bluelamp") -> str:
        """The address for everything else: a role without any privilege of the cluster."""
        return embedded_url(self.home, self._state(), APPLICATION, database)

    def ensure_database(self, name: str = "bluelamp") -> bool:
        """Make the database when it is missing: True when it was."""
        return ensure_database(self.home, self._state(), name)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def _state(self) -> State:
        state = self.home.read_state()
        if state is None:
            raise ServerNotUsable(f"No database server has been started in {self.home.directory}.")
        return state

    def _start_locked(self) -> None:
        remembered = self.home.read_state()
        state = remembered or State.new()
        account = account_for(self.home.cluster(state))
        state = place_cluster(self.home, state.with_changes(port=self.port), account, self.shared)
        cluster = self.home.cluster(state)
        if cluster.parent != self.home.directory:
            self._lock(cluster.parent / "postgres.lock")
        programs = programs_for(account, self.shared)
        check_free_space(cluster, self.minimum_free)
        self._prepare_cluster(state, cluster, programs, account, lost_state=remembered is None)
        state = place_sockets(self.home, state, account)
        state = state.with_changes(programs=str(programs.folder) if programs.copied else None)
        self.home.write_state(state)
        self._launch(state, cluster, programs, account)
        ensure_application_role(self.home, state)

    def _prepare_cluster(
        self,
        state: State,
        cluster: Path,
        programs: Programs,
        account: Account,
        *,
        lost_state: bool,
    ) -> None:
        if is_new(cluster):
            # The passwords are on disk before the cluster that knows them.
            self.home.write_state(state)
            create_cluster(cluster, programs, account, state.owner_password)
            return
        check_cluster(cluster, account)
        orphans.clear_orphan(cluster)
        if lost_state:
            renew_owner_password(cluster, programs, account, state.owner_password)

    def _launch(self, state: State, cluster: Path, programs: Programs, account: Account) -> None:
        if self.port is not None:
            check_port(self.port)
        sockets = self.home.sockets(state)
        clear_sockets(sockets)
        write_configuration(cluster, sockets, state.socket_port, tcp=self.port is not None)
        command: list[str | Path] = [
            programs.path("postgres"),
            "-D",
            cluster,
            *durability_arguments(),
        ]
        process = ServerProcess(self.home.log_file)
        self._process, self._supervisor = process, os.getpid()
        process.start(command, account, when_ended=self._release)
        self._wait_until_ready(process, state, cluster)

    def _wait_until_ready(self, process: ServerProcess, state: State, cluster: Path) -> None:
        until = time.monotonic() + self.start_timeout
        while not process.ended.wait(0.01):
            postmaster = orphans.read_postmaster(cluster)
            ours = postmaster is not None and postmaster.pid == process.pid and postmaster.ready
            if ours and answers(self.home, state):
                return
            if time.monotonic() > until:
                text = explain(process.log_lines(), cluster)
                raise ServerNotUsable(
                    f"PostgreSQL did not answer within {self.start_timeout:g} seconds. {text}"
                )
        raise ServerNotUsable(explain(process.log_lines(), cluster))

    def _wait_for_release(self) -> None:
        """The program that supervised a stopped server lets go of the directory in a moment."""
        until = time.monotonic() + 5.0
        while DirectoryLock(self.home.lock_file).holder() and time.monotonic() < until:
            time.sleep(0.02)

    def _abandon(self) -> None:
        """Leave nothing behind of a start that failed."""
        process, self._process = self._process, None
        for number in (signal.SIGQUIT, signal.SIGKILL):  # one that only begins may not listen yet
            if process is not None:
                process.send(number)
                process.ended.wait(10.0)
        self._release()

    def _lock(self, path: Path) -> None:
        lock = DirectoryLock(path)
        lock.acquire()
        self._locks.append(lock)

    def _release(self) -> None:
        locks, self._locks = self._locks, []
        for lock in locks:
            lock.release()

    def _stop_at_exit(self) -> None:
        # A forked child inherits the registration but not the server.
        if self.owned:
            self.stop()
