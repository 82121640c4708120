"""Who is offered a place that becomes free, for how long, and overbooking (section 8)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import comb

OFFER = timedelta(hours=24)
SHORT_OFFER = timedelta(hours=2)
SHORTLY_BEFORE = timedelta(hours=48)
MOST_RISK = 0.05


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody on the waiting list; ``hindered`` names the hard constraint in their way today."""

    person: str
    joined: datetime
    below_gate: bool = False
    on_duty_first: bool = False
    window_ends: date = date.max
    hindered: str = ""


def in_order(waiting: Iterable[Waiting]) -> list[Waiting]:
    """Return everybody in the order of the list (TRN-8.3)."""
    return sorted(
        waiting,
        key=lambda each: (
            not each.below_gate,
            not each.on_duty_first,
            each.window_ends,
            each.joined,
            each.person,
        ),
    )


def next_offer(waiting: Iterable[Waiting]) -> Waiting | None:
    """Return who is offered the next place; who is hindered is passed over and stays (V25)."""
    return next((each for each in in_order(waiting) if not each.hindered), None)


def offer_ends(made_at: datetime, starts_at: datetime) -> datetime:
    """Return when an offer runs out: after 24 h, after 2 h within 48 h of the start (TRN-8.3)."""
    length = SHORT_OFFER if starts_at - made_at <= SHORTLY_BEFORE else OFFER
    return min(made_at + length, starts_at)


def chance_of_more_than(seats: int, booked: int, no_show: float) -> float:
    """Return how likely more come than there are seats, each coming by themselves."""
    come = 1 - no_show
    return sum(
        comb(booked, count) * come**count * no_show ** (booked - count)
        for count in range(seats + 1, booked + 1)
    )


def most_bookings(seats: int, no_show: float, *, adjusted_seats: bool = False) -> int:
    """Return how many may be booked on so many seats (TRN-8.4).

    Never more than there are seats where a place with equipment or an adjustment could be lost.
    """
    if adjusted_seats:
        return seats
    booked = seats
    while booked < 2 * seats and chance_of_more_than(seats, booked + 1, no_show) <= MOST_RISK:
        booked += 1
    return booked
