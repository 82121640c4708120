"""The same names in Debian's PostgreSQL with pg_trgm, and in a plain index of whole names."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from .queries import Query

_NAMES = """
    SELECT p.entry_id, n."full", extract(year FROM p.born_from)::integer
    FROM nominals_personname n JOIN nominals_person p ON p.entry_id = n.person_id
"""
_TRIGRAM = """
    SELECT person, max(similarity(name, %(words)s)) AS likeness FROM names
    WHERE name %% %(words)s AND (%(year)s::integer IS NULL OR born = %(year)s)
    GROUP BY person ORDER BY likeness DESC, person LIMIT 10
"""
_EXACT = """
    SELECT DISTINCT person FROM names
    WHERE upper(name) = upper(%(words)s) AND (%(year)s::integer IS NULL OR born = %(year)s)
    LIMIT 10
"""
STATEMENTS = {"pg_trgm": _TRIGRAM, "exact": _EXACT}


def programs() -> Path | None:
    """Return where Debian's server with pg_trgm is, if this machine has one."""
    for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True):
        version = folder.parent.name
        trigram = Path(f"/usr/share/postgresql/{version}/extension/pg_trgm.control")
        if (folder / "initdb").exists() and trigram.exists():
            return folder
    return None


@contextmanager
def debian_server(folder: Path) -> Iterator[psycopg.Connection[Any]]:
    """Hold Debian's server, run by an unprivileged user on a private socket."""
    with tempfile.TemporaryDirectory(prefix="bluelamp-trgm-") as home:
        account = _account()
        Path(home).chmod(0o755)
        data = Path(home, "data")
        data.mkdir()
        if account:
            shutil.chown(data, *account)
            shutil.chown(home, *account)
        as_user = {"user": account[0], "group": account[1], "extra_groups": []} if account else {}

        def run(program: str, *arguments: str) -> None:
            subprocess.run(
                [folder / program, *arguments], check=True, stdout=subprocess.DEVNULL, cwd="/",
                **as_user,
            )  # fmt: skip

        run("initdb", "-D", str(data), "-U", "bench", "-A", "trust", "--no-sync")
        settings = (
            f"-c listen_addresses= -c unix_socket_directories={home} -c shared_buffers=2GB"
            " -c maintenance_work_mem=1GB -c max_wal_size=16GB -c jit=off -c fsync=off"
        )
        run("pg_ctl", "-D", str(data), "-w", "-l", f"{home}/log", "-o", settings, "start")
        try:
            with psycopg.connect(
                host=home, user="bench", dbname="postgres", autocommit=True
            ) as connection:
                yield connection
        finally:
            run("pg_ctl", "-D", str(data), "-m", "immediate", "stop")


def _account() -> tuple[int, int] | None:
    if os.geteuid():
        return None
    entry = pwd.getpwnam("nobody")
    return entry.pw_uid, entry.pw_gid


def load_names(source: psycopg.Connection[Any], into: psycopg.Connection[Any]) -> dict[str, float]:
    """Copy every name into the baseline's table and index it; return sizes in megabytes."""
    into.execute("CREATE EXTENSION pg_trgm")
    into.execute("CREATE TABLE names (person uuid, name text, born integer)")
    with (
        source.cursor().copy(f"COPY ({_NAMES}) TO STDOUT") as out,
        into.cursor().copy("COPY names FROM STDIN") as copy,
    ):
        for block in out:
            copy.write(block)
    into.execute("CREATE INDEX trigrams ON names USING gin (name gin_trgm_ops)")
    into.execute("CREATE INDEX whole ON names (upper(name))")
    into.execute("VACUUM ANALYZE names")
    sizes = into.execute(
        "SELECT relname, pg_relation_size(oid) / 1e6 FROM pg_class"
        " WHERE relname IN ('names', 'trigrams', 'whole')"
    ).fetchall()
    return {name: float(size) for name, size in sizes}


def answer(connection: psycopg.Connection[Any], statement: str, query: Query) -> list[Any]:
    """Return the first ten people of a baseline. The year of birth is used, where one is typed."""
    values = {"words": query.words, "year": query.year}
    return [row[0] for row in connection.execute(statement, values).fetchall()]
