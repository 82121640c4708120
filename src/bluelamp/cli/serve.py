"""`bluelamp serve`: the site on this machine, with the embedded server beside it when needed."""

from __future__ import annotations

import click


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64))
@click.option("--worker/--no-worker", default=True, help="Do the jobs beside the site")
def command(host: str, port: int, workers: int, worker: bool) -> None:
    """Serve the site until stopped with Ctrl-C."""
    from bluelamp.config.serving import serve, with_database

    with with_database() as note:
        click.echo(note)
        serve(host=host, port=port, workers=workers, worker=worker)
