"""Into which parts of the platform training lets somebody (TRN-7.7, INF-10.16)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from bluelamp.training.enums import PlatformModule

from .freshness import Completion, may_have_live_permission


@dataclass(frozen=True, slots=True)
class Terms:
    """TRN-7.7 as dated reference data: how long an emergency exception lasts (unverified)."""

    exception: timedelta = timedelta(hours=72)
    as_told_on: date = date(2026, 11, 1)


TERMS = Terms()


@dataclass(frozen=True, slots=True)
class Standing:
    """How somebody stands in one course that lets into a part of the platform."""

    module: PlatformModule
    completion: Completion | None
    assessed: bool
    go_live: date
    window_days: int


def modules_open(standings: Iterable[Standing], today: date) -> frozenset[PlatformModule]:
    """Return the parts somebody may use live: every course they need for it counts.

    A part for which somebody need take no course stays closed to them: nobody is let in for want of
    a rule.
    """
    asked: dict[PlatformModule, bool] = {}
    for each in standings:
        enough = may_have_live_permission(
            each.completion,
            assessed=each.assessed,
            go_live=each.go_live,
            today=today,
            window_days=each.window_days,
        )
        asked[each.module] = asked.get(each.module, True) and enough
    return frozenset(module for module, enough in asked.items() if enough)
