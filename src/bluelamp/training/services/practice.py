"""What trainers are told of practice copies; no secret of a copy comes here (TRN-4.9)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from bluelamp.access.policies import Officer, require
from bluelamp.audit.enums import Regime
from bluelamp.audit.services import Subject, record_change
from bluelamp.core.errors import NotPossible
from bluelamp.training.models import PracticeCopy, TrainingSession
from bluelamp.training.policies import can_keep_readiness


@dataclass(frozen=True, slots=True)
class CopyTold:
    """A practice copy as far as a trainer needs to know it."""

    name: str
    logins: int
    made_at: datetime
    expires_on: date
    session_reference: str = ""
    reset_at: datetime | None = None
    address: str = ""


def note_practice_copy(*, told: CopyTold, by: Officer, at: datetime) -> PracticeCopy:
    """Note that a copy was made, reset or is served, and for which class."""
    require(can_keep_readiness(by))
    with transaction.atomic():
        found = session_named(told.session_reference) if told.session_reference else None
        kept, _ = PracticeCopy.objects.update_or_create(
            name=told.name,
            defaults={
                "session": found,
                "logins": told.logins,
                "made_at": told.made_at,
                "reset_at": told.reset_at,
                "expires_on": told.expires_on,
                "address": told.address,
            },
        )
        _log(kept, by=by, action="note_practice_copy")
        return kept


def forget_practice_copy(*, name: str, by: Officer, at: datetime) -> None:
    """Note that a copy is gone."""
    require(can_keep_readiness(by))
    with transaction.atomic():
        kept = PracticeCopy.objects.filter(name=name).first()
        if kept:
            _log(kept, by=by, action="forget_practice_copy")
            kept.delete()


def session_named(reference: str) -> TrainingSession:
    """Return the session with a reference. Raises NotPossible where there is none."""
    found = TrainingSession.objects.filter(reference__iexact=reference.strip()).first()
    if found is None:
        raise NotPossible(f"There is no session {reference}.", field="session", rule="TRN-4.1")
    return found


def _log(kept: PracticeCopy, *, by: Officer, action: str) -> None:
    subject = Subject("practice_copy", (kept.pk,), kept.name, regime=Regime.GEN)
    record_change(by=by, of=subject, action=action)
