"""`bluelamp custody paper-pack` as it is run: again and again, until told to stop."""

from __future__ import annotations

import signal
import subprocess
import sys
from datetime import timedelta

import click
import pytest
from tests.beside import address, environment
from tests.custody.world import World

from bluelamp.cli.custody_paper import Every

PATIENCE = 60
PACK = (sys.executable, "-u", "-m", "bluelamp.cli", "custody", "paper-pack")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("15m", 900), ("90s", 90), ("1h", 3600), ("5", 300), (" 2 m ", 120)],
)
def test_how_often_is_told_in_words(typed, meant):
    assert Every().convert(typed, None, None) == timedelta(seconds=meant)


@pytest.mark.parametrize("typed", ["", "soon", "0m", "-5m", "25h", "1.5h"])
def test_what_is_no_length_of_time(typed):
    with pytest.raises(click.BadParameter, match="such as 15m"):
        Every().convert(typed, None, None)


def run(folder, url, *more):
    return subprocess.Popen(
        [*PACK, "--out", str(folder), *more],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=environment(url),
    )


def test_it_prints_again_and_stops_on_a_signal(committed_db, tmp_path):
    World().detained()
    program = run(tmp_path, address(), "--every", "1s")
    said = [program.stdout.readline() for _ in range(2)]
    assert all("Lampton: 1 held, lampton-2" in line for line in said), said
    program.send_signal(signal.SIGTERM)
    rest, _ = program.communicate(timeout=PATIENCE)
    assert "Stopped. The last packs stay where they are." in rest
    assert program.returncode == 0
    assert not list(tmp_path.glob(".pack-*"))
    assert (tmp_path / "lampton-latest.pdf").read_bytes().startswith(b"%PDF")


def test_when_the_database_is_away_it_says_so_and_goes_on(tmp_path):
    (tmp_path / "lampton-latest.pdf").write_bytes(b"the last one")
    nowhere = "postgresql://nobody:nothing@127.0.0.1:9/nothing"
    program = run(tmp_path, nowhere, "--every", "1s")
    said = "".join(program.stdout.readline() for _ in range(4))
    assert said.count("No pack: the database does not answer") == 2
    assert said.count("The last packs stay in") == 2
    assert "nothing@" not in said
    program.send_signal(signal.SIGINT)
    program.communicate(timeout=PATIENCE)
    assert program.returncode == 0
    assert (tmp_path / "lampton-latest.pdf").read_bytes() == b"the last one"


def test_once_tells_by_its_code_that_it_failed(tmp_path):
    program = run(tmp_path, "postgresql://nobody:nothing@127.0.0.1:9/nothing", "--once")
    program.communicate(timeout=PATIENCE)
    assert program.returncode == 1
