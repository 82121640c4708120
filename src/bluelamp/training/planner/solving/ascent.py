"""Raising the lower bound: prices that follow the excess of demand over supply."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from .arrays import Floats
from .prices import Dual, Prices

FIRST_STEP, LAST_STEP = 30.0, 0.4


@dataclass(frozen=True)
class Bound:
    """The best value found, at which prices, and what each learner then pays."""

    value: float
    prices: Prices
    paid: Floats


def raise_bound(dual: Dual, rounds: int, goes_on: Callable[[], bool] = lambda: True) -> Bound:
    """Return the best bound of so many rounds.

    Trainers' prices are a price by day and kind plus one by course and kind; few prices that
    mean something settle sooner than many, and any prices give a bound.
    """
    days, courses = len(dual.layout.days), len(dual.courses)
    parts = [np.zeros(days), np.zeros(days), np.zeros(courses), np.zeros(courses)]
    parts.append(np.zeros((len(dual.grades), days)))
    pace = [np.zeros_like(each) for each in parts]
    size = [np.zeros_like(each) for each in parts]
    best = None
    for number in range(rounds):
        prices = _spread(parts)
        value, excess = dual.value(prices)
        if best is None or value > best.value:
            best = Bound(value, prices, dual.paid.copy())
        if not goes_on():
            break
        slopes = [excess[0].sum(axis=0), excess[1].sum(axis=0), excess[0].sum(axis=1),
                  excess[1].sum(axis=1), excess[2]]  # fmt: skip
        step = FIRST_STEP * (LAST_STEP / FIRST_STEP) ** (number / max(rounds - 1, 1))
        for each, slope, mean, spread in zip(parts, slopes, pace, size, strict=True):
            mean[:] = 0.8 * mean + 0.2 * slope
            spread[:] = 0.95 * spread + 0.05 * slope**2
            each += step * mean / (np.sqrt(spread) + 1e-3)
            np.maximum(each, 0, out=each)
    if best is None:
        raise ValueError("at least one round is needed")
    return best


def _spread(parts: list[Floats]) -> Prices:
    return parts[0] + parts[2][:, None], parts[1] + parts[3][:, None], parts[4].copy()
