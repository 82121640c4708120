"""Whether somebody can take a place on a session: the hard constraints (section 6.3)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bluelamp.training.enums import Delivery, DeliveryMode

from .abstraction import Release, TeamDay, release
from .adjustments import Effects, course_days, room_lacks
from .rosters import REST, Duty, Pattern, can_release


class Hindrance(StrEnum):
    """The hard constraints by name."""

    WINDOW = "H1"
    CLASH = "H2"
    REST = "H3"
    REST_DAY = "H4"
    TEAM = "H5"
    EQUIPMENT = "H6"
    PREREQUISITE = "H8"
    ADJUSTMENT = "H9"
    TWICE = "H11"
    FROZEN = "TRN-5.5"
    MODE = "TRN-3.2"


@dataclass(frozen=True, slots=True)
class Hindered:
    """One thing that stands against it. ``waivable`` says who may allow it all the same.

    ``""``: nobody; ``"manager"``: the line manager with a reason; ``"commander"``.
    """

    rule: Hindrance
    words: str
    waivable: str = ""


@dataclass(frozen=True, slots=True)
class Shifts:
    """Somebody's place in a cycle of duties."""

    pattern: Pattern
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Asked:
    """The session, as far as the constraints ask; ``hours`` are those of one of its days."""

    days: tuple[date, ...]
    hours: Duty
    delivery: Delivery
    first: date
    last: date
    minutes: int
    minutes_per_day: int
    desks: int = 0
    loop: bool = False
    step_free: bool = False
    one_to_one: bool = False


@dataclass(frozen=True, slots=True)
class Asking:
    """The person, as far as the constraints ask.

    ``away`` are days on which something else keeps them, ``booked`` those of other bookings,
    ``missing`` the courses to be done before, ``team`` how the team stands on each day.
    """

    mode: DeliveryMode
    shifts: Shifts | None = None
    away: Collection[date] = ()
    booked: Collection[date] = ()
    missing: Sequence[str] = ()
    effects: Effects = field(default_factory=Effects)
    company: Sequence[Effects] = ()
    frozen: Collection[date] = ()
    team: Sequence[TeamDay] = ()


def hindrances(session: Asked, person: Asking) -> list[Hindered]:
    """Return everything that stands against a booking; none, and it may be made."""
    return [
        *_of_time(session, person),
        *_of_roster(session, person),
        *_of_team(person),
        *_of_course(session, person),
        *_of_needs(session, person),
    ]


def days_of_duty(shifts: Shifts, days: Collection[date], hours: Duty) -> set[date]:
    """Return the days on which a one-day course needs no waiver (H3, H4)."""
    return {day for day in days if can_release(shifts.pattern, [day], hours, shifts.offset)}


def _of_time(session: Asked, person: Asking) -> list[Hindered]:
    found = []
    if min(session.days) < session.first or max(session.days) > session.last:
        words = f"Training is from {session.first} to {session.last}"
        found.append(Hindered(Hindrance.WINDOW, words))
    for days, words in ((person.away, "Away already"), (person.booked, "Booked already")):
        if both := sorted(set(session.days) & set(days)):
            found.append(Hindered(Hindrance.CLASH, f"{words} on {both[0]:%-d %b %Y}"))
    if both := sorted(set(session.days) & set(person.frozen)):
        found.append(Hindered(Hindrance.FROZEN, f"No training on {both[0]:%-d %b %Y}"))
    return found


def _of_roster(session: Asked, person: Asking) -> list[Hindered]:
    if person.shifts is None:
        return []
    pattern, offset = person.shifts.pattern, person.shifts.offset
    resting = [day for day in session.days if pattern.duty(day, offset) is None]
    if resting:
        words = f"{resting[0]:%-d %b %Y} is a rest day"
        return [Hindered(Hindrance.REST_DAY, words, waivable="manager")]
    if can_release(pattern, session.days, session.hours, offset):
        return []
    hours = int(REST.total_seconds() // 3600)
    return [Hindered(Hindrance.REST, f"Less than {hours} h rest between duty and training")]


def _of_team(person: Asking) -> list[Hindered]:
    answers = [release(team) for team in person.team]
    against = next((answer for answer in answers if not answer.allowed), None)
    if against is None:
        return []
    return [Hindered(Hindrance.TEAM, "; ".join(against.against), waivable=_who(answers))]


def _who(answers: Sequence[Release]) -> str:
    may = all(answer.allowed or answer.commander_may_allow for answer in answers)
    return "commander" if may else ""


def _of_course(session: Asked, person: Asking) -> list[Hindered]:
    found = []
    if person.missing:
        words = f"First: {', '.join(person.missing)}"
        found.append(Hindered(Hindrance.PREREQUISITE, words))
    wanted = Delivery.CLASSROOM if person.mode is DeliveryMode.CLASSROOM else Delivery.VIRTUAL
    if session.delivery is not wanted:
        found.append(Hindered(Hindrance.MODE, f"Is taught otherwise: {person.mode.label.lower()}"))
    return found


def _of_needs(session: Asked, person: Asking) -> list[Hindered]:
    found = []
    effects = person.effects
    if effects.one_to_one and not session.one_to_one:
        found.append(Hindered(Hindrance.ADJUSTMENT, "Is taught one to one"))
    needed = course_days(session.minutes, session.minutes_per_day, effects)
    if needed > len(session.days):
        words = f"Takes {needed} days as agreed, and this session has {len(session.days)}"
        found.append(Hindered(Hindrance.ADJUSTMENT, words))
    if session.delivery is Delivery.CLASSROOM:
        lacks = room_lacks(
            [*person.company, effects],
            desks=session.desks,
            loop=session.loop,
            step_free=session.step_free,
        )
        found += [Hindered(Hindrance.EQUIPMENT, words.capitalize()) for words in lacks]
    return found
