"""`bluelamp db`: the database server that comes with Bluelamp, or yours in DATABASE_URL."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from bluelamp.core.postgres import (
    EmbeddedServer,
    ServerNotUsable,
    database_urls,
    default_home,
    read_url_status,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from bluelamp.core.postgres import ServerStatus

STOPPED = 3
PORT = click.option("--port", type=int, help="Listen on this port of 127.0.0.1 as well.")


class Refusing(click.Group):
    """A group that shows a server's refusal as a message, not as a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except ServerNotUsable as refusal:
            raise click.ClickException(str(refusal)) from refusal


@click.group(cls=Refusing)
def command() -> None:
    """Start, stop and look at the database server."""


@command.command()
@PORT
def start(port: int | None) -> None:
    """Start the server in the background and wait until it answers."""
    from bluelamp.core.postgres.supervisor import start_in_background

    _only_embedded("start")
    server = EmbeddedServer(default_home(), port)
    if server.status().running:
        click.echo("The database server is already running.")
    else:
        start_in_background(server.home.directory, port)
        click.echo("The database server is running.")
    _show(server.status())


@command.command()
@PORT
def run(port: int | None) -> None:
    """Run the server in the foreground until it is told to stop."""
    from bluelamp.core.postgres.supervisor import supervise

    _only_embedded("run")
    server = EmbeddedServer(default_home(), port)
    supervise(server, when_ready=lambda: _show(server.status()))
    click.echo("The database server has stopped.")


@command.command()
def stop() -> None:
    """Stop the server and wait until it has written everything down."""
    _only_embedded("stop")
    stopped = EmbeddedServer(default_home()).stop_anywhere()
    click.echo(f"The database server {'has stopped' if stopped else 'was not running'}.")


@command.command()
def status() -> None:
    """Say how the server is: exit code 0 when it runs, 3 when it does not."""
    outside = os.environ.get("DATABASE_URL")
    found = read_url_status(outside) if outside else EmbeddedServer(default_home()).status()
    if outside:
        click.echo("The server is your own, named in DATABASE_URL.")
    _show(found)
    if not found.running:
        sys.exit(STOPPED)


@command.command()
@click.option("--owner", is_flag=True, help="The owner's address, for migrations and backups.")
def url(owner: bool) -> None:
    """Print the address of the database. It contains the password."""
    urls = database_urls()
    if urls.source == "not started":
        raise ServerNotUsable("No database server has been started here: bluelamp db start.")
    click.echo(urls.owner if owner else urls.application)


def _only_embedded(verb: str) -> None:
    if os.environ.get("DATABASE_URL"):
        raise ServerNotUsable(
            f"DATABASE_URL names a server of your own, which is not ours to {verb}. "
            "Unset it to use the server that comes with Bluelamp."
        )


LINES: tuple[tuple[str, Callable[[ServerStatus], object]], ...] = (
    ("Status", lambda found: found.detail),
    ("PostgreSQL", lambda found: found.version),
    ("Directory", lambda found: found.directory),
    ("Size", lambda found: f"{found.size_bytes / 2**20:.0f} MiB" if found.directory else None),
    ("Socket", lambda found: found.socket if found.running else None),
    ("Port", lambda found: f"{found.port} on 127.0.0.1" if found.port else None),
    ("Durability", lambda found: ", ".join(f"{k} {v}" for k, v in found.durability.items())),
    ("Supervised by", lambda found: found.supervisor_pid and f"process {found.supervisor_pid}"),
    ("Server process", lambda found: found.server_pid),
    ("Runs as", lambda found: found.account),
    ("Elsewhere", lambda found: found.relocated and f"because {found.relocated}"),
    ("Programs", lambda found: found.programs),
)


def _show(found: ServerStatus) -> None:
    for label, value in LINES:
        if text := value(found):
            click.echo(f"{label + ':':<16}{text}")
    if found.running and not found.durable:
        click.echo("Warning: this server may lose committed records in a crash.", err=True)
