"""`bluelamp training`: what is kept of the programme week by week."""

from __future__ import annotations

import click


@click.group()
def command() -> None:
    """Look after the training programme."""


@command.command()
def snapshot() -> None:
    """Keep how the force and each command stand today; run it once a week.

    A second run on the same day changes nothing.
    """
    from bluelamp.config.standalone import ready

    with ready():
        from bluelamp.access.policies import operator
        from bluelamp.core.time import now
        from bluelamp.training.selectors.programme import current_drop
        from bluelamp.training.services import take_snapshot

        drop = current_drop()
        if drop is None:
            raise click.ClickException("There is no programme yet.")
        kept = take_snapshot(drop_id=drop.pk, by=operator(), at=now())
    click.echo(f"{kept:,} lines kept" if kept else "Today is kept already.")
