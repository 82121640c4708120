"""Closing a register: what each booking became, what was missed, and the results (TRN-8.7)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from bluelamp.access.policies import Officer, require
from bluelamp.core.errors import NotPossible
from bluelamp.core.time import LONDON, day_of
from bluelamp.training.enums import (
    BookingState,
    OfferState,
    Outcome,
    RegisterField,
    RegisterMark,
    ResultSource,
    SessionState,
)
from bluelamp.training.models import (
    ALIVE,
    SAT,
    SEATED,
    Booking,
    Learner,
    RegisterEntry,
    RegisterReopening,
    Result,
    TrainingSession,
)
from bluelamp.training.policies import can_keep_register
from bluelamp.training.rules.booking_states import step_session
from bluelamp.training.rules.register import (
    NOTHING,
    Attendance,
    Cell,
    Missed,
    Standing,
    TaughtDay,
    attendance_of,
    open_cells,
    outcome_of,
    register_of,
)

from .booking_steps import locked_booking, locked_session, log_bookings, move_booking
from .corrections import is_borne_out, last_opened_again, last_result, take_back
from .results import ResultTold, record_result

B = BookingState
CAME = {B.ATTENDED, B.PARTIAL}
ON_THE_WAY: dict[BookingState, tuple[BookingState, ...]] = {
    B.INVITED: (B.ACCEPTED, B.CONFIRMED),
    B.TENTATIVE: (B.ACCEPTED, B.CONFIRMED),
    B.ACCEPTED: (B.CONFIRMED,),
    B.OFFERED: (B.CONFIRMED,),
    B.CONFIRMED: (),
}
"""How a booking that nobody had confirmed becomes one that was kept: coming is accepting."""
NOT_CONFIRMED = "Was not confirmed, and did not come"
TOOK_PLACE = "The session took place"


def finish_session(*, session_id: UUID, by: Officer, at: datetime) -> TrainingSession:
    """Close the register: every booking becomes what it was, and every result is told.

    Raises NotPossible while anybody is not marked at start and end, or marks disagree.
    """
    with transaction.atomic():
        session = locked_session(session_id)
        require(can_keep_register(by, session))
        then = step_session(SessionState(session.state), SessionState.DONE)
        days = days_of(session)
        if at < days[-1].starts:
            raise NotPossible("Its last day has not begun.", rule="TRN-4.10")
        register, reopening = standing_register(session), last_opened_again(session)
        bookings = _held(session, [*ALIVE, *SAT] if reopening else ALIVE)
        on_the_list = [each for each in bookings if each.state in {*SEATED, *SAT}]
        _refuse_open(on_the_list, days, register)
        for booking in bookings:
            found = attendance_of(booking.learner_id, days, register)
            if reopening and booking.state in SAT:
                score = _score_told(register, booking)
                _correct(session, booking, found, score, reopening, by, at)
            else:
                _settle(booking, found, at)
                _tell_result(session, booking, _score(register, booking.learner_id), by, at)
        session.state = then
        session.version += 1
        session.save(update_fields=["state", "version"])
        log_bookings(bookings, by=by, action="finish_session")
        return session


def sign_off_missed(*, booking_id: UUID, by: Officer, at: datetime) -> Result:
    """Sign off that somebody has made up what they missed; never the person themselves."""
    with transaction.atomic():
        booking = locked_booking(booking_id)
        require(can_keep_register(by, booking.session))
        last = last_result(booking)
        if booking.state != B.PARTIAL or last is None or last.outcome != Outcome.IN_PROGRESS:
            raise NotPossible("There is nothing to sign off.", rule="TRN-8.7")
        return _record(booking.session, booking, B.ATTENDED, last.score, by, at)


def tell_late_result(
    *, session: TrainingSession, learner: Learner, by: Officer, at: datetime
) -> None:
    """Tell the result of somebody assessed after the class, unless trainers disagree on it."""
    booking = Booking.objects.filter(session=session, learner=learner, state__in=CAME).first()
    if booking is None:
        raise NotPossible("This person did not attend.", field="person", rule="TRN-8.7")
    standing = standing_register(session).get(Cell(learner.pk, None, RegisterField.RESULT), NOTHING)
    if not standing.disagrees:
        _tell_result(session, booking, standing.said.score, by, at)


def days_of(session: TrainingSession) -> list[TaughtDay]:
    """Return the days of a session as the rules compute with them."""
    return [TaughtDay(each.day, each.starts_at, each.ends_at) for each in session.days.all()]


def standing_register(session: TrainingSession) -> dict[Cell, Standing]:
    """Return the register as all marks that count make it: one statement."""
    kept = RegisterEntry.objects.filter(session=session).select_related("taken_up")
    return register_of(each.as_mark for each in kept if each.counts)


def part_in_words(missed: Missed) -> str:
    """Return a missed part as the booking keeps it: ``Mon 8 Feb 2027, 09:00 to 09:40``."""
    day = f"{missed.day:%a} {missed.day.day} {missed.day:%b %Y}"
    if missed.whole:
        return f"{day}, whole day"
    since, until = (each.astimezone(LONDON) for each in (missed.since, missed.until))
    return f"{day}, {since:%H:%M} to {until:%H:%M}"


def _held(session: TrainingSession, states: Collection[str]) -> list[Booking]:
    """Return the bookings a closing register settles, always locked in the same order."""
    held = Booking.objects.filter(session=session, state__in=states).order_by("learner_id")
    bookings = list(held.select_for_update(of=("self",), no_key=True))
    for booking in bookings:
        booking.session = session
    return bookings


def _refuse_open(
    bookings: Iterable[Booking], days: Sequence[TaughtDay], register: dict[Cell, Standing]
) -> None:
    people = {cell.person for cell in open_cells([b.learner_id for b in bookings], days, register)}
    if people:
        many = "1 person is" if len(people) == 1 else f"{len(people)} people are"
        raise NotPossible(
            f"{many} still to be marked or settled, at the start and the end of each day.",
            field="register",
            rule="TRN-8.7",
        )


def _settle(booking: Booking, found: Attendance, at: datetime) -> None:
    state = B(booking.state)
    if state is B.WAITLISTED:
        move_booking(booking, B.CANCELLED, reason_words=TOOK_PLACE)
        return
    came = found.state in CAME
    if state is B.OFFERED:
        ended = OfferState.TAKEN if came else OfferState.EXPIRED
        booking.offers.filter(state=OfferState.OPEN).update(state=ended, answered_at=at)
    if came or state is B.CONFIRMED:
        for step in ON_THE_WAY[state]:
            move_booking(booking, step)
        move_booking(booking, found.state, missed=_missed(found))
    elif state is B.OFFERED:
        move_booking(booking, B.EXPIRED)
    else:
        move_booking(booking, B.CANCELLED, reason_words=NOT_CONFIRMED)


def _missed(found: Attendance) -> list[str]:
    return [part_in_words(each) for each in found.missed] if found.state in CAME else []


def _correct(
    session: TrainingSession,
    booking: Booking,
    found: Attendance,
    score: Decimal | None,
    reopening: RegisterReopening,
    by: Officer,
    at: datetime,
) -> None:
    """Tell anew what the register says otherwise than when it was closed before."""
    missed = _missed(found)
    if is_borne_out(booking, found, missed, score):
        return
    on = take_back(booking, found, missed, reopening, at)
    if found.state in CAME:
        _record(session, booking, found.state, score, by, at, on=on)


def _score(register: dict[Cell, Standing], person: UUID) -> Decimal | None:
    said = register.get(Cell(person, None, RegisterField.RESULT), NOTHING).said
    return said.score if said.mark is RegisterMark.SCORE else None


def _score_told(register: dict[Cell, Standing], booking: Booking) -> Decimal | None:
    """Return the score of a booking told before; one that no register told stays as it is."""
    last = last_result(booking)
    if last and Cell(booking.learner_id, None, RegisterField.RESULT) not in register:
        return last.score
    return _score(register, booking.learner_id)


def _tell_result(
    session: TrainingSession, booking: Booking, score: Decimal | None, by: Officer, at: datetime
) -> None:
    if B(booking.state) in CAME:
        _record(session, booking, B(booking.state), score, by, at)


def _record(
    session: TrainingSession,
    booking: Booking,
    state: BookingState,
    score: Decimal | None,
    by: Officer,
    at: datetime,
    *,
    on: date | None = None,
) -> Result:
    course = session.course
    assessed, mark = course.is_assessed, course.pass_mark
    outcome = outcome_of(state, assessed=assessed, pass_mark=mark, score=score)
    assert outcome is not None  # noqa: S101  only of those who came
    source = ResultSource.REGISTER if score is None else ResultSource.ASSESSMENT
    told = ResultTold(outcome, source, on or day_of(at), score=score, booking_id=booking.pk)
    return record_result(
        learner_id=booking.learner_id, course_id=session.course_id, told=told, by=by, at=at
    )
