"""Starting what the site needs: the database, its tables, the server."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress

import psycopg

from bluelamp.config.databases import POOLED
from bluelamp.config.working import worker_beside
from bluelamp.core.postgres import default_home

# What a search of people reads.
SEARCHED = ("nominals_person", "nominals_personname", "nominals_clustermember")


@contextmanager
def with_database() -> Iterator[str]:
    """Hold a running database: the one ``DATABASE_URL`` names, or the embedded server."""
    if os.environ.get("DATABASE_URL"):
        yield "Using the PostgreSQL that DATABASE_URL names"
        return
    from bluelamp.core.postgres import EmbeddedServer

    server = EmbeddedServer(default_home())
    owned = server.connect_or_start()
    try:
        server.ensure_database("bluelamp")
        yield "Embedded PostgreSQL started" if owned else "Using the running embedded PostgreSQL"
    finally:
        if owned:
            server.stop()


def _warm() -> None:
    """Read what a search of people touches, beside the start: the first one is quick as well.

    Of the embedded server only: the files of another are not ours to read.
    """
    from bluelamp.core.postgres import EmbeddedServer
    from bluelamp.core.postgres.warming import read_into_memory

    if os.environ.get("DATABASE_URL"):
        return
    server = EmbeddedServer(default_home())
    cluster = server.status().directory
    if cluster is None:
        return

    def read() -> None:
        # A missed warming costs a slow first search and no more.
        with suppress(OSError, psycopg.Error):
            read_into_memory(cluster, server.owner_url("bluelamp"), SEARCHED)

    threading.Thread(target=read, name="warming", daemon=True).start()


def migrate_database() -> None:
    """Bring the tables up to date, as their owner, in a process of its own."""
    _manage("migrate", "--verbosity", "0")


def collect_static() -> None:
    """Put styles and scripts where they are served from, under names that change with them."""
    _manage("collectstatic", "--no-input", "--verbosity", "0")


def _manage(*arguments: str) -> None:
    command = [sys.executable, "-m", "bluelamp.cli", "manage", *arguments]
    subprocess.run(command, check=True)  # noqa: S603 - our own command with fixed arguments


def serve(*, host: str, port: int, workers: int, worker: bool = True) -> None:
    """Serve the site until stopped, with a worker for the jobs beside it unless left out."""
    from granian import Granian
    from granian.constants import Interfaces

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bluelamp.config.settings.demonstration")
    _warm()
    with worker_beside() if worker else nullcontext():
        os.environ[POOLED] = "1"
        Granian(
            "bluelamp.config.wsgi:application",
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            workers=workers,
            blocking_threads=4,
            log_access=False,
        ).serve()
