"""Bail in words: the terms above a form, and the diary of those due back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from bluelamp.core.time import told
from bluelamp.custody.enums import BailEnd
from bluelamp.custody.models import Bail, CustodyRecord, Suite
from bluelamp.custody.rules.bail_terms import decider_of, next_step

from .acts import Rows, row
from .instants import Instant, instant


@dataclass(frozen=True, slots=True)
class DiaryRow:
    """Somebody due back: when, for what, and whether they came."""

    record_id: UUID
    reference: str
    name: str
    due: Instant
    offences: str
    standing: str
    colour: str


@dataclass(frozen=True, slots=True)
class DiaryPage:
    """The diary of one station and day, ready to be placed."""

    stations: list[tuple[str, str, bool]]
    station: str
    code: str
    day: str
    day_words: str
    before: str
    after: str
    rows: list[DiaryRow]
    counts: str


def bail_rows(record: CustodyRecord, now: datetime) -> Rows:
    """Return the terms of the time on bail, and who decides on the next step."""
    bail = record.bails.filter(ended_at=None).select_related("station").first()
    if bail is None:
        return []
    step = next_step(bail.months)
    conditions = bail.condition_sets.filter(until_at=None).first()
    decider = decider_of(step).label if step else "Magistrates’ court"
    ends = f"{bail.period_ends_on:%-d %B %Y}, {bail.months} months from {bail.starts_on:%-d %B %Y}"
    rows = [
        row("Due back", f"{told(bail.due_at)}, {bail.station.name}"),
        row("Bail period ends", ends),
        row("Next step is for", decider),
        row("Conditions", conditions.text if conditions and conditions.text else "None"),
    ]
    if bail.suspended_at is not None:
        rows.append(row("Period stands still", f"since {told(bail.suspended_at)} (BAI-9)"))
    return rows


def diary_page(
    suites: Sequence[Suite], suite: Suite | None, day: date, found: Sequence[Bail], now: datetime
) -> DiaryPage:
    """Return the diary as it stands at ``now``."""
    rows = [_diary_row(one, now) for one in found]
    standings = [one.standing for one in rows]
    counts = ", ".join(
        f"{standings.count(words)} {words.lower()}" for words in dict.fromkeys(standings)
    )
    return DiaryPage(
        stations=[(one.code, one.name, one == suite) for one in suites],
        station=suite.name if suite else "",
        code=suite.code if suite else "",
        day=day.isoformat(),
        day_words=f"{day:%A %-d %B %Y}",
        before=(day - timedelta(days=1)).isoformat(),
        after=(day + timedelta(days=1)).isoformat(),
        rows=rows,
        counts=counts,
    )


def _diary_row(bail: Bail, now: datetime) -> DiaryRow:
    record = bail.record
    standing, colour = _standing(bail, now)
    return DiaryRow(
        record_id=record.pk,
        reference=record.event.reference,
        name=record.person.known_as,
        due=instant(bail.due_at, now),
        offences=", ".join(each.offence.title for each in record.offences.all()),
        standing=standing,
        colour=colour,
    )


def _standing(bail: Bail, now: datetime) -> tuple[str, str]:
    if bail.ended_by:
        end = BailEnd(bail.ended_by)
        return end.label, "green" if end is BailEnd.ANSWERED else "grey"
    return ("Failed to answer", "red") if bail.due_at < now else ("Due", "blue")
