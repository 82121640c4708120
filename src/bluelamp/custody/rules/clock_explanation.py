"""Why a limit falls when it does, in sentences an officer can check by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bluelamp.core.time import clocks_change_between, lasting, told
from bluelamp.custody.rules.detention_clock import LIMITS, DetentionClock, Paused, ordered
from bluelamp.custody.rules.spans import NOTHING, Span, total_until, within

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime, timedelta

LIMIT_RULES = {24: "LIM-1", 36: "LIM-2", 42: "LIM-9", 72: "LIM-10", 96: "LIM-11"}


def explained(clock: DetentionClock, hours: Iterable[int] = LIMITS) -> list[str]:
    """Return one sentence for the start of the clock and one for each limit."""
    start = f"The clock starts at the relevant time, {told(clock.relevant_time)} (LIM-1)."
    return [start, *(limit_sentence(clock, number) for number in hours)]


def limit_sentence(clock: DetentionClock, hours: int) -> str:
    """Return the sum behind one limit, with rule ids, or why there is none yet."""
    title = f"{hours} h limit ({LIMIT_RULES.get(hours, 'LIM-16')})"
    at = clock.limit(hours)
    if isinstance(at, Paused):
        return f"{title}: {_standstill_words(clock, at)}."
    return f"{title}: {_sum_words(clock, hours, at)}."


def _standstill_words(clock: DetentionClock, paused: Paused) -> str:
    since = f" since {told(paused.since)}" if paused.since else ""
    if paused.cause is not None:
        return f"{paused.sentence}{since}: {paused.cause.words}"
    if clock.charged_at is not None:
        return f"{paused.sentence}: charged at {told(clock.charged_at)} (CLK-7)"
    return f"{paused.sentence}: not in detention on this clock{since} (CLK-4)"


def _sum_words(clock: DetentionClock, hours: int, at: datetime) -> str:
    period = next(span for span in clock.chargeable if at <= span.last)
    words = [_opening_words(clock, hours, period)]
    for reason, length in excluded(clock, period.start, at).items():
        words.append(f"+ {lasting(length)} {reason}")
    words.append(f"= {told(at)}")
    if clocks_change_between(period.start, at):
        words.append("(the clocks change in between; counted in UTC)")
    return " ".join(words)


def _opening_words(clock: DetentionClock, hours: int, period: Span) -> str:
    used = total_until(clock.counting, period.start)
    if used == NOTHING:
        return f"{hours} h from {told(period.start)}"
    left = lasting(clock.remaining(period.start, hours))
    return f"{hours} h less {lasting(used)} used before (RT-10) = {left} from {told(period.start)}"


def excluded(clock: DetentionClock, start: datetime, end: datetime) -> dict[str, timedelta]:
    """Return the time left out between two instants of one period, by reason in words."""
    sums: dict[str, timedelta] = {}
    for one in ordered(clock.exclusions):
        length = total_until(within([one], Span(start, end)), end)
        if length:
            sums[one.words] = sums.get(one.words, NOTHING) + length
    return sums
