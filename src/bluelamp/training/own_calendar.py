"""One's own bookings as a calendar that programs read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bluelamp.core.markings import Marking

from .enums import BookingState
from .invitations import Event, Method, Status, calendar_of
from .mailing import page_of
from .models import Booking
from .presenters.words import place_in_words
from .rules.rosters import Span
from .services import uid_of

MARKING = Marking.OFFICIAL.label
NAME = f"{MARKING}: my training"


def calendar_file(bookings: Iterable[Booking], *, name: str = "") -> bytes:
    """Return a file of bookings as ``selectors.for_a_calendar`` reads them.

    The same bookings give the same file, so that a program can ask whether it has changed.
    """
    return calendar_of(Method.PUBLISH, [_event(each) for each in bookings], name=name)


def _event(booking: Any) -> Event:
    session, state = booking.session, BookingState(booking.state)
    return Event(
        uid=uid_of(booking.pk),
        sequence=booking.told_sequence,
        times=tuple(Span(each.starts_at, each.ends_at) for each in session.days.all()),
        title=f"{MARKING}: {session.course.title}",
        place=place_in_words(session),
        words=f"{MARKING}\n\n{state.label}\n{page_of(booking)}\n\n{MARKING}",
        url=page_of(booking),
        stamped=booking.told_at,
        status=Status.CONFIRMED if state is BookingState.CONFIRMED else Status.TENTATIVE,
    )
