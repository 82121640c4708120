"""How many sessions, rooms and trainers the programme needs (section 4, vectors V1 to V4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor


@dataclass(frozen=True, slots=True)
class Round:
    """One round of sessions: for whom, how many sessions, who came, who is left."""

    booked: int
    sessions: int
    attended: int

    @property
    def left(self) -> int:
        """Return who must come in the next round."""
        return self.booked - self.attended


def sessions_for(people: int, seats: int) -> int:
    """Return the fewest sessions that seat everybody (V1)."""
    return ceil(people / seats)


def sessions_for_units(units: Sequence[int], seats: int, *, mixed: bool) -> int:
    """Return the fewest sessions where units are taught together, or each by itself (V18)."""
    if mixed:
        return sessions_for(sum(units), seats)
    return sum(sessions_for(unit, seats) for unit in units)


def rounds_with_no_shows(people: int, seats: int, no_show: Fraction, rounds: int) -> list[Round]:
    """Return what each round teaches when a share of those booked does not come (V2)."""
    made: list[Round] = []
    for _ in range(rounds):
        attended = floor(people * (1 - no_show))
        made.append(Round(people, sessions_for(people, seats), attended))
        people -= attended
    return made


def bookings_needed(people: int, no_show: Fraction) -> int:
    """Return how many bookings teach everybody when a share does not come (V3)."""
    return ceil(people / (1 - no_show))


def seats_offered(rooms: int, days: int, seats: int, course_days: int = 1) -> int:
    """Return how many people so many rooms can teach (V3)."""
    return rooms * (days // course_days) * seats


def rooms_for(people: int, days: int, seats: int, course_days: int = 1) -> int:
    """Return the fewest rooms that teach everybody in so many days (V3)."""
    return ceil(people / seats_offered(1, days, seats, course_days))


def trainers_on_the_books(rooms: int, delivery_days: int = 4, week: int = 5) -> int:
    """Return how many trainers of each kind are needed for so many rooms a day (TRN-4.4, V4)."""
    return ceil(Fraction(rooms * week, delivery_days))


def catch_up_seats(planned: int, no_show: Fraction) -> int:
    """Return how many seats must be held back for those who do not come (TRN-8.5)."""
    return ceil(planned * no_show)


def learner_days(people: int, days_each: int, seats: int) -> tuple[int, int]:
    """Return how many days people are taught, and how many full room-days that is (V32)."""
    days = people * days_each
    return days, ceil(days / seats)
