"""One's own training, for a small screen."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import quote

from django.urls import reverse

from bluelamp.core.time import shown
from bluelamp.training.enums import Approval, BookingState, Outcome
from bluelamp.training.models import Booking, Learner, Requirement, TrainingSession

from ..rules.booking_states import HOLDS_A_SEAT
from .words import (
    BOOKING_COLOURS,
    day_in_words,
    hours_in_words,
    when_in_words,
    where_in_words,
)

ENDED = {
    BookingState.ATTENDED,
    BookingState.PARTIAL,
    BookingState.NO_SHOW,
    BookingState.EXCUSED,
    BookingState.DECLINED,
    BookingState.CANCELLED,
    BookingState.EXPIRED,
}
OUTCOME_COLOURS = {
    Outcome.NOT_STARTED: "grey",
    Outcome.IN_PROGRESS: "yellow",
    Outcome.COMPLETED: "turquoise",
    Outcome.PASSED: "green",
    Outcome.FAILED: "red",
    Outcome.WAIVED: "blue",
}


@dataclass(frozen=True, slots=True)
class BookingCard:
    """A booking in brief: what, when, where and how it stands."""

    url: str
    course: str
    when: str
    where: str
    state: str
    colour: str
    asks: str = ""

    @classmethod
    def of(cls, booking: Booking) -> BookingCard:
        """Return the card of a booking."""
        state = BookingState(booking.state)
        session = booking.session
        return cls(
            url=reverse("training:my_booking", args=[booking.pk]),
            course=session.course.title,
            when=when_in_words(session),
            where=where_in_words(session),
            state=state.label,
            colour=BOOKING_COLOURS[state],
            asks=_asks(state),
        )


@dataclass(frozen=True, slots=True)
class CourseRow:
    """A course that somebody must take."""

    course: str
    outcome: str
    colour: str
    on: str
    book_url: str = ""


@dataclass(frozen=True, slots=True)
class BookingPage:
    """A booking with everything its person wants to know, and what they may answer."""

    title: str
    state: str
    colour: str
    facts: list[dict[str, str]] = field(default_factory=list)
    answers: list[dict[str, object]] = field(default_factory=list)
    map_url: str = ""
    join_url: str = ""
    file_url: str = ""


def cards_of(bookings: list[Booking]) -> tuple[list[BookingCard], list[BookingCard]]:
    """Return what is to come, and what is over."""
    coming = [each for each in bookings if BookingState(each.state) not in ENDED]
    over = [each for each in bookings if BookingState(each.state) in ENDED]
    return [BookingCard.of(each) for each in coming], [BookingCard.of(each) for each in over]


def course_rows(
    requirements: list[Requirement], bookings: list[Booking], learner: Learner
) -> list[CourseRow]:
    """Return what somebody must take, with a link where a place can be chosen."""
    held = {each.course_id for each in bookings if BookingState(each.state) not in ENDED}
    return [_course_row(each, each.course_id in held) for each in requirements]


def _course_row(requirement: Requirement, booked: bool) -> CourseRow:
    outcome = Outcome(requirement.outcome)
    done = outcome in {Outcome.PASSED, Outcome.WAIVED, Outcome.COMPLETED}
    offers = not booked and not done
    return CourseRow(
        course=requirement.course.title,
        outcome=outcome.label,
        colour=OUTCOME_COLOURS[outcome],
        on=day_in_words(requirement.completed_on) if requirement.completed_on else "",
        book_url=reverse("training:choose", args=[requirement.course_id]) if offers else "",
    )


def booking_page(booking: Booking, told: list[str], at: datetime) -> BookingPage:
    """Return the page of one's own booking."""
    session = booking.session
    state = BookingState(booking.state)
    venue = session.room.venue if session.room else None
    return BookingPage(
        title=session.course.title,
        state=state.label,
        colour=BOOKING_COLOURS[state],
        facts=_facts(booking, told),
        answers=_answers(booking) if session.starts_at > at else [],
        map_url=_map(venue.address or venue.name) if venue else "",
        join_url=_join(session) if state is BookingState.CONFIRMED else "",
        file_url=reverse("training:my_ics", args=[booking.pk]) if state in HOLDS_A_SEAT else "",
    )


def _facts(booking: Booking, told: list[str]) -> list[dict[str, str]]:
    session = booking.session
    rows = [
        (
            "When" if number == 0 else "Then",
            f"{day_in_words(each.day)}, {hours_in_words(each.starts_at, each.ends_at)}",
        )
        for number, each in enumerate(session.days.all())
    ]
    rows.append(("Where", where_in_words(session)))
    if session.room:
        venue = session.room.venue
        rows += [
            ("Address", venue.address),
            ("How to get there", venue.public_transport),
            ("To the room", venue.directions),
            ("Step-free", "Yes, from the street to the room" if venue.step_free else ""),
            ("Parking", f"{venue.parking_spaces} spaces, {venue.blue_badge_bays} blue-badge bays"),
        ]
    elif session.virtual_room and session.virtual_room.phone:
        rows.append(("By telephone, if the link fails", session.virtual_room.phone))
    rows.append(("Agreed for you", "; ".join(told) if told else "Nothing: ask if you need it"))
    if booking.approval == Approval.AWAITED:
        rows.append(("Release", "Your manager has still to release you"))
    if booking.on_rest_day:
        rows.append(("On your rest day", booking.get_notice_class_display()))
    for offer in getattr(booking, "open_offers", ()):
        rows.append(("Offered until", shown(offer.ends_at)))
    return [{"key": key, "value": value} for key, value in rows if value]


def _answers(booking: Booking) -> list[dict[str, object]]:
    """Return the buttons of a booking: what its state lets its person do (TRN-8.1)."""
    state = BookingState(booking.state)
    known: dict[BookingState, tuple[tuple[str, str, bool], ...]] = {
        BookingState.INVITED: (
            ("accept", "Accept", False),
            ("tentative", "I am not sure yet", True),
            ("decline", "Decline", True),
        ),
        BookingState.TENTATIVE: (("accept", "Accept", False), ("decline", "Decline", True)),
        BookingState.ACCEPTED: (("decline", "Decline", True),),
        BookingState.CONFIRMED: (
            ("decline", "Give this place up", True),
            ("swap", "Swap with a colleague", True),
        ),
        BookingState.OFFERED: (
            ("take", "Take this place", False),
            ("refuse", "Decline this place", True),
        ),
        BookingState.WAITLISTED: (("leave", "Leave the waiting list", True),),
    }
    return [
        {
            "url": reverse(f"training:{PAGES.get(name, 'answer')}", args=_args(booking, name)),
            "label": label,
            "secondary": secondary,
            "asks": name in PAGES,
        }
        for name, label, secondary in known.get(state, ())
    ]


PAGES = {"decline": "decline", "swap": "swap"}


def _args(booking: Booking, name: str) -> list[object]:
    return [booking.pk] if name in PAGES else [booking.pk, name]


def _asks(state: BookingState) -> str:
    return {
        BookingState.INVITED: "Please answer",
        BookingState.TENTATIVE: "Please answer",
        BookingState.OFFERED: "Take it before it runs out",
    }.get(state, "")


def _map(place: str) -> str:
    """Return what the device's own map opens: no other party learns who goes where."""
    return f"geo:0,0?q={quote(place)}"


def _join(session: TrainingSession) -> str:
    return reverse("digital:join", args=[session.pk]) if session.virtual_room_id else ""
