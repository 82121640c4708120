"""Where the settings look for the database, without starting it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from psycopg.conninfo import conninfo_to_dict

from bluelamp.core.postgres import ServerNotUsable, database_urls
from bluelamp.core.postgres.home import Home, State

if TYPE_CHECKING:
    from pathlib import Path


def test_the_environment_names_both_roles() -> None:
    urls = database_urls(environment={"DATABASE_URL": "a", "DATABASE_OWNER_URL": "o"})
    assert (urls.application, urls.owner, urls.source) == ("a", "o", "environment")


def test_the_owner_is_the_application_unless_named() -> None:
    urls = database_urls(environment={"DATABASE_URL": "a"})
    assert (urls.application, urls.owner) == ("a", "a")


def test_a_server_never_started_is_told_where_it_would_be(tmp_path: Path) -> None:
    urls = database_urls(environment={"BLUELAMP_HOME": str(tmp_path / "none")})
    assert urls.source == "not started"
    assert conninfo_to_dict(urls.application)["host"] == str(tmp_path / "none" / "socket")
    assert not (tmp_path / "none").exists()


def test_the_state_file_names_passwords_socket_and_port(tmp_path: Path) -> None:
    directory = tmp_path / "an odd, näme?&="
    directory.mkdir()
    Home(directory).write_state(State("own/@:", "app%&=", port=6000))
    urls = database_urls("töst db", environment={"BLUELAMP_HOME": str(directory)})
    assert urls.source == "embedded"
    assert conninfo_to_dict(urls.owner) == {
        "user": "bluelamp_owner",
        "password": "own/@:",
        "dbname": "töst db",
        "host": str(directory / "socket"),
        "port": "6000",
    }
    assert conninfo_to_dict(urls.application)["password"] == "app%&="


def test_passwords_do_not_show_in_a_representation(tmp_path: Path) -> None:
    Home(tmp_path).write_state(State("hidden", "hidden"))
    assert "hidden" not in repr(database_urls(environment={"BLUELAMP_HOME": str(tmp_path)}))


def test_a_damaged_state_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "postgres.json").write_text('{"surprise": 1}')
    with pytest.raises(ServerNotUsable, match="is damaged"):
        database_urls(environment={"BLUELAMP_HOME": str(tmp_path)})
