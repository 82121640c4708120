"""Authorising detention, or refusing it (ARR-10, ARR-11, ARR-14)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from bluelamp.access.policies import Officer
from bluelamp.core.errors import NotPossible
from bluelamp.custody.enums import (
    CustodyEntryKind,
    CustodyEvent,
    DetentionGround,
    DisposalCode,
    NotToldReason,
)
from bluelamp.custody.models import CustodyEntry, CustodyRecord
from bluelamp.custody.policies import can_authorise_detention

from .cells import leave_cell, occupy
from .hospital import facts_in_the_suite
from .powers import refuse_without_arrest
from .record_keeping import changed_record, check_moment, enter, move_on, written


def authorise_detention(
    *,
    record_id: UUID,
    version: int,
    grounds: Sequence[DetentionGround],
    text: str,
    not_told: NotToldReason | None,
    occurred_at: datetime,
    by: Officer,
    at: datetime,
    cell_id: UUID | None = None,
    why: str = "",
) -> CustodyEntry:
    """Authorise detention without charge, on grounds written down and told (ARR-10, ARR-11).

    ``not_told`` says why the person was not told, None that they were. With ``cell_id`` the
    person is put in that cell at the same time; ``why`` is the reason where a child is (VUL-6).
    """
    with changed_record(
        record_id, version=version, may=can_authorise_detention, by=by, action="authorise_detention"
    ) as record:
        refuse_without_arrest(record)
        move_on(record, CustodyEvent.AUTHORISE)
        after = [("the arrest", record.arrested_at)]
        check_moment(record, "Authorisation", occurred_at, at=at, after=after)
        if not grounds:
            reason = "Select at least one ground for detention."
            raise NotPossible(reason, field="grounds", rule="ARR-10")
        words = written(text, "the grounds in words", rule="ARR-11")
        record.authorised_at = occurred_at
        record.authorised_by_id = by.id
        record.grounds = list(grounds)
        entry = _enter_authorisation(record, words, not_told, by)
        if cell_id is not None:
            occupy(record, cell_id, occurred_at=occurred_at, by=by, at=at, why=why)
        return entry


def refuse_detention(
    *,
    record_id: UUID,
    version: int,
    text: str,
    occurred_at: datetime,
    by: Officer,
    at: datetime,
) -> CustodyEntry:
    """Refuse to authorise detention: the record stays, with the reason, and closes (ARR-14)."""
    with changed_record(
        record_id, version=version, may=can_authorise_detention, by=by, action="refuse_detention"
    ) as record:
        move_on(record, CustodyEvent.REFUSE)
        after = facts_in_the_suite(record)
        check_moment(record, "The refusal", occurred_at, at=at, after=after)
        words = written(text, "why detention is not authorised", rule="ARR-14")
        record.offences.update(disposal=DisposalCode.DET_REFUSED, disposed_at=occurred_at)
        record.released_at = occurred_at
        leave_cell(record, until=occurred_at)
        text = f"Detention not authorised. {words}"
        return enter(record, CustodyEntryKind.REFUSAL, text, occurred_at=occurred_at, by=by)


def _enter_authorisation(
    record: CustodyRecord, words: str, not_told: NotToldReason | None, by: Officer
) -> CustodyEntry:
    reasons = ", ".join(DetentionGround(one).label.lower() for one in record.grounds)
    told = "The person was told the grounds."
    if not_told is not None:
        told = f"The person was not told the grounds: {not_told.label.lower()}."
    assert record.authorised_at is not None  # noqa: S101  set by the caller
    return enter(
        record,
        CustodyEntryKind.AUTHORISATION,
        f"Detention authorised {reasons}. {words}\n{told}",
        occurred_at=record.authorised_at,
        by=by,
        grounds=list(record.grounds),
        not_told=not_told or "",
    )
