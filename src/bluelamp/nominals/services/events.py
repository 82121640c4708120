"""Registering what happened, and tying people, places and things to it."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from bluelamp.access.policies import Officer
from bluelamp.audit.services import Subject, record_change, record_collection
from bluelamp.core.errors import NotPossible
from bluelamp.core.markings import Marking
from bluelamp.core.references import next_number
from bluelamp.core.time import LONDON
from bluelamp.nominals.enums import EntryKind, EventKind, EventScheme, LinkRole
from bluelamp.nominals.models import Entry, Event, EventNumber, Link
from bluelamp.nominals.rules.asn import check_asn, make_asn
from bluelamp.nominals.rules.ties import TieClaim


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
def draw_asn(*, event: Event, arrested_at: datetime, by: Officer, at: datetime) -> EventNumber:
    """Give an arrest its number (E_003), under the codes of the force that runs this system."""
    year = arrested_at.astimezone(LONDON).year
    force, unit, system = settings.ASN_FORCE, settings.ASN_UNIT, settings.ASN_SYSTEM
    asn = make_asn(year, force, unit, system, next_number("asn_serial"))
    return give_asn(event=event, asn=asn, by=by, at=at)


@transaction.atomic
def give_asn(*, event: Event, asn: str, by: Officer, at: datetime) -> EventNumber:
    """Give an event its arrest/summons number (E_003, DS_073); the same one is not given twice.

    Raises NotPossible for a number that is not valid (NV-07) or is on another event.
    """
    checked = check_asn(asn)
    if not checked.valid:
        raise NotPossible(checked.problem, field="asn", rule="NV-07")
    given, made = EventNumber.objects.get_or_create(
        scheme=EventScheme.ASN, value=checked.canonical, defaults={"event": event}
    )
    if given.event_id != event.pk:
        said = "This arrest/summons number is on another record: it identifies one arrest."
        raise NotPossible(said, field="asn", rule="DS_073")
    if made:
        subject = Subject(kind=event.kind, ids=(event.pk,), reference=event.reference)
        record_change(by=by, of=subject, action="give_asn")
    return given


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
    claim: TieClaim | None = None,
) -> Link:
    """Tie two entries together. The same link, still open, is returned and not made twice.

    ``claim`` is all that is said of the tie; most callers say only since when and from where.
    """
    said = claim or TieClaim(held_from=held_from, origin=origin)
    facts = {field.name: getattr(said, field.name) for field in fields(said)}
    until, event = facts.pop("held_until"), facts.pop("source_event")
    link, made = Link.objects.get_or_create(
        source_id=source,
        target_id=target,
        role=role,
        held_until=until,
        defaults={
            **facts,
            "source_event_id": event,
            "restricted_by": by.label if said.restriction else "",
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
