"""Weighted draws and the data lists they are made from."""

from __future__ import annotations

import json
from bisect import bisect_right
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from random import Random

DATA = Path(__file__).parent / "data"
FLATTENING = 5

T = TypeVar("T")


class Weighted(Generic[T]):
    """Things to draw, each as often as its weight says."""

    __slots__ = ("_bounds", "_things", "_total")

    def __init__(self, things: Iterable[T], weights: Iterable[float]) -> None:
        self._things = tuple(things)
        self._bounds = tuple(accumulate(weights))
        self._total = self._bounds[-1] if self._bounds else 0.0

    def __bool__(self) -> bool:
        return bool(self._things)

    def draw(self, rng: Random) -> T:
        """Return one thing; one call of ``rng``."""
        return self._things[bisect_right(self._bounds, rng.random() * self._total)]


def by_position(things: Iterable[T]) -> Weighted[T]:
    """Weigh a list that is ordered by how common its entries are."""
    listed = tuple(things)
    return Weighted(listed, (1 / (n + FLATTENING) for n in range(1, len(listed) + 1)))


def by_weight(weights: Mapping[T, float]) -> Weighted[T]:
    """Weigh things as a mapping says."""
    return Weighted(weights, weights.values())


def read_data(*parts: str) -> Any:
    """Return the content of one of the JSON files under ``data``."""
    return json.loads(DATA.joinpath(*parts).read_text(encoding="utf-8"))
