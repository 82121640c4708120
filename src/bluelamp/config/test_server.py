"""One PostgreSQL of our own for a whole run of the tests, started before Django needs it."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import psycopg
from psycopg.conninfo import make_conninfo

from bluelamp.core.postgres import EmbeddedServer


def ensure_test_server() -> None:
    """Start a server, and stop it when this process ends.

    Whoever set DATABASE_URL (a login that may create databases) has one already, and so have the
    worker processes, which inherit the address.
    """
    if "DATABASE_URL" in os.environ:
        return
    folder = Path(tempfile.mkdtemp(prefix="bluelamp-test-"))
    folder.chmod(0o711)  # the unprivileged user that PostgreSQL runs as passes through
    server = EmbeddedServer(folder)
    server.start()
    _leave_statistics_alone(server.owner_url())
    atexit.register(_stop, server, folder)
    os.environ["BLUELAMP_HOME"] = str(folder)
    os.environ["DATABASE_URL"] = server.application_url()
    os.environ["DATABASE_OWNER_URL"] = server.owner_url()


def _leave_statistics_alone(url: str) -> None:
    """Turn autovacuum off: it would tell the planner that what a test rolled back is empty."""
    with psycopg.connect(make_conninfo(url, dbname="postgres"), autocommit=True) as owner:
        owner.execute("ALTER SYSTEM SET autovacuum = off")
        owner.execute("SELECT pg_reload_conf()")


def _stop(server: EmbeddedServer, folder: Path) -> None:
    server.stop()
    shutil.rmtree(folder, ignore_errors=True)
