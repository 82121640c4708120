"""`bluelamp custody whole` and `paper-pack`: the record as written, and on paper."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from bluelamp.access.policies import Officer

EVERY = re.compile(r"(\d+)\s*([smh]?)")
SECONDS = {"s": 1, "m": 60, "h": 3600, "": 60}


@click.command()
@click.pass_context
def whole(ctx: click.Context) -> None:
    """Say whether every custody record is whole: no entry missing, none altered.

    The exit code is 0 when all are whole, 1 when one is not; each fault is named.
    """
    from bluelamp.config.standalone import ready

    with ready():
        from bluelamp.custody.models import EntryChain
        from bluelamp.custody.selectors.wholeness import faults_in

        records = EntryChain.objects.count()
        faults = faults_in()
    for fault in faults:
        click.echo(fault.sentence)
    click.echo(f"{records:,} records looked at, {len(faults)} faults", err=True)
    ctx.exit(1 if faults else 0)


class Every(click.ParamType):
    """A length of time such as ``15m``, ``90s`` or ``1h``; a bare number is minutes."""

    name = "time"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> timedelta:
        """Read it, or say how it is written."""
        if isinstance(value, timedelta):
            return value
        found = EVERY.fullmatch(str(value).strip())
        length = timedelta(seconds=int(found[1]) * SECONDS[found[2]]) if found else timedelta()
        if not timedelta(seconds=1) <= length <= timedelta(hours=24):
            self.fail(f"“{value}” is not a time between 1s and 24h, such as 15m", param, ctx)
        return length


@click.command(name="paper-pack")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Folder of packs.")
@click.option("--every", default="15m", show_default=True, type=Every())
@click.option("--keep", default=8, show_default=True, type=click.IntRange(1, 1000))
@click.option("--once", is_flag=True, help="Print once and end.")
@click.pass_context
def paper_pack(
    ctx: click.Context, out: Path | None, every: timedelta, keep: int, once: bool
) -> None:
    """Print every open record, suite by suite, to a folder outside the database; and again.

    Keep it on another machine or a memory stick than the database's: it is for when that is away.
    When the database does not answer, the last packs stay and the next time tries again. End it
    with Ctrl-C or SIGTERM.
    """
    from bluelamp.config.standalone import ready
    from bluelamp.core.postgres import default_home
    from bluelamp.core.stopping import Stop

    folder = out or default_home() / "paper-packs"
    stop = Stop()
    with ready():
        while True:
            done = _print(folder, keep)
            if once:
                ctx.exit(0 if done else 1)
            if stop.wait(every.total_seconds()):
                break
    click.echo("Stopped. The last packs stay where they are.")


def _print(folder: Path, keep: int) -> bool:
    """Print once; say what was printed, or why not and that the last packs stay."""
    from django.db import DatabaseError, connections

    from bluelamp.core.printing import FontsMissing
    from bluelamp.core.time import LONDON, now
    from bluelamp.custody.printing.packs import print_packs

    at = now()
    clock = f"{at.astimezone(LONDON):%H:%M:%S}"
    try:
        written = print_packs(folder=folder, keep=keep, by=_printer(), at=at)
    except DatabaseError as error:
        what = str(error).strip().partition("\n")[0] or type(error).__name__
        click.echo(f"{clock} No pack: the database does not answer ({what}).", err=True)
    except (OSError, FontsMissing) as error:
        click.echo(f"{clock} No pack: {error}", err=True)
    else:
        for one in written:
            click.echo(f"{clock} {one.suite}: {one.people} held, {one.path.name}")
        if not written:
            click.echo(f"{clock} No suite has been set up.")
        return True
    finally:
        connections.close_all()
    click.echo(f"{clock} The last packs stay in {folder}.", err=True)
    return False


def _printer() -> Officer:
    """Return who prints: the server, with what the suite's own staff may see (WM5)."""
    from uuid import UUID

    from bluelamp.access.enums import Rank, Role
    from bluelamp.access.policies import Officer
    from bluelamp.audit.enums import ReasonCode
    from bluelamp.audit.services import Reason

    return Officer(
        id=UUID(int=0),
        label="Paper pack",
        rank=Rank.POLICE_STAFF,
        roles=frozenset({Role.CUSTODY_OFFICER}),
        unit_id=UUID(int=0),
        reason=Reason(ReasonCode.CUSTODY, reference="paper pack"),
    )
