from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.core.time import LONDON
from bluelamp.core.wall_clock import (
    TypedDate,
    Unreadable,
    comes_twice,
    instant_of,
    read_clock,
    read_date,
    read_partial_date,
    split_date,
)

INSTANTS = st.datetimes(datetime(1972, 1, 1), datetime(2037, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001


def wall(*parts: int) -> datetime:
    return datetime(*parts)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("typed", "means"),
    [
        ("14:52", time(14, 52)),
        ("1452", time(14, 52)),
        ("14.52", time(14, 52)),
        (" 9:05 ", time(9, 5)),
        ("0000", time(0, 0)),
    ],
)
def test_a_time_is_read_however_it_is_commonly_written(typed: str, means: time) -> None:
    assert read_clock(typed) == means


@pytest.mark.parametrize("typed", ["", "24:00", "12:60", "2pm", "952", "12:5", "noon", "１２:３０"])
def test_what_is_no_time_is_refused(typed: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_clock(typed)
    assert refused.value.part == "time"


@pytest.mark.parametrize(
    "typed", ["27/3/2026", "27-03-2026", "27.3.26", "27 mar 2026", "27 March 2026", "27032026"]
)
def test_a_date_in_one_box_is_read_day_first(typed: str) -> None:
    assert read_date(*split_date(typed)) == date(2026, 3, 27)


@pytest.mark.parametrize(
    ("day", "month", "year", "part"),
    [
        ("31", "2", "2026", "day"),
        ("29", "2", "2025", "day"),
        ("32", "1", "2026", "day"),
        ("1", "13", "2026", "month"),
        ("1", "Foo", "2026", "month"),
        ("1", "1", "26", "year"),
        ("1", "1", "", "year"),
        ("", "1", "2026", "day"),
        ("", "", "2026", "month"),
        ("1", "1", "0000", "day"),
    ],
)
def test_what_is_no_date_is_refused_at_the_box_at_fault(
    day: str, month: str, year: str, part: str
) -> None:
    with pytest.raises(Unreadable) as refused:
        read_date(day, month, year)
    assert refused.value.part == part


@pytest.mark.parametrize(
    ("day", "month", "year", "first", "last"),
    [
        ("", "", "1990", date(1990, 1, 1), date(1990, 12, 31)),
        ("", "2", "1992", date(1992, 2, 1), date(1992, 2, 29)),
        ("3", "5", "1990", date(1990, 5, 3), date(1990, 5, 3)),
    ],
)
def test_a_partial_date_spans_what_it_can_mean(
    day: str, month: str, year: str, first: date, last: date
) -> None:
    typed = read_partial_date(day, month, year)
    assert (typed.first, typed.last) == (first, last)


def test_a_day_without_its_month_is_refused() -> None:
    with pytest.raises(Unreadable, match="must include a month"):
        read_partial_date("4", "", "1990")


def test_a_partial_date_keeps_what_is_unknown() -> None:
    assert read_partial_date("", "feb", "1990") == TypedDate(1990, 2, None)


@pytest.mark.parametrize(
    "skipped", [wall(2026, 3, 29, 1, 0), wall(2026, 3, 29, 1, 30), wall(2026, 3, 29, 1, 59)]
)
def test_a_time_skipped_in_spring_is_refused(skipped: datetime) -> None:
    with pytest.raises(Unreadable, match="the clocks went forward"):
        instant_of(skipped)


@pytest.mark.parametrize(
    ("shown", "means"),
    [
        (wall(2026, 3, 29, 0, 59), datetime(2026, 3, 29, 0, 59, tzinfo=UTC)),
        (wall(2026, 3, 29, 2, 0), datetime(2026, 3, 29, 1, 0, tzinfo=UTC)),
        (wall(2026, 10, 25, 0, 59), datetime(2026, 10, 24, 23, 59, tzinfo=UTC)),
        (wall(2026, 10, 25, 2, 0), datetime(2026, 10, 25, 2, 0, tzinfo=UTC)),
    ],
)
def test_the_minutes_beside_a_clock_change_have_one_meaning(
    shown: datetime, means: datetime
) -> None:
    assert instant_of(shown) == means
    assert not comes_twice(shown)


def test_the_repeated_hour_needs_to_be_told_apart() -> None:
    shown = wall(2026, 10, 25, 1, 30)
    assert comes_twice(shown)
    assert instant_of(shown, "BST") == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert instant_of(shown, "GMT") == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    with pytest.raises(Unreadable) as refused:
        instant_of(shown, "CET")
    assert refused.value.part == "offset"


@given(INSTANTS)
def test_every_instant_survives_being_shown_and_typed_again(instant: datetime) -> None:
    local = instant.astimezone(LONDON)
    assert instant_of(local.replace(tzinfo=None, fold=0), str(local.tzname())) == instant
