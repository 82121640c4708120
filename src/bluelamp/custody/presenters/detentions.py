"""A person's detentions as a list on their page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bluelamp.custody.enums import CustodyState
from bluelamp.custody.models import CustodyRecord

from .cards import STATE_COLOURS
from .instants import Instant, instant


@dataclass(frozen=True, slots=True)
class DetentionRow:
    """One detention."""

    record_id: UUID
    reference: str
    suite: str
    state: str
    colour: str
    arrived: Instant
    released: Instant | None
    offences: str


def detention_rows(records: Iterable[CustodyRecord], now: datetime) -> list[DetentionRow]:
    """Return the rows of records read by ``detentions_of``."""
    return [
        DetentionRow(
            record_id=record.pk,
            reference=record.event.reference,
            suite=record.suite.name,
            state=CustodyState(record.state).label,
            colour=STATE_COLOURS[CustodyState(record.state)],
            arrived=instant(record.arrived_at, now),
            released=instant(record.released_at, now) if record.released_at else None,
            offences=", ".join(each.offence.title for each in record.offences.all()),
        )
        for record in records
    ]
