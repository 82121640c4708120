"""What of the index awaits somebody: facts to allot after a parting, records to look at again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from bluelamp.access.panels import WorkItem
from bluelamp.access.policies import Officer

from .policies import can_judge_sameness
from .selectors import notices_for, open_partings

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
