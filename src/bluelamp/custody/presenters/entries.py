"""The lines of a custody record: both times where they differ, corrections beside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from bluelamp.access.enums import Permission
from bluelamp.access.policies import Officer
from bluelamp.custody.enums import CustodyEntryKind
from bluelamp.custody.models import CustodyEntry
from bluelamp.custody.policies import can_correct_entry

from .instants import Instant, instant

# The clock rests on the times of these: whoever may correct them has a page for it.
CLOCK_RESTS_ON = frozenset(
    {
        CustodyEntryKind.ARREST,
        CustodyEntryKind.ARRIVAL,
        CustodyEntryKind.AUTHORISATION,
        CustodyEntryKind.HOSPITAL,
        CustodyEntryKind.REVIEW,
    }
)
SAME_TIME = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class EntryShown:
    """One line. ``typed`` is when it was typed, where that is over a minute from when it was."""

    id: UUID
    title: str
    text: str
    by: str
    happened: Instant
    typed: Instant | None
    corrected: bool
    may_correct: bool
    may_correct_time: bool
    after_outage: bool
    visit: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """An entry with the corrections made to it since, in order; the last one stands."""

    entry: EntryShown
    corrections: list[EntryShown]


def lines(entries: Iterable[CustodyEntry], now: datetime, officer: Officer) -> list[Line]:
    """Return the entries, the latest first, each with its corrections."""
    everything = list(entries)
    later: dict[UUID, list[CustodyEntry]] = defaultdict(list)
    for entry in everything:
        if entry.supersedes_id:
            later[entry.supersedes_id].append(entry)
    firsts = [entry for entry in everything if entry.supersedes_id is None]
    firsts.sort(key=lambda each: (each.occurred_at, each.recorded_at), reverse=True)
    return [_line(first, later, now, officer) for first in firsts]


def _line(
    first: CustodyEntry, later: dict[UUID, list[CustodyEntry]], now: datetime, officer: Officer
) -> Line:
    shown = [
        _shown(each, now, officer, corrected=bool(later.get(each.pk)))
        for each in [first, *_corrections(first, later)]
    ]
    return Line(shown[0], shown[1:])


def _corrections(
    entry: CustodyEntry, later: dict[UUID, list[CustodyEntry]]
) -> Iterator[CustodyEntry]:
    for correction in sorted(later.get(entry.pk, []), key=lambda each: each.recorded_at):
        yield correction
        yield from _corrections(correction, later)


def _shown(entry: CustodyEntry, now: datetime, officer: Officer, *, corrected: bool) -> EntryShown:
    apart = abs(entry.recorded_at - entry.occurred_at) > SAME_TIME
    return EntryShown(
        id=entry.pk,
        title=CustodyEntryKind(entry.kind).label,
        text=entry.text,
        by=entry.author_label,
        happened=instant(entry.occurred_at, now),
        typed=instant(entry.recorded_at, now) if apart else None,
        corrected=corrected,
        may_correct=not corrected and bool(can_correct_entry(officer, entry)),
        may_correct_time=not corrected
        and entry.kind in CLOCK_RESTS_ON
        and officer.may(Permission.AUTHORISE_DETENTION),
        after_outage="outage" in entry.detail,
        visit=_visit_to_correct(entry, officer) if not corrected else "",
    )


def _visit_to_correct(entry: CustodyEntry, officer: Officer) -> str:
    """Return the visit an entry is about, for those who may correct its time and cell."""
    may = entry.kind == CustodyEntryKind.VISIT and officer.may(Permission.CARE_FOR_PERSON)
    return str(entry.detail.get("visit", "")) if may else ""
