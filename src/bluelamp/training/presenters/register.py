"""The register as a trainer sees it on a phone: one person below the other, one day at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.urls import reverse

from bluelamp.core.ids import new_id
from bluelamp.core.time import LONDON, shown
from bluelamp.training.enums import BookingState, Outcome, RegisterField, RegisterMark, SessionState
from bluelamp.training.models import Booking, RegisterEntry, SessionDay
from bluelamp.training.rules.register import (
    CAME,
    NOTHING,
    Cell,
    Said,
    Standing,
    fits,
    register_of,
)

from .words import BOOKING_COLOURS, SESSION_COLOURS, day_in_words, hours_in_words, where_in_words

F, M = RegisterField, RegisterMark
SETTLED = {BookingState.ATTENDED, BookingState.PARTIAL, BookingState.NO_SHOW, BookingState.EXCUSED}
SIGNED_OFF = "Signed off: what was missed is made up"


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the things that trainers said of the same cell without knowing of each other."""

    words: str
    who: str
    made: str
    received: str
    said: str
    clock: str
    score: str
    text: str


@dataclass(frozen=True, slots=True)
class CellShown:
    """One cell: what it says, what a mark made now follows, and what disagrees."""

    name: str
    field: str
    day: str
    words: str = ""
    code: str = ""
    clock: str = ""
    score: str = ""
    text: str = ""
    after: str = ""
    key: str = ""
    at_odds: str = ""
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonOnRegister:
    """One person of the class."""

    id: str
    booking: str
    name: str
    seat: str
    unit: str
    tag: str
    colour: str
    is_own: bool
    came: bool
    arrival: CellShown
    departure: CellShown
    result: CellShown
    instructions: tuple[str, ...] = ()
    joined: str = ""
    missed: tuple[str, ...] = ()
    outcome: str = ""
    may_sign_off: bool = False
    attended: bool = False


@dataclass(frozen=True, slots=True)
class NotAccepted:
    """A mark that was kept and counts for nothing, with the reason."""

    who: str
    what: str
    made: str
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """The register of one day of a class."""

    reference: str
    title: str
    state: str
    colour: str
    where: str
    day: str
    day_words: str
    hours: str
    days: list[dict[str, str]]
    people: list[PersonOnRegister]
    refused: list[NotAccepted]
    opened_again: list[dict[str, str]]
    copies: list[dict[str, str]]
    is_open: bool
    is_done: bool
    may_start: bool
    may_finish: bool
    to_start: int
    to_end: int
    at_odds: int
    assessed: bool
    pass_words: str

    @classmethod
    def of(
        cls, session: Any, day: SessionDay, *, officer_id: UUID, told: Mapping[UUID, Sequence[str]]
    ) -> RegisterPage:
        """Return the page of a session as ``register_for_page`` reads it."""
        accepted = [each for each in session.entries if each.counts]
        register = register_of(each.as_mark for each in accepted)
        by_key = {each.pk: each for each in accepted}
        state = SessionState(session.state)
        people = [_person(each, session, day, register, by_key, told) for each in session.people]
        people = [_own(each, officer_id, session) for each in people]
        return cls(
            reference=session.reference,
            title=session.course.title,
            state=state.label,
            colour=SESSION_COLOURS[state],
            where=where_in_words(session),
            day=day.day.isoformat(),
            day_words=day_in_words(day.day),
            hours=hours_in_words(day.starts_at, day.ends_at),
            days=_days(session, day.day),
            people=people,
            refused=[_not_accepted(each) for each in session.entries if not each.counts],
            opened_again=[_opened_again(each) for each in session.opened_again],
            copies=[_copy(each) for each in session.copies],
            is_open=state not in {SessionState.PLANNED, SessionState.CANCELLED, SessionState.DONE},
            is_done=state is SessionState.DONE,
            may_start=state in {SessionState.OPEN, SessionState.FULL, SessionState.LOCKED},
            may_finish=state is SessionState.RUNNING,
            to_start=sum(not each.arrival.words for each in people),
            to_end=sum(each.came and not each.departure.words for each in people),
            at_odds=sum(
                bool(cell.choices or cell.at_odds) for each in people for cell in _cells(each)
            ),
            assessed=session.course.is_assessed,
            pass_words=f"Passed from {session.course.pass_mark} per cent",
        )


