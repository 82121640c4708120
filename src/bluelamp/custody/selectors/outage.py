"""Reading outages and the records still to be brought up to date from paper."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import F, Q, QuerySet

from bluelamp.custody.models import BackEntry, CustodyEntry, CustodyRecord, Outage, Suite

# A record is concerned where the person was held at any time of the outage.
NOT_ENTERED = """
    SELECT outage.id, outage.ended_at, record.event_id, event.reference, suite.name
    FROM custody_outage outage
    JOIN custody_suite suite ON suite.id = outage.suite_id
    JOIN custody_custodyrecord record
      ON record.suite_id = outage.suite_id AND record.arrived_at < outage.ended_at
     AND (record.released_at IS NULL OR record.released_at > outage.began_at)
    JOIN nominals_event event ON event.entry_id = record.event_id
    LEFT JOIN custody_backentry entered
      ON entered.outage_id = outage.id AND entered.record_id = record.event_id
    WHERE entered.id IS NULL AND outage.suite_id = ANY(%s)
    ORDER BY outage.ended_at, event.reference
"""


@dataclass(frozen=True, slots=True)
class NotEntered:
    """A record that waits for what is on paper."""

    outage_id: UUID
    ended_at: datetime
    record_id: UUID
    reference: str
    suite: str


@dataclass(frozen=True, slots=True)
class OutageShown:
    """An outage with how many records are still to be entered."""

    outage: Outage
    waiting: int


def not_entered(suites: Iterable[Suite]) -> list[NotEntered]:
    """Return the records of these suites still to be entered after outages: one statement."""
    with connection.cursor() as cursor:
        cursor.execute(NOT_ENTERED, [[suite.pk for suite in suites]])
        return [NotEntered(*row) for row in cursor.fetchall()]


def outages_of(suites: Iterable[Suite]) -> list[OutageShown]:
    """Return the outages of these suites, the latest first: two statements."""
    places = list(suites)
    waiting = [one.outage_id for one in not_entered(places)]
    found = Outage.objects.filter(suite__in=places).select_related("suite", "declared_by")
    return [OutageShown(one, waiting.count(one.pk)) for one in found[:100]]


def outage_by_id(outage_id: UUID) -> Outage | None:
    """Return an outage with its suite."""
    return Outage.objects.select_related("suite", "declared_by").filter(pk=outage_id).first()


def records_in(outage: Outage) -> QuerySet[CustodyRecord]:
    """Return the records of those held during an outage, by arrival."""
    held = Q(released_at=None) | Q(released_at__gt=outage.began_at)
    return (
        CustodyRecord.objects.filter(held, suite=outage.suite_id, arrived_at__lt=outage.ended_at)
        .select_related("event", "person")
        .order_by("arrived_at")
    )


def confirmed_in(outage: Outage) -> dict[UUID, BackEntry]:
    """Return who has confirmed which record, by its key: one statement."""
    entered = BackEntry.objects.filter(outage=outage).select_related("confirmed_by")
    return {one.record_id: one for one in entered}


def entries_after(outage: Outage, record: CustodyRecord) -> QuerySet[CustodyEntry]:
    """Return what was typed of a record after an outage, in the order in which it happened."""
    found = CustodyEntry.objects.filter(record=record, detail__outage=str(outage.pk))
    return found.order_by(F("occurred_at"), F("number"))
