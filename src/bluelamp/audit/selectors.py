"""Reading the audit trail. It may serve only the purposes of DPA 2018 s.62(4) (INF-5.4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import F, Q, QuerySet

from bluelamp.core.errors import NotPossible

from .enums import Operation, Outcome
from .models import AuditLine

TRAIL = "audit_trail"
PAGE = 50
EXPORTED_AT_MOST = 10_000


@dataclass(frozen=True, slots=True)
class TrailFilter:
    """What is asked of the trail; what is empty does not narrow it.

    ``record`` is a reference or a key. ``since`` is included, ``until`` is not.
    """

    actor_id: UUID | None = None
    record: str = ""
    operation: Operation | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class TrailPage:
    """Some lines, newest first; ``older`` names the last of them when more follow."""

    lines: list[AuditLine]
    older: int | None


def trail_page(wanted: TrailFilter, *, before: int | None = None) -> TrailPage:
    """Return a page of lines older than the line ``before``: at most three statements."""
    lines = lines_matching(wanted)
    mark = AuditLine.objects.filter(id=before).first() if before else None
    if mark:
        lines = lines.filter(Q(at__lt=mark.at) | Q(id__lt=mark.id), at__lte=mark.at)
    found = list(lines[: PAGE + 1])
    return TrailPage(found[:PAGE], found[PAGE - 1].id if len(found) > PAGE else None)


def lines_to_export(wanted: TrailFilter) -> list[AuditLine]:
    """Return the lines, newest first. Raises NotPossible when they are too many for a file."""
    lines = list(lines_matching(wanted)[: EXPORTED_AT_MOST + 1])
    if len(lines) > EXPORTED_AT_MOST:
        raise NotPossible(f"More than {EXPORTED_AT_MOST:,} lines match: narrow the filter first")
    return lines


def lines_matching(wanted: TrailFilter) -> QuerySet[AuditLine]:
    """Return the lines that a filter asks for, newest first."""
    lines = AuditLine.objects.all()
    for condition in _conditions(wanted):
        lines = lines.filter(condition)
    # A record has few lines: sorting them beats walking through time until they turn up, which
    # the planner prefers unless the order is one that no index has.
    at = F("at") + timedelta() if wanted.record else F("at")
    return lines.order_by(at.desc(), "-id")


def changes_of_record(kind: str, record_id: UUID) -> list[AuditLine]:
    """Return who made and altered a record, newest first, so that its history can say by whom."""
    written = [Operation.COLLECT, Operation.ALTER]
    lines = AuditLine.objects.filter(record_kind=kind, records__contains=[record_id])
    return list(lines.filter(operation__in=written, outcome=Outcome.DONE).order_by("-at", "-id"))


def _conditions(wanted: TrailFilter) -> Iterator[Q]:
    if wanted.actor_id:
        yield Q(actor_id=wanted.actor_id)
    if wanted.record:
        yield _about(wanted.record)
    if wanted.operation:
        yield Q(operation=wanted.operation)
    if wanted.since:
        yield Q(at__gte=wanted.since)
    if wanted.until:
        yield Q(at__lt=wanted.until)


def _about(record: str) -> Q:
    """Match a record by key, or by reference and wherever that record stood in a list."""
    try:
        return Q(records__contains=[UUID(record)])
    except ValueError:
        pass
    alone = AuditLine.objects.filter(record_reference=record, records__len=1)
    # Whoever asked for this reference in the trail before looked at somebody else's record.
    key = alone.exclude(record_kind=TRAIL).order_by("-at").values_list("records", flat=True).first()
    named = Q(record_reference=record)
    return named | Q(records__contains=key) if key else named
