"""A disposal for each offence: what it needs, and the row that keeps it (section 15)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from bluelamp.access.policies import Officer
from bluelamp.core.errors import NotPossible
from bluelamp.core.time import day_of
from bluelamp.custody.enums import (
    CustodyEntryKind,
    CustodyEvent,
    CustodyState,
    DisposalCode,
    ExclusionReason,
)
from bluelamp.custody.models import ArrestOffence, CustodyEntry, CustodyRecord, Disposal
from bluelamp.custody.policies import can_release_person
from bluelamp.custody.rules.age import ages_at
from bluelamp.custody.rules.disposal_needs import in_force, kept_details, missing, said
from bluelamp.custody.rules.disposals import CHARGES, PRE_CHARGE_BAIL, ends_by_charge, may_dispose
from bluelamp.custody.rules.transitions import may_transition
from bluelamp.custody.selectors.records import standing_reviews

from .hospital import facts_in_the_suite
from .record_keeping import changed_record, check_moment, enter, move_on

LOOK_AGAIN = ("review_on", "hearing_on", "issued_on", "expires_on")


@dataclass(frozen=True, slots=True)
class Decision:
    """A disposal of one offence with what it needs, by the names of ``rules.disposal_needs``."""

    code: DisposalCode
    details: Mapping[str, str] = field(default_factory=dict)


def record_disposal(
    *,
    record_id: UUID,
    version: int,
    disposals: Mapping[UUID, Decision],
    occurred_at: datetime,
    by: Officer,
    at: datetime,
    text: str = "",
) -> list[CustodyEntry]:
    """Record how offences ended while the person stays for others (section 15).

    Charges are recorded by charging, bail by releasing.
    """
    with changed_record(
        record_id, version=version, may=can_release_person, by=by, action="record_disposal"
    ) as record:
        may_transition(CustodyState(record.state), CustodyEvent.RELEASE).require("occurred_at")
        check_moment(record, "The disposal", occurred_at, at=at, after=facts_before_leaving(record))
        if not disposals:
            still = record.offences.filter(disposal="").first()
            at_field = f"disposal_{still.pk}" if still else None
            reason = "Select a disposal for at least one offence."
            raise NotPossible(reason, field=at_field, rule="section 15")
        for decision in disposals.values():
            if decision.code in PRE_CHARGE_BAIL:
                raise NotPossible("Bail begins with the release.", rule="BAI-2")
        return dispose(record, disposals, occurred_at=occurred_at, by=by, text=text)


def dispose(
    record: CustodyRecord,
    disposals: Mapping[UUID, Decision],
    *,
    occurred_at: datetime,
    by: Officer,
    text: str = "",
    charging: bool = False,
) -> list[CustodyEntry]:
    """Record the disposals of a locked record's offences, each with its row and its entry."""
    offences = {one.pk: one for one in record.offences.select_related("offence")}
    entries = []
    for key, decision in disposals.items():
        if decision.code in CHARGES and not charging:
            field_of = f"disposal_{key}"
            raise NotPossible("A charge is recorded by charging.", field=field_of, rule="CHG-3")
        entries.append(_dispose(record, offences[key], decision, occurred_at, by, text))
    return entries


def move_to_local_authority(
    record: CustodyRecord, receiver: str, *, occurred_at: datetime, by: Officer
) -> None:
    """Put the move to local authority accommodation in place of keeping a child (CHG-7, CHG-9)."""
    kept = record.offences.select_related("offence").filter(disposal=DisposalCode.CHG_REMAND)
    for offence in kept:
        offence.disposal = ""
        decision = Decision(DisposalCode.LA_ACCOM, {"receiver": receiver})
        _dispose(record, offence, decision, occurred_at, by, "")


def facts_before_leaving(record: CustodyRecord) -> list[tuple[str, datetime | None]]:
    """Return what must lie before an end of the detention."""
    held = max((one.held_at for one in standing_reviews(record)), default=None)
    back = max((one.ended_at for one in record.bails.all() if one.ended_at), default=None)
    return [
        *facts_in_the_suite(record),
        ("the last review", held),
        ("the return from bail", back),
    ]


def end_bail_pause(record: CustodyRecord, at: datetime) -> None:
    """End the pause after arrest for breach of bail, once the person is dealt with (RT-12)."""
    running = record.pauses.filter(reason=ExclusionReason.BAIL_ARREST_PAUSE)
    for pause in running.filter(began_at__lt=at, ended_at__gt=at):
        pause.ended_at = at
        pause.save(update_fields=["ended_at"])


def codes_of(record: CustodyRecord) -> list[DisposalCode | None]:
    """Return how each offence stands now."""
    stored = record.offences.values_list("disposal", flat=True)
    return [DisposalCode(code) if code else None for code in stored]


def charge_if_ended_by_it(record: CustodyRecord) -> None:
    """Put the record into the charged state once no offence on the clock is left (CLK-7)."""
    if record.state == CustodyState.DETAINED and ends_by_charge(codes_of(record)):
        move_on(record, CustodyEvent.CHARGE)


def _dispose(
    record: CustodyRecord,
    offence: ArrestOffence,
    decision: Decision,
    occurred_at: datetime,
    by: Officer,
    text: str,
) -> CustodyEntry:
    code, at_field = decision.code, f"disposal_{offence.pk}"
    _check(record, offence, decision, occurred_at)
    details = kept_details(code, decision.details)
    Disposal.objects.create(
        offence=offence,
        code=code,
        decided_at=occurred_at,
        decided_by_id=by.id,
        details=details,
        look_again_on=_look_again(details, at_field),
    )
    offence.disposal, offence.disposed_at = code, occurred_at
    offence.save(update_fields=["disposal", "disposed_at"])
    words = " ".join(filter(None, [said(code, details), text.strip()]))
    return enter(
        record,
        CustodyEntryKind.DISPOSAL,
        f"{offence.offence.title}: {code.label.lower()}. {words}".strip(),
        occurred_at=occurred_at,
        by=by,
        offence=str(offence.pk),
        disposal=code,
        details=details,
    )


def _check(
    record: CustodyRecord, offence: ArrestOffence, decision: Decision, occurred_at: datetime
) -> None:
    code, at_field = decision.code, f"disposal_{offence.pk}"
    youngest, oldest = ages_at(record.person.born_from, record.person.born_to, occurred_at)
    may_dispose(
        code, authorised=record.authorised_at is not None, youngest=youngest, oldest=oldest
    ).require(at_field)
    in_force(code, day_of(occurred_at)).require(at_field)
    if offence.disposal:
        settled = DisposalCode(offence.disposal).label.lower()
        reason = f"{offence.offence.title} has ended already: {settled}."
        raise NotPossible(reason, field=at_field, rule="section 15")
    lacking = missing(code, decision.details)
    if lacking is not None:
        reason = f"{code.label}: {lacking.lacking[0].lower()}{lacking.lacking[1:]}."
        raise NotPossible(reason, field=lacking.field, rule="section 15")


def _look_again(details: Mapping[str, str], at_field: str) -> date | None:
    given = next((details[name] for name in LOOK_AGAIN if details.get(name)), "")
    if not given:
        return None
    try:
        return date.fromisoformat(given)
    except ValueError as error:
        raise NotPossible("Enter a date.", field=at_field, rule="section 15") from error
