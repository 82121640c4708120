"""What agreed adjustments do to a course and to a place (section 4.1)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction
from math import ceil


@dataclass(frozen=True, slots=True)
class Effects:
    """What a plan asks of scheduling (TRN-4.26). It says nothing of why (TRN-4.24)."""

    extra_time_pct: int = 0
    max_minutes_per_day: int | None = None
    max_travel_minutes: int | None = None
    one_to_one: bool = False
    step_free: bool = False
    loop: bool = False
    adjustable_desk: bool = False
    software: tuple[str, ...] = ()
    companion: bool = False
    avoid_times: str = ""
    quiet_place: bool = False


def course_minutes(minutes: int, extra_time_pct: int = 0) -> Fraction:
    """Return how long a course takes somebody with extra time."""
    return Fraction(minutes * (100 + extra_time_pct), 100)


def course_days(minutes: int, minutes_per_day: int, effects: Effects = Effects()) -> int:
    """Return over how many days somebody takes a course (V21)."""
    daily = min(minutes_per_day, effects.max_minutes_per_day or minutes_per_day)
    return ceil(course_minutes(minutes, effects.extra_time_pct) / daily)


def practical_instruction(effects: Effects) -> list[str]:
    """Return what a trainer is told: what to do, never why (TRN-4.25)."""
    told = []
    if effects.extra_time_pct:
        told.append(f"{effects.extra_time_pct} % more time")
    if effects.max_minutes_per_day:
        told.append(f"At most {effects.max_minutes_per_day} minutes of training a day")
    if effects.one_to_one:
        told.append("Taught one to one")
    if effects.loop:
        told.append("Seat near the hearing loop, with the loop on")
    if effects.adjustable_desk:
        told.append("Height-adjustable desk")
    if effects.step_free:
        told.append("Step-free way to the room")
    if effects.quiet_place:
        told.append("Quiet place")
    told += [f"Software ready: {name}" for name in effects.software]
    if effects.companion:
        told.append("Comes with a companion or interpreter: one chair more")
    if effects.avoid_times:
        told.append(f"Not at these times: {effects.avoid_times}")
    return told


def room_lacks(
    wanted: Collection[Effects], *, desks: int, loop: bool, step_free: bool
) -> list[str]:
    """Return what a room lacks for the people who are to sit in it (TRN-4.7)."""
    lacking = []
    needed = sum(each.adjustable_desk for each in wanted)
    if needed > desks:
        lacking.append(f"{needed} need a height-adjustable desk, and there are {desks}")
    if not loop and any(each.loop for each in wanted):
        lacking.append("somebody needs a hearing loop, and there is none")
    if not step_free and any(each.step_free for each in wanted):
        lacking.append("somebody needs step-free access, and there is none")
    return lacking
