"""The gates before go-live, on exact fractions (TRN-7.8, TRN-7.9)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from math import ceil

from bluelamp.training.enums import GateName


@dataclass(frozen=True, slots=True)
class Count:
    """So many of so many; an empty group hinders no gate."""

    done: int
    of: int

    @property
    def share(self) -> Fraction:
        """Return the exact share."""
        return Fraction(self.done, self.of) if self.of else Fraction(1)

    def __add__(self, other: Count) -> Count:
        """Return both groups as one."""
        return Count(self.done + other.done, self.of + other.of)


NOBODY = Count(0, 0)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What the gates ask; defaults of the programme, to be confirmed (TRN-7.8)."""

    booked_at_eight_weeks: Fraction = Fraction(95, 100)
    complete_at_four_weeks: Fraction = Fraction(50, 100)
    complete_at_two_weeks: Fraction = Fraction(80, 100)
    overall: Fraction = Fraction(90, 100)
    every_unit: Fraction = Fraction(80, 100)
    first_fortnight: Fraction = Fraction(90, 100)
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """How ready the force is: people in scope, none of those left out by TRN-7.10."""

    units: Mapping[str, Count]
    booked: Count = NOBODY
    first_fortnight: Count = NOBODY
    super_users: Count = NOBODY
    custody_first_week: Count = NOBODY

    @property
    def overall(self) -> Count:
        """Return all units as one."""
        return sum(self.units.values(), NOBODY)


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing that a gate asks: what there is, what is needed, and whether it is enough."""

    asks: str
    found: Count
    needed: Fraction

    @property
    def passed(self) -> bool:
        """Tell whether it is enough, on the exact share and not on a rounded one (TRN-7.9)."""
        return self.found.share >= self.needed

    @property
    def missing(self) -> int:
        """Return how many more it takes."""
        return max(0, ceil(self.needed * self.found.of) - self.found.done)


def gate_dates(go_live: date) -> dict[GateName, date]:
    """Return the day of each gate."""
    weeks = {
        GateName.EIGHT_WEEKS: 8,
        GateName.FOUR_WEEKS: 4,
        GateName.TWO_WEEKS: 2,
        GateName.ONE_WEEK: 1,
    }
    return {gate: go_live - timedelta(weeks=number) for gate, number in weeks.items()}


def asks_of(gate: GateName, standing: Standing, needed: Thresholds = Thresholds()) -> list[Ask]:
    """Return everything that a gate asks, with what there is (TRN-7.8)."""
    if gate is GateName.EIGHT_WEEKS:
        return [Ask("Booked", standing.booked, needed.booked_at_eight_weeks)]
    if gate is GateName.FOUR_WEEKS:
        return [Ask("Complete", standing.overall, needed.complete_at_four_weeks)]
    if gate is GateName.TWO_WEEKS:
        return [Ask("Complete", standing.overall, needed.complete_at_two_weeks)]
    everybody = Fraction(1)
    return [
        Ask("Complete", standing.overall, needed.overall),
        *(
            Ask(f"Complete in {unit}", count, needed.every_unit)
            for unit, count in sorted(standing.units.items())
        ),
        Ask("On duty in the first 14 days", standing.first_fortnight, needed.first_fortnight),
        Ask("Super-users", standing.super_users, everybody),
        Ask("Custody, first week", standing.custody_first_week, everybody),
    ]


def passes(gate: GateName, standing: Standing, needed: Thresholds = Thresholds()) -> bool:
    """Tell whether a gate is passed: everything it asks."""
    return all(ask.passed for ask in asks_of(gate, standing, needed))


def super_users_needed(shifts: Sequence[int], users_each: int = 15) -> int:
    """Return how many super-users a team needs: one for so many, and one a shift (V31)."""
    return max(ceil(sum(shifts) / users_each), sum(1 for people in shifts if people))
