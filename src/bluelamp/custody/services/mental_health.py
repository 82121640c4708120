"""Checks under the Mental Health Act, and the extension of the time (MH-2, MH-5)."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from bluelamp.access.enums import Rank
from bluelamp.access.models import Staff
from bluelamp.access.policies import Officer
from bluelamp.core.errors import NotPossible
from bluelamp.core.time import told
from bluelamp.custody.enums import CustodyEntryKind, DetentionType, MentalHealthCheckKind
from bluelamp.custody.models import CustodyRecord, MentalHealthCheckMade, MentalHealthExtension
from bluelamp.custody.policies import can_check_mental_health
from bluelamp.custody.rules.mental_health import limit, may_extend

from .caring import cared_for
from .record_keeping import enter, written


def check_mental_health(
    *,
    record_id: UUID,
    kind: MentalHealthCheckKind,
    still_holds: bool,
    asleep: bool,
    text: str,
    occurred_at: datetime,
    by: Officer,
    at: datetime,
) -> MentalHealthCheckMade:
    """Record a health check, or the custody officer's review that a station is still right (MH-5).

    Where it no longer is, the entry says that the person must be moved.
    """
    with cared_for(
        record_id,
        "The check",
        occurred_at,
        by=by,
        at=at,
        action="check_mental_health",
        may=lambda officer, record: can_check_mental_health(officer, record, kind),
    ) as record:
        _refuse_other_powers(record)
        made = MentalHealthCheckMade.objects.create(
            record=record,
            kind=kind,
            checked_at=occurred_at,
            still_holds=still_holds,
            asleep=asleep,
        )
        words = written(text, "what was found", rule="MH-5")
        holds = "" if still_holds else " A police station is no longer right: move the person."
        sleeps = " Asleep; the HCP agrees to a review within 3 hours." if asleep else ""
        said = f"{kind.label}. {words}{sleeps}{holds}"
        entry = CustodyEntryKind.HEALTHCARE
        enter(record, entry, said, occurred_at=occurred_at, by=by, check=kind)
        return made


def extend_mental_health_detention(
    *,
    record_id: UUID,
    hours: int,
    practitioner: str,
    superintendent: Staff,
    text: str,
    occurred_at: datetime,
    by: Officer,
    at: datetime,
) -> MentalHealthExtension:
    """Record the practitioner's extension by at most 12 hours, approved by a superintendent."""
    with cared_for(
        record_id, "The extension", occurred_at, by=by, at=at, action="extend_mental_health"
    ) as record:
        _refuse_other_powers(record)
        if MentalHealthExtension.objects.filter(record=record).exists():
            reason = "The time has been extended already; it can be only once."
            raise NotPossible(reason, field="hours", rule="MH-2")
        approves = Rank(superintendent.rank).is_at_least(Rank.SUPERINTENDENT)
        length = timedelta(hours=hours)
        may_extend(
            length,
            granted_at=occurred_at,
            arrived_at=record.relevant_time,
            superintendent=approves,
        ).require("hours" if approves else "superintendent")
        made = MentalHealthExtension.objects.create(
            record=record,
            hours=hours,
            practitioner=written(practitioner, "the practitioner", field="practitioner"),
            superintendent=superintendent,
            granted_at=occurred_at,
        )
        words = written(text, "why assessment is impracticable", rule="MH-2")
        until = told(limit(record.relevant_time, length))
        said = (
            f"Extended by {hours} h to {until} by {made.practitioner}, approved by "
            f"{superintendent.label}. {words}"
        )
        enter(record, CustodyEntryKind.HEALTHCARE, said, occurred_at=occurred_at, by=by)
        return made


def _refuse_other_powers(record: CustodyRecord) -> None:
    if record.detention_type != DetentionType.MENTAL_HEALTH:
        reason = "This person is not held under the Mental Health Act."
        raise NotPossible(reason, field=None, rule="TYP-10")
