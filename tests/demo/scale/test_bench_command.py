"""``bluelamp bench people`` as a whole: its own server, every core, indexes at the end."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg
import pytest

from bluelamp.core.postgres import EmbeddedServer

ROWS = 700


@pytest.fixture(scope="module")
def kept():
    with tempfile.TemporaryDirectory(prefix="bluelamp-test-") as made:
        Path(made).chmod(0o711)
        folder = Path(made, "people")
        outside = {"DATABASE_URL", "DATABASE_OWNER_URL", "BLUELAMP_HOME"}
        environment = {name: v for name, v in os.environ.items() if name not in outside}
        command = [sys.executable, "-m", "bluelamp.cli", "bench", "people", "--rows", str(ROWS)]
        told = subprocess.run(
            [*command, "--keep", str(folder)], env=environment, capture_output=True, text=True
        )
        assert told.returncode == 0, told.stderr
        with EmbeddedServer(folder) as server, psycopg.connect(server.owner_url()) as connection:
            yield folder, connection, told.stdout


def test_the_database_holds_as_many_people_as_asked_for(kept):
    _, connection, told = kept
    assert connection.execute("SELECT count(*) FROM nominals_person").fetchone() == (ROWS,)
    assert f"{ROWS} people" in told


def test_every_index_is_there_again(kept):
    _, connection, _ = kept
    indexes = {row[0] for row in connection.execute("SELECT indexname FROM pg_indexes")}
    assert {"person_keys", "person_born", "identifier_value", "link_once_at_a_time"} <= indexes


def test_the_answer_key_is_beside_the_database(kept):
    folder, connection, _ = kept
    answers = [json.loads(line) for line in (folder / "answers.jsonl").open(encoding="utf-8")]
    assert answers
    named = {told["truth"] for told in answers}
    count = "SELECT count(*) FROM nominals_person WHERE entry_id = ANY (%s::uuid[])"
    assert connection.execute(count, [list(named)]).fetchone() == (len(named),)
    assert list(folder.glob("answers-*")) == []


def test_a_folder_that_holds_something_is_not_written_to(tmp_path):
    (tmp_path / "mine").write_text("kept")
    command = [sys.executable, "-m", "bluelamp.cli", "bench", "people", "--rows", "10"]
    told = subprocess.run([*command, "--keep", str(tmp_path)], capture_output=True, text=True)
    assert told.returncode == 1
    assert "is not empty" in told.stderr
