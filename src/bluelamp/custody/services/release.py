"""How a detention ends: a disposal for each offence, and one release of the person."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from bluelamp.access.policies import Officer
from bluelamp.core.errors import NotPossible
from bluelamp.custody.enums import CustodyEntryKind, CustodyEvent, CustodyState, DisposalCode
from bluelamp.custody.models import ArrestOffence, CustodyEntry, CustodyRecord
from bluelamp.custody.policies import can_release_person
from bluelamp.custody.rules.age import ages_at
from bluelamp.custody.rules.disposals import (
    ends_by_charge,
    may_dispose,
    may_release,
    needed_words,
    release_event,
)
from bluelamp.custody.rules.transitions import may_transition

from .cells import leave_cell
from .hospital import facts_in_the_suite
from .record_keeping import changed_record, check_moment, enter, move_on


def record_disposal(
    *,
    record_id: UUID,
    version: int,
    offence_id: UUID,
    code: DisposalCode,
    occurred_at: datetime,
    by: Officer,
    at: datetime,
    text: str = "",
) -> CustodyEntry:
    """Record how one offence ended for the person; final for that offence (section 15).

    When the last open offence ends by charge, the clock ends too (CLK-7).
    """
    with changed_record(
        record_id, version=version, may=can_release_person, by=by, action="record_disposal"
    ) as record:
        _refuse_unless_held(record)
        check_moment(record, "The disposal", occurred_at, at=at, after=_facts(record))
        offence = record.offences.select_related("offence").get(pk=offence_id)
        entry = _dispose(record, offence, code, occurred_at=occurred_at, by=by, text=text)
        _charge_if_ended_by_it(record)
        return entry


def release_person(
    *,
    record_id: UUID,
    version: int,
    disposals: Mapping[UUID, DisposalCode],
    occurred_at: datetime,
    by: Officer,
    at: datetime,
    text: str = "",
) -> CustodyEntry:
    """Release the person, recording the disposals still missing by the key of the offence.

    Refused before arrival, in the future, from hospital, or while an offence has no disposal. A
    person on pre-charge bail leaves with the record open to their return (BAI-2).
    """
    with changed_record(
        record_id, version=version, may=can_release_person, by=by, action="release_person"
    ) as record:
        _refuse_unless_held(record)
        check_moment(record, "Release", occurred_at, at=at, after=_facts(record))
        for offence in record.offences.select_related("offence").filter(disposal=""):
            code = disposals.get(offence.pk)
            if code is not None:
                _dispose(record, offence, code, occurred_at=occurred_at, by=by, text=text)
        codes = _codes(record)
        may_release(codes).require(_first_open(record))
        _charge_if_ended_by_it(record)
        move_on(record, release_event([code for code in codes if code is not None]))
        record.released_at = occurred_at
        leave_cell(record, until=occurred_at)
        words = f" {text.strip()}" if text.strip() else ""
        state = CustodyState(record.state)
        how = "Released on bail." if state is CustodyState.BAILED else "Released."
        return enter(
            record,
            CustodyEntryKind.RELEASE,
            f"{how}{words}",
            occurred_at=occurred_at,
            by=by,
            state=state,
        )


def _dispose(
    record: CustodyRecord,
    offence: ArrestOffence,
    code: DisposalCode,
    *,
    occurred_at: datetime,
    by: Officer,
    text: str,
) -> CustodyEntry:
    field = f"disposal_{offence.pk}"
    youngest, oldest = ages_at(record.person.born_from, record.person.born_to, occurred_at)
    may_dispose(
        code, authorised=record.authorised_at is not None, youngest=youngest, oldest=oldest
    ).require(field)
    if offence.disposal:
        settled = DisposalCode(offence.disposal).label.lower()
        reason = f"{offence.offence.title} has ended already: {settled}."
        raise NotPossible(reason, field=field, rule="section 15")
    missing = needed_words(code)
    if missing and not text.strip():
        reason = f"{code.label}: write down {missing}."
        raise NotPossible(reason, field="text", rule="section 15")
    offence.disposal, offence.disposed_at = code, occurred_at
    offence.save(update_fields=["disposal", "disposed_at"])
    return enter(
        record,
        CustodyEntryKind.DISPOSAL,
        f"{offence.offence.title}: {code.label.lower()}.",
        occurred_at=occurred_at,
        by=by,
        offence=str(offence.pk),
        disposal=code,
    )


def _charge_if_ended_by_it(record: CustodyRecord) -> None:
    if record.state == CustodyState.DETAINED and ends_by_charge(_codes(record)):
        move_on(record, CustodyEvent.CHARGE)


def _codes(record: CustodyRecord) -> list[DisposalCode | None]:
    stored = record.offences.values_list("disposal", flat=True)
    return [DisposalCode(code) if code else None for code in stored]


def _first_open(record: CustodyRecord) -> str | None:
    still = record.offences.filter(disposal="").first()
    return f"disposal_{still.pk}" if still else None


def _refuse_unless_held(record: CustodyRecord) -> None:
    """Refuse from hospital too: a visit must have ended before the person is released."""
    state = CustodyState(record.state)
    if state is CustodyState.HOSPITAL:
        reason = "The person is at hospital: record the return first."
        raise NotPossible(reason, field="occurred_at", rule="section 16")
    may_transition(state, CustodyEvent.RELEASE).require("occurred_at")


def _facts(record: CustodyRecord) -> list[tuple[str, datetime | None]]:
    """Return what must lie before an end of the detention."""
    review = record.reviews.order_by("held_at").last()
    return [
        *facts_in_the_suite(record),
        ("the last review", review.held_at if review else None),
    ]
