"""`bluelamp sandbox`: a practice copy for a class, marked TRAINING, apart from the live system."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bluelamp.core.errors import NotPossible
from bluelamp.core.postgres import ServerNotUsable, default_home

if TYPE_CHECKING:
    from bluelamp.config.practice import Practice, PracticeCopies

MEBIBYTE = 2**20
DAYS_SERVED = 14
AT_NAME = click.argument("name")


class Refusing(click.Group):
    """A group that shows a refusal as a message, not as a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except NotPossible as refusal:
            raise click.ClickException(refusal.reason) from refusal
        except ServerNotUsable as refusal:
            raise click.ClickException(str(refusal)) from refusal


@click.group(cls=Refusing)
def command() -> None:
    """Make, reset, list, serve and drop the practice copies of classes."""


@command.command()
@AT_NAME
@click.option("--logins", default=12, show_default=True, help="Seats; 1 in 20 more are spare")
@click.option("--role", "roles", multiple=True, help="What the class learns to be (repeatable)")
@click.option("--session", default="", help="Reference of the class: its trainers are told")
@click.option("--days", default=DAYS_SERVED, show_default=True, help="How long it is served")
@click.option(
    "--staff",
    default=600,
    show_default=True,
    type=click.IntRange(min=200),
    help="Size of the synthetic force",
)
@click.option("--people", default=800, show_default=True, help="People on its records")
def make(
    name: str,
    logins: int,
    roles: tuple[str, ...],
    session: str,
    days: int,
    staff: int,
    people: int,
) -> None:
    """Make a practice copy named NAME with synthetic data and a pool of logins."""
    from dataclasses import replace

    from bluelamp.core.time import day_of, now

    with _copies() as copies:
        chosen, at = _roles(roles), now()
        if session:
            _check_session(copies, session)
        if not copies.has_template():
            click.echo("Loading the synthetic force that copies begin with, once …")
            copies.make_template(staff=staff, people=people)
        until = day_of(at) + timedelta(days=days)
        made = copies.make(name, logins=logins, roles=chosen, at=at, expires_on=until)
        made = copies.keep(replace(made, session=session.strip().upper()))
        _tell_trainers(copies, made)
    click.echo(f"Practice copy {name} is ready: {len(made.logins)} logins, until {until}.")
    click.echo(f"Print them: bluelamp sandbox sheet {name} logins.pdf")
    click.echo(f"Serve it:   bluelamp sandbox serve {name}")


@command.command()
@AT_NAME
def reset(name: str) -> None:
    """Bring NAME back to how it began; who works in it must sign in again."""
    from bluelamp.core.time import now

    with _copies() as copies:
        found = copies.reset(name, at=now())
        _tell_trainers(copies, found)
    click.echo(f"Practice copy {name} is as it began.")


@command.command(name="list")
def list_copies() -> None:
    """List the practice copies."""
    with _copies() as copies:
        found = copies.all()
        for each in found:
            size = copies.server.size(each.database) // MEBIBYTE
            reset_at = f"reset {each.reset_at[:16]}" if each.reset_at else "not reset yet"
            click.echo(
                f"{each.name:<18}{len(each.logins):>3} logins  {size:>4} MiB  "
                f"until {each.expires_on}  {reset_at}  {each.session or 'no class'}  {each.address}"
            )
    if not found:
        click.echo("There is no practice copy: bluelamp sandbox make NAME")


@command.command()
@AT_NAME
def drop(name: str) -> None:
    """Delete NAME: its databases, its role and its logins."""
    with _copies() as copies:
        copies.drop(name)
        if _live_is_there(copies):
            _forget(name)
    click.echo(f"Practice copy {name} is gone.")


@command.command()
@AT_NAME
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def sheet(name: str, file: Path) -> None:
    """Print the logins of NAME on a sheet, FILE.pdf, to be cut and handed out."""
    from bluelamp.config.practice import PracticeCopies
    from bluelamp.config.practice_sheet import sheet_of

    found = PracticeCopies(default_home()).find(name)
    content = sheet_of(found)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
        out.write(content)
    click.echo(f"{len(found.logins)} logins on {file}")


