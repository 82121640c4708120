"""What every act of care shares: it rests on no version, so that nobody waits (REC-12)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from django.db import transaction

from bluelamp.access.policies import Officer, require
from bluelamp.audit.services import record_change
from bluelamp.core.errors import NotPossible
from bluelamp.core.time import told
from bluelamp.custody.enums import CareTaskKind
from bluelamp.custody.models import CareTask, CustodyRecord
from bluelamp.custody.policies import can_care_for_person

from .record_keeping import Policy, check_moment, locked_record, subject_of


@contextmanager
def cared_for(
    record_id: UUID,
    what: str,
    occurred_at: datetime,
    *,
    by: Officer,
    at: datetime,
    action: str,
    may: Policy = can_care_for_person,
    field: str = "occurred_at",
    after: datetime | None = None,
    after_what: str = "",
) -> Iterator[CustodyRecord]:
    """Hold a record, ask policy, check when it happened, and write the audit line at the end.

    ``after`` is what must lie before, in words ``after_what``. Entries of others are not held up.
    """
    with transaction.atomic():
        record = locked_record(record_id)
        require(may(by, record))
        check_moment(record, what, occurred_at, at=at, after=[(after_what, after)], field=field)
        if record.released_at is not None and occurred_at > record.released_at:
            reason = f"The person left {told(record.released_at)}."
            raise NotPossible(reason, field=field, rule="REC-3")
        yield record
        record_change(by=by, of=subject_of(record), action=action)


def open_task(
    record: CustodyRecord,
    kind: CareTaskKind,
    text: str,
    *,
    opened_at: datetime,
    by: Officer,
    **more: object,
) -> CareTask:
    """Open something that must be done for the person, until somebody says that it is."""
    return CareTask.objects.create(
        record=record, kind=kind, text=text, opened_at=opened_at, opened_by_id=by.id, **more
    )
