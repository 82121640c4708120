"""What a register opened again changes when it is closed: bookings and results (TRN-8.7)."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from bluelamp.training.enums import BookingState
from bluelamp.training.models import (
    Booking,
    RegisterReopening,
    Result,
    ResultTakenBack,
    TrainingSession,
)
from bluelamp.training.rules.booking_states import correct_booking
from bluelamp.training.rules.register import Attendance

from .booking_steps import move_booking
from .results import stand_again


def last_opened_again(session: TrainingSession) -> RegisterReopening | None:
    """Return when a register was opened again last; None where it never was."""
    return RegisterReopening.objects.filter(session=session).last()


def last_result(booking: Booking) -> Result | None:
    """Return the result of a booking that counts now."""
    counting = booking.results.filter(taken_back=None)
    return counting.order_by("-recorded_at", "-pk").first()


def is_borne_out(
    booking: Booking, found: Attendance, missed: list[str], score: Decimal | None
) -> bool:
    """Tell whether the register still says what was told of a booking: then nothing changes.

    So what somebody made up, and was signed off for, stays signed off.
    """
    last = last_result(booking)
    told = (BookingState(booking.state), booking.missed, last.score if last else None)
    return told == (found.state, missed, score)


def take_back(
    booking: Booking,
    found: Attendance,
    missed: list[str],
    reopening: RegisterReopening,
    at: datetime,
) -> date | None:
    """Make a booking what the register says now, without the results that it told before.

    Returns the day on which the last of these was reached, which a result told anew keeps.
    """
    last = last_result(booking)
    untrue = booking.results.filter(taken_back=None)
    ResultTakenBack.objects.bulk_create(
        ResultTakenBack(result=each, reopening=reopening) for each in untrue
    )
    move_booking(booking, found.state, step=correct_booking, missed=missed)
    stand_again(booking.learner, booking.course, at)
    return last.on if last else None
