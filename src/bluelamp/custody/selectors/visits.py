"""Reading whom to visit in a suite, those due first."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from bluelamp.custody.models import CellOccupation, CustodyRecord, Suite
from bluelamp.custody.rules.transitions import IN_SUITE
from bluelamp.nominals.models import WarningMarker

from .observation import Observed, observation_of


@dataclass(frozen=True, slots=True)
class ToVisit:
    """A person in the suite, where, and how they are watched."""

    record: CustodyRecord
    cell: str
    observed: Observed
    markers: tuple[str, ...]


def people_to_visit(suite: Suite) -> list[ToVisit]:
    """Return those in the suite, whose visit is due first standing first: four statements."""
    current = WarningMarker.objects.filter(ended_at=None).order_by("code")
    records = list(
        _records()
        .filter(suite=suite, state__in=IN_SUITE)
        .prefetch_related(Prefetch("person__markers", current, to_attr="current_markers"))
    )
    watched = observation_of(records)
    found = [_to_visit(record, watched[record.pk]) for record in records]
    return sorted(found, key=_due)


def records_for_visits(keys: Collection[UUID]) -> list[CustodyRecord]:
    """Return the records of these keys, each with the cell it is in: two statements."""
    return list(_records().filter(pk__in=keys))


def cell_of(record: CustodyRecord) -> str:
    """Return the number of the cell of a record read here; empty where there is none."""
    stays: list[CellOccupation] = getattr(record, "present", [])
    return stays[0].cell.number if stays else ""


def _records() -> QuerySet[CustodyRecord]:
    present = CellOccupation.objects.filter(until=None).select_related("cell")
    return (
        CustodyRecord.objects.select_related("event", "person", "suite")
        .prefetch_related(Prefetch("occupations", present, to_attr="present"))
        .order_by("arrived_at")
    )


def _to_visit(record: CustodyRecord, observed: Observed) -> ToVisit:
    markers: list[WarningMarker] = getattr(record.person, "current_markers", [])
    return ToVisit(record, cell_of(record), observed, tuple(one.code for one in markers))


def _due(one: ToVisit) -> tuple[datetime, str]:
    return (one.observed.due_at or one.observed.seen_at, one.cell)
