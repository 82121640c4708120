"""Limits, time used and pauses, against the worked timelines."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from tests.custody.rules.vectors import VECTORS, clock_from, clock_of, h, local, z

from bluelamp.core.errors import NotPossible
from bluelamp.core.time import told
from bluelamp.custody.enums import ExclusionReason, HospitalPurpose
from bluelamp.custody.rules.clock_events import Exclusion
from bluelamp.custody.rules.clock_explanation import explained, limit_sentence
from bluelamp.custody.rules.detention_clock import DetentionClock, Paused
from bluelamp.custody.rules.exclusions import bail_arrest_exclusion, hospital_exclusions
from bluelamp.custody.rules.spans import Span

EXPECTED = [
    pytest.param(name, int(hours), at, id=f"{name}-{hours}")
    for name, vector in VECTORS.items()
    for hours, at in vector["expect"].items()
]


@pytest.mark.parametrize(("name", "hours", "at"), EXPECTED)
def test_limit(name: str, hours: int, at: str) -> None:
    assert clock_of(name).limit(hours) == z(at)


@pytest.mark.parametrize(
    ("name", "at", "used", "left"),
    [
        pytest.param("T1", z("2026-03-10 23:00"), h(8, 8), h(15, 52), id="T1"),
        pytest.param("T6a", z("2026-01-16 09:00"), h(9, 30), h(14, 30), id="T6a"),
        pytest.param("T9", local("2026-10-01 18:00"), h(9), h(15), id="T9-bailed"),
        pytest.param("T9", z("2026-11-01 00:00"), h(9), h(15), id="T9-months-on-bail"),
        pytest.param("T9", z("2026-11-12 14:00"), h(9), h(15), id="T9-returned"),
        pytest.param("T10", z("2026-11-20 16:30"), h(9), h(15), id="T10"),
        pytest.param("T11", z("2026-12-02 10:00"), h(0), h(24), id="T11"),
    ],
)
def test_used_and_left(name: str, at: datetime, used: timedelta, left: timedelta) -> None:
    clock = clock_of(name)
    assert (clock.counted(at), clock.remaining(at)) == (used, left)


@pytest.mark.parametrize(
    ("name", "purpose", "questioned"),
    [
        pytest.param("T6a", HospitalPurpose.TREATMENT, [], id="T6a"),
        pytest.param(
            "T6b",
            HospitalPurpose.TREATMENT,
            [Span(z("2026-01-15 22:00"), z("2026-01-15 22:30"))],
            id="T6b",
        ),
        pytest.param("T6c", HospitalPurpose.EVIDENTIAL, [], id="T6c"),
    ],
)
def test_hospital_visit_excludes(
    name: str, purpose: HospitalPurpose, questioned: list[Span]
) -> None:
    out, back = z("2026-01-15 20:00"), z("2026-01-16 01:30")
    made = hospital_exclusions(out, back, purpose=purpose, questioned=questioned)
    told_in_vector = clock_of(name).exclusions
    assert [(one.start, one.end) for one in made] == [
        (one.start, one.end) for one in told_in_vector
    ]


@pytest.mark.parametrize("hours", [24, 36, 96])
def test_open_hospital_visit_pauses_the_limit(hours: int) -> None:  # T6d
    away = hospital_exclusions(z("2026-01-15 20:00"), None, purpose=HospitalPurpose.TREATMENT)
    clock = clock_of("T6c", exclusions=away)
    limit = clock.limit(hours)
    assert isinstance(limit, Paused)
    assert limit.sentence == "paused, 2 h used"
    assert clock.counted(z("2026-01-15 23:00")) == h(2)
    assert not clock.is_running(z("2026-01-15 23:00"))


def test_limit_reached_before_an_open_pause_stays_known() -> None:
    away = Exclusion(z("2026-01-16 19:00"), None, ExclusionReason.HOSPITAL_TREATMENT)
    clock = clock_of("T6c", exclusions=(away,))
    assert clock.limit(24) == z("2026-01-16 18:00")
    assert isinstance(clock.limit(36), Paused)


def test_clock_on_bail_is_stopped_not_paused() -> None:  # CLK-4
    start = z("2026-10-01 08:00")
    limit = DetentionClock(start, (Span(start, z("2026-10-01 17:00")),)).limit(24)
    assert isinstance(limit, Paused)
    assert (limit.sentence, limit.cause) == ("stopped, 9 h used", None)


@pytest.mark.parametrize(
    ("dealt_with", "limit"),
    [
        pytest.param(None, z("2026-11-21 07:30"), id="T10"),
        pytest.param(z("2026-11-20 15:00"), z("2026-11-21 06:00"), id="T10-dealt-with-1500"),
        pytest.param(z("2026-11-20 13:30"), z("2026-11-21 04:30"), id="T10-without-pause"),
    ],
)
def test_bail_arrest_pause(dealt_with: datetime | None, limit: datetime) -> None:
    pause = bail_arrest_exclusion(z("2026-11-20 13:30"), dealt_with)
    assert clock_of("T10", exclusions=(pause,)).limit(24) == limit


def test_exclusion_outside_detention_changes_nothing() -> None:  # T10: only inside a period
    on_bail = Exclusion(z("2026-10-05 08:00"), z("2026-10-06 08:00"))
    assert clock_of("T9", exclusions=(on_bail,)).limit(24) == clock_of("T9").limit(24)


@pytest.mark.parametrize(
    ("name", "hours", "shown"),
    [
        pytest.param("T13", 24, "Sun 29 Mar 2026 21:00 BST (UTC+1)", id="T13-24"),
        pytest.param("T13", 36, "Mon 30 Mar 2026 09:00 BST", id="T13-36"),
        pytest.param("T13", 72, "Tue 31 Mar 2026 21:00 BST", id="T13-72"),
        pytest.param("T13", 96, "Wed 1 Apr 2026 21:00 BST", id="T13-96"),
        pytest.param("T14", 24, "Sun 25 Oct 2026 21:00 GMT (UTC+0)", id="T14-24"),
        pytest.param("T14", 36, "Mon 26 Oct 2026 09:00 GMT", id="T14-36"),
    ],
)
def test_limit_on_the_wall_clock(name: str, hours: int, shown: str) -> None:
    limit = clock_of(name).limit(hours)
    assert isinstance(limit, datetime)
    assert told(limit) == shown


def test_wrong_reading_of_the_repeated_hour_costs_an_hour() -> None:  # T14b
    assert clock_from(z("2026-10-25 00:30")).limit(24) == z("2026-10-26 00:30")
    assert clock_from(z("2026-10-25 01:30")).limit(24) == z("2026-10-26 01:30")


def test_detention_before_the_relevant_time_does_not_count() -> None:  # T3
    clock = clock_of("T3", periods=(Span(z("2026-06-01 08:55")),))
    assert clock.limit(24) == z("2026-06-02 16:30")


def test_time_between_arrival_and_authorisation_counts() -> None:  # T1, LIM-1
    clock = clock_of("T1", periods=(Span(z("2026-03-10 15:05")),))
    assert clock.limit(24) == z("2026-03-11 14:52")


def test_charge_ends_the_count() -> None:  # CLK-7
    clock = clock_of("T1", charged_at=z("2026-03-10 20:52"))
    assert clock.counted(z("2026-03-11 20:52")) == h(6)
    limit = clock.limit(24)
    assert isinstance(limit, Paused)
    assert limit.cause is None


def test_local_times_are_counted_in_utc() -> None:
    start = datetime(2026, 3, 28, 20, tzinfo=ZoneInfo("Europe/London"))
    clock = DetentionClock(start, (Span(start),))
    assert clock.limit(24) == z("2026-03-29 20:00")
    assert clock.relevant_time.tzinfo is UTC


def test_time_without_an_offset_is_refused() -> None:
    with pytest.raises(ValueError, match="offset"):
        clock_from(datetime(2026, 3, 28, 20))  # noqa: DTZ001


def test_end_before_start_is_refused() -> None:
    with pytest.raises(NotPossible, match="before the start"):
        Span(z("2026-03-10 15:00"), z("2026-03-10 14:00"))


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        (
            "T1",
            "24 h limit (LIM-1): 24 h from Tue 10 Mar 2026 14:52 GMT = Wed 11 Mar 2026 14:52 GMT.",
        ),
        (
            "T9",
            "24 h limit (LIM-1): 24 h less 9 h used before (RT-10) = 15 h from"
            " Thu 12 Nov 2026 14:00 GMT = Fri 13 Nov 2026 05:00 GMT.",
        ),
        (
            "T14",
            "24 h limit (LIM-1): 24 h from Sat 24 Oct 2026 22:00 BST ="
            " Sun 25 Oct 2026 21:00 GMT (UTC+0) (the clocks change in between; counted in UTC).",
        ),
    ],
)
def test_sentence_shows_the_sum(name: str, sentence: str) -> None:
    assert limit_sentence(clock_of(name), 24) == sentence


def test_sentence_counts_overlapping_reasons_once() -> None:
    clock = clock_of(
        "T6c",
        exclusions=(
            Exclusion(z("2026-01-16 01:00"), z("2026-01-16 03:00"), ExclusionReason.MANUAL),
            *hospital_exclusions(
                z("2026-01-15 20:00"), z("2026-01-16 01:30"), purpose=HospitalPurpose.TREATMENT
            ),
        ),
    )
    assert limit_sentence(clock, 24) == (
        "24 h limit (LIM-1): 24 h from Thu 15 Jan 2026 18:00 GMT"
        " + 5 h 30 min hospital treatment (CLK-1)"
        " + 1 h 30 min pause set by the custody officer (CLK-8) = Sat 17 Jan 2026 01:00 GMT."
    )


def test_touching_periods_are_one_stretch_of_detention() -> None:  # T7: moved 11:00 to 11:45
    start, moved, there = z("2026-02-03 07:30"), z("2026-02-03 11:00"), z("2026-02-03 11:45")
    parts = (Span(there), Span(start, moved), Span(moved, there))
    clock = clock_of("T7", periods=parts)
    assert clock.limit(24) == z("2026-02-04 07:30")
    assert explained(clock) == explained(clock_of("T7"))


def test_sentence_leaves_out_exclusions_after_the_limit() -> None:
    later = Exclusion(z("2026-01-16 20:00"), z("2026-01-16 22:00"), ExclusionReason.MANUAL)
    clock = clock_of("T6c", exclusions=(later,))
    assert "CLK-8" not in limit_sentence(clock, 24)
    assert "2 h pause set by the custody officer (CLK-8)" in limit_sentence(clock, 36)


def test_sentences_while_paused_and_while_on_bail() -> None:
    away = hospital_exclusions(z("2026-01-15 20:00"), None, purpose=HospitalPurpose.TREATMENT)
    assert limit_sentence(clock_of("T6c", exclusions=away), 24) == (
        "24 h limit (LIM-1): paused, 2 h used since Thu 15 Jan 2026 20:00 GMT:"
        " hospital treatment (CLK-1)."
    )
    bailed = clock_of("T6c", periods=(Span(z("2026-01-15 18:00"), z("2026-01-15 20:25")),))
    assert "stopped, 2 h 25 min used" in limit_sentence(bailed, 24)
    assert len(explained(bailed)) == 6
