"""Opening a register again that was closed by mistake; no mark of a phone is lost (TRN-8.7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from bluelamp.access.policies import Officer, require
from bluelamp.audit.enums import Regime
from bluelamp.audit.services import Subject, record_change
from bluelamp.core.errors import NotAllowed, NotPossible
from bluelamp.training.enums import SessionState
from bluelamp.training.models import (
    MarkTakenUp,
    RegisterEntry,
    RegisterReopening,
    TrainingSession,
)
from bluelamp.training.policies import can_reopen_register
from bluelamp.training.rules.booking_states import reopen_session

from .booking_steps import locked_session
from .register import CLOSED
from .walk_ins import see_that_placed


@dataclass(frozen=True, slots=True)
class Reopened:
    """A register that is open again, and how many marks that came meanwhile count now or do not."""

    reopening: RegisterReopening
    taken_up: int
    left: int


def reopen_register(*, session_id: UUID, because: str, by: Officer, at: datetime) -> Reopened:
    """Open a closed register again, and take up the marks that came too late for it.

    Bookings and results stay as they were told until it is closed again; then those that the marks
    no longer bear out are corrected (``services.corrections``).
    """
    with transaction.atomic():
        session = locked_session(session_id)
        require(can_reopen_register(by))
        then = reopen_session(SessionState(session.state))
        if not because.strip():
            raise NotPossible("Say why it is opened again.", field="because", rule="TRN-8.7")
        session.state = then
        session.version += 1
        session.save(update_fields=["state", "version"])
        reopening = RegisterReopening.objects.create(
            session=session, because=because.strip()[:300], opened_by=by.label, opened_at=at
        )
        report = _take_up(session, reopening, by, at)
        subject = Subject(
            "training_session", (session.pk,), session.reference, session.version, Regime.GEN
        )
        record_change(by=by, of=subject, action="reopen_register")
        return report


def _take_up(
    session: TrainingSession, reopening: RegisterReopening, by: Officer, at: datetime
) -> Reopened:
    """Let the marks count that were refused for nothing but the closed register."""
    late = RegisterEntry.objects.filter(session=session, refused=CLOSED, taken_up=None)
    taken, left = 0, 0
    for entry in late.select_related("learner").order_by("received_at", "made_at", "pk"):
        assert entry.learner is not None  # noqa: S101  only of somebody known is it refused so
        try:
            with transaction.atomic():
                see_that_placed(session, entry.learner, entry.field, entry.mark, by, at)
                MarkTakenUp.objects.create(entry=entry, reopening=reopening)
        except (NotPossible, NotAllowed):
            left += 1
        else:
            taken += 1
    return Reopened(reopening, taken, left)
