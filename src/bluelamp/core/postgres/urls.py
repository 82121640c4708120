"""Where the database is, told without starting it: quick enough for every import of settings."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote

from bluelamp.core.postgres.home import Home, State, default_home

if TYPE_CHECKING:
    from collections.abc import Mapping

OWNER = "bluelamp_owner"
APPLICATION = "bluelamp_app"


@dataclass(frozen=True)
class DatabaseUrls:
    """The database as its owner (migrations) and as the application (everything else) reach it.

    ``source`` is ``environment`` (``DATABASE_URL``), ``embedded``, or ``not started`` when the
    embedded server has never run: the addresses then stand for where it would be.
    """

    owner: str = field(repr=False)
    application: str = field(repr=False)
    source: str


def database_urls(
    database: str = "bluelamp", environment: Mapping[str, str] = os.environ
) -> DatabaseUrls:
    """The two ``postgresql://`` addresses; nothing is started or connected to.

    Raises ``ServerNotUsable`` when the state of the embedded server cannot be read.
    """
    application = environment.get("DATABASE_URL")
    if application:
        owner = environment.get("DATABASE_OWNER_URL") or application
        return DatabaseUrls(owner, application, "environment")
    home = Home(default_home(environment))
    state = home.read_state()
    known = state or State(owner_password="", application_password="")
    return DatabaseUrls(
        embedded_url(home, known, OWNER, database),
        embedded_url(home, known, APPLICATION, database),
        "embedded" if state else "not started",
    )


def embedded_url(home: Home, state: State, role: str, database: str) -> str:
    """The address of one database of the embedded server, by its private socket."""
    password = state.owner_password if role == OWNER else state.application_password
    login = f"{role}:{quote(password, safe='')}" if password else role
    sockets = quote(str(home.sockets(state)), safe="")
    return (
        f"postgresql://{login}@/{quote(database, safe='')}?host={sockets}&port={state.socket_port}"
    )
