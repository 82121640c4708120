"""`bluelamp search`: running saved searches again."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from bluelamp.search.services import Watched


@click.group()
def command() -> None:
    """Look after saved searches."""


@command.command()
@click.option("--every", default=15, show_default=True, type=click.IntRange(0), help="Minutes.")
@click.option("--most", type=click.IntRange(1), help="Stop after so many searches.")
def notify(every: int, most: int | None) -> None:
    """Run the saved searches that are due, and put new matches into their owners' queues.

    A search is due when it has not been run for so many minutes. This may be stopped at any time:
    what was told stays told, and the next run goes on from there.
    """
    from bluelamp.config.standalone import ready

    with ready():
        from bluelamp.access.policies import operator
        from bluelamp.core.time import now
        from bluelamp.search.services import run_saved_searches

        done = run_saved_searches(
            by=operator(), at=now(), every=timedelta(minutes=every), most=most, tell=_show
        )
    click.echo(words_for(done))


def words_for(done: Watched) -> str:
    """Return how far a run has come."""
    return f"{done.searches:,} saved searches run, {done.told:,} new matches told"


def _show(done: Watched) -> None:
    click.echo(words_for(done), err=True)