@dataclass(frozen=True, slots=True)
class ClassToTeach:
    """A class in the list of those to teach."""

    url: str
    course: str
    when: str
    where: str
    seats: str
    state: str
    colour: str
    is_done: bool

    @classmethod
    def of(cls, session: Any) -> ClassToTeach:
        """Return the row of a session as ``sessions_to_teach`` reads it."""
        state = SessionState(session.state)
        return cls(
            url=reverse("register:register", args=[session.pk]),
            course=session.course.title,
            when=shown(session.starts_at),
            where=where_in_words(session),
            seats=f"{session.taken} of {session.seats}",
            state=state.label,
            colour=SESSION_COLOURS[state],
            is_done=state is SessionState.DONE,
        )


def said_in_words(said: Said) -> str:
    """Return what a mark says, with its time, score or words."""
    if said.mark is M.BLANK:
        return ""
    if said.mark is M.SCORE:
        return f"{_score(said)} per cent"
    parts = [said.mark.label]
    if said.at:
        parts.append(f"at {said.at.astimezone(LONDON):%H:%M}")
    if said.words:
        parts.append(f"({said.words})")
    return " ".join(parts)


def _person(
    booking: Booking,
    session: Any,
    day: SessionDay,
    register: Mapping[Cell, Standing],
    by_key: Mapping[UUID, RegisterEntry],
    told: Mapping[UUID, Sequence[str]],
) -> PersonOnRegister:
    state, person = BookingState(booking.state), booking.learner_id
    standing = {
        each: register.get(Cell(person, day.day if each.is_of_a_day else None, each), NOTHING)
        for each in F
    }
    cells = {each: _cell(person, day.day, each, standing[each], by_key) for each in F}
    came, left = standing[F.ARRIVAL].said, standing[F.DEPARTURE].said
    at_odds = "" if fits(came, left) else "Does not go with when this person came."
    staff = booking.learner.staff
    last = next(iter(booking.told), None)  # type: ignore[attr-defined]
    return PersonOnRegister(
        id=str(person),
        booking=str(booking.pk),
        name=staff.label,
        seat=str(booking.seat_number or ""),
        unit=staff.unit.name,
        tag=state.label if state in SETTLED else "",
        colour=BOOKING_COLOURS[state],
        is_own=False,
        came=came.mark in CAME,
        arrival=cells[F.ARRIVAL],
        departure=_with_odds(cells[F.DEPARTURE], at_odds),
        result=cells[F.RESULT],
        instructions=tuple(told.get(person, ())),
        joined=_joined(session.present, person, day),
        missed=tuple(booking.missed),
        outcome=_outcome(booking, last),
        may_sign_off=_may_sign_off(state, last),
        attended=state in {BookingState.ATTENDED, BookingState.PARTIAL},
    )


def _own(person: PersonOnRegister, officer_id: UUID, session: Any) -> PersonOnRegister:
    own = {str(each.learner_id) for each in session.people if each.learner.staff_id == officer_id}
    return replace(person, is_own=True) if person.id in own else person


def _with_odds(cell: CellShown, words: str) -> CellShown:
    return replace(cell, at_odds=words) if words else cell


