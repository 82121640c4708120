"""The limits of a detention as points of its line: the one in force, and those before it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from bluelamp.core.time import told
from bluelamp.custody.enums import ClockState, DetentionType, WarrantOutcome
from bluelamp.custody.models import CustodyRecord, WarrantApplication
from bluelamp.custody.rules.deadlines import LIMIT
from bluelamp.custody.rules.detention_clock import DetentionClock
from bluelamp.custody.selectors.authority import last_authority_of, reaches_until
from bluelamp.custody.selectors.powers import own_limit_of

Point = tuple[datetime, str, str]
LIMIT_KIND, FORMER, DONE = "limit", "former", "done"


def limit_marks(record: CustodyRecord, clock: DetentionClock) -> list[Point]:
    """Return when, with what look and in what words each limit stands on the line.

    ``limit`` is the one in force, ``former`` one that an extension or a warrant has replaced,
    ``done`` the decision that replaced it.
    """
    if DetentionType(record.detention_type).is_other_power:
        return list(_own(record))
    if clock.charged_at is not None:
        return []
    return list(_authorities(record, clock))


def _own(record: CustodyRecord) -> Iterator[Point]:
    own = own_limit_of(record)
    if own is None:
        return
    if own.before is not None:
        given = record.mha_extension
        yield own.before, FORMER, f"24 h, before the extension ({own.rule})"
        yield given.granted_at, DONE, f"Extended by {given.practitioner} by {given.hours} h"
    yield own.at, LIMIT_KIND, f"The power to hold ends ({own.rule})"


def _authorities(record: CustodyRecord, clock: DetentionClock) -> Iterator[Point]:
    held = last_authority_of(record, clock)
    basic = clock.limit(LIMIT)
    if held.state is ClockState.BASIC:
        if isinstance(basic, datetime):
            yield basic, LIMIT_KIND, "24 h limit (LIM-1)"
        return
    if isinstance(basic, datetime):
        yield basic, FORMER, "24 h, before the extension (LIM-1)"
    yield from _extensions(record, clock, held.state)
    yield from _warrants(record)
    if isinstance(held.until, datetime):
        yield held.until, LIMIT_KIND, f"{held.state.label} ends ({held.rule})"


def _extensions(record: CustodyRecord, clock: DetentionClock, state: ClockState) -> Iterator[Point]:
    given = sorted(record.extensions.all(), key=lambda one: one.granted_at)
    for place, one in enumerate(given):
        until = reaches_until(one, clock)
        yield one.granted_at, DONE, f"Extended by a superintendent to {told(until)} (LIM-2)"
        replaced = place < len(given) - 1 or state is not ClockState.SUPT_EXTENDED
        if replaced:
            rule = "LIM-4" if place < len(given) - 1 else "LIM-9, LIM-10"
            yield until, FORMER, f"Superintendent’s authority, replaced since ({rule})"


def _warrants(record: CustodyRecord) -> Iterator[Point]:
    issued = sorted(
        (one for one in record.warrants.all() if one.outcome == WarrantOutcome.ISSUED),
        key=_decided,
    )
    for place, one in enumerate(issued):
        what = "Warrant extended" if one.extends else "Warrant of further detention"
        yield _decided(one), DONE, f"{what} by {one.court} (LIM-10)"
        if place < len(issued) - 1 and one.ends_at:
            yield one.ends_at, FORMER, "End of the warrant, extended since (LIM-11)"


def _decided(one: WarrantApplication) -> datetime:
    return one.decided_at or one.applied_at
