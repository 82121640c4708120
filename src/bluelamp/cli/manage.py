"""`bluelamp manage …`: Django's own commands, with the right role in the database."""

from __future__ import annotations

import os

import click

from bluelamp.config.databases import AS_OWNER

CHANGES_TABLES = {"migrate", "flush", "sqlflush", "createcachetable", "dbshell", "test"}


@click.command(
    context_settings={"ignore_unknown_options": True, "help_option_names": []},
    add_help_option=False,
)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def command(arguments: tuple[str, ...]) -> None:
    """Run a Django management command; those that change tables run as their owner."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bluelamp.config.settings.demonstration")
    if arguments and arguments[0] in CHANGES_TABLES:
        os.environ[AS_OWNER] = "1"
    from django.core.management import execute_from_command_line

    execute_from_command_line(["bluelamp manage", *arguments])
