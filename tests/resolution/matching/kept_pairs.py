"""Pairs kept as JSON lines, in the form the command reads, each with the result expected."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bluelamp.resolution.matching import Claim
from bluelamp.resolution.matching.reading import read_pair

TODAY = date(2026, 11, 23)
HERE = Path(__file__).parent


def pairs(name: str) -> list[Any]:
    """Return the pairs of a file as parameters, by their ids."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [pytest.param(row, id=row["id"]) for row in map(json.loads, lines)]


def claims(row: dict[str, Any]) -> tuple[Claim, Claim]:
    """Return the two claims of a pair."""
    return read_pair(row, TODAY)
