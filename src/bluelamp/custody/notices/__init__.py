"""Notices of rights as data: one file for each language (RTS-1, RTS-2).

The words are Bluelamp's own summary of the rights, not the official notice, and say so. A
translation is marked as unverified until a force has had it checked.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

RIGHTS = ("solicitor", "tell_someone", "codes", "interpreter", "embassy", "reason", "change_mind")
ENTITLEMENTS = (
    "adult",
    "care",
    "food",
    "rest",
    "medical",
    "review",
    "limits",
    "record",
    "complaint",
)
FIRST = ("en", "en-easy")


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice in one language. ``code`` is the name of its file, such as ``pl`` or ``en-easy``."""

    code: str
    language: str
    own_name: str
    direction: str
    version: int
    dated: date
    status: str
    title: str
    not_official: str
    rights: str
    entitlements: str
    given: str
    signature: str
    time: str
    points: dict[str, str]

    @property
    def label(self) -> str:
        """Return the language in English and in itself: ``Polish – Polski``."""
        same = self.language.startswith(self.own_name)
        return self.language if same else f"{self.language} – {self.own_name}"

    @property
    def edition(self) -> str:
        """Return version, date and status: ``version 1 of 23 November 2026, original``."""
        day = f"{self.dated.day} {self.dated:%B %Y}"
        return f"version {self.version} of {day}, {self.status}"

    @property
    def tag(self) -> str:
        """Return the code of the language itself, as documents declare it."""
        return self.code.split("-")[0]


@cache
def all_notices() -> dict[str, Notice]:
    """Return every notice by its code: English first, the others by the name of the language."""
    found = [
        Notice(code=file.name.removesuffix(".toml"), **tomllib.loads(file.read_text("utf-8")))
        for file in (files(__package__) / "data").iterdir()
        if file.name.endswith(".toml")
    ]
    found.sort(key=lambda one: (one.code not in FIRST, one.language))
    return {one.code: one for one in found}
