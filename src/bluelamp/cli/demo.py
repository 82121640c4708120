"""`bluelamp demo`: the demonstration force, loaded once and served."""

from __future__ import annotations

import os
import time

import click


@click.command()
@click.option("--staff", default=45_000, show_default=True, help="How many staff to load")
@click.option("--people", default=20_000, show_default=True, help="How many people to load")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--serve/--no-serve", default=True, help="Serve the site when loaded")
@click.option("--worker/--no-worker", default=True, help="Do the jobs beside the site")
def command(staff: int, people: int, host: str, port: int, serve: bool, worker: bool) -> None:
    """Load the demonstration force into an empty database, then serve the site."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bluelamp.config.settings.demonstration")
    from bluelamp.config import serving

    began = time.monotonic()
    with serving.with_database() as note:
        click.echo(note)
        serving.migrate_database()
        _load(staff, people)
        serving.collect_static()
        click.echo(f"Ready after {time.monotonic() - began:.0f} seconds\n")
        _print_sign_ins(f"http://{host}:{port}/")
        if serve:
            serving.serve(host=host, port=port, workers=2, worker=worker)


def _load(staff: int, people: int) -> None:
    import django

    django.setup()
    from bluelamp.core.postgres import default_home
    from bluelamp.demo.loading import is_loaded, load_demonstration

    if is_loaded():
        click.echo("The demonstration is loaded already")
        return
    began = time.monotonic()

    def say(what: str) -> None:
        click.echo(f"{time.monotonic() - began:6.1f} s  {what}")

    load_demonstration(home=default_home(), staff=staff, people=people, say=say)


def _print_sign_ins(address: str) -> None:
    from bluelamp.core.postgres import default_home
    from bluelamp.demo.loading import password, sign_ins

    click.echo(f"Open {address} and sign in with the password  {password(default_home())}\n")
    for each in sign_ins():
        click.echo(f"  {each.role.label:<24} {each.staff_number:<10} {each.name}")
    click.echo("\nAll data is synthetic. Stop with Ctrl-C.")
