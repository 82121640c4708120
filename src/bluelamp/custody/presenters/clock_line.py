"""A detention drawn along a line: what happened, what is due, where the clock stood still.

Places are percentages, which SVG takes as attributes, so that the line fits any screen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bluelamp.core.time import LONDON
from bluelamp.custody.enums import ReviewStatus
from bluelamp.custody.rules.clock_events import Exclusion
from bluelamp.custody.rules.detention_clock import DetentionClock
from bluelamp.custody.rules.review_schedule import ReviewSchedule
from bluelamp.custody.rules.spans import Span, within

from .clock_bar import percent
from .instants import Instant, instant
from .limit_marks import Point

TRACK = 52
FIRST_ROW = 82
ROW = 26
APART = 0.075
MOST_TICKS = 6

REVIEW_LOOKS = {
    ReviewStatus.ON_TIME: "done",
    ReviewStatus.POSTPONED: "postponed",
    ReviewStatus.LATE: "late",
}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the line: ``counted``, ``paused`` or ``ahead``."""

    kind: str
    x: str
    width: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A numbered point; ``kind`` is its look, ``y`` the height of its number."""

    number: int
    kind: str
    words: str
    when: Instant
    x: str
    y: int


@dataclass(frozen=True, slots=True)
class Tick:
    """A time of day above the line."""

    x: str
    words: str


@dataclass(frozen=True, slots=True)
class ClockLine:
    """The whole drawing, with its height in pixels."""

    stretches: list[Stretch]
    marks: list[Mark]
    ticks: list[Tick]
    height: int


@dataclass(frozen=True, slots=True)
class _Scale:
    start: datetime
    end: datetime

    def share(self, at: datetime) -> float:
        return (at - self.start) / (self.end - self.start)

    def place(self, at: datetime) -> str:
        return percent(self.share(at))


def clock_line(
    clock: DetentionClock,
    schedule: ReviewSchedule,
    *,
    arrived_at: datetime,
    now: datetime,
    limits: Iterable[Point] = (),
    on_arrest: bool = True,
) -> ClockLine:
    """Return the drawing of the present, or last, period of detention on a clock.

    ``limits`` are the limit in force and those before it, as ``limit_marks`` gives them; without
    ``on_arrest`` nothing is said of the clock of PACE (section 2.2).
    """
    period = clock.detention[-1] if clock.detention else Span(clock.relevant_time)
    shown = [one for one in limits if period.end is None or one[0] <= period.end]
    beginnings = _beginnings(clock, arrived_at, on_arrest=on_arrest)
    found = [*beginnings, *_points(clock, schedule, period, now), *shown]
    points = sorted(found, key=lambda each: each[0])
    first = min(period.start, points[0][0])
    last = max([point[0] for point in points], default=now)
    margin = max((last - first) * 0.03, timedelta(minutes=10))
    scale = _Scale(first - margin, last + margin)
    marks = _placed(points, scale, now)
    height = max(mark.y for mark in marks) + ROW // 2 + 2
    return ClockLine(_stretches(clock, period, scale, now), marks, _ticks(scale), height)


def _points(
    clock: DetentionClock, schedule: ReviewSchedule, period: Span, now: datetime
) -> Iterator[Point]:
    yield from _reviews(schedule, now)
    for pause in clock.exclusions:
        yield from _pause(pause)
    if clock.charged_at:
        yield clock.charged_at, "done", "Charged: the clock ends (CLK-7)"
    if period.end is None:
        yield now, "now", "Now"
    else:
        yield period.end, "done", "Released"


def _beginnings(clock: DetentionClock, arrived_at: datetime, *, on_arrest: bool) -> Iterator[Point]:
    if not on_arrest:
        if clock.relevant_time != arrived_at:
            yield clock.relevant_time, "done", "First arrival, from which time counts"
        yield arrived_at, "done", "Arrival"
        if clock.first_authorised_at:
            yield clock.first_authorised_at, "done", "Decision to hold"
        return
    if arrived_at == clock.relevant_time:
        yield arrived_at, "done", "Arrival, and relevant time: the clock starts"
    else:
        yield arrived_at, "done", "Arrival"
        yield clock.relevant_time, "done", "Relevant time: the clock starts"
    if clock.first_authorised_at:
        yield clock.first_authorised_at, "done", "Detention authorised"


def _reviews(schedule: ReviewSchedule, now: datetime) -> Iterator[Point]:
    for taken in schedule.taken:
        words = f"Review {taken.number} held, {taken.status.label.lower()}"
        yield taken.held_at, REVIEW_LOOKS[taken.status], words
    if schedule.next_due:
        overdue = schedule.next_due < now
        words = f"Review {schedule.next_number} {'was due, overdue' if overdue else 'due by'}"
        yield schedule.next_due, "late" if overdue else "due", words


def _pause(pause: Exclusion) -> Iterator[Point]:
    yield pause.start, "pause", f"Clock paused: {pause.words}"
    if pause.end:
        yield pause.end, "pause", "Clock runs again"


def _placed(points: Iterable[Point], scale: _Scale, now: datetime) -> list[Mark]:
    """Number the points in order, each in the highest row where it does not touch another."""
    rows: list[float] = []
    marks: list[Mark] = []
    for number, (at, kind, words) in enumerate(points, start=1):
        share = scale.share(at)
        row = next((i for i, last in enumerate(rows) if share - last >= APART), len(rows))
        rows[row : row + 1] = [share]
        y = FIRST_ROW + ROW * row
        marks.append(Mark(number, kind, words, instant(at, now), percent(share), y))
    return marks


def _stretches(clock: DetentionClock, period: Span, scale: _Scale, now: datetime) -> list[Stretch]:
    past, ahead = Span(period.start, max(period.start, now)), Span(now)
    pieces = [
        *(("ahead", span) for span in within(clock.counting, ahead)),
        *(("counted", span) for span in within(clock.counting, past)),
        *(("paused", span) for span in within(clock.exclusions, past)),
    ]
    return [_stretch(kind, span, scale) for kind, span in pieces]


def _stretch(kind: str, span: Span, scale: _Scale) -> Stretch:
    last = min(span.last, scale.end)
    return Stretch(kind, scale.place(span.start), percent((last - span.start) / _length(scale)))


def _length(scale: _Scale) -> timedelta:
    return scale.end - scale.start


def _ticks(scale: _Scale) -> list[Tick]:
    step = next((h for h in (3, 6, 12) if _length(scale) / timedelta(hours=h) <= MOST_TICKS), 24)
    hour = scale.start.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    ticks: list[Tick] = []
    while hour < scale.end:
        hour += timedelta(hours=1)
        local = hour.astimezone(LONDON)
        if local.hour % step == 0 and 0.05 <= scale.share(hour) <= 0.95:
            words = f"{local:%H:%M}" if local.hour else f"{local:%a} {local.day}"
            ticks.append(Tick(scale.place(hour), words))
    return ticks[:: max(1, -(-len(ticks) // MOST_TICKS))]
