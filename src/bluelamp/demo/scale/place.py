"""A database server of its own for a large population, set up for loading."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bluelamp.core.postgres import EmbeddedServer

# Two cores and 24 GiB; nothing here outlives the folder, so no log is kept for a standby.
LOADING = {
    "shared_buffers": "2GB",
    "effective_cache_size": "12GB",
    "maintenance_work_mem": "1GB",
    "max_parallel_maintenance_workers": "2",
    "max_wal_size": "16GB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "checkpoint_timeout": "30min",
}


@contextmanager
def own_database(folder: Path) -> Iterator[EmbeddedServer]:
    """Hold a running server whose home is ``folder``, with the tables of Bluelamp in it."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o711)  # the unprivileged user that PostgreSQL runs as passes through
    os.environ["BLUELAMP_HOME"] = str(folder)
    os.environ.setdefault("BLUELAMP_LOG_LEVEL", "ERROR")
    os.environ.pop("DATABASE_URL", None)
    os.environ["DJANGO_SETTINGS_MODULE"] = "bluelamp.config.settings.demonstration"
    _prepare(folder)
    with EmbeddedServer(folder) as server:
        server.ensure_database()
        command = [sys.executable, "-m", "bluelamp.cli", "manage", "migrate", "--verbosity", "0"]
        subprocess.run(command, check=True)  # noqa: S603 - our own command with fixed arguments
        set_up()
        yield server


def set_up() -> None:
    """Configure Django for the database that the environment names."""
    import django

    django.setup()


def _prepare(folder: Path) -> None:
    """Make the cluster and leave its settings beside it; they count from the next start."""
    with EmbeddedServer(folder) as server:
        cluster = server.status().directory
    assert cluster is not None  # noqa: S101 - it has just run
    lines = "".join(f"{name} = '{value}'\n" for name, value in LOADING.items())
    local = cluster / "local.conf"
    local.write_text(lines, "utf-8")
    local.chmod(0o644)
