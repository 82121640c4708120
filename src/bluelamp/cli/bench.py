"""``bluelamp bench``: data to measure with, far more than a demonstration needs."""

from __future__ import annotations

import tempfile
import time
from contextlib import nullcontext
from pathlib import Path

import click


@click.group()
def command() -> None:
    """Make data to measure with."""


@command.command()
@click.option("--rows", default=200_000, show_default=True, type=click.IntRange(1, 20_000_000))
@click.option("--seed", default=1, show_default=True, help="Another seed gives other people")
@click.option(
    "--keep",
    type=click.Path(file_okay=False, path_type=Path),
    help="Keep the database and the answer key in this empty folder (BLUELAMP_HOME for later use)",
)
def people(rows: int, seed: int, keep: Path | None) -> None:
    """Load a synthetic population into a database of its own, with an answer key.

    The answer key, answers.jsonl, has a line for every second recording of a person: "record",
    "truth" (the first recording) and "kind" (how the two differ).
    """
    from bluelamp.demo.scale.place import own_database

    if keep and keep.exists() and any(keep.iterdir()):
        raise click.ClickException(f"{keep} is not empty: name a new folder.")
    began = time.monotonic()

    def say(what: str) -> None:
        click.echo(f"{time.monotonic() - began:7.1f} s  {what}")

    where = nullcontext(str(keep)) if keep else tempfile.TemporaryDirectory(prefix="bluelamp-")
    with where as folder, own_database(Path(folder).absolute()) as server:
        from bluelamp.demo.scale.build import build_population

        built = build_population(server.owner_url(), rows, seed, Path(folder).absolute(), say)
        answers = sum(1 for _ in built.answers.open(encoding="utf-8"))
        click.echo(f"{rows:,} people, {answers:,} of them recorded before")
        if keep:
            click.echo(f"Kept in {keep}; the answer key is {built.answers.name} there")
