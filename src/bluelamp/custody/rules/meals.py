"""Meals: two light ones and a main one in twenty-four hours (CAR-11)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bluelamp.custody.enums import CareKind
from bluelamp.custody.rules.spans import in_utc

if TYPE_CHECKING:
    from collections.abc import Iterable

LIGHT, MAIN = 2, 1
DAY = timedelta(hours=24)
# (own) Three meals fit into every twenty-four hours if no two are further apart than this.
APART = DAY / (LIGHT + MAIN)


@dataclass(frozen=True, slots=True)
class Meal:
    """A meal offered, whether accepted or refused; drinks are no meals."""

    kind: CareKind
    at: datetime


@dataclass(frozen=True, slots=True)
class MealsOwed:
    """What of a day's meals is still owed, and by when the next, and a main one, is due."""

    light: int
    main: int
    next_by: datetime
    main_by: datetime

    @property
    def due_at(self) -> datetime:
        """Return by when something must be offered."""
        return min(self.next_by, self.main_by)


def meals_owed(counts_from: datetime, meals: Iterable[Meal], now: datetime) -> MealsOwed:
    """Return the meals owed in the twenty-four hours up to `now`, counted from arrival."""
    start, at = in_utc(counts_from), in_utc(now)
    offered = [one for one in meals if one.kind.is_meal]
    recent = [one.kind for one in offered if at - DAY < in_utc(one.at) <= at]
    mains = [in_utc(one.at) for one in offered if one.kind is CareKind.MAIN_MEAL]
    given = min(recent.count(CareKind.MAIN_MEAL), MAIN)
    # A second main meal does for a light one.
    spare = recent.count(CareKind.MAIN_MEAL) - given
    light = max(0, LIGHT - recent.count(CareKind.LIGHT_MEAL) - spare)
    last = max([start, *(in_utc(one.at) for one in offered)])
    return MealsOwed(light, MAIN - given, last + APART, max([start, *mains]) + DAY)
