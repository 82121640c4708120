"""`bluelamp worker`: does what was put off, and what the clock asks for."""

from __future__ import annotations

import click


@click.command()
@click.option("--jobs", default=2, show_default=True, type=click.IntRange(1, 64), help="At once")
@click.option("--with-parent", is_flag=True, hidden=True, help="Stop when the input is closed")
def command(jobs: int, with_parent: bool) -> None:
    """Do jobs until told to stop: send messages, remind, and what else the clock asks for.

    Any number of workers may run, on any machine that reaches the database.
    """
    from bluelamp.config.standalone import ready
    from bluelamp.config.working import stop_with_parent, work

    if with_parent:
        stop_with_parent()
    with ready():
        work(concurrency=jobs)
