"""What falls due next, and how near it is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.custody.enums import CustodyState, DetentionType, ExclusionReason
from bluelamp.custody.rules.clock_events import Exclusion, ReviewHeld
from bluelamp.custody.rules.deadlines import (
    LIMIT_WARNINGS,
    DeadlineKind,
    Urgency,
    deadlines_of,
    warned_of,
)
from bluelamp.custody.rules.detention_clock import DetentionClock
from bluelamp.custody.rules.spans import Span

ARRIVED = datetime(2026, 3, 10, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def due(state=CustodyState.DETAINED, kind=DetentionType.ARREST, **clock):
    given_clock = {"first_authorised_at": ARRIVED + HOUR} | clock
    return deadlines_of(
        DetentionClock(ARRIVED, (Span(ARRIVED),), **given_clock),
        state=state,
        kind=kind,
        arrived_at=ARRIVED,
    )


def kinds(found):
    return [one.kind for one in found]


def test_arr_8_an_arrival_awaits_a_decision_with_no_time_set():
    decision, limit = due(CustodyState.ARRIVED, first_authorised_at=None)
    assert (decision.kind, decision.at, decision.since) == (DeadlineKind.DECISION, None, ARRIVED)
    assert decision.urgency(ARRIVED) is Urgency.SOON
    assert (limit.kind, limit.at) == (DeadlineKind.LIMIT, ARRIVED + 24 * HOUR)


def test_a_detained_person_has_a_review_then_the_limit():
    review, limit = due()
    assert (review.at, review.since, review.rule) == (ARRIVED + 7 * HOUR, ARRIVED + HOUR, "REV-1")
    assert (limit.at, limit.rule) == (ARRIVED + 24 * HOUR, "LIM-1")


def test_the_limit_stands_first_when_it_falls_first():
    held = (ReviewHeld(ARRIVED + 7 * HOUR), ReviewHeld(ARRIVED + 16 * HOUR))
    assert kinds(due(reviews=held)) == [DeadlineKind.LIMIT, DeadlineKind.REVIEW]


def test_clk_1_nothing_falls_due_while_the_clock_is_paused():
    away = Exclusion(ARRIVED + 2 * HOUR, None, ExclusionReason.HOSPITAL_TREATMENT)
    assert due(CustodyState.HOSPITAL, exclusions=(away,)) == ()


def test_clk_3_at_hospital_for_evidence_everything_goes_on():
    assert kinds(due(CustodyState.HOSPITAL)) == [DeadlineKind.REVIEW, DeadlineKind.LIMIT]


def test_clk_7_after_charge_reviews_go_on_and_the_limit_ends():
    found = due(CustodyState.CHARGED, charged_at=ARRIVED + 3 * HOUR)
    assert kinds(found) == [DeadlineKind.REVIEW]


@pytest.mark.parametrize("kind", [DetentionType.RECALL, DetentionType.MENTAL_HEALTH])
def test_a_power_without_the_clock_gets_no_pace_arithmetic(kind):
    assert due(kind=kind) == ()


def test_an_incident_has_no_deadline():
    assert due(CustodyState.INCIDENT) == ()


@pytest.mark.parametrize(
    ("minutes", "urgency"),
    [
        (-1, Urgency.OVERDUE),
        (0, Urgency.SOON),
        (30, Urgency.SOON),
        (31, Urgency.HOUR),
        (60, Urgency.HOUR),
        (61, Urgency.LATER),
    ],
)
def test_how_near_a_deadline_is(minutes, urgency):
    review = due()[0]
    assert review.urgency(review.at - timedelta(minutes=minutes)) is urgency


@pytest.mark.parametrize(
    ("hours", "warning"), [(4.01, None), (4, 4), (2.5, 4), (2, 2), (1, 1), (0, 1), (-3, 1)]
)
def test_clock_model_6_warns_before_the_limit(hours, warning):
    assert warned_of(hours * HOUR) == (warning and warning * HOUR)


@given(st.integers(-3000, 3000), st.integers(0, 600))
def test_nothing_grows_less_urgent_with_time(minutes, later):
    order = list(Urgency)
    at = ARRIVED + timedelta(minutes=minutes)
    for one in due():
        first, second = one.urgency(at), one.urgency(at + timedelta(minutes=later))
        assert order.index(second) <= order.index(first)


def test_the_shortest_warning_comes_first():
    assert list(LIMIT_WARNINGS) == sorted(LIMIT_WARNINGS)
