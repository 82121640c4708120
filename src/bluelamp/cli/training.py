"""`bluelamp training`: what is kept week by week, and what calendars replied."""

from __future__ import annotations

from pathlib import Path

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


@command.command("take-reply")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False))
def take_reply_files(files: tuple[str, ...]) -> None:
    """Take what calendars replied to invitations: FILES with one iCalendar REPLY each.

    A reply that cannot be taken is named with the reason; the others are taken.
    """
    from bluelamp.config.standalone import ready

    with ready():
        refused = [each for each in files if not _take(Path(each))]
    if refused:
        raise click.ClickException(f"{len(refused)} of {len(files)} were not taken")


def _take(file: Path) -> bool:
    from bluelamp.access.policies import operator
    from bluelamp.core.errors import NotAllowed, NotPossible
    from bluelamp.core.time import now
    from bluelamp.training.services import take_reply

    try:
        booking = take_reply(content=file.read_bytes(), by=operator(), at=now())
    except (NotAllowed, NotPossible) as refusal:
        click.echo(f"{file.name}: {refusal}", err=True)
        return False
    click.echo(f"{file.name}: {booking.get_state_display().lower()}")
    return True
