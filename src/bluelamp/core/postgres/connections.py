"""Talking to the embedded server: does it answer, and has it the roles and databases we need."""

from __future__ import annotations

import os
import socket
from contextlib import contextmanager
from typing import TYPE_CHECKING

import psycopg
from psycopg import sql

from bluelamp.core.postgres.errors import ServerNotUsable
from bluelamp.core.postgres.failures import explain
from bluelamp.core.postgres.urls import APPLICATION, OWNER, embedded_url

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bluelamp.core.postgres.home import Home, State

MAINTENANCE_DATABASE = "postgres"
CONNECT_SECONDS = 5


def chosen_port(port: int | None) -> int | None:
    """The port asked for, by argument or ``BLUELAMP_DB_PORT``; None for the socket alone."""
    text = os.environ.get("BLUELAMP_DB_PORT", "") if port is None else str(port)
    if not text:
        return None
    if not (text.isascii() and text.isdecimal()) or not 1 <= int(text) <= 65535:
        raise ServerNotUsable(f"The port of the database must be from 1 to 65535, not {text!r}.")
    return int(text)


def check_port(port: int) -> None:
    """Refuse a port that another program listens on."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise ServerNotUsable(
                f"The database cannot listen on port {port} of 127.0.0.1: {error.strerror}. "
                "Choose another with BLUELAMP_DB_PORT, or none: the private socket needs no port."
            ) from error


def connect(
    home: Home, state: State, role: str = OWNER, database: str = MAINTENANCE_DATABASE
) -> psycopg.Connection[tuple[object, ...]]:
    """An autocommitting connection. Raises ``psycopg.OperationalError``."""
    url = embedded_url(home, state, role, database)
    return psycopg.connect(url, autocommit=True, connect_timeout=CONNECT_SECONDS)


def answers(home: Home, state: State) -> bool:
    """Whether the server does work for us: a pid or a socket alone proves nothing."""
    try:
        with connect(home, state) as connection:
            return connection.execute("SELECT 1").fetchone() == (1,)
    except psycopg.OperationalError as error:
        if "password authentication failed" in str(error):
            raise ServerNotUsable(
                f"The database server refuses the password in {home.state_file}. "
                "Stop the server, move that file away and start again: "
                "the start writes a new one and keeps the data."
            ) from error
        return False


def ensure_application_role(home: Home, state: State) -> None:
    """Make the application's role, or give it the password that our state file holds."""
    with _as_owner(home, state) as owner:
        known = owner.execute("SELECT FROM pg_roles WHERE rolname = %s", [APPLICATION]).fetchone()
        if known is not None and _may_sign_in(home, state):
            return
        # Never inside pg_stat_activity or a log in clear: the server is given the verifier.
        verifier = owner.pgconn.encrypt_password(
            state.application_password.encode(), APPLICATION.encode(), b"scram-sha-256"
        ).decode()
        owner.execute(
            sql.SQL(
                "{verb} ROLE {role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION "
                "NOBYPASSRLS PASSWORD {verifier}"
            ).format(
                verb=sql.SQL("CREATE" if known is None else "ALTER"),
                role=sql.Identifier(APPLICATION),
                verifier=sql.Literal(verifier),
            )
        )


def ensure_database(home: Home, state: State, name: str) -> bool:
    """Make a database owned by the owner's role when it is missing: True when it was."""
    with _as_owner(home, state) as owner:
        known = owner.execute("SELECT FROM pg_database WHERE datname = %s", [name]).fetchone()
        if known is not None:
            return False
        owner.execute(
            sql.SQL("CREATE DATABASE {name} OWNER {owner}").format(
                name=sql.Identifier(name), owner=sql.Identifier(OWNER)
            )
        )
        return True


@contextmanager
def _as_owner(home: Home, state: State) -> Iterator[psycopg.Connection[tuple[object, ...]]]:
    """The owner's connection; what the server refuses becomes ``ServerNotUsable``."""
    try:
        with connect(home, state) as connection:
            yield connection
    except psycopg.Error as error:
        raise ServerNotUsable(explain([str(error).strip()], home.cluster(state))) from error


def _may_sign_in(home: Home, state: State) -> bool:
    try:
        connect(home, state, APPLICATION).close()
    except psycopg.OperationalError:
        return False
    return True
