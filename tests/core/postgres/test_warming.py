"""Tables and indexes read ahead."""

from __future__ import annotations

import psycopg
import pytest

from bluelamp.core.postgres import EmbeddedServer, warming
from bluelamp.core.postgres.warming import read_into_memory


@pytest.fixture
def rows(server: EmbeddedServer) -> str:
    url = server.owner_url("postgres")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE TABLE lamps AS SELECT n FROM generate_series(1, 20000) AS n")
        connection.execute("CREATE INDEX lamps_by_number ON lamps (n)")
        connection.execute("CHECKPOINT")
    return url


def sizes(url: str) -> int:
    with psycopg.connect(url) as connection:
        found = connection.execute(
            "SELECT pg_relation_size('lamps') + pg_relation_size('lamps_by_number')"
        ).fetchone()
    assert found
    return int(found[0])


def test_every_byte_of_table_and_index_is_read(server: EmbeddedServer, rows: str) -> None:
    cluster = server.status().directory
    assert cluster
    assert read_into_memory(cluster, rows, ["lamps", "nothing_of_this_name"]) == sizes(rows)


def test_nothing_is_read_where_it_would_push_out_others(
    server: EmbeddedServer, rows: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    cluster = server.status().directory
    assert cluster
    little = warming.psutil.virtual_memory()._replace(available=sizes(rows))
    monkeypatch.setattr(warming.psutil, "virtual_memory", lambda: little)
    assert read_into_memory(cluster, rows, ["lamps"]) == 0
