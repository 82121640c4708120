"""When reviews fall due and how those held stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.custody.rules.vectors import VECTORS, clock_of, h, local, z

from bluelamp.core.errors import NotPossible
from bluelamp.core.time import told
from bluelamp.custody.enums import (
    ExclusionReason,
    HospitalPurpose,
    PostponementReason,
    ReviewStatus,
)
from bluelamp.custody.rules.clock_events import Exclusion, ReviewHeld
from bluelamp.custody.rules.exclusions import bail_arrest_exclusion, hospital_exclusions
from bluelamp.custody.rules.review_schedule import review_schedule, schedule_for

if TYPE_CHECKING:
    from datetime import datetime

INTERVIEW = PostponementReason.INTERVIEW


@pytest.mark.parametrize("name", VECTORS)
def test_next_review(name: str) -> None:
    expected = VECTORS[name]["next_review"]
    assert schedule_for(clock_of(name)).next_due == (expected and z(expected))


def _after(name: str, *held: str) -> datetime | None:
    reviews = tuple(ReviewHeld(z(at)) for at in held)
    return schedule_for(clock_of(name, reviews=reviews)).next_due


@pytest.mark.parametrize(
    ("name", "held", "due"),
    [
        pytest.param("T1", [], "2026-03-10 21:05", id="T1-review-1"),
        pytest.param("T1", ["2026-03-10 20:40"], "2026-03-11 05:40", id="T1-review-2"),
        pytest.param(
            "T1", ["2026-03-10 20:40", "2026-03-11 05:30"], "2026-03-11 14:30", id="T1-review-3"
        ),
        pytest.param("T13", ["2026-03-29 02:15"], "2026-03-29 11:15", id="T13-review-2"),
        pytest.param("T14", ["2026-10-25 03:20"], "2026-10-25 12:20", id="T14-review-2"),
        pytest.param("T19", [], "2026-09-07 07:10", id="T19-review-1"),
    ],
)
def test_series(name: str, held: list[str], due: str) -> None:
    assert _after(name, *held) == z(due)


def test_first_review_on_the_wall_clock_in_spring() -> None:  # T13
    due = _after("T13")
    assert due is not None
    assert told(due) == "Sun 29 Mar 2026 03:15 BST (UTC+1)"


@pytest.mark.parametrize(
    ("reason", "status"),
    [
        pytest.param(INTERVIEW, ReviewStatus.POSTPONED, id="T17-reason"),
        pytest.param(None, ReviewStatus.LATE, id="T17-no-reason"),
    ],
)
def test_postponed_or_late(reason: PostponementReason | None, status: ReviewStatus) -> None:
    held = ReviewHeld(z("2026-03-10 21:50"), reason)
    schedule = schedule_for(clock_of("T1", reviews=(held,)))
    assert schedule.taken[0].status is status
    assert schedule.taken[0].due_at == z("2026-03-10 21:05")
    assert schedule.next_due == z("2026-03-11 06:05")
    assert "REV-6" in schedule.sentence


@pytest.mark.parametrize("held", ["2026-06-01 15:00", "2026-06-01 18:40", "2026-06-01 22:00"])
def test_review_due_on_the_journey(held: str) -> None:  # T3
    review = ReviewHeld(z(held), PostponementReason.NOT_PRACTICABLE)
    schedule = schedule_for(clock_of("T3", reviews=(review,)))
    assert schedule.taken[0].status is ReviewStatus.POSTPONED
    assert schedule.next_due == local("2026-06-02 00:55")


def test_review_at_its_latest_minute_is_on_time() -> None:  # REV-1: "not later than"
    schedule = schedule_for(clock_of("T1", reviews=()))
    assert schedule.status_at(z("2026-03-10 21:05")) is ReviewStatus.ON_TIME
    assert schedule.status_at(z("2026-03-10 21:06")) is ReviewStatus.LATE
    assert schedule.status_at(z("2026-03-10 21:06"), INTERVIEW) is ReviewStatus.POSTPONED


def test_reason_given_for_a_review_on_time_is_no_postponement() -> None:
    schedule = schedule_for(clock_of("T1", reviews=(ReviewHeld(z("2026-03-10 20:40"), INTERVIEW),)))
    assert (schedule.taken[0].status, schedule.taken[0].reason) == (ReviewStatus.ON_TIME, None)


@pytest.mark.parametrize(
    ("reauthorised", "due"),
    [
        pytest.param((), "2026-11-12 20:00", id="T9-strict"),
        pytest.param((z("2026-11-12 14:10"),), "2026-11-12 20:00", id="T9-earlier-of-two"),
    ],
)
def test_bail_return(reauthorised: tuple[datetime, ...], due: str) -> None:
    clock = clock_of("T9", reauthorised=reauthorised)
    assert schedule_for(clock).next_due == z(due)


def test_bail_return_where_the_fresh_count_is_earlier() -> None:  # REV-18
    reviewed = (ReviewHeld(z("2026-10-01 14:00")), ReviewHeld(z("2026-10-01 16:30")))
    clock = clock_of("T9", reviews=reviewed, reauthorised=(z("2026-11-12 14:10"),))
    schedule = schedule_for(clock)
    assert schedule.next_due == z("2026-11-12 20:10")  # strict count: 22:30
    assert schedule.rule == "REV-18"


def test_review_after_bail_return_takes_up_the_nine_hours() -> None:
    reviewed = (ReviewHeld(z("2026-10-01 14:00")), ReviewHeld(z("2026-11-12 19:00")))
    clock = clock_of("T9", reviews=reviewed, reauthorised=(z("2026-11-12 14:10"),))
    assert schedule_for(clock).next_due == z("2026-11-13 04:00")


def test_on_bail_no_review_is_due() -> None:
    clock = clock_of("T9")
    on_bail = clock_of("T9", periods=clock.periods[:1])
    assert schedule_for(on_bail).next_due is None


def test_open_hospital_visit_pauses_the_review_clock() -> None:  # CLK-1, T6d
    away = hospital_exclusions(z("2026-01-15 20:00"), None, purpose=HospitalPurpose.TREATMENT)
    clock = clock_of("T6c", exclusions=away)
    assert schedule_for(clock).next_due is None
    assert schedule_for(clock, paused_by=frozenset()).next_due == z("2026-01-16 00:15")


def test_bail_arrest_pause_does_not_hold_up_reviews_unless_chosen() -> None:  # RT-12, unverified
    auth = z("2026-11-20 13:40")
    pause = bail_arrest_exclusion(z("2026-11-20 13:30"))
    clock = clock_of("T10", exclusions=(pause,), reauthorised=(auth,))
    assert schedule_for(clock).next_due == auth + h(6)
    chosen = frozenset({ExclusionReason.BAIL_ARREST_PAUSE})
    assert schedule_for(clock, paused_by=chosen).next_due == z("2026-11-20 22:30")


def test_overlapping_pauses_hold_up_once() -> None:
    twice = (
        Exclusion(z("2026-01-15 20:00"), z("2026-01-16 01:30")),
        Exclusion(z("2026-01-15 21:00"), z("2026-01-16 01:30")),
    )
    assert schedule_for(clock_of("T6c", exclusions=twice)).next_due == z("2026-01-16 05:45")


def test_reviews_in_any_order_and_entered_twice() -> None:
    held = [ReviewHeld(z(at)) for at in ("2026-03-11 05:30", "2026-03-10 20:40")]
    schedule = schedule_for(clock_of("T1", reviews=(*held, held[0])))
    assert [one.number for one in schedule.taken] == [1, 2]
    assert schedule.next_due == z("2026-03-11 14:30")


def test_review_series_goes_on_after_charge() -> None:  # CLK-7
    clock = clock_of("T1", charged_at=z("2026-03-10 22:00"))
    assert schedule_for(clock).next_due == z("2026-03-11 05:40")


def test_refused_detention_starts_no_review_clock() -> None:  # ARR-14
    schedule = review_schedule(None, ())
    assert (schedule.next_due, schedule.rule) == (None, "ARR-14")


def test_review_before_authorisation_is_refused() -> None:
    with pytest.raises(NotPossible) as refused:
        schedule_for(clock_of("T1", reviews=(ReviewHeld(z("2026-03-10 15:00")),)))
    assert (refused.value.field, refused.value.rule) == ("reviews", "REV-1")
