"""The pages after an outage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bluelamp.core.time import told
from bluelamp.custody.enums import CustodyState
from bluelamp.custody.models import BackEntry, CustodyRecord, Outage
from bluelamp.custody.selectors.outage import OutageShown


@dataclass(frozen=True, slots=True)
class OutageRow:
    """An outage in the list of outages."""

    id: UUID
    suite: str
    span: str
    by: str
    standing: str
    done: bool


@dataclass(frozen=True, slots=True)
class RecordRow:
    """A person held during an outage: entered from paper, or not yet."""

    id: UUID
    name: str
    reference: str
    state: str
    done: str


def outage_row(shown: OutageShown) -> OutageRow:
    """Return the row of an outage."""
    outage = shown.outage
    left = f"{shown.waiting} still to be entered" if shown.waiting else "All entered"
    by = outage.declared_by.label
    return OutageRow(outage.pk, outage.suite.name, span(outage), by, left, not shown.waiting)


def span(outage: Outage) -> str:
    """Return from when to when, in full."""
    return f"{told(outage.began_at)} to {told(outage.ended_at)}"


def record_rows(
    records: Iterable[CustodyRecord], confirmed: Mapping[UUID, BackEntry], now: datetime
) -> list[RecordRow]:
    """Return the people held during an outage, those still to be entered first."""
    rows = [_row(record, confirmed.get(record.pk)) for record in records]
    return sorted(rows, key=lambda row: bool(row.done))


def _row(record: CustodyRecord, entered: BackEntry | None) -> RecordRow:
    done = f"{told(entered.confirmed_at)} by {entered.confirmed_by.label}" if entered else ""
    state = CustodyState(record.state).label
    return RecordRow(record.pk, record.person.known_as, record.event.reference, state, done)
