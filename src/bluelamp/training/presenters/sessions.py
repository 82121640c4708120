"""Sessions as rows and as pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.urls import reverse

from bluelamp.core.time import LONDON
from bluelamp.training.enums import BookingState, Delivery, SessionState, TrainerKind
from bluelamp.training.models import Booking, TrainingSession

from .words import (
    BOOKING_COLOURS,
    SESSION_COLOURS,
    day_in_words,
    hours_in_words,
    when_in_words,
    where_in_words,
)


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A session in a list."""

    url: str
    reference: str
    course: str
    when: str
    where: str
    seats: str
    waiting: int
    state: str
    colour: str
    take_url: str

    @classmethod
    def of(cls, session: Any) -> SessionRow:
        """Return the row of a session as ``sessions_listed`` reads it."""
        state = SessionState(session.state)
        return cls(
            url=reverse("training:session", args=[session.pk]),
            reference=session.reference,
            course=session.course.title,
            when=when_in_words(session),
            where=where_in_words(session),
            seats=f"{session.taken} of {session.seats}",
            waiting=session.waiting,
            state=state.label,
            colour=SESSION_COLOURS[state],
            take_url=reverse("training:take_place", args=[session.pk]),
        )


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody booked on a session, with what a trainer is told to do for them."""

    seat: str
    name: str
    unit: str
    state: str
    colour: str
    instructions: tuple[str, ...] = ()

    @classmethod
    def of(cls, booking: Booking, told: Mapping[UUID, Sequence[str]]) -> PersonRow:
        """Return the row of a booking."""
        state = BookingState(booking.state)
        staff = booking.learner.staff
        return cls(
            seat=str(booking.seat_number or ""),
            name=staff.label,
            unit=staff.unit.name,
            state=state.label,
            colour=BOOKING_COLOURS[state],
            instructions=tuple(told.get(booking.learner_id, ())),
        )


@dataclass(frozen=True, slots=True)
class SessionPage:
    """A session with its facts."""

    reference: str
    title: str
    state: str
    colour: str
    facts: list[dict[str, str]] = field(default_factory=list)

    @classmethod
    def of(cls, session: TrainingSession) -> SessionPage:
        """Return the page of a session as ``session_for_page`` reads it."""
        state = SessionState(session.state)
        return cls(
            reference=session.reference,
            title=session.course.title,
            state=state.label,
            colour=SESSION_COLOURS[state],
            facts=_facts(session),
        )


def move_initial(session: TrainingSession) -> dict[str, Any]:
    """Return where and when a session is now, as the form that moves it asks."""
    days = [each.day for each in session.days.all()]
    names = ("day", "second_day", "third_day")
    return {
        **dict(zip(names, days, strict=False)),
        "begins": session.starts_at.astimezone(LONDON).time(),
        "ends": session.ends_at.astimezone(LONDON).time(),
        "place": str(session.room_id or session.virtual_room_id),
        "version": session.version,
    }


def _facts(session: TrainingSession) -> list[dict[str, str]]:
    days = "; ".join(
        f"{day_in_words(each.day)}, {hours_in_words(each.starts_at, each.ends_at)}"
        for each in session.days.all()
    )
    people = getattr(session, "people", None)
    seats = str(session.seats)
    if people is not None:
        taken = sum(each.seat_number is not None for each in people)
        seats = f"{taken} of {session.seats} taken"
    rows = [
        ("When", days),
        ("Where", where_in_words(session)),
        ("Given", Delivery(session.course_version.delivery).label),
        ("Seats", seats),
        ("Team", _team(session) or "No trainer yet"),
    ]
    if session.team_exception:
        rows.append(("Without the whole team because", session.team_exception))
    if session.cancelled_because:
        rows.append(("Cancelled because", session.cancelled_because))
    return [{"key": key, "value": value} for key, value in rows]


def _team(session: TrainingSession) -> str:
    return "; ".join(
        f"{each.trainer.name} ({TrainerKind(each.trainer.kind).label.lower()})"
        for each in session.team.all()
    )
