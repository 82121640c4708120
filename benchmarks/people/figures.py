"""Ranks and times, and what is told of them."""

from __future__ import annotations

import statistics
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ranked:
    """One query answered: at which place the person meant stood (0 for none), in milliseconds.

    ``ceiling`` is how likely an ideal ranker, which orders those who fit equally well at random,
    has the person among the first ten; ``sql`` is the share of the time spent in statements.
    """

    kind: str
    dated: bool
    rank: int
    ms: float
    ceiling: float = 1.0
    sql: float = 0.0

    @property
    def tellable(self) -> bool:
        """Tell whether at most ten people fit as well as the person meant."""
        return self.ceiling >= 1.0


def recall(found: Iterable[Ranked]) -> float:
    """Return the share of queries whose person stands among the first ten."""
    hits = [1 <= each.rank <= 10 for each in found]
    return sum(hits) / len(hits) if hits else float("nan")


def reciprocal(found: Iterable[Ranked]) -> float:
    """Return the mean reciprocal rank."""
    ranks = [1 / each.rank if each.rank else 0.0 for each in found]
    return statistics.fmean(ranks) if ranks else float("nan")


def percentile(found: Iterable[float], share: float) -> float:
    """Return the value below which this share of values lies."""
    values = sorted(found)
    return values[min(len(values) - 1, int(share * len(values)))] if values else float("nan")


def line(name: str, found: list[Ranked]) -> str:
    """Return a row of the table of kinds."""
    told = [each for each in found if each.tellable]
    times = [each.ms for each in found]
    ceiling = statistics.fmean([each.ceiling for each in found]) if found else float("nan")
    return (
        f"| {name} | {len(found)} | {recall(found):.3f} | {ceiling:.3f} | {reciprocal(found):.3f} "
        f"| {len(told)} | {recall(told):.3f} | {reciprocal(told):.3f} "
        f"| {percentile(times, 0.5):.1f} | {percentile(times, 0.95):.1f} |"
    )
