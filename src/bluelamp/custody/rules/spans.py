"""Stretches of time: merging, cutting and counting along them, in UTC."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bluelamp.core.errors import NotPossible

if TYPE_CHECKING:
    from collections.abc import Iterable

END_OF_TIME = datetime.max.replace(tzinfo=UTC)
NOTHING = timedelta(0)


def in_utc(instant: datetime) -> datetime:
    """Return the same instant in UTC; raise `ValueError` for a time without an offset.

    Adding hours to a local time goes by the wall clock, so no rule ever holds one.
    """
    if instant.tzinfo is UTC:
        return instant
    if instant.utcoffset() is None:
        raise ValueError("A time without an offset from UTC cannot be counted with.")
    return instant.astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Span:
    """From `start` up to `end`; an end of None means that it still goes on.

    Raises `NotPossible` when the end lies before the start.
    """

    start: datetime
    end: datetime | None = None

    def __post_init__(self) -> None:
        """Hold both instants in UTC."""
        object.__setattr__(self, "start", in_utc(self.start))
        if self.end is None:
            return
        object.__setattr__(self, "end", in_utc(self.end))
        if self.end < self.start:
            raise NotPossible("The end is before the start.", field="end")

    @property
    def last(self) -> datetime:
        """Return the end, or the end of time where it is open."""
        return END_OF_TIME if self.end is None else self.end

    def length_until(self, at: datetime) -> timedelta:
        """Return how much of it lies before `at`."""
        return max(NOTHING, min(self.last, at) - self.start)


def _span(start: datetime, last: datetime) -> Span:
    return Span(start, None if last == END_OF_TIME else last)


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the same time in order, without overlaps, touching spans joined."""
    found: list[Span] = []
    for span in sorted(spans, key=lambda one: one.start):
        if span.start == span.last:
            continue
        if found and span.start <= found[-1].last:
            found[-1] = _span(found[-1].start, max(found[-1].last, span.last))
        else:
            found.append(span)
    return tuple(found)


def without(spans: Iterable[Span], holes: Iterable[Span]) -> tuple[Span, ...]:
    """Return what remains of `spans` when the time in `holes` is taken out."""
    cuts = merged(holes)
    left: list[Span] = []
    for span in merged(spans):
        start = span.start
        for cut in cuts:
            if cut.last <= start or cut.start >= span.last:
                continue
            if cut.start > start:
                left.append(Span(start, cut.start))
            start = cut.last
        if start < span.last:
            left.append(_span(start, span.last))
    return tuple(left)


def within(spans: Iterable[Span], frame: Span) -> tuple[Span, ...]:
    """Return the part of `spans` that lies inside `frame`."""
    return tuple(
        _span(max(span.start, frame.start), min(span.last, frame.last))
        for span in merged(spans)
        if span.last > frame.start and span.start < frame.last
    )


def total_until(spans: Iterable[Span], at: datetime) -> timedelta:
    """Return how much time the (disjoint) spans hold before `at`."""
    return sum((span.length_until(at) for span in spans), NOTHING)


def reach(spans: Iterable[Span], amount: timedelta) -> datetime | None:
    """Return the first instant at which ordered, disjoint spans have held `amount` of time."""
    missing = amount
    for span in spans:
        if span.last - span.start >= missing:
            return span.start + missing
        missing -= span.last - span.start
    return None


def advanced(start: datetime, amount: timedelta, pauses: Iterable[Span]) -> datetime | None:
    """Return `start` plus `amount` of time not spent in a pause; None in a pause without end."""
    return reach(without([Span(start)], pauses), amount)
