"""The last twenty-four hours of care drawn along a line, and the same as rows of a table.

Places are percentages, which SVG takes as attributes, so that the drawing fits any screen.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bluelamp.core.time import LONDON
from bluelamp.custody.enums import CareAnswer, CareKind, RestEnd, VisitCondition, VisitSeen
from bluelamp.custody.models import CustodyRecord, Visit
from bluelamp.custody.rules.observation import minutes_overdue

from .clock_bar import percent
from .entries import SAME_TIME
from .instants import Instant, instant

DAY = timedelta(hours=24)
STEP = 6


@dataclass(frozen=True, slots=True)
class StripMark:
    """A point on the strip: a visit, on time or late, a meal, a drink or other care."""

    kind: str
    x: str


@dataclass(frozen=True, slots=True)
class StripBar:
    """A stretch on the strip: rest, or out for an interview."""

    kind: str
    x: str
    width: str


@dataclass(frozen=True, slots=True)
class StripRow:
    """The same as a row. ``typed`` is when it was typed, where that is over a minute later."""

    when: Instant
    typed: Instant | None
    what: str
    detail: str


@dataclass(frozen=True, slots=True)
class DayStrip:
    """The drawing and its table, the latest first."""

    marks: list[StripMark]
    bars: list[StripBar]
    ticks: list[tuple[str, str]]
    rows: list[StripRow]


def day_strip(record: CustodyRecord, now: datetime) -> DayStrip:
    """Return the last 24 hours of a record read by ``record_for_care``."""
    start = max(record.arrived_at, now - DAY)
    length = max(now - start, timedelta(hours=1))

    def place(at: datetime) -> str:
        return percent((at - start) / length)

    marks = [StripMark(kind, place(at)) for kind, at in _marks(record) if start <= at <= now]
    bars = [
        StripBar(kind, place(max(begun, start)), percent((ended - max(begun, start)) / length))
        for kind, begun, ended in _bars(record, now)
        if ended > start
    ]
    rows = sorted(
        (row for row in _rows(record, now) if row.when.at >= start),
        key=lambda row: row.when.at,
        reverse=True,
    )
    return DayStrip(marks, bars, _ticks(start, length), rows)


def _marks(record: CustodyRecord) -> Iterator[tuple[str, datetime]]:
    for visit in record.visits.all():
        yield "late" if _late(visit) else "visit", visit.visited_at
    for care in record.care_given.all():
        yield "meal" if CareKind(care.kind).is_meal else "care", care.given_at
    for dose in record.medication.all():
        yield "care", dose.given_at


def _bars(record: CustodyRecord, now: datetime) -> Iterator[tuple[str, datetime, datetime]]:
    for rest in record.rests.all():
        yield "rest", rest.began_at, rest.ended_at or now
    for stay in record.interviews.all():
        yield "out", stay.out_at, stay.back_at or now


def _rows(record: CustodyRecord, now: datetime) -> Iterator[StripRow]:
    for visit in record.visits.all():
        late = f", {_late(visit)} min late" if _late(visit) else ""
        what = f"Visit{late}"
        found = f"{VisitSeen(visit.seen).label}, {VisitCondition(visit.condition).label.lower()}"
        yield _row(what, f"{found}. {visit.words}", visit.visited_at, visit.recorded_at, now)
    for care in record.care_given.all():
        answer = CareAnswer(care.answer).label
        kind = CareKind(care.kind).label
        yield _row(kind, f"{answer}. {care.text}", care.given_at, care.recorded_at, now)
    for dose in record.medication.all():
        detail = f"{dose.name}, {dose.quantity}: {CareAnswer(dose.answer).label.lower()}"
        yield _row("Medication", detail, dose.given_at, dose.recorded_at, now)
    for rest in record.rests.all():
        yield _row("Rest begins", "", rest.began_at, None, now)
        if rest.ended_at:
            yield _row("Rest ends", RestEnd(rest.ended_why).label, rest.ended_at, None, now)
    for stay in record.interviews.all():
        yield _row("Out for interview", stay.taken_by_label, stay.out_at, None, now)
        if stay.back_at:
            yield _row("Back from interview", stay.taken_by_label, stay.back_at, None, now)


def _row(
    what: str, detail: str, at: datetime, recorded_at: datetime | None, now: datetime
) -> StripRow:
    apart = recorded_at is not None and abs(recorded_at - at) > SAME_TIME
    typed = instant(recorded_at, now) if recorded_at is not None and apart else None
    return StripRow(instant(at, now), typed, what, detail.strip())


def _late(visit: Visit) -> int:
    return minutes_overdue(visit.due_at, visit.visited_at) if visit.due_at else 0


def _ticks(start: datetime, length: timedelta) -> list[tuple[str, str]]:
    step = STEP if length > timedelta(hours=12) else 3 if length > timedelta(hours=4) else 1
    hour = start.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    found = []
    while hour < start + length:
        hour += timedelta(hours=1)
        local, share = hour.astimezone(LONDON), (hour - start) / length
        if local.hour % step == 0 and 0.04 <= share <= 0.96:
            found.append((percent(share), f"{local:%H:%M}"))
    return found
