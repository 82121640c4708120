"""What people decide by hand outranks every plan: sessions, places and weeks held."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from bluelamp.access.policies import Officer, require
from bluelamp.audit.enums import Regime
from bluelamp.audit.services import Subject, record_change
from bluelamp.core.errors import NotPossible
from bluelamp.training.enums import HoldKind
from bluelamp.training.models import Booking, PlanHold, TrainingSession
from bluelamp.training.policies import can_manage_training


@dataclass(frozen=True, slots=True)
class Held:
    """One thing to hold: a session, a booking, or a venue in the week of a day."""

    session_id: UUID | None = None
    booking_id: UUID | None = None
    venue_id: UUID | None = None
    day: date | None = None

    @property
    def kind(self) -> HoldKind:
        """Return which of them it is."""
        if self.venue_id:
            return HoldKind.VENUE_WEEK
        return HoldKind.BOOKING if self.booking_id else HoldKind.SESSION


def hold_part(*, drop_id: UUID, held: Held, why: str, by: Officer, at: datetime) -> PlanHold:
    """Hold something against every later plan. Raises NotPossible for what is held already."""
    require(can_manage_training(by))
    if not why.strip():
        raise NotPossible("Say why: others will ask.", field="why")
    with transaction.atomic():
        _refuse_unless_theirs(drop_id, held)
        try:
            with transaction.atomic():
                made = PlanHold.objects.create(
                    drop_id=drop_id,
                    kind=held.kind.value,
                    session_id=held.session_id,
                    booking_id=held.booking_id,
                    venue_id=held.venue_id,
                    monday=held.day - timedelta(days=held.day.weekday()) if held.day else None,
                    why=why.strip()[:200],
                    held_by=by.label,
                    held_at=at,
                )
        except IntegrityError as error:
            if "one_open_hold" not in str(error):
                raise
            raise NotPossible("This is held already.") from error
        _log(made, by=by, action="hold_part")
        return made


@transaction.atomic
def let_go(*, hold_id: UUID, by: Officer, at: datetime) -> PlanHold:
    """Let a later plan change what was held."""
    require(can_manage_training(by))
    hold = PlanHold.objects.select_for_update().filter(pk=hold_id).first()
    if hold is None or hold.let_go_at:
        raise NotPossible("This is not held any more.")
    hold.let_go_at, hold.let_go_by = at, by.label
    hold.save(update_fields=["let_go_at", "let_go_by"])
    _log(hold, by=by, action="let_go")
    return hold


def _refuse_unless_theirs(drop_id: UUID, held: Held) -> None:
    if held.kind is HoldKind.VENUE_WEEK and held.day is None:
        raise NotPossible("Enter a day of the week.", field="day")
    sessions = TrainingSession.objects.filter(drop=drop_id)
    if held.session_id and not sessions.filter(pk=held.session_id).exists():
        raise NotPossible("There is no such session.", field="reference")
    places = Booking.objects.filter(session__drop=drop_id, seat_number__isnull=False)
    if held.booking_id and not places.filter(pk=held.booking_id).exists():
        raise NotPossible("This person has no place on this course.", field="staff")


def _log(hold: PlanHold, *, by: Officer, action: str) -> None:
    subject = Subject("plan_hold", (hold.pk,), regime=Regime.GEN)
    record_change(by=by, of=subject, action=action, detail=hold.kind)
