"""Reading what else than an arrest for an offence holds a person, and until when."""

from __future__ import annotations

from datetime import datetime, timedelta

from bluelamp.custody.enums import DetentionType
from bluelamp.custody.models import CustodyRecord, MentalHealthExtension, OtherPowerHeld
from bluelamp.custody.rules.other_powers import YES
from bluelamp.custody.rules.own_limit import NOTHING, HeldFacts, OwnLimit, own_limit
from bluelamp.custody.rules.vulnerability import treated_as_child


def own_limit_of(record: CustodyRecord) -> OwnLimit | None:
    """Return until when a power other than arrest holds the person, None without such a limit.

    No statement is made where ``records.FOR_THE_POWER`` was selected with the record.
    """
    kind = DetentionType(record.detention_type)
    if not kind.is_other_power:
        return None
    details = power_details(record)
    until = details.get("court_until", "")
    return own_limit(
        HeldFacts(
            kind=kind,
            arrested_at=record.arrested_at,
            held_from=record.relevant_time,
            child=treated_as_child(record.person.born_to, record.arrested_at),
            court_until=datetime.fromisoformat(until) if until else None,
            removal_set=details.get("removal_set") == YES,
            extension=_extension(record),
        )
    )


def power_details(record: CustodyRecord) -> dict[str, str]:
    """Return what the power rests on, as told when the person was brought in."""
    held: OtherPowerHeld | None = getattr(record, "other_power", None)
    return held.details if held else {}


def _extension(record: CustodyRecord) -> timedelta:
    given: MentalHealthExtension | None = getattr(record, "mha_extension", None)
    return timedelta(hours=given.hours) if given else NOTHING
