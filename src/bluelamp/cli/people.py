"""`bluelamp people`: looking through the index for records that may be one person."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
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


def words_for(done: Progress) -> str:
    """Return how far a run has come."""
    return (
        f"{done.people:,} records looked at, {done.compared:,} pairs compared, "
        f"{done.alike:,} may be one person"
    )


def _show(done: Progress) -> None:
    click.echo(words_for(done), err=True)
