"""A custody record as it stands on paper: every time in full, every entry with its number."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from bluelamp.access.policies import Officer
from bluelamp.core.time import told
from bluelamp.custody.enums import AskedAs, CustodyEntryKind, WithheldReason
from bluelamp.custody.models import CopyGiven, CustodyEntry, CustodyRecord
from bluelamp.custody.selectors.wholeness import Fault

from .entries import SAME_TIME
from .record import RecordPage, record_page

RECORD = "custody/paper/record.typ"
Withheld = Mapping[UUID, WithheldReason]


@dataclass(frozen=True, slots=True)
class PaperLine:
    """An entry on paper. ``typed`` is empty where it was typed when it happened."""

    number: int
    happened: str
    typed: str
    title: str
    text: str
    by: str
    notes: list[str]


@dataclass(frozen=True, slots=True)
class RecordPaper:
    """A custody record on paper: the whole of it, what a filter leaves, or a copy given."""

    title: str
    reference: str
    marking: str
    name: str
    age: str
    warnings: list[str]
    state: str
    where: str
    facts: list[dict[str, str]]
    offences: list[dict[str, str]]
    clock: list[str]
    lines: list[PaperLine]
    left_out: str
    whole: str
    printed: str


def record_paper(
    record: CustodyRecord,
    markers: Iterable[str],
    *,
    faults: list[Fault],
    by: Officer,
    at: datetime,
    kinds: Collection[CustodyEntryKind] = (),
) -> RecordPaper:
    """Return a record read by ``record_for_page``; with ``kinds`` only these entries."""
    page = record_page(record, markers, at, by)
    entries = [entry for entry in record.entries.all() if not kinds or entry.kind in kinds]
    left_out = f"Only these entries: {', '.join(kind.label for kind in kinds)}." if kinds else ""
    return RecordPaper(
        title=f"Custody record {page.reference}",
        reference=page.reference,
        marking=page.marking,
        name=page.person.name,
        age=page.person.age,
        warnings=list(filter(None, [page.person.child, *page.person.warnings])),
        state=page.state,
        where=", ".join(filter(None, [page.suite, page.where])),
        facts=page.facts,
        offences=_offences(page),
        clock=[each for each in (page.clock.none, *page.clock.sentences) if each],
        lines=paper_lines(entries),
        left_out=left_out,
        whole=_wholeness(record, faults),
        printed=f"Printed by {by.label}, {told(at)}",
    )


def copy_paper(
    paper: RecordPaper, copy: CopyGiven, withheld: Withheld, entries: Iterable[CustodyEntry]
) -> RecordPaper:
    """Return the copy given to somebody: no warnings, and what is withheld only with its reason."""
    asked = copy.request
    given = [entry for entry in entries if entry.number <= copy.up_to]
    return replace(
        paper,
        title=f"Copy of custody record {paper.reference}",
        warnings=[],
        lines=paper_lines(given, withheld),
        left_out=f"For {asked.asked_by} ({AskedAs(asked.asked_as).label.lower()}). Given "
        f"{told(copy.given_at)} by {copy.given_by.label}: entries 1 to {copy.up_to}, of which "
        f"{len(withheld) or 'none'} withheld.",
    )


def paper_data(paper: RecordPaper) -> dict[str, Any]:
    """Return a paper as plain data for the printer."""
    return asdict(paper)


def paper_lines(
    entries: Iterable[CustodyEntry], withheld: Withheld | None = None
) -> list[PaperLine]:
    """Return entries in the order in which things happened."""
    held_back = withheld or {}
    everything = sorted(entries, key=lambda each: (each.occurred_at, each.number))
    numbers = {each.pk: each.number for each in everything}
    corrections: dict[UUID | None, int] = {
        each.supersedes_id: each.number for each in everything if each.supersedes_id
    }
    return [_line(each, numbers, corrections, held_back) for each in everything]


def _line(
    entry: CustodyEntry,
    numbers: Mapping[UUID, int],
    corrections: Mapping[UUID | None, int],
    withheld: Withheld,
) -> PaperLine:
    apart = abs(entry.recorded_at - entry.occurred_at) > SAME_TIME
    why = withheld.get(entry.pk)
    notes = [
        f"Corrects entry {numbers.get(entry.supersedes_id, '?')}" if entry.supersedes_id else "",
        f"Corrected by entry {corrections[entry.pk]}" if entry.pk in corrections else "",
        "Entered after an outage" if "outage" in entry.detail else "",
    ]
    return PaperLine(
        number=entry.number,
        happened=told(entry.occurred_at),
        typed=told(entry.recorded_at) if apart else "",
        title="Withheld" if why else CustodyEntryKind(entry.kind).label,
        text=f"{why.label} (Code C 2.4)." if why else entry.text,
        by=entry.author_label,
        notes=[note for note in notes if note],
    )


def _offences(page: RecordPage) -> list[dict[str, str]]:
    return [
        {
            "title": row.title,
            "code": row.code,
            "disposal": ", ".join(
                filter(None, [row.disposal, told(row.disposed.at) if row.disposed else ""])
            ),
        }
        for row in page.offences
    ]


def _wholeness(record: CustodyRecord, faults: list[Fault]) -> str:
    if faults:
        return "This record is not whole: " + " ".join(fault.sentence for fault in faults)
    entries = sorted(record.entries.all(), key=lambda each: each.number)
    if not entries:
        return ""
    return f"The record is whole up to entry {len(entries)}. Seal {entries[-1].hash[:16]}"
