"""What every change of a custody record shares: the lock, the version, the entry, the audit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from bluelamp.access.policies import Decision, Officer, require
from bluelamp.audit.services import Subject, record_change
from bluelamp.core.errors import NotPossible
from bluelamp.core.time import told
from bluelamp.custody.enums import CustodyEntryKind, CustodyEvent, CustodyState
from bluelamp.custody.models import CustodyEntry, CustodyRecord
from bluelamp.custody.rules.moments import may_have_happened
from bluelamp.custody.rules.transitions import state_after
from bluelamp.nominals.enums import EventKind

Policy = Callable[[Officer, CustodyRecord], Decision]


@contextmanager
def changed_record(
    record_id: UUID, *, version: int, may: Policy, by: Officer, action: str
) -> Iterator[CustodyRecord]:
    """Lock a record, ask policy, refuse a stale version; then save it and write the audit line.

    Entries of others are not held up by the lock (REC-12).
    """
    with transaction.atomic():
        record = locked_record(record_id)
        require(may(by, record))
        _refuse_stale(record, version)
        record.version += 1
        yield record
        record.save()
        record_change(by=by, of=subject_of(record), action=action)


def locked_record(record_id: UUID) -> CustodyRecord:
    """Return a record, held against other changes until the transaction ends."""
    held = CustodyRecord.objects.select_for_update(of=("self",), no_key=True)
    return held.select_related("event", "suite", "person").get(pk=record_id)


def subject_of(record: CustodyRecord) -> Subject:
    """Return a record and its person as the subject of an audit line."""
    return Subject(
        kind=EventKind.CUSTODY,
        ids=(record.pk, record.person_id),
        reference=record.event.reference,
        version=record.version,
    )


def enter(
    record: CustodyRecord,
    kind: CustodyEntryKind,
    text: str,
    *,
    occurred_at: datetime,
    by: Officer,
    supersedes: CustodyEntry | None = None,
    **detail: Any,
) -> CustodyEntry:
    """Write a line of the custody record, signed by the officer (REC-3)."""
    return CustodyEntry.objects.create(
        record=record,
        kind=kind,
        occurred_at=occurred_at,
        author_id=by.id,
        author_label=by.label,
        text=text,
        detail={"version": record.version, **detail},
        supersedes=supersedes,
    )


def move_on(record: CustodyRecord, event: CustodyEvent, before: str | None = None) -> None:
    """Put a record into the state to which an event leads, or refuse (section 16)."""
    state = CustodyState(record.state)
    record.state = state_after(state, event, CustodyState(before) if before else None)


def check_moment(
    record: CustodyRecord,
    what: str,
    occurred_at: datetime,
    *,
    at: datetime,
    after: Iterable[tuple[str, datetime | None]] = (),
    field: str = "occurred_at",
) -> None:
    """Refuse a time in the future, before arrival, or before the facts in ``after``."""
    earlier = [("arrival", record.arrived_at), *after]
    may_have_happened(what, occurred_at, now=at, after=earlier).require(field)


def written(text: str, words: str, *, field: str = "text", rule: str = "REC-2") -> str:
    """Return a text without blanks around it; refuse an empty one."""
    if not text.strip():
        raise NotPossible(f"Enter {words}.", field=field, rule=rule)
    return text.strip()


def _refuse_stale(record: CustodyRecord, version: int) -> None:
    if record.version == version:
        return
    since = record.entries.filter(detail__version__gt=version).order_by("recorded_at")
    changes = "; ".join(
        f"{CustodyEntryKind(one.kind).label} by {one.author_label}, {told(one.recorded_at)}"
        for one in since
    )
    raise NotPossible(
        f"This record has changed since you opened it: {changes or 'see the record'}. "
        "What you typed is still here: check it against the record, then send it again.",
        field="version",
        rule="REC-12",
    )
