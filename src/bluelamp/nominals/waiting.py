"""What of the index awaits somebody: facts to allot after a parting, records to look at again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from bluelamp.access.panels import WorkItem
from bluelamp.access.policies import Officer

from .enums import IdentifierScheme
from .models import NumberConflict
from .policies import can_amend_person, can_judge_sameness
from .selectors import notices_for, open_partings, parts_to_complete

MOST_IN_QUEUE = 20


def partings_to_settle(officer: Officer, at: datetime) -> Iterator[WorkItem]:
    """Yield the partings that nobody has settled, the oldest first: one statement."""
    if not can_judge_sameness(officer):
        return
    for parting in open_partings()[:MOST_IN_QUEUE]:
        yield WorkItem(
            what="Two records were parted: settle what is whose",
            about=f"Parting {parting.pk}",
            url=reverse("nominals:settle_parting", args=[parting.pk]),
            waiting_since=parting.parted_at,
            due_at=None,
            risk="Look again at what was done" if parting.rechecks else "",
        )


def notices_of_partings(officer: Officer, at: datetime) -> Iterator[WorkItem]:
    """Yield the officer's live records in which people were parted (MG-06): one statement."""
    for notice in notices_for(officer.id)[:MOST_IN_QUEUE]:
        yield WorkItem(
            what="Look again: people in this record were parted",
            about=notice.event.reference,
            url=reverse("nominals:parting_notice", args=[notice.pk]),
            waiting_since=notice.parting.parted_at,
            due_at=None,
        )


def parts_to_fill(officer: Officer, at: datetime) -> Iterator[WorkItem]:
    """Yield the parts this officer recorded of people of whom something is missing (M3, NV-01)."""
    if not can_amend_person(officer):
        return
    for part in parts_to_complete(officer.id)[:MOST_IN_QUEUE]:
        role = part.shortfall.role.label
        yield WorkItem(
            what="Complete what is recorded of a person",
            about=f"{role}, {part.reference}" if part.reference else role,
            url=reverse("nominals:person", args=[part.person_id]),
            waiting_since=part.recorded_at,
            due_at=None,
            risk=f"Missing: {', '.join(part.shortfall.missing)}",
        )


def number_conflicts(officer: Officer, at: datetime) -> Iterator[WorkItem]:
    """Yield the numbers that were typed for one person and are on another (NV-08)."""
    if not can_judge_sameness(officer):
        return
    waiting = NumberConflict.objects.filter(settled_at=None).order_by("reported_at")
    for conflict in waiting[:MOST_IN_QUEUE]:
        yield WorkItem(
            what="A number is on two people: look whether they are one",
            about=IdentifierScheme(conflict.scheme).label,
            url=reverse("nominals:number_conflict", args=[conflict.pk]),
            waiting_since=conflict.reported_at,
            due_at=None,
        )
