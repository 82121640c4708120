"""Words, colours and dates that several pages share."""

from __future__ import annotations

from datetime import date, datetime

from bluelamp.core.time import LONDON, shown
from bluelamp.training.enums import BookingState, SessionState
from bluelamp.training.models import TrainingSession

BOOKING_COLOURS = {
    BookingState.INVITED: "yellow",
    BookingState.ACCEPTED: "turquoise",
    BookingState.TENTATIVE: "yellow",
    BookingState.DECLINED: "grey",
    BookingState.CONFIRMED: "green",
    BookingState.ATTENDED: "blue",
    BookingState.PARTIAL: "orange",
    BookingState.NO_SHOW: "red",
    BookingState.EXCUSED: "grey",
    BookingState.CANCELLED: "grey",
    BookingState.WAITLISTED: "purple",
    BookingState.OFFERED: "orange",
    BookingState.EXPIRED: "grey",
}
SESSION_COLOURS = {
    SessionState.PLANNED: "grey",
    SessionState.OPEN: "green",
    SessionState.FULL: "blue",
    SessionState.LOCKED: "purple",
    SessionState.RUNNING: "orange",
    SessionState.DONE: "grey",
    SessionState.CANCELLED: "red",
}


def day_in_words(day: date) -> str:
    """Return ``Mon 8 Feb 2027``."""
    return f"{day:%a} {day.day} {day:%b %Y}"


def hours_in_words(begins: datetime, ends: datetime) -> str:
    """Return ``09:00 to 17:00`` as the clock on the wall shows it."""
    return f"{begins.astimezone(LONDON):%H:%M} to {ends.astimezone(LONDON):%H:%M}"


def when_in_words(session: TrainingSession) -> str:
    """Return the first day and its hours."""
    local = session.starts_at.astimezone(LONDON)
    return f"{day_in_words(local.date())}, {local:%H:%M}"


def where_in_words(session: TrainingSession) -> str:
    """Return room and venue, or the virtual room."""
    if session.room:
        return f"{session.room.name}, {session.room.venue.name}"
    return str(session.virtual_room)


def place_in_words(session: TrainingSession) -> str:
    """Return where to go, address included; of a virtual session only that it is online."""
    if session.room is None:
        return "Online: join from your page"
    venue = session.room.venue
    return ", ".join(each for each in (session.room.name, venue.name, venue.address) if each)


def moment(instant: datetime | None) -> str:
    """Return an instant as shown, nothing for none."""
    return shown(instant) if instant else ""
