"""What holds for every clock, whatever the facts and the order in which they were entered."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st
from tests.custody.rules.vectors import clock_from, h

from bluelamp.custody.rules.clock_events import Exclusion, ReviewHeld
from bluelamp.custody.rules.clock_explanation import explained, limit_sentence
from bluelamp.custody.rules.detention_clock import LIMITS, DetentionClock, Paused
from bluelamp.custody.rules.review_schedule import schedule_for
from bluelamp.custody.rules.spans import Span

if TYPE_CHECKING:
    from random import Random

# Five days on either side of each clock change of 2026, so that most timelines cross one.
CHANGES = (datetime(2026, 3, 29, 1, tzinfo=UTC), datetime(2026, 10, 25, 1, tzinfo=UTC))
MINUTE = timedelta(minutes=1)

minutes = st.integers(-5 * 24 * 60, 5 * 24 * 60)
hours = st.sampled_from(LIMITS)


@st.composite
def spans(draw: st.DrawFn, begin: datetime, kind: type[Span] = Span) -> list[Span]:
    """Draw spans in any order, overlapping, touching or empty; a few without an end."""
    found = []
    for start, length in draw(
        st.lists(st.tuples(minutes, st.none() | st.integers(0, 3000)), max_size=5)
    ):
        at = begin + start * MINUTE
        found.append(kind(at, None if length is None else at + length * MINUTE))
    return found


@st.composite
def clocks(draw: st.DrawFn) -> DetentionClock:
    """Draw a clock around a change of the wall clock."""
    change = draw(st.sampled_from(CHANGES))
    begin = change + draw(st.integers(-2880, 60)) * MINUTE
    held = draw(st.lists(st.integers(0, 4000), max_size=4))
    return DetentionClock(
        begin,
        tuple(draw(spans(begin))),
        tuple(draw(spans(begin, Exclusion))),
        first_authorised_at=begin,
        reviews=tuple(ReviewHeld(begin + after * MINUTE) for after in held),
    )


@given(clocks(), minutes, st.integers(0, 6000))
def test_detention_never_counts_twice(clock: DetentionClock, after: int, more: int) -> None:
    first = clock.relevant_time + after * MINUTE
    second = first + more * MINUTE
    counted = clock.counted(second) - clock.counted(first)
    assert timedelta(0) <= counted <= second - first


@given(clocks(), minutes)
def test_used_is_what_minute_by_minute_counting_finds(clock: DetentionClock, after: int) -> None:
    at = clock.relevant_time + min(after, 1500) * MINUTE
    begun = [span for span in clock.periods if span.last > max(span.start, clock.relevant_time)]
    first = min((max(one.start, clock.relevant_time) for one in begun), default=None)
    found, minute = 0, clock.relevant_time
    while first is not None and minute < at:
        inside = minute < first or any(one.start <= minute < one.last for one in begun)
        found += inside and not any(one.start <= minute < one.last for one in clock.exclusions)
        minute += MINUTE
    assert clock.counted(at) == found * MINUTE


@given(clocks(), hours)
def test_limit_is_the_instant_at_which_the_hours_are_used(clock: DetentionClock, of: int) -> None:
    limit = clock.limit(of)
    if isinstance(limit, Paused):
        assert clock.counted(clock.relevant_time + timedelta(days=365)) == limit.used
        assert limit.used < h(of)
    else:
        assert clock.counted(limit) == h(of)
        assert clock.counted(limit - MINUTE) == h(of) - MINUTE


@given(clocks(), hours, st.data())
def test_exclusion_never_brings_a_limit_forward(
    clock: DetentionClock, of: int, data: st.DataObject
) -> None:
    more = data.draw(spans(clock.relevant_time, Exclusion))
    before = clock.limit(of)
    after = replace(clock, exclusions=(*clock.exclusions, *more)).limit(of)
    assert isinstance(after, Paused) or (isinstance(before, datetime) and before <= after)


@given(clocks(), st.data())
def test_exclusion_never_brings_a_review_forward(
    clock: DetentionClock, data: st.DataObject
) -> None:
    more = data.draw(spans(clock.relevant_time, Exclusion))
    unreviewed = replace(clock, reviews=())
    before = schedule_for(unreviewed).next_due
    after = schedule_for(replace(unreviewed, exclusions=(*clock.exclusions, *more))).next_due
    assert after is None or (before is not None and before <= after)


@given(clocks(), st.randoms(use_true_random=False))
def test_order_of_entry_does_not_matter(clock: DetentionClock, random: Random) -> None:
    def shuffled(items: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(random.sample(items, len(items)))

    other = replace(
        clock,
        periods=shuffled(clock.periods),
        exclusions=shuffled(clock.exclusions),
        reviews=shuffled(clock.reviews),
    )
    assert explained(other) == explained(clock)
    assert schedule_for(other) == schedule_for(clock)


@given(clocks(), hours)
def test_every_limit_can_be_explained(clock: DetentionClock, of: int) -> None:
    limit = clock.limit(of)
    word = "=" if isinstance(limit, datetime) else limit.sentence
    assert word in limit_sentence(clock, of)


@given(st.sampled_from(CHANGES), st.integers(-2880, 2880), hours)
def test_exact_to_the_minute_across_clock_changes(change: datetime, start: int, of: int) -> None:
    begin = change + start * MINUTE
    assert clock_from(begin).limit(of) == begin + h(of)


@given(clocks())
def test_next_review_is_never_more_than_nine_counted_hours_after_the_last(
    clock: DetentionClock,
) -> None:
    schedule = schedule_for(clock)
    last = max((one.held_at for one in clock.reviews), default=clock.relevant_time)
    if schedule.next_due is not None and schedule.next_due > last and clock.detention:
        run = replace(clock, charged_at=None)
        assert run.counted(schedule.next_due) - run.counted(last) <= h(9)
