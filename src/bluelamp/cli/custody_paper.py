"""`bluelamp custody whole`: whether custody records are as they were written."""

from __future__ import annotations

import click


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
