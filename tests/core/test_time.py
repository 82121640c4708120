"""Local time: days of clock change, the hour that was skipped and the one that came twice."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from bluelamp.core.time import changes_on, lasting, shown, told
from bluelamp.core.wall_clock import Unreadable, comes_twice, instant_of


def wall(*parts: int) -> datetime:
    return datetime(*parts)  # noqa: DTZ001


def test_t13_the_skipped_hour_is_rejected() -> None:
    with pytest.raises(Unreadable, match="the clocks went forward from 01:00 to 02:00"):
        instant_of(wall(2026, 3, 29, 1, 30))


@pytest.mark.parametrize(
    ("offset", "hour"),
    [pytest.param("BST", 0, id="T14b-first"), pytest.param("GMT", 1, id="T14b-second")],
)
def test_t14b_the_repeated_hour_takes_the_choice(offset: str, hour: int) -> None:
    assert comes_twice(wall(2026, 10, 25, 1, 30))
    assert instant_of(wall(2026, 10, 25, 1, 30), offset) == datetime(
        2026, 10, 25, hour, 30, tzinfo=UTC
    )


def test_t14b_the_repeated_hour_without_a_choice_is_rejected() -> None:
    with pytest.raises(Unreadable, match="came twice") as refused:
        instant_of(wall(2026, 10, 25, 1, 30))
    assert refused.value.part == "offset"


def test_a_day_of_clock_change_shows_the_offset() -> None:
    assert told(datetime(2026, 3, 29, 2, 15, tzinfo=UTC)) == "Sun 29 Mar 2026 03:15 BST (UTC+1)"
    assert shown(datetime(2026, 10, 25, 0, 30, tzinfo=UTC)) == "Sun 25 Oct 2026 01:30 BST"
    assert shown(datetime(2026, 10, 25, 1, 30, tzinfo=UTC)) == "Sun 25 Oct 2026 01:30 GMT"


@pytest.mark.parametrize(
    ("day", "changes"),
    [(date(2026, 3, 29), True), (date(2026, 10, 25), True), (date(2026, 10, 26), False)],
)
def test_days_of_change(day: date, changes: bool) -> None:
    assert changes_on(day) is changes


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (timedelta(hours=24), "24 h"),
        (timedelta(hours=5, minutes=30), "5 h 30 min"),
        (timedelta(hours=2, minutes=5), "2 h 05 min"),
        (timedelta(minutes=25), "25 min"),
        (timedelta(0), "0 min"),
    ],
)
def test_lengths_in_words(length: timedelta, words: str) -> None:
    assert lasting(length) == words
