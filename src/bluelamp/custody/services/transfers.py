"""A move to another station of the force: sent from one, received at the other (RT-15, REC-6)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from bluelamp.access.policies import Officer
from bluelamp.core.errors import NotPossible
from bluelamp.core.time import told
from bluelamp.custody.enums import CustodyEntryKind, CustodyEvent
from bluelamp.custody.models import CustodyEntry, CustodyRecord, Suite, Transfer
from bluelamp.custody.policies import can_transfer

from .cells import leave_cell, occupy
from .hospital import facts_in_the_suite
from .record_keeping import changed_record, check_moment, enter, move_on, written


def send_to_station(
    *,
    record_id: UUID,
    version: int,
    to_suite_id: UUID,
    reason: str,
    escort: str,
    occurred_at: datetime,
    by: Officer,
    at: datetime,
) -> Transfer:
    """Send a person to another station: the clock goes on, travel counts (RT-15)."""
    with changed_record(
        record_id, version=version, may=can_transfer, by=by, action="send_to_station"
    ) as record:
        before = record.state
        move_on(record, CustodyEvent.TRANSFER_OUT)
        check_moment(record, "Leaving", occurred_at, at=at, after=facts_in_the_suite(record))
        to_suite = _other_suite(record, to_suite_id)
        leave_cell(record, until=occurred_at)
        transfer = Transfer.objects.create(
            record=record,
            from_suite=record.suite,
            to_suite=to_suite,
            left_at=occurred_at,
            sent_by_id=by.id,
            state_before=before,
            reason=written(reason, "why the person is moved", field="reason", rule="REC-6"),
            escort=written(escort, "who escorts the person", field="escort", rule="CHG-13"),
        )
        enter(
            record,
            CustodyEntryKind.TRANSFER,
            f"Left {record.suite.name} for {to_suite.name}. {transfer.reason}\nEscort: "
            f"{transfer.escort}. The relevant time stays {told(record.relevant_time)} (RT-15).",
            occurred_at=occurred_at,
            by=by,
            transfer=str(transfer.pk),
        )
        return transfer


def receive_transfer(
    *,
    record_id: UUID,
    version: int,
    condition: str,
    occurred_at: datetime,
    by: Officer,
    at: datetime,
    cell_id: UUID | None = None,
) -> CustodyEntry:
    """Receive a person from another station: record and responsibility move with them (REC-6)."""
    with changed_record(
        record_id, version=version, may=can_transfer, by=by, action="receive_transfer"
    ) as record:
        transfer = record.transfers.select_for_update().filter(received_at=None).first()
        if transfer is None:
            raise NotPossible("No transfer of this person is under way.", rule="section 16")
        move_on(record, CustodyEvent.TRANSFER_IN, transfer.state_before)
        after = [("leaving the other station", transfer.left_at)]
        check_moment(record, "The receipt", occurred_at, at=at, after=after)
        words = written(condition, "the condition of the person", field="condition", rule="REC-6")
        transfer.received_at, transfer.received_by_id = occurred_at, by.id
        transfer.save()
        record.suite = transfer.to_suite
        entry = enter(
            record,
            CustodyEntryKind.TRANSFER,
            f"Received at {record.suite.name} from {transfer.from_suite.name}. {words}\n"
            "The person may have somebody informed again (RTS-4).",
            occurred_at=occurred_at,
            by=by,
            transfer=str(transfer.pk),
        )
        if cell_id is not None:
            occupy(record, cell_id, occurred_at=occurred_at, by=by, at=at)
        return entry


def _other_suite(record: CustodyRecord, suite_id: UUID) -> Suite:
    suite = Suite.objects.filter(pk=suite_id).first()
    if suite is None or suite.pk == record.suite_id:
        raise NotPossible("Select another station of the force.", field="to_suite", rule="RT-15")
    return suite
