"""``bluelamp match``: compare pairs of claims, one JSON line each, without a database."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import IO, Any

import click

from bluelamp.resolution.matching import ClaimError, compare
from bluelamp.resolution.matching.reading import read_pair


@click.command()
@click.argument("file", type=click.File(encoding="utf-8-sig", errors="replace"))
@click.option(
    "--today",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day on which ages are judged; the present day unless given.",
)
@click.pass_context
def command(ctx: click.Context, file: IO[str], today: datetime | None) -> None:
    """Say of each pair in FILE (JSON lines; - for standard input) whether it is one person.

    A line holds "id", "a" and "b". The answer holds "id", "result" (MATCH, REVIEW or NO),
    "score", "scores", "reasons" and "flags". A line that cannot be read is named on standard
    error, the others are still answered, and the command ends with code 1.
    """
    day = (today or datetime.now(UTC)).date()
    failed = False
    for number, line in enumerate(file, start=1):
        if not line.strip():
            continue
        try:
            click.echo(answer(line, day))
        except ClaimError as error:
            failed = True
            click.echo(f"line {number}: {error.field}: {error.message}", err=True)
    if failed:
        ctx.exit(1)


def answer(line: str, today: date) -> str:
    """Compare the pair on one line and return the answer as one line.

    Raises ``ClaimError`` naming the field that cannot be read.
    """
    data = _object(line)
    a, b = read_pair(data, today)
    found = compare(a, b, today=today, crowded=_crowded(data))
    said = {
        "id": data.get("id"),
        "result": found.result,
        "score": found.score,
        "scores": found.scores,
        "reasons": found.reasons,
        "flags": sorted(found.flags),
    }
    return json.dumps(said, ensure_ascii=False)


def _object(line: str) -> dict[str, Any]:
    try:
        data = json.loads(line)
    except json.JSONDecodeError as error:
        raise ClaimError("line", f"is not JSON: {error.msg} at column {error.colno}") from error
    if not isinstance(data, dict):
        raise ClaimError("line", "should be a JSON object with id, a and b")
    return data


def _crowded(data: dict[str, Any]) -> frozenset[str]:
    """Return the postcodes or UPRNs that the line itself lists as crowded (8.6)."""
    listed = data.get("crowded") or []
    if not isinstance(listed, list):
        raise ClaimError("crowded", "should be a list of postcodes or UPRNs")
    return frozenset("".join(str(place).upper().split()) for place in listed)
