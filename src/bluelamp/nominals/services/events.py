"""Registering what happened, and tying people, places and things to it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from bluelamp.access.policies import Officer
from bluelamp.audit.services import Subject, record_change, record_collection
from bluelamp.core.markings import Marking
from bluelamp.nominals.enums import EntryKind, EventKind, LinkRole
from bluelamp.nominals.models import Entry, Event, Link


@transaction.atomic
def register_event(
    *,
    kind: EventKind,
    reference: str,
    title: str,
    occurred_at: datetime,
    by: Officer,
    at: datetime,
    marking: Marking = Marking.SENSITIVE,
) -> Event:
    """Register a module's record in the index. ``title`` holds no personal data."""
    entry = Entry.objects.create(kind=EntryKind.EVENT, marking=marking)
    event = Event.objects.create(
        entry=entry, kind=kind, reference=reference, title=title, occurred_at=occurred_at
    )
    subject = Subject(kind=kind, ids=(entry.id,), reference=reference)
    record_collection(by=by, of=subject, action="register_event")
    return event


@transaction.atomic
def link_entries(
    *,
    source: UUID,
    target: UUID,
    role: LinkRole,
    by: Officer,
    at: datetime,
    held_from: datetime | None = None,
    origin: str = "",
) -> Link:
    """Tie two entries together. The same link, still open, is returned and not made twice."""
    link, made = Link.objects.get_or_create(
        source_id=source,
        target_id=target,
        role=role,
        held_until=None,
        defaults={
            "held_from": held_from,
            "origin": origin,
            "recorded_by": by.label,
            "recorded_by_id": by.id,
        },
    )
    if made:
        subject = Subject(kind="link", ids=(source, target))
        record_change(by=by, of=subject, action="link_entries", detail=role)
    return link


@transaction.atomic
def end_link(*, link: Link, by: Officer, at: datetime) -> Link:
    """End a link at a moment; it stays in the history."""
    link.held_until = at
    link.save(update_fields=["held_until"])
    subject = Subject(kind="link", ids=(link.source_id, link.target_id))
    record_change(by=by, of=subject, action="end_link", detail=link.role)
    return link
