"""The personal calendar at a secret address: made, renewed, stopped, read (TRN-10.8)."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import transaction

from bluelamp.access.policies import Officer
from bluelamp.audit.enums import Regime
from bluelamp.audit.services import Subject, record_change
from bluelamp.core.errors import NotPossible
from bluelamp.training.models import CalendarFeed, Learner
from bluelamp.training.rules.feeds import reads_counted, too_many
from bluelamp.training.selectors.messages import fingerprint_of


def make_feed(*, by: Officer, at: datetime) -> str:
    """Give the officer's own calendar an address, and end the one it had; return the secret.

    It is returned this once: only a hash of it is kept.
    """
    secret = secrets.token_urlsafe(32)
    with transaction.atomic():
        learner = _learner(by)
        CalendarFeed.objects.filter(learner=learner).delete()
        CalendarFeed.objects.create(learner=learner, secret_hash=fingerprint_of(secret), made_at=at)
        _log(learner, by, "make_feed")
    return secret


def stop_feed(*, by: Officer, at: datetime) -> None:
    """End the address of the officer's own calendar."""
    with transaction.atomic():
        learner = _learner(by)
        ended, _rows = CalendarFeed.objects.filter(learner=learner).delete()
        if not ended:
            raise NotPossible("Your calendar has no address.", rule="TRN-10.8")
        _log(learner, by, "stop_feed")


def count_read(*, feed: CalendarFeed, at: datetime) -> bool:
    """Note that a calendar is read; tell whether it may be answered."""
    with transaction.atomic():
        held = CalendarFeed.objects.select_for_update().filter(pk=feed.pk).first()
        if held is None:
            return False
        held.counted_from, held.reads = reads_counted(
            counted_from=held.counted_from, reads=held.reads, at=at
        )
        held.read_at = at
        held.save(update_fields=["counted_from", "reads", "read_at"])
    return not too_many(held.reads)


def _learner(by: Officer) -> Learner:
    learner = Learner.objects.select_for_update(no_key=True).filter(staff=by.id).first()
    if learner is None:
        raise NotPossible("You are not in a training programme.", rule="TRN-3.1")
    return learner


def _log(learner: Learner, by: Officer, action: str) -> None:
    subject = Subject("calendar_feed", (learner.pk,), regime=Regime.GEN)
    record_change(by=by, of=subject, action=action)
