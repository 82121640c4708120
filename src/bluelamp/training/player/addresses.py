"""Addresses on the packages' host, each with the ticket of its launch."""

from __future__ import annotations

from django.urls import reverse

from bluelamp.training.models import Launch
from bluelamp.training.packages.launches import launch_address
from bluelamp.training.services.statements import as_cmi5

from .tickets import ticket_of

URLS = "bluelamp.training.player.urls"


def address(name: str, launch: Launch, **more: str) -> str:
    """Return the address of something of a launch, without the host."""
    return reverse(name, urlconf=URLS, kwargs={"ticket": ticket_of(launch.pk), **more})


def cmi5_address(launch: Launch, origin: str) -> str:
    """Return where a unit of cmi5 is opened."""
    unit = launch.progress.unit
    content = origin + address("content", launch, place=unit.href)
    return launch_address(
        as_cmi5(
            launch,
            content=content + (f"?{unit.query}" if unit.query else ""),
            endpoint=origin + address("about", launch).removesuffix("about"),
            fetch=origin + address("fetch", launch),
        )
    )
