"""Reading the wall clock."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.custody.rules.vectors import z

from bluelamp.core.errors import NotPossible
from bluelamp.core.time import LONDON
from bluelamp.custody.enums import LocalOffset
from bluelamp.custody.rules.local_time import (
    changes_on,
    from_wall,
    lasting,
    parsed,
    readings_of,
)


def test_skipped_hour_is_rejected() -> None:  # T13
    with pytest.raises(NotPossible) as refused:
        parsed("2026-03-29 01:30", field="arrived_at")
    assert refused.value.reason == (
        "01:30 on 29 March 2026 did not exist: the clocks went forward from 01:00 to 02:00."
    )
    assert refused.value.field == "arrived_at"


@pytest.mark.parametrize(
    ("choice", "at"),
    [
        pytest.param(LocalOffset.BST, "2026-10-25 00:30", id="T14b-first"),
        pytest.param(LocalOffset.GMT, "2026-10-25 01:30", id="T14b-second"),
    ],
)
def test_repeated_hour_takes_the_choice(choice: LocalOffset, at: str) -> None:
    assert parsed("2026-10-25T01:30", choice) == z(at)


def test_repeated_hour_without_a_choice_is_rejected() -> None:  # T14b
    with pytest.raises(NotPossible, match="came twice"):
        parsed("2026-10-25 01:30")


def test_choice_against_the_calendar_is_rejected() -> None:
    with pytest.raises(NotPossible, match="not in GMT: the clocks showed BST"):
        parsed("2026-07-08 10:00", LocalOffset.GMT)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2026-07-08 10:00", "2026-07-08 09:00"),
        ("2026-01-15T18:00", "2026-01-15 18:00"),
        ("2026-03-29 00:59", "2026-03-29 00:59"),
        ("2026-03-29 02:00", "2026-03-29 01:00"),
        ("2026-10-25 00:59", "2026-10-24 23:59"),
        ("2026-10-25 02:00", "2026-10-25 02:00"),
    ],
)
def test_plain_times(text: str, at: str) -> None:
    assert parsed(text) == z(at)


@pytest.mark.parametrize("text", ["", "yesterday", "2026-02-30 10:00", "2026-03-10", "10:00"])
def test_no_time_at_all_is_rejected(text: str) -> None:
    with pytest.raises(NotPossible, match="not a date and time"):
        parsed(text)


def test_time_with_an_offset_is_rejected() -> None:
    with pytest.raises(NotPossible):
        parsed("2026-03-10T14:52+01:00")


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


@given(st.datetimes(min_value=datetime(1985, 1, 1), max_value=datetime(2036, 1, 1)))  # noqa: DTZ001
def test_every_reading_shows_the_wall_time_it_came_from(wall: datetime) -> None:
    for choice, at in readings_of(wall).items():
        assert at.astimezone(LONDON).replace(tzinfo=None, fold=0) == wall
        assert from_wall(wall, choice) == at
