"""Holding a person under a power other than arrest, and how that ends (TYP-5 to TYP-13)."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from bluelamp.access.enums import Rank
from bluelamp.access.models import Staff
from bluelamp.access.policies import Officer
from bluelamp.core.errors import NotPossible
from bluelamp.core.time import told
from bluelamp.custody.enums import (
    CustodyEntryKind,
    CustodyEvent,
    DetentionType,
    DisposalCode,
    NotToldReason,
)
from bluelamp.custody.models import CustodyEntry, CustodyRecord, PlaceOfSafetyAuthority, PowerEnd
from bluelamp.custody.policies import can_authorise_detention
from bluelamp.custody.rules.disposal_needs import kept_details, missing, said
from bluelamp.custody.rules.mental_health import PlaceOfSafety, may_keep, missing_of_place
from bluelamp.custody.rules.other_powers import OTHER_POWERS, may_end_by
from bluelamp.custody.rules.regime import REGIMES
from bluelamp.custody.selectors.powers import own_limit_of

from .cells import occupy
from .disposals import Decision
from .record_keeping import changed_record, check_moment, enter, move_on, written


@dataclass(frozen=True, slots=True)
class InspectorAuthority:
    """Why a police station is the place of safety, and which inspector said so when (MH-4)."""

    place: PlaceOfSafety
    inspector: Staff
    authorised_at: datetime


def hold_under_power(
    *,
    record_id: UUID,
    version: int,
    text: str,
    not_told: NotToldReason | None,
    occurred_at: datetime,
    by: Officer,
    at: datetime,
    place: InspectorAuthority | None = None,
    cell_id: UUID | None = None,
    why: str = "",
) -> CustodyEntry:
    """Decide that the person is held under the power for which they were brought in.

    Nothing of PACE section 37 is asked. Under the Mental Health Act ``place`` is needed: a police
    station only on an inspector's authority (MH-4).
    """
    with changed_record(
        record_id, version=version, may=can_authorise_detention, by=by, action="hold_under_power"
    ) as record:
        kind = other_power_of(record)
        move_on(record, CustodyEvent.AUTHORISE)
        check_moment(record, "The decision", occurred_at, at=at)
        words = written(text, "why the power holds the person", rule=REGIMES[kind].rule)
        record.authorised_at, record.authorised_by_id = occurred_at, by.id
        at_station = ""
        if kind is DetentionType.MENTAL_HEALTH:
            at_station = _keep_at_station(record, place, occurred_at)
        entry = _enter_holding(record, kind, words, at_station, not_told, by)
        if cell_id is not None:
            occupy(record, cell_id, occurred_at=occurred_at, by=by, at=at, why=why)
        return entry


def refuse_without_arrest(record: CustodyRecord) -> None:
    """Refuse what only an arrest for an offence allows: grounds, charge, bail (section 2.2)."""
    kind = DetentionType(record.detention_type)
    if kind.is_other_power:
        reason = f"{kind.label}: the person is not under arrest for an offence."
        raise NotPossible(reason, rule=REGIMES[kind].rule)


def end_power(
    record: CustodyRecord, decision: Decision | None, *, occurred_at: datetime, by: Officer
) -> DisposalCode:
    """Write how the detention under the power ended, with what that needs (section 15)."""
    kind = other_power_of(record)
    field = "power_end"
    if decision is None:
        raise NotPossible("Select how the detention ends.", field=field, rule=REGIMES[kind].rule)
    code = decision.code
    may_end_by(kind, code).require(field)
    lacking = missing(code, decision.details)
    if lacking is not None:
        reason = f"{code.label}: {lacking.lacking[0].lower()}{lacking.lacking[1:]}."
        raise NotPossible(reason, field=lacking.field, rule="section 15")
    details = kept_details(code, decision.details)
    PowerEnd.objects.create(
        record=record, code=code, ended_at=occurred_at, ended_by_id=by.id, details=details
    )
    enter(
        record,
        CustodyEntryKind.DISPOSAL,
        f"{kind.label}: {code.label.lower()}. {said(code, details)}".strip(),
        occurred_at=occurred_at,
        by=by,
        disposal=code,
        details=details,
    )
    return code


def other_power_of(record: CustodyRecord) -> DetentionType:
    """Return the power that holds the person; refuse where they are under arrest."""
    kind = DetentionType(record.detention_type)
    if not kind.is_other_power:
        reason = "This person is under arrest: authorise detention on the grounds of PACE."
        raise NotPossible(reason, rule="ARR-10")
    return kind


def _keep_at_station(
    record: CustodyRecord, given: InspectorAuthority | None, occurred_at: datetime
) -> str:
    """Keep the inspector's authority, and return it in words (MH-4)."""
    if given is None:
        raise NotPossible("Enter the authority of an inspector.", field="inspector", rule="MH-4")
    lacking = missing_of_place(given.place)
    inspector = given.inspector
    ranked = Rank(inspector.rank).is_at_least(Rank.INSPECTOR)
    may_keep(given.place, inspector=ranked).require(lacking[0] if lacking else "inspector")
    if inspector.pk == record.arrested_by_id:
        reason = "Whoever detained the person does not authorise the station."
        raise NotPossible(reason, field="inspector", rule="ROL-7")
    if given.authorised_at > occurred_at:
        reason = f"The inspector's authority comes before the decision, {told(occurred_at)}."
        raise NotPossible(reason, field="place_authorised_at", rule="MH-4")
    PlaceOfSafetyAuthority.objects.create(
        record=record,
        inspector=inspector,
        authorised_at=given.authorised_at,
        **{name: words.strip() for name, words in asdict(given.place).items()},
    )
    place = given.place
    return (
        f" A police station authorised by {inspector.label}, {told(given.authorised_at)} (MH-4). "
        f"Imminent risk: {place.imminent_risk.strip()} No other place: "
        f"{place.no_other_place.strip()} Health checks: {place.health_checks.strip()}"
    )


def _enter_holding(
    record: CustodyRecord,
    kind: DetentionType,
    words: str,
    at_station: str,
    not_told: NotToldReason | None,
    by: Officer,
) -> CustodyEntry:
    told_so = "The person was told why."
    if not_told is not None:
        told_so = f"The person was not told why: {not_told.label.lower()}."
    limit = own_limit_of(record)
    until = f" {limit.sentence}" if limit else ""
    assert record.authorised_at is not None  # noqa: S101  set by the caller
    return enter(
        record,
        CustodyEntryKind.AUTHORISATION,
        f"Held {OTHER_POWERS[kind].held} ({REGIMES[kind].rule}). {words}{at_station}\n"
        f"{told_so}{until}",
        occurred_at=record.authorised_at,
        by=by,
        power=kind,
        not_told=not_told or "",
    )
