"""What messages about bookings say, and how the list of those that did not arrive shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bluelamp.core.markings import Marking
from bluelamp.core.time import day_of
from bluelamp.training.enums import BookingState, MessageKind, MessageState
from bluelamp.training.models import BookingMessage
from bluelamp.training.rules.rosters import Span

from .words import day_in_words, hours_in_words, moment

MARKING = Marking.OFFICIAL.label
MESSAGE_COLOURS = {
    MessageState.QUEUED: "yellow",
    MessageState.SENDING: "yellow",
    MessageState.SENT: "green",
    MessageState.FAILED: "red",
    MessageState.UNSENT: "grey",
    MessageState.OVERTAKEN: "grey",
}
HAS_ANSWERED = {BookingState.ACCEPTED, BookingState.CONFIRMED}


def title_of(message: BookingMessage) -> str:
    """Return the subject: marking first, then the course (INF-9.12)."""
    before = {MessageKind.CANCEL: "Cancelled: ", MessageKind.REMINDER: "Reminder: "}
    title = message.booking.session.course.title
    return f"{MARKING}: {before.get(MessageKind(message.kind), '')}{title}"


def words_of(message: BookingMessage, page: str) -> str:
    """Return what a message says: course, times, place and where to answer, nothing else.

    No adjustment, no reason, nobody else's name (TRN-10.11).
    """
    times = [f"  {_span(each)}" for each in message.spans]
    lines = [MARKING, "", _opening(message), ""]
    lines += [f"  {message.booking.session.course.title}", *times, f"  {message.place}", ""]
    lines += [_closing(message), page, "", MARKING]
    return "\n".join(lines)


def _span(span: Span) -> str:
    return f"{day_in_words(day_of(span.begins))}, {hours_in_words(span.begins, span.ends)}"


def _opening(message: BookingMessage) -> str:
    state = BookingState(message.booking.state)
    if message.kind == MessageKind.CANCEL:
        return "Your place on this training is cancelled:"
    if message.kind == MessageKind.REMINDER:
        days = message.days_before
        return "Your training is tomorrow:" if days == 1 else f"Your training is in {days} days:"
    if state is BookingState.OFFERED:
        return "A place has become free and is offered to you:"
    if message.sequence:
        return "Your training has moved:"
    return "You have a place:" if state in HAS_ANSWERED else "You are invited to training:"


def _closing(message: BookingMessage) -> str:
    state = BookingState(message.booking.state)
    if message.kind == MessageKind.CANCEL:
        return "What is left to do stands in your training:"
    if state is BookingState.OFFERED:
        return "Take it or leave it on your page, before the offer runs out:"
    if state in HAS_ANSWERED:
        return "How to get there, and how to give the place up:"
    return "Please answer on your page, where you find the way too:"


def counts_of(counted: dict[str, int]) -> list[dict[str, str]]:
    """Return how many messages there are in each state, as a summary list shows them."""
    return [
        {"key": state.label, "value": f"{counted[state]:,}"}
        for state in MessageState
        if counted.get(state)
    ]


@dataclass(frozen=True, slots=True)
class MessageRow:
    """A message as the coordinator's list shows it."""

    key: str
    person: str
    what: str
    session: str
    session_id: str
    state: str
    colour: str
    problem: str
    at: str
    may_go_again: bool
    why_not: str

    @classmethod
    def of(cls, message: BookingMessage, now: datetime) -> MessageRow:
        """Return the row of a message; what is over need not be told any more."""
        state, booking = MessageState(message.state), message.booking
        is_over = message.spans[-1].ends <= now
        did_not_go = state in {MessageState.FAILED, MessageState.UNSENT}
        return cls(
            key=str(message.pk),
            person=booking.learner.staff.label,
            what=_what(message),
            session=f"{booking.session.course.title}, {_span(message.spans[0])}",
            session_id=str(booking.session_id),
            state=state.label,
            colour=MESSAGE_COLOURS[state],
            problem=message.problem,
            at=moment(message.settled_at or message.made_at),
            may_go_again=did_not_go and not is_over,
            why_not="The session is over" if is_over else "No need",
        )


def _what(message: BookingMessage) -> str:
    kind = MessageKind(message.kind)
    if kind is MessageKind.REQUEST and message.sequence:
        return "Change"
    return kind.label
