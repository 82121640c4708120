"""The bundled tables of names: nicknames, spellings, frequencies, particles (section 8.6)."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from math import log2
from typing import Any

from bluelamp.nominals.rules.names import plain_capitals

from . import weights


def _load(name: str) -> dict[str, Any]:
    text = resources.files(__package__).joinpath("data", name).read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    loaded.pop("about")
    return loaded


@cache
def name_parts(kind: str) -> frozenset[str]:
    """Return the particles, the title-like names or the attached particles."""
    return frozenset(_load("name_parts.json")[kind].split())


@cache
def _spellings() -> dict[str, frozenset[str]]:
    """Map each spelling to the names of the groups it is in."""
    groups: dict[str, set[str]] = {}
    for culture in _load("variants.json").values():
        for line in culture:
            spellings = plain_capitals(line).split()
            for spelling in spellings:
                groups.setdefault(spelling, set()).add(f"{spellings[0]}~")
    return {spelling: frozenset(names) for spelling, names in groups.items()}


@cache
def _formal_names() -> dict[str, frozenset[str]]:
    """Map each short form to the formal names it may stand for."""
    formals: dict[str, set[str]] = {}
    for culture in _load("nicknames.json").values():
        for formal, shorts in culture.items():
            for short in shorts.split():
                formals.setdefault(short, set()).add(plain_capitals(formal))
    return {short: frozenset(names) for short, names in formals.items()}


def spelling_groups(token: str) -> frozenset[str]:
    """Return the groups of spellings a token belongs to, or the token alone."""
    return _spellings().get(token, frozenset({token}))


@cache
def formal_groups(token: str) -> frozenset[str]:
    """Return the groups of the formal names that a token is short for."""
    formals = _formal_names().get(token, frozenset())
    return frozenset(group for formal in formals for group in spelling_groups(formal))


@cache
def _frequencies(kind: str) -> dict[str, int]:
    """Map a name to its bearers per 100,000; the first, highest tier counts."""
    found: dict[str, int] = {}
    for tier, names in _load("frequencies.json")[kind].items():
        for name in names.split():
            found.setdefault(plain_capitals(name), int(tier))
    return found


@cache
def _group_frequencies(kind: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for name, count in _frequencies(kind).items():
        for group in spelling_groups(name):
            found[group] = max(count, found.get(group, 0))
    return found


@cache
def bearers(token: str, kind: str) -> int:
    """Return how many of 100,000 bear this name in any spelling; 0 when it is not listed."""
    counted = _group_frequencies(kind)
    groups = spelling_groups(token)
    return max((counted.get(group, 0) for group in groups), default=0)


def is_established(token: str) -> bool:
    """Tell whether this exact spelling is a name of its own, not a slip for another."""
    return token in _frequencies("forenames") or token in _spellings() or token in _formals()


@cache
def _formals() -> frozenset[str]:
    return frozenset(
        plain_capitals(formal) for culture in _load("nicknames.json").values() for formal in culture
    )


@cache
def name_weight(token: str, kind: str) -> float:
    """Return the bits that agreement on this name is worth: rare names count most."""
    rarest, unlisted = {
        "forenames": (weights.RAREST_FORENAME, weights.UNLISTED_FORENAME),
        "surnames": (weights.RAREST_SURNAME, weights.UNLISTED_SURNAME),
    }[kind]
    # A name listed only in the other table is at least known not to be rare altogether.
    other = "surnames" if kind == "forenames" else "forenames"
    count = bearers(token, kind) or bearers(token, other) // 2
    return min(log2(100_000 / count), rarest) if count else unlisted
