"""What one more trainer or room would be worth: the prices at which the bound is highest.

At these prices no plan costs less than the bound; a trainer-day priced at 400 could save up to
about 400. Where the price is nought, more of it saves nothing.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from .instance import Instance
from .solving.arrays import Floats
from .solving.ascent import Bound, raise_bound
from .solving.layout import Layout, lay_out
from .solving.prices import Dual
from .solving.staff import Staff

ROUNDS = 200
MOST = 12
LEAST = 1.0


@dataclass(frozen=True, slots=True)
class ShadowPrice:
    """What one more of something is worth on a day of one week, on average.

    ``kind`` is ``supplier``, ``facilitator`` (``key`` is then a course) or ``room`` (a venue).
    """

    kind: str
    key: str
    monday: date
    worth: float


def shadow_prices(
    instance: Instance, seconds: float = 10.0, stop: Callable[[], bool] = lambda: False
) -> list[ShadowPrice]:
    """Return what is dearest, at most a dozen of each kind, the dearest first."""
    if not instance.requirements:
        return []
    layout = lay_out(instance)
    dual = Dual(layout)
    ends = time.monotonic() + seconds
    bound = raise_bound(dual, ROUNDS, lambda: time.monotonic() < ends and not stop())
    found = [*_of_trainers(layout, dual, bound), *_of_rooms(layout, dual, bound)]
    found = [each for each in found if each.worth >= LEAST]
    found.sort(key=lambda each: (-each.worth, each.kind, each.key, each.monday))
    return [
        each
        for kind in ("supplier", "facilitator", "room")
        for each in [one for one in found if one.kind == kind][:MOST]
    ]


def _of_trainers(layout: Layout, dual: Dual, bound: Bound) -> list[ShadowPrice]:
    return [
        price
        for kind, staff, prices in zip(
            ("supplier", "facilitator"), layout.staff, bound.prices[:2], strict=True
        )
        for row, course in enumerate(dual.courses)
        for price in _weekly(layout, kind, course, prices[row] * _anybody(staff))
    ]


def _anybody(staff: Staff) -> Floats:
    """Return on which days anybody of a kind is there at all, as noughts and ones."""
    there: Floats = staff.there.any(axis=0).astype(float)
    return there


def _of_rooms(layout: Layout, dual: Dual, bound: Bound) -> list[ShadowPrice]:
    found = []
    for site, place in enumerate(layout.sites):
        rows = np.flatnonzero(dual.grade_site == site)
        if len(rows):
            dearest: Floats = bound.prices[2][rows].max(axis=0)
            found += _weekly(layout, "room", place.venue_id, dearest)
    return found


def _weekly(layout: Layout, kind: str, key: str, daily: Floats) -> list[ShadowPrice]:
    found = []
    taught = layout.room_open.any(axis=0)
    for week in np.unique(layout.week):
        days = np.flatnonzero((layout.week == week) & taught)
        if len(days):
            first = layout.days[int(days[0])]
            monday = first - timedelta(days=first.weekday())
            worth = round(float(daily[days].mean()), 1)
            found.append(ShadowPrice(kind, key, monday, worth))
    return found
