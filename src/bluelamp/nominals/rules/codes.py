"""The words behind codes of countries and languages (ISO 3166, ISO 639)."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files


@cache
def countries() -> dict[str, str]:
    """Return the names of countries by alpha-3 code, the commonest here first."""
    return _read("countries")


@cache
def languages() -> dict[str, str]:
    """Return the names of languages by code, in alphabetical order."""
    return _read("languages")


def _read(what: str) -> dict[str, str]:
    text = (files("bluelamp.nominals") / "data" / f"{what}.json").read_text(encoding="utf-8")
    found: dict[str, str] = json.loads(text)[what]
    return found
