"""The long tail behind the common names: rarer names, made of the parts such names are made of."""

from __future__ import annotations

from functools import cache
from itertools import product
from typing import TYPE_CHECKING, Any
from zlib import crc32

from .drawing import FLATTENING, Weighted, read_data

if TYPE_CHECKING:
    from collections.abc import Sequence

# How slowly the tail thins out: its commonest name is hardly commoner than its hundredth.
TAIL_FLATTENING = 100

Forms = tuple[str, ...]


@cache
def _data() -> dict[str, Any]:
    names: dict[str, Any] = read_data("rare_names.json")["names"]
    return names


def with_rare_families(code: str, common: Sequence[Forms]) -> Weighted[Forms]:
    """Return the family names of a culture, common ones as listed and rare ones behind them."""
    part = _data().get(code, {}).get("families")
    rare = _rare_families(part) if part else []
    return _joined(common, [name for name in rare if name not in set(common)], part)


def with_rare_given(code: str, sex: str, common: Sequence[str]) -> Weighted[str]:
    """Return the given names of a culture for one sex, with the rare ones behind them."""
    part = _data().get(code, {}).get(sex)
    rare = [start + end for start, end in _pairs(part)] if part and common else []
    return _joined(common, [name for name in _mixed(rare) if name not in set(common)], part)


def _joined(common: Sequence[Any], rare: Sequence[Any], part: dict[str, Any] | None) -> Weighted:
    """Weigh both so that the rare names together have the share the data say."""
    weights = [1 / (n + FLATTENING) for n in range(1, len(common) + 1)]
    if part and rare:
        tail = [1 / (n + TAIL_FLATTENING) for n in range(1, len(rare) + 1)]
        scale = sum(weights) / sum(tail) * part["share"] / (1 - part["share"])
        weights += [weight * scale for weight in tail]
    return Weighted((*common, *rare), weights)


def _rare_families(part: dict[str, Any]) -> list[Forms]:
    made = [
        tuple(start + form for form in end.split("/"))
        for start, end in _pairs(part)
        if start != end
    ]
    return _mixed(made)


def _pairs(part: dict[str, Any]) -> list[tuple[str, str]]:
    return list(product(part["starts"].split(), part["ends"].split() or [""]))


def _mixed(made: list[Any]) -> list[Any]:
    """Return each once, in an order that no start or end leads."""
    return sorted(dict.fromkeys(made), key=lambda name: crc32(repr(name).encode()))
