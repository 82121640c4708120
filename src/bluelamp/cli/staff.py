"""`bluelamp staff`: load units and staff from files."""

from __future__ import annotations

import sys
from pathlib import Path

import click

A_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def command() -> None:
    """Load the workforce."""


@command.command("import-units")
@click.argument("file", type=A_FILE)
def import_units_file(file: Path) -> None:
    """Load the tree of units from FILE (code, name, kind, parent_code, command_class)."""
    from bluelamp.config.standalone import ready

    with ready():
        from bluelamp.access.services import import_units, read_units
        from bluelamp.core.errors import NotPossible

        try:
            count = import_units(read_units(file))
        except NotPossible as error:
            raise click.ClickException(error.reason) from error
        click.echo(f"{count:,} units")


@command.command("import")
@click.argument("file", type=A_FILE)
@click.option("--most", default=50, show_default=True, help="How many problems to print")
def import_file(file: Path, most: int) -> None:
    """Load staff from FILE. Bad rows are named by line and field; good ones are loaded."""
    from bluelamp.config.standalone import ready

    with ready():
        from bluelamp.access.policies import operator
        from bluelamp.access.services import import_staff
        from bluelamp.core.errors import NotPossible
        from bluelamp.core.time import now

        try:
            report = import_staff(file, by=operator(), at=now(), progress=_show_progress)
        except NotPossible as error:
            raise click.ClickException(error.reason) from error
    for problem in report.problems[:most]:
        click.echo(str(problem), err=True)
    if len(report.problems) > most:
        click.echo(f"… and {len(report.problems) - most:,} more problems", err=True)
    click.echo(
        f"{report.read:,} rows read: {report.added:,} added, {report.changed:,} changed, "
        f"{report.unchanged:,} unchanged, {len(report.problems):,} problems"
    )
    sys.exit(1 if report.problems else 0)


def _show_progress(rows: int) -> None:
    click.echo(f"{rows:,} rows read", err=True)
