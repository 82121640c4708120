"""Under whose authority a person is held now, from the record's relations as loaded."""

from __future__ import annotations

from datetime import datetime

from bluelamp.custody.enums import WarrantOutcome
from bluelamp.custody.models import CustodyRecord, Extension
from bluelamp.custody.rules.authority_chain import (
    HeldUnder,
    Warrant,
    held_under,
    last_authority,
)
from bluelamp.custody.rules.detention_clock import DetentionClock, Paused
from bluelamp.investigations.enums import ModeOfTrial

from .records import rows_of


def authority_of(record: CustodyRecord, clock: DetentionClock, at: datetime) -> HeldUnder:
    """Return the authority at an instant and its end (LIM-16).

    No statement is made where extensions and warrants were prefetched.
    """
    return held_under(
        clock,
        at,
        superintendent_until=superintendent_until(record, clock),
        warrants=_issued(record),
        court_awaited=is_court_awaited(record),
        released=record.released_at is not None and record.released_at <= at,
    )


def last_authority_of(record: CustodyRecord, clock: DetentionClock) -> HeldUnder:
    """Return the last authority there is and its end, whatever the time."""
    return last_authority(
        clock,
        superintendent_until=superintendent_until(record, clock),
        warrants=_issued(record),
        court_awaited=is_court_awaited(record),
    )


def is_court_awaited(record: CustodyRecord) -> bool:
    """Tell whether an application to the court awaits its decision."""
    return any(one.outcome == "" for one in rows_of(record, "warrants"))


def _issued(record: CustodyRecord) -> list[Warrant]:
    return [
        Warrant(one.decided_at, one.lasts)
        for one in rows_of(record, "warrants")
        if one.outcome == WarrantOutcome.ISSUED and one.decided_at and one.lasts
    ]


def superintendent_until(record: CustodyRecord, clock: DetentionClock) -> datetime | None:
    """Return until when the superintendents' authority reaches, or None without one.

    As stated; after a time on bail, until as much has counted as would have by then (CLK-4).
    """
    given = rows_of(record, "extensions")
    if not given:
        return None
    latest = max(given, key=lambda one: one.granted_at)
    return reaches_until(latest, clock)


def reaches_until(extension: Extension, clock: DetentionClock) -> datetime:
    """Return until when one extension reaches on this clock."""
    bailed_since = any(gap.start >= extension.granted_at for gap in clock.bail_gaps)
    if not bailed_since:
        return extension.until
    moved = clock.limit(extension.used_by_then.total_seconds() / 3600)
    return extension.until if isinstance(moved, Paused) else moved


def has_indictable_offence(record: CustodyRecord) -> bool:
    """Tell whether an offence still open under arrest is indictable (LIM-2, LIM-15)."""
    return any(
        ModeOfTrial(one.offence.mode_of_trial).is_indictable
        for one in record.offences.select_related("offence")
        if not one.disposal
    )
