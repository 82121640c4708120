"""A superintendent's authority to hold a person beyond 24 hours (LIM-2 to LIM-7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bluelamp.access.policies import Decision, Officer
from bluelamp.core.errors import NotPossible
from bluelamp.core.time import told
from bluelamp.custody.enums import (
    CustodyEntryKind,
    CustodyEvent,
    DetentionType,
    SuperintendentPresence,
)
from bluelamp.custody.models import CustodyRecord, Extension
from bluelamp.custody.policies import ActingUp, as_decider, can_extend_detention
from bluelamp.custody.rules.age import is_child
from bluelamp.custody.rules.answers import Answer
from bluelamp.custody.rules.detention_clock import DetentionClock
from bluelamp.custody.rules.extension import ExtensionSought, refusals
from bluelamp.custody.rules.regime import has_pace_clock
from bluelamp.custody.rules.representations import Representation
from bluelamp.custody.selectors.authority import (
    has_indictable_offence,
    is_court_awaited,
    reaches_until,
)
from bluelamp.custody.selectors.records import clock_of

from .record_keeping import changed_record, check_moment, enter, move_on
from .reviews import acting_columns, acting_words, check_heard

FIELDS = {"LIM-5": "travel", "LIM-7": "presence", "LIM-4": "until"}


@dataclass(frozen=True, slots=True)
class ExtensionReasons:
    """What the superintendent records (LIM-2, LIM-5 to LIM-7).

    ``rights`` says what was decided about rights not yet used; ``position`` what weight was given
    to the position of a child or vulnerable person; ``travel`` how a planned transfer was weighed.
    """

    necessary: str
    diligent: str
    presence: SuperintendentPresence = SuperintendentPresence.AT_STATION
    rights: str = ""
    position: str = ""
    transfer_planned: bool = False
    travel: str = ""


def extend_detention(
    *,
    record_id: UUID,
    version: int,
    until: datetime,
    reasons: ExtensionReasons,
    representations: Sequence[Representation],
    occurred_at: datetime,
    by: Officer,
    at: datetime,
    acting: ActingUp | None = None,
) -> Extension:
    """Authorise detention until a stated time, not beyond 36 hours (LIM-2), or top it up (LIM-4).

    Everything that is missing is named at once.
    """

    def may(officer: Officer, record: CustodyRecord) -> Decision:
        return can_extend_detention(officer, record, acting)

    with changed_record(
        record_id, version=version, may=may, by=by, action="extend_detention"
    ) as record:
        move_on(record, CustodyEvent.EXTEND)
        after = [("authorisation", record.authorised_at)]
        check_moment(record, "The extension", occurred_at, at=at, after=after)
        has_pace_clock(DetentionType(record.detention_type)).require()
        clock, earlier = clock_of(record), last_extension(record)
        sought = _sought(record, clock, earlier, until, reasons, occurred_at, by, acting)
        refuse_all(refusals(clock, sought), FIELDS)
        _refuse_after_court(record)
        check_heard(representations, may_sleep=False)
        _check_position(record, reasons, occurred_at)
        extension = Extension.objects.create(
            record=record,
            granted_at=occurred_at,
            until=until,
            used_by_then=clock.counted(until),
            granted_by_id=by.id,
            presence=reasons.presence,
            necessary=reasons.necessary.strip(),
            diligent=reasons.diligent.strip(),
            said=[one.as_row() for one in representations],
            rights=reasons.rights.strip(),
            tops_up=earlier,
            **acting_columns(acting),
        )
        _enter(extension, reasons, representations, by, acting)
        return extension


def last_extension(record: CustodyRecord) -> Extension | None:
    """Return the authority in force, which another can only top up (LIM-4)."""
    return record.extensions.order_by("granted_at").last()


def refuse_all(found: Sequence[Answer], fields: dict[str, str]) -> None:
    """Refuse with every reason at once, beside the field of the first (LIM-2)."""
    if not found:
        return
    reasons = " ".join(f"{one.reason} ({one.rule})" for one in found)
    raise NotPossible(reasons, field=fields.get(found[0].rule), rule=found[0].rule)


def _sought(
    record: CustodyRecord,
    clock: DetentionClock,
    earlier: Extension | None,
    until: datetime,
    reasons: ExtensionReasons,
    occurred_at: datetime,
    by: Officer,
    acting: ActingUp | None,
) -> ExtensionSought:
    return ExtensionSought(
        at=occurred_at,
        until=until,
        officer=as_decider(by, record, acting),
        indictable=has_indictable_offence(record),
        necessary=reasons.necessary,
        diligent=reasons.diligent,
        held_until=reaches_until(earlier, clock) if earlier else None,
        transfer_planned=reasons.transfer_planned,
        travel_weighed=bool(reasons.travel.strip()),
    )


def _refuse_after_court(record: CustodyRecord) -> None:
    """Refuse once a court has issued a warrant, or is asked to: its authority follows (LIM-10)."""
    if is_court_awaited(record):
        reason = "The court has been applied to: it decides, not a superintendent."
        raise NotPossible(reason, rule="LIM-9")
    if record.warrants.filter(outcome="ISSUED").exists():
        reason = "Unused superintendent's time is lost once a warrant has been issued."
        raise NotPossible(reason, rule="LIM-10")


def _check_position(record: CustodyRecord, reasons: ExtensionReasons, at: datetime) -> None:
    if is_child(record.person.born_from, at) and not reasons.position.strip():
        raise NotPossible(
            "A child: record the weight given to their position, and the alternatives.",
            field="position",
            rule="LIM-7",
        )


def _enter(
    extension: Extension,
    reasons: ExtensionReasons,
    representations: Sequence[Representation],
    by: Officer,
    acting: ActingUp | None,
) -> None:
    topped = " This tops up the authority before (LIM-4)." if extension.tops_up else ""
    presence = SuperintendentPresence(extension.presence).label
    travel = f"Planned transfer: {reasons.travel.strip()}" if reasons.transfer_planned else ""
    lines = [
        f"Detention authorised until {told(extension.until)} (LIM-2).{topped} "
        f"Superintendent present: {presence.lower()}.{acting_words(acting)}",
        f"Necessary: {extension.necessary}",
        f"Diligent and expeditious: {extension.diligent}",
        f"Rights not yet used: {extension.rights}" if extension.rights else "",
        f"Position of the person: {reasons.position.strip()}" if reasons.position.strip() else "",
        travel,
        " ".join(one.words for one in representations),
        "The person was told the grounds.",
    ]
    enter(
        extension.record,
        CustodyEntryKind.EXTENSION,
        "\n".join(filter(None, lines)),
        occurred_at=extension.granted_at,
        by=by,
        until=extension.until.isoformat(),
        extension=str(extension.pk),
    )