@command.command()
@AT_NAME
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8100, show_default=True, type=click.IntRange(1, 65535))
def serve(name: str, host: str, port: int) -> None:
    """Serve NAME until stopped with Ctrl-C. No mail leaves it and no job runs in it."""
    from dataclasses import replace

    from bluelamp.config.practice import tables_now
    from bluelamp.core.time import day_of, now

    with _copies() as copies:
        found = copies.find(name)
        if date.fromisoformat(found.expires_on) < day_of(now()):
            raise NotPossible(f"{name} was to be served until {found.expires_on}. Make another.")
        if found.tables != tables_now():
            raise NotPossible(f"{name} was made by another version of Bluelamp. Make it anew.")
        found = copies.keep(replace(found, address=f"http://{host}:{port}/"))
        _tell_trainers(copies, found)
        own = copies.environment(found)
        Path(own["BLUELAMP_HOME"]).mkdir(mode=0o700, parents=True, exist_ok=True)
        click.echo(f"TRAINING: practice copy {name} at {found.address}. Stop with Ctrl-C.")
        _bluelamp(own, "manage", "collectstatic", "--no-input", "--verbosity", "0")
        _serve(own, host, port)


@command.command(hidden=True)
@AT_NAME
def fill(name: str) -> None:
    """Make the logins of NAME in the database that DATABASE_URL names: part of `make`."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bluelamp.config.settings.demonstration")
    import django

    django.setup()
    from bluelamp.access.enums import Role
    from bluelamp.config.practice import PracticeCopies
    from bluelamp.demo.loading.pool import make_pool

    found = PracticeCopies(Path(os.environ["BLUELAMP_PRACTICE_HOME"])).find(name)
    pool = [(each.staff_number, each.password) for each in found.logins]
    make_pool(pool, [Role(each) for each in found.roles])


@contextmanager
def _copies() -> Iterator[PracticeCopies]:
    """Hold the embedded server: practice copies live beside the database it serves."""
    from bluelamp.config.practice import PracticeCopies
    from bluelamp.config.serving import with_database

    if os.environ.get("DATABASE_URL"):
        raise NotPossible(
            "Practice copies live on the server that comes with Bluelamp: unset DATABASE_URL."
        )
    with with_database():
        yield PracticeCopies(default_home())


def _roles(asked: tuple[str, ...]) -> tuple[str, ...]:
    from bluelamp.access.enums import Role

    known = [each.value for each in Role]
    for role in asked:
        if role not in known:
            raise NotPossible(f"{role!r} is no role: {', '.join(known)}.", field="role")
    return asked or (Role.INVESTIGATING_OFFICER.value,)


def _live_is_there(copies: PracticeCopies) -> bool:
    return copies.server.has_table("bluelamp", "training_practicecopy")


def _check_session(copies: PracticeCopies, reference: str) -> None:
    if not _live_is_there(copies):
        raise NotPossible("There is no programme here whose class this could be.", field="session")
    _set_up()
    from bluelamp.training.services.practice import session_named

    session_named(reference)


def _tell_trainers(copies: PracticeCopies, found: Practice) -> None:
    """Let the class's trainers see on their register which copy they have."""
    if not _live_is_there(copies):
        return
    _set_up()
    from bluelamp.access.policies import operator
    from bluelamp.core.time import now
    from bluelamp.training.services.practice import CopyTold, note_practice_copy

    told = CopyTold(
        name=found.name,
        logins=len(found.logins),
        made_at=datetime.fromisoformat(found.made_at),
        expires_on=date.fromisoformat(found.expires_on),
        session_reference=found.session,
        reset_at=datetime.fromisoformat(found.reset_at) if found.reset_at else None,
        address=found.address,
    )
    note_practice_copy(told=told, by=operator(), at=now())


def _forget(name: str) -> None:
    _set_up()
    from bluelamp.access.policies import operator
    from bluelamp.core.time import now
    from bluelamp.training.services.practice import forget_practice_copy

    forget_practice_copy(name=name, by=operator(), at=now())


def _set_up() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bluelamp.config.settings.demonstration")
    django.setup()


def _serve(own: dict[str, str], host: str, port: int) -> None:
    """Serve until stopped; whoever stops us stops the site as well."""
    command = [sys.executable, "-m", "bluelamp.cli", "serve", "--no-worker"]
    site = subprocess.Popen([*command, "--host", host, "--port", str(port)], env=own)  # noqa: S603
    signal.signal(signal.SIGTERM, lambda *_: site.terminate())
    with suppress(KeyboardInterrupt):  # Ctrl-C reaches the site by itself
        site.wait()
    site.wait()


def _bluelamp(own: dict[str, str], *arguments: str) -> None:
    command = [sys.executable, "-m", "bluelamp.cli", *arguments]
    subprocess.run(command, env=own, check=True)  # noqa: S603 - our own command
