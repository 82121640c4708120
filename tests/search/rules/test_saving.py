"""How long a saved search runs."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bluelamp.search.rules.saving import (
    LATEST_REVIEW,
    has_ended,
    is_due,
    review_fault,
    usual_review,
)

TODAY = date(2026, 3, 10)


@pytest.mark.parametrize(
    ("days", "fault"),
    [
        (-1, "must be after today"),
        (0, "must be after today"),
        (1, ""),
        (LATEST_REVIEW.days, ""),
        (LATEST_REVIEW.days + 1, "at most a year"),
    ],
)
def test_a_review_date_lies_within_a_year(days, fault):
    found = review_fault(TODAY + timedelta(days=days), TODAY)
    assert fault in found
    assert bool(fault) == bool(found)


def test_it_ends_on_its_review_date_and_warns_a_week_before():
    review = usual_review(TODAY)
    assert not has_ended(review, review - timedelta(days=1))
    assert has_ended(review, review)
    assert not is_due(review, review - timedelta(days=8))
    assert is_due(review, review - timedelta(days=7))
    assert not review_fault(review, TODAY)
