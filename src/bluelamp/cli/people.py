"""`bluelamp people`: looking after the index: records that may be one person, and search keys."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from uuid import UUID

    from bluelamp.resolution.services import Progress


@click.group()
def command() -> None:
    """Look after the people of the index."""


@command.command()
@click.option("--batch", default=200, show_default=True, type=click.IntRange(1, 5000))
@click.option("--most", type=click.IntRange(1), help="Stop after so many records.")
@click.option("--from-start", is_flag=True, help="Look at every record again.")
@click.option("--up-to-now", is_flag=True, help="Do not wait for who is recording just now.")
def propose(batch: int, most: int | None, from_start: bool, up_to_now: bool) -> None:
    """Propose pairs of records that may be one person, for officers to judge.

    Looks at records that are new or have changed since the last run. It may be stopped at any
    time: the next run goes on from there. Records of the last minute wait for the next run.
    """
    from bluelamp.config.standalone import ready

    with ready():
        from bluelamp.access.policies import operator
        from bluelamp.core.time import now
        from bluelamp.resolution.services import SETTLED_AFTER, propose_pairs

        done = propose_pairs(
            by=operator(),
            at=now(),
            batch=batch,
            most=most,
            from_start=from_start,
            settled_after=timedelta() if up_to_now else SETTLED_AFTER,
            tell=_show,
        )
    click.echo(words_for(done))


@command.command("rebuild-keys")
@click.option("--after", type=click.UUID, help="Go on after this record, as a stopped run said.")
@click.option("--batch", default=500, show_default=True, type=click.IntRange(1, 5000))
def rebuild_keys(after: UUID | None, batch: int) -> None:
    """Compute anew the keys under which people are found, as after an upgrade that changes them.

    People stay findable meanwhile. It may be stopped at any time: the last line says how to go on.
    """
    from bluelamp.config.standalone import ready

    with ready():
        from bluelamp.nominals.services import rebuild_all_keys

        def tell(people: int, last: UUID) -> None:
            click.echo(f"{people:,} records looked at; go on with --after {last}", err=True)

        changed = rebuild_all_keys(after=after, batch=batch, tell=tell)
    click.echo(f"The keys of {changed:,} records were made anew.")


def words_for(done: Progress) -> str:
    """Return how far a run has come."""
    return (
        f"{done.people:,} records looked at, {done.compared:,} pairs compared, "
        f"{done.alike:,} may be one person"
    )


def _show(done: Progress) -> None:
    click.echo(words_for(done), err=True)
