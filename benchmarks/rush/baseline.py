"""The baseline: pretix, a ticket shop that many use, booking places by quota over its REST API.

It gets what is good for it: no sign-in but a token, no CSRF, a cache in memory, and the work that
it hands to Celery (notifications, web hooks) is handed to nobody.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

import aiohttp
import psutil

from .crowd import Ask, rush
from .judging import BOOKED, FULL, Told, judge
from .serving import THREADS, WORKERS, Served, free_port, processor_seconds, served
from .shape import Outcome, Shape

INSIDE = Path(__file__).resolve().parent / "inside_pretix"
ROOT = INSIDE.parents[2]
LOCK = ROOT / "requirements" / "pretix.txt"
DATABASE = "pretix"
WARM_UP = 40


class NotInstalled(Exception):
    """The baseline cannot be had on this machine; the message says why."""


@dataclass(frozen=True, slots=True)
class Programme:
    """What pretix was filled with: a date with a quota for each session."""

    token: str
    item: int
    dates: list[int]


def run(shape: Shape, owner_url: str, postgres: psutil.Process, folder: Path) -> Outcome:
    """Fill pretix in a database of its own and let the crowd in.

    Raises NotInstalled when its packages cannot be had.
    """
    python = _environment()
    settings = _settings(owner_url, folder)
    _call(python, ["-m", "pretix", "migrate", "--verbosity", "0"], settings)
    filled = _call(
        python, [str(INSIDE / "programme.py"), str(shape.sessions), str(shape.seats)], settings
    )
    programme = Programme(**json.loads(filled.splitlines()[-1]))
    with _serving(python, settings, folder) as server:
        rush([_order(server, programme, 0, each, "simulate") for each in range(WARM_UP)], sockets=8)
        wanted = [shape.session_of(each) for each in range(shape.people)]
        crowd = [_order(server, programme, at, each) for each, at in enumerate(wanted)]
        before = server.processor, processor_seconds(postgres)
        measured = rush(crowd, sockets=shape.sockets)
        after = server.processor, processor_seconds(postgres)
    told = [
        Told(_email(each), str(programme.dates[wanted[each]]), answer.word)
        for each, answer in enumerate(measured.answers)
    ]
    seats = {str(date): shape.seats for date in programme.dates}
    verdict = judge(told, _held(owner_url), seats)
    return Outcome("pretix", measured, after[0] - before[0], after[1] - before[1], verdict)


def _environment() -> Path:
    """Return the interpreter of the baseline's own environment, made when it is missing."""
    of = hashlib.sha256(LOCK.read_bytes()).hexdigest()[:12]
    folder = ROOT / ".tools" / f"pretix-{of}"
    python = folder / "bin" / "python"
    finished = folder / "finished"
    if finished.exists():
        return python
    install = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    install += ["--require-hashes", "--requirement", str(LOCK)]
    for command in ([sys.executable, "-m", "venv", "--clear", str(folder)], install):
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        if done.returncode:
            raise NotInstalled((done.stderr or done.stdout).strip()[-600:])
    finished.touch()
    return python


def _settings(owner_url: str, folder: Path) -> dict[str, str]:
    parts = urlsplit(owner_url)
    places = dict(parse_qsl(parts.query))
    data = folder / "pretix"
    data.mkdir()
    file = folder / "pretix.cfg"
    file.touch(mode=0o600)
    file.write_text(
        f"[pretix]\nurl=http://localhost\ndatadir={data}\n"
        f"[database]\nbackend=postgresql\nname={DATABASE}\nuser={parts.username}\n"
        f"password={unquote(parts.password or '')}\nhost={places['host']}\nport={places['port']}\n"
        "[celery]\nbroker=memory://\nbackend=cache+memory://\n",
        "utf-8",
    )
    return {
        "PRETIX_CONFIG_FILE": str(file),
        "DJANGO_SETTINGS_MODULE": "pretix_settings",
        "PYTHONPATH": str(INSIDE),
    }


def _call(python: Path, arguments: list[str], settings: Mapping[str, str]) -> str:
    done = subprocess.run(
        [str(python), *arguments],
        env=os.environ | settings,
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise RuntimeError(f"pretix said: {done.stderr[-2000:]}")
    return done.stdout


@contextmanager
def _serving(python: Path, settings: Mapping[str, str], folder: Path) -> Iterator[Served]:
    port = free_port()
    command = [str(python), "-m", "granian", "--interface", "wsgi", "--port", str(port)]
    command += ["--workers", str(WORKERS), "--blocking-threads", str(THREADS), "--no-access-log"]
    command.append("pretix.wsgi:application")
    log = folder / "pretix.log"
    with served(command, port=port, ready="/api/v1/", environment=settings, log=log) as server:
        yield server


def _email(person: int) -> str:
    return f"person{person}@example.org"


def _order(server: Served, programme: Programme, session: int, person: int, *flags: str) -> Ask:
    """Return how one person orders a free ticket: one POST, checked against the quota."""
    url = f"{server.url}/api/v1/organizers/training/events/response/orders/"
    headers = {"Host": "localhost", "Authorization": f"Token {programme.token}"}
    place = {
        "item": programme.item,
        "variation": None,
        "subevent": programme.dates[session],
        "price": "0.00",
        "attendee_name": f"Person {person}",
    }
    order = {
        "email": _email(person),
        "locale": "en",
        "sales_channel": "web",
        "status": "p",
        "payment_provider": "free",
        "positions": [place],
        **dict.fromkeys(flags, True),
    }

    async def ask(person: aiohttp.ClientSession) -> str:
        async with person.post(url, json=order, headers=headers) as answer:
            text = await answer.text()
        if answer.status == 201:
            return BOOKED
        return FULL if answer.status == 400 and "quota" in text else f"{answer.status}"

    return ask


def _held(owner_url: str) -> list[tuple[str, str]]:
    """Return who has which place, asked of the database itself."""
    import psycopg

    with psycopg.connect(owner_url) as connection:
        return connection.execute(
            "SELECT o.email, p.subevent_id::text FROM pretixbase_orderposition p"
            " JOIN pretixbase_order o ON o.id = p.order_id"
            " WHERE NOT p.canceled AND o.status = 'p'"
        ).fetchall()
