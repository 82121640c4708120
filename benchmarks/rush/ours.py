"""Our side of the rush: people signed in beforehand, each posting the form of the page."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import aiohttp
import psutil

from .crowd import Ask, Rush, rush
from .judging import BOOKED, FULL, Told, judge
from .programme import Person, Programme, make_programme
from .serving import WORKERS, Served, free_port, processor_seconds, served
from .shape import Outcome, Shape

DATABASE = "bluelamp"
WARM_UP = 40
TOKEN = "r" * 32
"""Any word of 32 letters: what CSRF asks for is that cookie and form agree."""


def prepare(shape: Shape) -> Programme:
    """Make the tables and the programme; Django is set up afterwards."""
    command = [sys.executable, "-m", "bluelamp.cli", "manage"]
    for words in (["migrate", "--verbosity", "0"], ["collectstatic", "--no-input", "-v", "0"]):
        subprocess.run([*command, *words], check=True)
    import django

    django.setup()
    return make_programme(shape)


@contextmanager
def serving(folder: Path) -> Iterator[Served]:
    """Run `bluelamp serve`, as an installation does."""
    port = free_port()
    command = [sys.executable, "-m", "bluelamp.cli", "serve", "--no-worker", "--port", str(port)]
    command += ["--workers", str(WORKERS)]
    with served(
        command, port=port, ready="/", environment={}, log=folder / "bluelamp.log"
    ) as server:
        yield server


def take_places(
    shape: Shape, programme: Programme, server: Served, postgres: psutil.Process
) -> Outcome:
    """Everybody takes a place on the session they chose; fifteen want each twelve seats."""
    wanted = [programme.sessions[shape.session_of(each)] for each in range(shape.people)]
    crowd = [
        _post(server, person, _path("take_place", session))
        for person, session in zip(programme.choosing, wanted, strict=True)
    ]
    measured, costs = _measured(crowd, shape, server, postgres)
    told = [
        Told(str(person.learner), str(session), answer.word)
        for person, session, answer in zip(
            programme.choosing, wanted, measured.answers, strict=True
        )
    ]
    verdict = judge(told, _held(), dict.fromkeys(map(str, programme.sessions), shape.seats))
    return Outcome("Bluelamp: take a place", measured, *costs, verdict)


def accept_invitations(
    shape: Shape, programme: Programme, server: Served, postgres: psutil.Process
) -> Outcome:
    """Everybody accepts the place they are invited to; every tenth presses twice at once."""
    pressed = [each for n, each in enumerate(programme.invited) for _ in range(1 + (n % 10 == 0))]
    crowd = [
        _post(server, person, _path("answer", booking, "accept")) for person, booking in pressed
    ]
    measured, costs = _measured(crowd, shape, server, postgres)
    told = [
        Told(str(person.learner), str(booking), answer.word)
        for (person, booking), answer in zip(pressed, measured.answers, strict=True)
    ]
    seats = {str(booking): 1 for _, booking in programme.invited}
    verdict = judge(told, _accepted(), seats)
    return Outcome("Bluelamp: accept an invitation", measured, *costs, verdict)


def warm_up(server: Served, programme: Programme) -> None:
    """Let each worker load what it needs, by pages that write nothing."""
    rush([_look(server, person) for person in programme.choosing[:WARM_UP]], sockets=8)


def _measured(
    crowd: Sequence[Ask], shape: Shape, server: Served, postgres: psutil.Process
) -> tuple[Rush, tuple[float, float]]:
    before = server.processor, processor_seconds(postgres)
    measured = rush(crowd, sockets=shape.sockets)
    costs = server.processor - before[0], processor_seconds(postgres) - before[1]
    return measured, costs


def _path(name: str, *keys: object) -> str:
    from django.urls import reverse

    return reverse(f"training:{name}", args=keys)


def _cookies(person: Person) -> dict[str, str]:
    return {"sessionid": person.cookie, "csrftoken": TOKEN}


def _look(server: Served, person: Person) -> Ask:
    async def ask(browser: aiohttp.ClientSession) -> str:
        url = f"{server.url}{_path('mine')}"
        async with browser.get(url, cookies=_cookies(person)) as answer:
            await answer.read()
        return f"{answer.status}"

    return ask


def _post(server: Served, person: Person, path: str, **fields: str) -> Ask:
    """Return how one person sends the form of a page; a redirect says that it was done."""
    form = {"csrfmiddlewaretoken": TOKEN, **fields}

    async def ask(browser: aiohttp.ClientSession) -> str:
        async with browser.post(
            f"{server.url}{path}", data=form, cookies=_cookies(person), allow_redirects=False
        ) as answer:
            text = await answer.text()
        if answer.status == 302 and "/account" not in answer.headers["Location"]:
            return BOOKED
        return FULL if "This session is full" in text else f"{answer.status}"

    return ask


def _held() -> list[tuple[str, str]]:
    """Return who took which place, asked of the database itself."""
    return _asked_of_database(
        "SELECT learner_id::text, session_id::text FROM training_booking"
        " WHERE seat_number IS NOT NULL AND answered_at = joined_at"
    )


def _accepted() -> list[tuple[str, str]]:
    """Return whose invitation is confirmed, once for each time that this was done."""
    return _asked_of_database(
        "SELECT booking.learner_id::text, booking.id::text"
        " FROM training_booking booking JOIN audit_auditline line"
        " ON line.action = 'accept_booking' AND booking.id = ANY (line.records)"
        " WHERE booking.state = 'CONFIRMED'"
    )


def _asked_of_database(statement: str) -> list[Any]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()
