"""5,000 people who book places over HTTP in the same moment, here and in pretix.

Every person asks once for one of many sessions, fifteen people for each session of twelve seats.
Afterwards the database says whether what people were told is true.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from .shape import Outcome, Shape

if TYPE_CHECKING:
    from bluelamp.core.postgres import EmbeddedServer


def run() -> None:
    """Let the crowd in at the baseline and here, on one PostgreSQL, and print both."""
    shape = Shape.asked()
    print(
        f"{shape.people:,} people at once, {shape.sockets} sockets, {shape.sessions} sessions of"
        f" {shape.seats} seats; {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}\n"
    )
    with tempfile.TemporaryDirectory(prefix="bluelamp-bench-") as name:
        folder = Path(name)
        folder.chmod(0o711)
        os.environ["BLUELAMP_HOME"] = name
        os.environ["BLUELAMP_LOG_LEVEL"] = "ERROR"
        os.environ["DJANGO_SETTINGS_MODULE"] = "bluelamp.config.settings.demonstration"
        os.environ.pop("DATABASE_URL", None)
        from bluelamp.core.postgres import EmbeddedServer

        with EmbeddedServer(folder) as server:
            print(Outcome.HEAD, flush=True)
            _ours(shape, server, folder)
            _baseline(shape, server, folder)


def _ours(shape: Shape, server: EmbeddedServer, folder: Path) -> None:
    from . import ours

    server.ensure_database(ours.DATABASE)
    programme = ours.prepare(shape)
    with ours.serving(folder) as site:
        ours.warm_up(site, programme)
        print(ours.take_places(shape, programme, site, _postgres()), flush=True)
        print(ours.accept_invitations(shape, programme, site, _postgres()), flush=True)


def _baseline(shape: Shape, server: EmbeddedServer, folder: Path) -> None:
    from . import baseline

    server.ensure_database(baseline.DATABASE)
    try:
        print(baseline.run(shape, server.owner_url(baseline.DATABASE), _postgres(), folder))
    except baseline.NotInstalled as reason:
        print(f"\npretix could not be installed, so there is no baseline: {reason}\n")


def _postgres() -> psutil.Process:
    """Return the postmaster that this process started."""
    below = psutil.Process().children(recursive=True)
    return next(each for each in below if each.name() == "postgres")