def _cell(
    person: UUID,
    day: date,
    which: RegisterField,
    standing: Standing,
    by_key: Mapping[UUID, RegisterEntry],
) -> CellShown:
    said, of_day = standing.said, day.isoformat() if which.is_of_a_day else ""
    choices: tuple[Choice, ...] = ()
    if standing.disagrees:
        choices = tuple(_choice(by_key[each.key], each.said) for each in standing.heads)
    return CellShown(
        name=f"{person}:{of_day}:{which}",
        field=which.value,
        day=of_day,
        words=said_in_words(said),
        code=said.mark.value,
        clock=_clock(said),
        score=_score(said),
        text=said.words,
        after=",".join(str(each) for each in standing.keys),
        key=str(new_id()),
        choices=choices,
    )


def _choice(entry: RegisterEntry, said: Said) -> Choice:
    return Choice(
        words=said_in_words(said) or M.BLANK.label,
        who=entry.made_by.label,
        made=shown(entry.made_at),
        received=shown(entry.received_at),
        said=said.mark.value,
        clock=_clock(said),
        score=_score(said),
        text=said.words,
    )


def _clock(said: Said) -> str:
    return f"{said.at.astimezone(LONDON):%H:%M}" if said.at else ""


def _score(said: Said) -> str:
    return _number(said.score) if said.score is not None else ""


def _number(score: Decimal) -> str:
    """Return a score as people write it: 88, or 87.5."""
    return f"{score.normalize():f}"


def _cells(person: PersonOnRegister) -> tuple[CellShown, ...]:
    return (person.arrival, person.departure, person.result)


def _joined(present: Iterable[Any], person: UUID, day: SessionDay) -> str:
    """Return when somebody joined the virtual room that day, as it noted by itself."""
    mine = [
        each
        for each in present
        if each.learner_id == person and day.starts_at.date() == each.joined_at.date()
    ]
    if not mine:
        return ""
    first, last = mine[0], mine[-1]
    left = f", left {last.left_at.astimezone(LONDON):%H:%M}" if last.left_at else ""
    return f"Joined {first.joined_at.astimezone(LONDON):%H:%M}{left}"


def _outcome(booking: Booking, last: Any) -> str:
    if last is None:
        return ""
    words = Outcome(last.outcome).label
    score = f", {_number(last.score)} per cent" if last.score is not None else ""
    made_up = booking.state == BookingState.PARTIAL and last.outcome != Outcome.IN_PROGRESS
    return f"{words}{score}. {SIGNED_OFF}." if made_up else f"{words}{score}"


def _may_sign_off(state: BookingState, last: Any) -> bool:
    return state is BookingState.PARTIAL and bool(last) and last.outcome == Outcome.IN_PROGRESS


def _days(session: Any, current: date) -> list[dict[str, str]]:
    days = list(session.days.all())
    if len(days) < 2:
        return []
    url = reverse("register:register", args=[session.pk])
    return [
        {
            "label": day_in_words(each.day),
            "url": f"{url}?day={each.day.isoformat()}",
            "current": "page" if each.day == current else "",
        }
        for each in days
    ]


def _not_accepted(entry: RegisterEntry) -> NotAccepted:
    said = Said(M(entry.mark), entry.happened_at, entry.score, entry.words)
    who = entry.learner.staff.label if entry.learner else entry.staff_number
    what = entry.get_mark_display() if said.mark is M.SCORE else said_in_words(said)
    return NotAccepted(
        who=who or "Nobody named",
        what=what or M.BLANK.label,
        made=shown(entry.made_at),
        by=entry.made_by.label,
        reason=f"{entry.refused} {f'({entry.rule})' if entry.rule else ''}".strip(),
    )


def _opened_again(reopening: Any) -> dict[str, str]:
    return {
        "when": shown(reopening.opened_at),
        "who": reopening.opened_by,
        "because": reopening.because,
    }


def _copy(copy: Any) -> dict[str, str]:
    reset = f"reset {shown(copy.reset_at)}" if copy.reset_at else f"made {shown(copy.made_at)}"
    until = day_in_words(copy.expires_on)
    return {
        "name": copy.name,
        "address": copy.address,
        "about": f"{copy.logins} logins, {reset}, served until {until}",
    }
