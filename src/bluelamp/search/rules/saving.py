"""How long a saved search runs before somebody must say that it is still needed."""

from __future__ import annotations

from datetime import date, timedelta

LONGEST_NAME = 60
# A standing search watches people: it ends unless its owner renews it (design; INF-10.12 asks at
# least a yearly review of what is restricted).
USUAL_REVIEW = timedelta(days=28)
LATEST_REVIEW = timedelta(days=366)
WARNED_BEFORE = timedelta(days=7)


def usual_review(today: date) -> date:
    """Return the review date that is offered."""
    return today + USUAL_REVIEW


def review_fault(review_on: date, today: date) -> str:
    """Return what is wrong with a review date, or nothing."""
    if review_on <= today:
        return "The review date must be after today."
    if review_on > today + LATEST_REVIEW:
        return "The review date can be at most a year away."
    return ""


def has_ended(review_on: date, today: date) -> bool:
    """Tell whether a saved search runs no more until it is renewed."""
    return today >= review_on


def is_due(review_on: date, today: date) -> bool:
    """Tell whether its owner should say whether it is still needed."""
    return today >= review_on - WARNED_BEFORE
