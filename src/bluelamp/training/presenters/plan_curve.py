"""How the making of a plan went: cost and what is proven against time, to be drawn and tabled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bluelamp.training.models import PlanProgress

from .planning import gap_told, number

WIDE, HIGH = 600, 200
APART = 16
"""The least distance at which two lines of words stand below each other."""


@dataclass(frozen=True, slots=True)
class Curve:
    """Cost and bound against time as SVG points, with words for axes and lines."""

    cost: str
    bound: str
    cost_at: float
    bound_at: float
    highest: str
    lowest: str
    longest: str
    rows: list[tuple[str, str, str, str, int]]


def curve(progress: Sequence[PlanProgress]) -> Curve | None:
    """Return the curve of a search; None with nothing to draw."""
    if not progress:
        return None
    longest = max(each.seconds for each in progress) or 1
    highest = max(max(each.objective, each.bound) for each in progress)
    lowest = min(min(each.objective, each.bound) for each in progress)
    span = highest - lowest or 1

    def down(value: float) -> float:
        return HIGH - (value - lowest) / span * HIGH

    last = progress[-1]
    cost_at, bound_at = down(last.objective), down(last.bound)
    return Curve(
        cost=" ".join(
            f"{e.seconds / longest * WIDE:.1f},{down(e.objective):.1f}" for e in progress
        ),
        bound=" ".join(f"{e.seconds / longest * WIDE:.1f},{down(e.bound):.1f}" for e in progress),
        cost_at=round(cost_at, 1),
        bound_at=round(max(bound_at, cost_at + APART), 1),
        highest=number(highest),
        lowest=number(lowest),
        longest=f"{longest:,.0f} s",
        rows=[
            (
                f"{each.seconds:,.0f} s",
                number(each.objective),
                number(each.bound),
                gap_told(each.gap),
                each.waiting,
            )
            for each in progress
        ],
    )
