"""`bluelamp custody clock`: timelines in, limits out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from tests.custody.rules.vectors import LINES, VECTORS

from bluelamp.cli.custody import command

ARRIVED = {"id": "x", "rt": "2026-03-10T14:52Z", "auth": "2026-03-10T15:05Z"}


def asked(*lines: dict[str, Any] | str) -> Result:
    text = "\n".join(one if isinstance(one, str) else json.dumps(one) for one in lines)
    return CliRunner().invoke(command, ["clock", "-"], input=text)


def answers(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.mark.parametrize("name", VECTORS)
def test_vector(name: str) -> None:
    vector = VECTORS[name]
    result = asked({key: vector[key] for key in ("id", "rt", "auth", "periods", "excl", "reviews")})
    (answer,) = answers(result)
    assert (result.exit_code, result.stderr) == (0, "")
    assert set(answer) == {"id", "limits", "next_review", "explanation"}
    assert answer["limits"] | vector["expect"] == answer["limits"]
    assert list(answer["limits"]) == ["24", "36", "42", "72", "96"]
    assert (answer["id"], answer["next_review"]) == (name, vector["next_review"])


def test_file_of_all_vectors() -> None:
    path = Path(__file__).with_name("vectors.jsonl")
    result = CliRunner().invoke(command, ["clock", str(path)])
    assert (result.exit_code, len(result.stdout.splitlines())) == (0, len(LINES))


def test_optional_facts_may_be_missing() -> None:
    (answer,) = answers(asked({"id": "x", "rt": "2026-03-10T14:52Z"}))
    assert answer["limits"]["24"] == "2026-03-11T14:52Z"
    assert answer["next_review"] is None


def test_open_exclusion_gives_no_limit_but_a_reason() -> None:  # T6d
    (answer,) = answers(
        asked(
            {
                "id": "T6d",
                "rt": "2026-01-15T18:00Z",
                "excl": [["2026-01-15T20:00Z", None, "HOSPITAL_TREATMENT"]],
                "now": "2026-01-15T23:00Z",
            }
        )
    )
    assert set(answer["limits"].values()) == {None}
    assert "paused, 2 h used" in answer["explanation"][1]
    assert (answer["now"]["used"], answer["now"]["left"]["24"]) == ("2 h", "22 h")


@pytest.mark.parametrize(
    ("reason", "status"), [("INTERVIEW", "postponed, reason recorded"), (None, "late, no reason")]
)
def test_reviews_as_objects(reason: str | None, status: str) -> None:  # T17
    review = {"held": "2026-03-10T21:50Z", "due": "2026-03-10T21:05Z", "reason": reason}
    (answer,) = answers(asked(ARRIVED | {"reviews": [review]}))
    assert answer["next_review"] == "2026-03-11T06:05Z"
    assert any(sentence.startswith(f"Review 1: {status}") for sentence in answer["explanation"])


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("{", "line 2: Not a line of JSON"),
        ("[]", "line 2: Expected an object"),
        ({"rt": "2026-03-10T14:52Z"}, "line 2, field id:"),
        ({"id": "x"}, "line 2, field rt:"),
        ({"id": "x", "rt": "2026-03-10T14:52"}, "line 2, field rt:"),
        ({"id": "x", "rt": "10/03/2026"}, "line 2, field rt:"),
        ({"id": "x", "rt": "9999-12-31T23:00Z"}, "line 2, field rt:"),
        (ARRIVED | {"auth": 5}, "line 2, field auth:"),
        (ARRIVED | {"periods": {}}, "line 2, field periods:"),
        (ARRIVED | {"periods": [["2026-03-10T14:52Z"]]}, "line 2, field periods[0]:"),
        (
            ARRIVED | {"excl": [["2026-03-10T16:00Z", "2026-03-10T15:00Z"]]},
            "line 2, field excl[0]: The end is before the start.",
        ),
        (
            ARRIVED | {"excl": [["2026-03-10T16:00Z", None, "LUNCH"]]},
            "line 2, field excl[0].reason:",
        ),
        (ARRIVED | {"reviews": ["2026-03-10T15:00Z"]}, "line 2, field reviews:"),
        (ARRIVED | {"reviews": [{"due": None}]}, "line 2, field reviews[0].held:"),
    ],
)
def test_bad_line_is_named_and_the_good_ones_answered(line: Any, named: str) -> None:
    result = asked(ARRIVED, line, ARRIVED | {"id": "y"})
    assert result.exit_code == 1
    assert [one["id"] for one in answers(result)] == ["x", "y"]
    assert result.stderr.startswith(named)


def test_unknown_field_is_pointed_out_but_answered() -> None:
    result = asked(ARRIVED | {"exclusions": []})
    assert (result.exit_code, len(answers(result))) == (0, 1)
    assert "line 1, field exclusions" in result.stderr
