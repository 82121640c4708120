"""``bluelamp match``: one answer a line, bad lines named, the rest still answered."""

from __future__ import annotations

import json

from click.testing import CliRunner

from bluelamp.cli.match import command

SMITH = {"names": ["John SMITH"], "dob": "14/03/1985", "identifiers": {"pnc": "2008/0410801U"}}


def run(*lines, today="2026-11-23"):
    text = "".join(f"{line if isinstance(line, str) else json.dumps(line)}\n" for line in lines)
    done = CliRunner().invoke(command, ["--today", today, "-"], input=text)
    return done.exit_code, [json.loads(line) for line in done.stdout.splitlines()], done.stderr


def test_each_pair_is_answered_in_order():
    code, answers, errors = run({"id": 1, "a": SMITH, "b": SMITH}, "", {"id": 2, "a": {}, "b": {}})
    assert [(each["id"], each["result"]) for each in answers] == [(1, "MATCH"), (2, "NO")]
    assert (code, errors) == (0, "")
    assert answers[0]["scores"]["identifiers"] == 64.0
    assert "The same fingerprint-backed number joins these." in answers[0]["reasons"]


def test_a_bad_line_is_named_and_the_others_are_answered():
    bad = {"id": 2, "a": {"dob": "31/02/1990"}, "b": {}}
    code, answers, errors = run({"id": 1, "a": SMITH, "b": SMITH}, bad, "{", {"id": 3, "a": SMITH})
    assert (code, [each["id"] for each in answers]) == (1, [1])
    assert errors.splitlines()[0].startswith("line 2: a.dob: ‘31/02/1990’")
    assert errors.splitlines()[1].startswith("line 3: line: is not JSON")
    assert errors.splitlines()[2].startswith("line 4: b: is missing")


def test_crowded_places_may_be_listed_on_the_line():
    side = {"names": ["Mark WALKER"], "dob": "04/04/1974", "address": {"postcode": "SW2 5XF"}}
    pair = {"id": "p", "a": side, "b": side}
    _, (plain, listed), _ = run(pair, {**pair, "crowded": ["SW2 5XF"]})
    assert (plain["result"], listed["result"]) == ("MATCH", "REVIEW")
