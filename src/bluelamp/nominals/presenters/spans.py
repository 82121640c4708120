"""Addresses over time, as bars on one scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bluelamp.core.time import day_of

from ..enums import LinkRole
from ..models import Link

SCALE = 1000
THINNEST = 8


@dataclass(frozen=True, slots=True)
class Bar:
    """An address and when it was the person's, in thousandths of the whole time."""

    label: str
    kind: str
    words: str
    start: int
    width: int
    is_current: bool
    start_known: bool


@dataclass(frozen=True, slots=True)
class Spans:
    """Bars, the latest first, between two named ends."""

    bars: list[Bar]
    first: str
    last: str


def spans_of(links: Sequence[Link], today: date) -> Spans | None:
    """Return the bars of addresses; nothing where no date is known to draw from."""
    dated = [_dates(link, today) for link in links]
    known = [start for start, _ in dated if start] + [end for _, end in dated]
    first = min(known, default=today)
    if first >= today:
        return None
    days = (today - first).days
    bars = [
        _bar(link, start, end, first, days) for link, (start, end) in zip(links, dated, strict=True)
    ]
    return Spans(bars, f"{first:%m/%Y}", "Today")


def _dates(link: Link, today: date) -> tuple[date | None, date]:
    start = day_of(link.held_from) if link.held_from else None
    return start, min(day_of(link.held_until), today) if link.held_until else today


def _bar(link: Link, start: date | None, end: date, first: date, days: int) -> Bar:
    begin = (max(start, first) - first).days * SCALE // days if start else 0
    until = (end - first).days * SCALE // days
    begin = min(begin, SCALE - THINNEST)
    since = f"{start:%d/%m/%Y}" if start else "not known"
    ended = f"until {end:%d/%m/%Y}" if link.held_until else "until now"
    return Bar(
        label=str(link.target.location),
        kind=LinkRole(link.role).label,
        words=f"from {since} {ended}",
        start=begin,
        width=max(until - begin, THINNEST),
        is_current=link.held_until is None,
        start_known=start is not None,
    )
