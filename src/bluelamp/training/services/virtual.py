"""Joining and leaving virtual sessions: what is noted of it is what the register begins with."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.crypto import salted_hmac

from bluelamp.access.policies import Officer
from bluelamp.audit.enums import Regime
from bluelamp.audit.services import Subject, record_change
from bluelamp.core.errors import NotPossible
from bluelamp.core.time import shown
from bluelamp.training.models import SEATED, Learner, TrainingSession, VirtualPresence

OPENS_BEFORE = timedelta(minutes=15)


def join_address(session: TrainingSession) -> str:
    """Return where a session is held: its room's provider, and a name nobody guesses."""
    room = session.virtual_room
    provider = (room.join_url if room else "") or settings.BLUELAMP_MEETING_URL
    secret = salted_hmac("bluelamp.training.room", str(session.pk)).hexdigest()[:12]
    name = f"{session.reference}-{secret}"
    if "{session}" in provider:
        return provider.replace("{session}", name)
    return f"{provider.rstrip('/')}/{name}"


@transaction.atomic
def join_virtual_session(
    *, session_id: UUID, by_phone: bool, by: Officer, at: datetime
) -> VirtualPresence:
    """Note that somebody joins, by link or by telephone; joining twice notes it once.

    Raises NotPossible without a place, too early, and when the session is over.
    """
    session, learner = _place(session_id, by)
    if at < session.starts_at - OPENS_BEFORE:
        opens = shown(session.starts_at - OPENS_BEFORE)
        raise NotPossible(f"This session can be joined from {opens}.", rule="TRN-1.1")
    if at > session.ends_at:
        raise NotPossible("This session is over.", rule="TRN-1.1")
    present = session.virtual_presences.filter(learner=learner, left_at=None).first()
    if present:
        return present
    made = VirtualPresence.objects.create(
        session=session, learner=learner, by_phone=by_phone, joined_at=at
    )
    record_change(by=by, of=_subject(session, learner), action="join_virtual_session")
    return made


@transaction.atomic
def leave_virtual_session(*, session_id: UUID, by: Officer, at: datetime) -> None:
    """Note that somebody leaves; who is not there cannot leave, and nothing is noted."""
    session, learner = _place(session_id, by)
    present = session.virtual_presences.filter(learner=learner, left_at=None).first()
    if present is None:
        return
    present.left_at = max(at, present.joined_at)
    present.save(update_fields=["left_at"])
    record_change(by=by, of=_subject(session, learner), action="leave_virtual_session")


def minutes_present(session: TrainingSession, learner: Learner) -> int:
    """Return how long somebody was there; who never left was there until the end."""
    whole = timedelta()
    for each in session.virtual_presences.filter(learner=learner):
        joined, left = max(each.joined_at, session.starts_at), each.left_at or session.ends_at
        whole += max(min(left, session.ends_at) - joined, timedelta())
    return int(whole.total_seconds() // 60)


def _place(session_id: UUID, by: Officer) -> tuple[TrainingSession, Learner]:
    """Return session and learner, locked, so that two presses note one joining."""
    learner = Learner.objects.select_for_update(no_key=True).filter(staff_id=by.id).first()
    session = TrainingSession.objects.select_related("virtual_room").get(pk=session_id)
    seated = session.bookings.filter(learner=learner, state__in=[*SEATED, "ATTENDED"])
    if learner is None or session.virtual_room is None or not seated.exists():
        raise NotPossible("You have no place on this session.", rule="TRN-8.1")
    return session, learner


def _subject(session: TrainingSession, learner: Learner) -> Subject:
    keys = (session.pk, learner.pk)
    return Subject("training_session", keys, session.reference, regime=Regime.GEN)
