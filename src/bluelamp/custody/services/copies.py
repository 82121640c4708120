"""The record shown and given to those it is about: inspection, request, copy (REC-7, REC-8)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from bluelamp.access.policies import Officer, require
from bluelamp.audit.enums import Channel
from bluelamp.audit.services import record_change, record_disclosure
from bluelamp.core.errors import NotPossible
from bluelamp.custody.enums import AskedAs, CustodyEntryKind, WithheldReason
from bluelamp.custody.models import (
    CopyGiven,
    CopyRequest,
    CustodyEntry,
    CustodyRecord,
    WithheldEntry,
)
from bluelamp.custody.policies import can_care_for_person, can_print_record
from bluelamp.custody.rules.copies import may_ask_for_copy, may_give_copy

from .record_keeping import check_moment, enter, locked_record, subject_of, written

Withholding = Mapping[UUID, WithheldReason]


@transaction.atomic
def record_inspection(
    *,
    record_id: UUID,
    inspected_by: str,
    asked_as: AskedAs,
    held_back: str,
    occurred_at: datetime,
    by: Officer,
    at: datetime,
) -> CustodyEntry:
    """Record that somebody was shown the record, and what was held back and why (REC-7)."""
    record = locked_record(record_id)
    require(can_care_for_person(by, record))
    check_moment(record, "The inspection", occurred_at, at=at)
    who = written(inspected_by, "who inspected the record", field="inspected_by", rule="REC-7")
    back = f"Held back: {held_back.strip()}" if held_back.strip() else "Nothing was held back."
    text = f"Record inspected by {who} ({asked_as.label.lower()}). {back}"
    entry = enter(record, CustodyEntryKind.COPY, text, occurred_at=occurred_at, by=by)
    record_disclosure(
        by=by,
        of=subject_of(record),
        action="record_inspection",
        recipient=_recipient(who, asked_as),
        channel=Channel.PRINT,
    )
    return entry


@transaction.atomic
def request_copy(
    *,
    record_id: UUID,
    asked_by: str,
    asked_as: AskedAs,
    occurred_at: datetime,
    by: Officer,
    at: datetime,
) -> CopyRequest:
    """Record that a copy was asked for, within 12 months of release (REC-8)."""
    record = locked_record(record_id)
    require(can_care_for_person(by, record))
    check_moment(record, "The request", occurred_at, at=at)
    may_ask_for_copy(record.released_at, occurred_at).require("occurred_at")
    who = written(asked_by, "who asks for the copy", field="asked_by", rule="REC-8")
    asked = CopyRequest.objects.create(
        record=record, asked_by=who, asked_as=asked_as, asked_at=occurred_at, recorded_by_id=by.id
    )
    text = f"Copy of the record asked for by {who} ({asked_as.label.lower()})."
    enter(record, CustodyEntryKind.COPY, text, occurred_at=occurred_at, by=by)
    record_change(by=by, of=subject_of(record), action="request_copy")
    return asked


@transaction.atomic
def give_copy(
    *,
    request_id: UUID,
    withheld: Withholding,
    occurred_at: datetime,
    by: Officer,
    at: datetime,
) -> CopyGiven:
    """Give the copy asked for: every entry so far but those withheld, each with its reason."""
    asked = CopyRequest.objects.get(pk=request_id)
    record = locked_record(asked.record_id)
    require(can_care_for_person(by, record))
    may_give_copy(record.released_at).require("occurred_at")
    if CopyGiven.objects.filter(request=asked).exists():
        raise NotPossible("The copy on this request has been given already.", rule="REC-8")
    after = [("the request", asked.asked_at), ("release", record.released_at)]
    check_moment(record, "Giving the copy", occurred_at, at=at, after=after)
    entries = {entry.pk: entry for entry in record.entries.order_by("number")}
    copy = CopyGiven.objects.create(
        request=asked,
        up_to=max(entry.number for entry in entries.values()),
        given_at=occurred_at,
        given_by_id=by.id,
    )
    WithheldEntry.objects.bulk_create(
        WithheldEntry(copy=copy, entry=entries[pk], reason=why) for pk, why in withheld.items()
    )
    _enter_giving(record, copy, {entries[pk]: why for pk, why in withheld.items()}, by)
    _disclose(record, asked, "give_copy", by)
    return copy


@transaction.atomic
def print_copy(*, copy: CopyGiven, by: Officer) -> None:
    """Log that a copy given is printed, once for each time."""
    record = CustodyRecord.objects.select_related("event").get(pk=copy.request.record_id)
    require(can_care_for_person(by, record))
    _disclose(record, copy.request, "print_copy", by)


@transaction.atomic
def print_record(*, record: CustodyRecord, recipient: str, by: Officer) -> None:
    """Log that the whole record is printed or downloaded, for whom (INF-5.3)."""
    require(can_print_record(by, record))
    who = written(recipient, "who the paper is for", field="recipient", rule="INF-5.3")
    record_disclosure(
        by=by,
        of=subject_of(record),
        action="print_custody_record",
        recipient=who,
        channel=Channel.PRINT,
    )


def _enter_giving(
    record: CustodyRecord,
    copy: CopyGiven,
    withheld: Mapping[CustodyEntry, WithheldReason],
    by: Officer,
) -> None:
    parts = "; ".join(
        f"entry {entry.number}: {why.label.lower()}"
        for entry, why in sorted(withheld.items(), key=lambda pair: pair[0].number)
    )
    asked = copy.request
    enter(
        record,
        CustodyEntryKind.COPY,
        f"Copy of the record up to entry {copy.up_to} given to {asked.asked_by} "
        f"({AskedAs(asked.asked_as).label.lower()}). Withheld: {parts or 'nothing'}.",
        occurred_at=copy.given_at,
        by=by,
        copy=str(copy.pk),
    )


def _disclose(record: CustodyRecord, asked: CopyRequest, action: str, by: Officer) -> None:
    record_disclosure(
        by=by,
        of=subject_of(record),
        action=action,
        recipient=_recipient(asked.asked_by, AskedAs(asked.asked_as)),
        channel=Channel.PRINT,
    )


def _recipient(who: str, asked_as: AskedAs) -> str:
    return f"{who}, {asked_as.label.lower()}"
