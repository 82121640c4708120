"""Databases made from one another on the embedded server, each with a role that reaches no other.

A copy is made by the server page by page, so it takes seconds whatever is in it. A role made here
may connect to the databases it is let into and to none else: doors are closed by default.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg
from psycopg import sql

from bluelamp.core.postgres.connections import connect
from bluelamp.core.postgres.errors import ServerNotUsable
from bluelamp.core.postgres.home import Home, State
from bluelamp.core.postgres.urls import APPLICATION, OWNER, embedded_url

Connection = psycopg.Connection[tuple[object, ...]]

LARGE = 256 * 1024 * 1024
"""From this size on files are copied, though that writes out the whole server's memory twice."""
APART = "practice_"
"""How the names of databases begin that the application's role may not enter either."""

SAME_RIGHTS = """
    SELECT format('GRANT %%s ON %%s %%I.%%I TO %%I', string_agg(held.privilege_type, ', '),
        CASE relation.relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END,
        space.nspname, relation.relname, %(role)s::text)
    FROM pg_class relation
    JOIN pg_namespace space ON space.oid = relation.relnamespace,
    aclexplode(relation.relacl) held
    WHERE held.grantee = %(like)s::regrole AND space.nspname = 'public'
    GROUP BY relation.oid, relation.relkind, space.nspname, relation.relname
"""


@dataclass(frozen=True)
class Copies:
    """The databases of one running embedded server."""

    home: Home

    def names(self) -> list[str]:
        """Return every database of the server."""
        with self._owner() as owner:
            found = owner.execute("SELECT datname FROM pg_database ORDER BY 1").fetchall()
        return [str(name) for (name,) in found]

    def size(self, name: str) -> int:
        """Return the size of a database in bytes."""
        with self._owner() as owner:
            found = owner.execute("SELECT pg_database_size(%s)", [name]).fetchone()
        return int(str(found[0])) if found else 0

    def has_table(self, name: str, table: str) -> bool:
        """Tell whether a database is there and has a table."""
        if name not in self.names():
            return False
        with connect(self.home, self._state(), database=name) as owner:
            return owner.execute("SELECT to_regclass(%s)", [table]).fetchone() != (None,)

    def make_empty(self, name: str) -> None:
        """Make an empty database that only its owner and the application may enter."""
        self._run("CREATE DATABASE {name} OWNER {owner}", name=name, owner=OWNER)
        self._close(name)
        self._run(
            "GRANT CONNECT, TEMPORARY ON DATABASE {name} TO {role}", name=name, role=APPLICATION
        )

    def copy(self, source: str, name: str, *, role: str = "") -> None:
        """Make a database from another; only its owner and the role may enter."""
        self._end_sessions(source)
        how = "WAL_LOG" if self.size(source) < LARGE else "FILE_COPY"
        self._run(
            "CREATE DATABASE {name} TEMPLATE {source} OWNER {owner} STRATEGY " + how,
            name=name,
            source=source,
            owner=OWNER,
        )
        self._close(name)
        if role:
            self._run("GRANT CONNECT, TEMPORARY ON DATABASE {name} TO {role}", name=name, role=role)

    def rename(self, name: str, to: str) -> None:
        """Give a database another name."""
        self._end_sessions(name)
        self._run("ALTER DATABASE {name} RENAME TO {to}", name=name, to=to)

    def drop(self, name: str) -> None:
        """Delete a database, whoever is in it."""
        self._run("DROP DATABASE IF EXISTS {name} WITH (FORCE)", name=name)

    def make_role(self, role: str, password: str) -> None:
        """Make a role that may sign in and do nothing yet, and close every other database to it."""
        with self._owner() as owner:
            verifier = owner.pgconn.encrypt_password(
                password.encode(), role.encode(), b"scram-sha-256"
            ).decode()
            owner.execute(
                sql.SQL(
                    "CREATE ROLE {role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION "
                    "NOBYPASSRLS NOINHERIT PASSWORD {verifier}"
                ).format(role=sql.Identifier(role), verifier=sql.Literal(verifier))
            )
        for name in self.names():
            if not name.startswith(APART):
                self._close(name)
                self._run(
                    "GRANT CONNECT, TEMPORARY ON DATABASE {name} TO {app}",
                    name=name,
                    app=APPLICATION,
                )

    def drop_role(self, role: str) -> None:
        """Delete a role whose databases are gone."""
        self._run("DROP ROLE IF EXISTS {role}", role=role)

    def give_rights(self, name: str, role: str) -> None:
        """Let a role do in a database what the application's role may do there, and no more."""
        state = self._state()
        with connect(self.home, state, database=name) as owner:
            owner.execute(
                sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(sql.Identifier(role))
            )
            grants = owner.execute(SAME_RIGHTS, {"role": role, "like": APPLICATION}).fetchall()
            for (grant,) in grants:
                owner.execute(sql.SQL(str(grant)))  # type: ignore[arg-type]

    def url(self, name: str, role: str, password: str) -> str:
        """Return the address of a database for a role of its own."""
        state = self._state().with_changes(application_password=password)
        return embedded_url(self.home, state, role, name)

    def _close(self, name: str) -> None:
        self._run("REVOKE ALL ON DATABASE {name} FROM PUBLIC", name=name)

    def _end_sessions(self, name: str) -> None:
        with self._owner() as owner:
            owner.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = %s AND pid <> pg_backend_pid()",
                [name],
            )

    def _run(self, statement: str, **names: str) -> None:
        quoted = {key: sql.Identifier(name) for key, name in names.items()}
        with self._owner() as owner:
            owner.execute(sql.SQL(statement).format(**quoted))  # type: ignore[arg-type]

    @contextmanager
    def _owner(self) -> Iterator[Connection]:
        try:
            with connect(self.home, self._state()) as owner:
                yield owner
        except psycopg.Error as error:
            raise ServerNotUsable(f"The database server refuses: {str(error).strip()}") from error

    def _state(self) -> State:
        state = self.home.read_state()
        if state is None:
            raise ServerNotUsable("No database server has been started here: bluelamp db start.")
        return state
