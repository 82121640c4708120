"""CAR-13: breaks from interviewing."""

from __future__ import annotations

import pytest
from tests.custody.rules.vectors import z

from bluelamp.custody.rules.interview_breaks import TERMS, next_break
from bluelamp.custody.rules.spans import Span


def at(hour: str):
    return z(f"2026-03-10 {hour}")


@pytest.mark.parametrize(
    ("interviews", "since"),
    [
        pytest.param([("14:00", None)], "14:00", id="the first"),
        pytest.param([("12:00", "13:30"), ("14:00", None)], "14:00", id="after a break"),
        pytest.param([("12:00", "13:45"), ("14:00", None)], "14:00", id="after just 15 min"),
        pytest.param([("12:00", "13:50"), ("14:00", None)], "12:00", id="too short a break"),
        pytest.param([("14:00", None), ("12:00", "13:50")], "12:00", id="in any order"),
    ],
)
def test_car_13_two_hours_without_a_break(interviews, since):
    spans = [Span(at(out), at(back) if back else None) for out, back in interviews]
    found = next_break(spans)
    assert (found.since, found.by) == (at(since), at(since) + TERMS.every)


@pytest.mark.parametrize("interviews", [[], [Span(at("12:00"), at("13:00"))]])
def test_car_13_no_break_is_due_in_the_suite(interviews):
    assert next_break(interviews) is None
