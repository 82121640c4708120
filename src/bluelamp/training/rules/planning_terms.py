"""What a planning problem needs and the records do not say: dated reference data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from fractions import Fraction
from math import ceil


@dataclass(frozen=True, slots=True)
class PlanningTerms:
    """Defaults of the planner's file format.

    ``teaching_share`` is how much of a training day is teaching, the rest being breaks: 360 of
    480 minutes (09:00 to 17:00). ``adjusted_class`` is the largest class with extra time or in
    parts, ``unknown_travel`` the minutes between places of which no travel time is kept,
    ``small_team_release`` how many a team may release at once whose cap lets nobody go (TRN-5.4).
    """

    as_told_on: date
    day_start: time
    day_end: time
    weekdays: frozenset[int]
    rest_hours: int
    teaching_share: Fraction
    adjusted_class: int
    unknown_travel: int
    small_team_release: int
    confirmed: bool = False


# Unverified: the programme replaces this when it has decided.
TERMS = PlanningTerms(
    as_told_on=date(2026, 11, 1),
    day_start=time(9),
    day_end=time(17),
    weekdays=frozenset({1, 2, 3, 4, 5}),
    rest_hours=11,
    teaching_share=Fraction(3, 4),
    adjusted_class=6,
    unknown_travel=60,
    small_team_release=1,
)


def on_site(teaching: int, terms: PlanningTerms = TERMS) -> int:
    """Return how many minutes of a day so much teaching takes, breaks included (TRN-6.17)."""
    return ceil(teaching / terms.teaching_share)
