"""Databases copied from one another, and roles that reach their own and no other."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest

from bluelamp.core.postgres import EmbeddedServer, ServerNotUsable
from bluelamp.core.postgres.copies import Copies
from bluelamp.core.postgres.home import Home

TABLES = """
    CREATE TABLE note (id int PRIMARY KEY, words text);
    CREATE TABLE line (words text);
    CREATE SEQUENCE reference;
    GRANT SELECT, INSERT, UPDATE, DELETE ON note TO bluelamp_app;
    GRANT SELECT, INSERT ON line TO bluelamp_app;
    GRANT USAGE, SELECT ON reference TO bluelamp_app;
    INSERT INTO note VALUES (1, 'as it began');
"""
SECRET = "not the application's"


def run(url: str, statement: str) -> list[tuple]:
    with psycopg.connect(url, autocommit=True) as connection:
        found = connection.execute(statement)
        return found.fetchall() if found.description else []


@pytest.fixture
def copies(stopped: Path):
    """A server with the live database, and a copy for a class beside what it begins with."""
    with EmbeddedServer(stopped) as server:
        server.ensure_database("bluelamp")
        run(server.owner_url("bluelamp"), TABLES)
        found = Copies(Home(stopped))
        found.copy("bluelamp", "practice_a_start")
        found.make_role("practice_a", SECRET)
        found.give_rights("practice_a_start", "practice_a")
        found.copy("practice_a_start", "practice_a", role="practice_a")
        yield found


def own(copies: Copies, database: str = "practice_a") -> str:
    return copies.url(database, "practice_a", SECRET)


def test_a_copys_role_may_do_in_it_what_the_application_may_and_no_more(copies):
    run(own(copies), "UPDATE note SET words = 'changed'; INSERT INTO line VALUES ('added')")
    assert run(own(copies), "SELECT nextval('reference')") == [(1,)]
    for refused in ("DELETE FROM line", "DROP TABLE note", "CREATE TABLE own (id int)"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            run(own(copies), refused)


def test_a_copys_role_enters_no_other_database_and_the_live_one_no_copy(copies, stopped):
    live = EmbeddedServer(stopped)
    elsewhere = [
        own(copies, name) for name in ("bluelamp", "postgres", "template1", "practice_a_start")
    ]
    for url in (*elsewhere, live.application_url("practice_a")):
        with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
            run(url, "SELECT 1")
    assert run(live.application_url("bluelamp"), "SELECT words FROM note") == [("as it began",)]
    assert run(live.application_url("postgres"), "SELECT 1") == [(1,)]
    for url in (own(copies), live.application_url("bluelamp")):
        run(url, "CREATE TEMPORARY TABLE passing (id int)")


def test_a_reset_brings_back_exactly_what_was_while_somebody_is_at_work(copies):
    at_work = psycopg.connect(own(copies), autocommit=True)
    at_work.execute("DELETE FROM note; INSERT INTO note VALUES (2, 'done in class')")
    copies.drop("practice_a")
    copies.copy("practice_a_start", "practice_a", role="practice_a")
    assert run(own(copies), "SELECT * FROM note") == [(1, "as it began")]
    with pytest.raises(psycopg.OperationalError):
        at_work.execute("SELECT 1")


def test_tables_and_sizes_are_told_and_what_is_dropped_is_gone(copies):
    assert copies.has_table("bluelamp", "note")
    assert not copies.has_table("bluelamp", "nothing")
    assert not copies.has_table("nowhere", "note")
    assert copies.size("practice_a") > 1_000_000
    with pytest.raises(ServerNotUsable, match="already exists"):
        copies.make_empty("practice_a")
    for database in ("practice_a", "practice_a_start"):
        copies.drop(database)
    copies.drop_role("practice_a")
    assert not [name for name in copies.names() if name.startswith("practice")]
