"""The `bluelamp` command: each subcommand is loaded only when it is asked for."""

from __future__ import annotations

import importlib

import click

SUBCOMMANDS = {
    "db": "bluelamp.cli.db",
    "manage": "bluelamp.cli.manage",
    "serve": "bluelamp.cli.serve",
    "demo": "bluelamp.cli.demo",
    "staff": "bluelamp.cli.staff",
    "custody": "bluelamp.cli.custody",
    "match": "bluelamp.cli.match",
    "people": "bluelamp.cli.people",
    "plan": "bluelamp.cli.plan",
    "sandbox": "bluelamp.cli.sandbox",
    "search": "bluelamp.cli.search",
    "token": "bluelamp.cli.token",
    "training": "bluelamp.cli.training",
    "worker": "bluelamp.cli.worker",
    "bench": "bluelamp.cli.bench",
}


class LazyGroup(click.Group):
    """A group whose subcommands are modules with a click object named ``command``."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(SUBCOMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        module = SUBCOMMANDS.get(cmd_name)
        if module is None:
            return None
        loaded: click.Command = importlib.import_module(module).command
        return loaded


@click.command(cls=LazyGroup)
@click.version_option(package_name="bluelamp")
def main() -> None:
    """Core police records, and a workforce ready to use them."""
