"""What stands above the form of an act: whose record, and the times the decision rests on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bluelamp.core.time import lasting, told
from bluelamp.custody.enums import CustodyEntryKind, DetentionType
from bluelamp.custody.models import CustodyRecord
from bluelamp.custody.rules.detention_clock import DetentionClock, Paused
from bluelamp.custody.rules.other_powers import OTHER_POWERS, answered
from bluelamp.custody.rules.regime import REGIMES
from bluelamp.custody.rules.review_schedule import FIRST_REVIEW
from bluelamp.custody.selectors.powers import own_limit_of, power_details
from bluelamp.custody.selectors.records import clock_of, reviews_of, runs_pace_clock

Rows = list[dict[str, str]]
RowsOf = Callable[[CustodyRecord, datetime], Rows]


@dataclass(frozen=True, slots=True)
class RecordHead:
    """Whose record a page is about."""

    name: str
    reference: str

    @property
    def caption(self) -> str:
        """Return person and reference in one line."""
        return f"{self.name} – {self.reference}"

    @classmethod
    def of(cls, record: CustodyRecord) -> RecordHead:
        """Return the head of a record."""
        return cls(record.person.known_as, record.event.reference)


def no_rows(record: CustodyRecord, now: datetime) -> Rows:
    """Return nothing, for acts that rest on no times."""
    return []


def authority_rows(record: CustodyRecord, now: datetime) -> Rows:
    """Return arrest, arrival, relevant time and the limits that would follow."""
    if DetentionType(record.detention_type).is_other_power:
        return power_rows(record, now)
    offences = "; ".join(one.offence.title for one in record.offences.all())
    rows = [
        row("Arrested for", offences),
        row("Arrested", told(record.arrested_at)),
        row("Circumstances", record.circumstances),
        row("Arrived", told(record.arrived_at)),
    ]
    if not runs_pace_clock(record):
        return rows
    return [
        *rows,
        row("Relevant time", f"{told(record.relevant_time)}{_rule(record)}"),
        row("24-hour limit", limit_words(clock_of(record), now)),
        row("First review", f"by {told(now + FIRST_REVIEW)}, if authorised now"),
    ]


def power_rows(record: CustodyRecord, now: datetime) -> Rows:
    """Return what holds the person without an arrest for an offence, and until when."""
    kind = DetentionType(record.detention_type)
    limit = own_limit_of(record)
    return [
        row("Held under", f"{kind.label}, {OTHER_POWERS[kind].held}"),
        *(row(words, answer) for words, answer in answered(kind, power_details(record))),
        row("Detained", told(record.arrested_at)),
        row("Circumstances", record.circumstances),
        row("Arrived", told(record.arrived_at)),
        row("Limit", limit.sentence if limit else REGIMES[kind].own_limit),
    ]


def review_rows(record: CustodyRecord, now: datetime) -> Rows:
    """Return when the review is due and what is left of the clock."""
    clock = clock_of(record)
    schedule = reviews_of(record, clock)
    due = told(schedule.next_due) if schedule.next_due else schedule.basis
    late = ""
    if schedule.next_due and now > schedule.next_due:
        late = f" – {lasting(now - schedule.next_due)} ago"
    grounds = record.entries.filter(kind=CustodyEntryKind.AUTHORISATION).first()
    latest = "latest " if schedule.next_due else ""
    limit = [row("24-hour limit", limit_words(clock, now))] if runs_pace_clock(record) else []
    return [
        row(f"Review {schedule.next_number}", f"{latest}{due}{late}"),
        *limit,
        row("Detention authorised", grounds.text if grounds else ""),
    ]


def cell_rows(record: CustodyRecord, now: datetime) -> Rows:
    """Return where the person is now."""
    stay = record.occupations.filter(until=None).select_related("cell").first()
    return [row("Now in", f"{stay.cell.label} since {told(stay.since)}" if stay else "No cell")]


def limit_words(clock: DetentionClock, now: datetime) -> str:
    """Return when 24 hours are reached, and what is left of them."""
    limit = clock.limit(24)
    if isinstance(limit, Paused):
        return limit.sentence
    if limit <= now:
        return f"{told(limit)} – passed {lasting(now - limit)} ago"
    return f"{told(limit)} – {lasting(clock.remaining(now))} left"


def _rule(record: CustodyRecord) -> str:
    arrival = record.entries.filter(kind=CustodyEntryKind.ARRIVAL).first()
    return f" ({arrival.detail['rule']})" if arrival else ""


def row(key: str, value: str) -> dict[str, str]:
    """Return a line of a summary list."""
    return {"key": key, "value": value or "–"}
