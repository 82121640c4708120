"""When reviews of detention fall due, and whether those held kept their time (PACE section 40)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bluelamp.core.errors import NotPossible
from bluelamp.core.time import lasting, told
from bluelamp.custody.enums import ExclusionReason, PostponementReason, ReviewStatus
from bluelamp.custody.rules.spans import Span, advanced, in_utc, merged

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bluelamp.custody.rules.clock_events import ReviewHeld
    from bluelamp.custody.rules.detention_clock import DetentionClock

FIRST_REVIEW = timedelta(hours=6)  # REV-1
LATER_REVIEW = timedelta(hours=9)  # REV-2

# Which pauses stop the review clock too is unverified (CLK-1, RT-12): a force may choose others.
PAUSING_REVIEWS = frozenset({ExclusionReason.HOSPITAL_TREATMENT, ExclusionReason.MANUAL})


@dataclass(frozen=True, slots=True)
class ReviewTaken:
    """A review that was held: which one, when due, when held, and how it stands."""

    number: int
    due_at: datetime | None
    held_at: datetime
    status: ReviewStatus
    reason: PostponementReason | None


@dataclass(frozen=True, slots=True)
class ReviewSchedule:
    """The reviews held and the latest time of the next.

    `next_due` is None while no latest time can be given: detention not authorised, the review
    clock paused without a known end, or the person out of detention. `rule` and `basis` say why.
    """

    taken: tuple[ReviewTaken, ...]
    next_number: int
    next_due: datetime | None
    rule: str
    basis: str

    def status_at(self, at: datetime, reason: PostponementReason | None = None) -> ReviewStatus:
        """Return how the next review would stand if held at `at` for `reason`."""
        return review_status(self.next_due, in_utc(at), reason)

    @property
    def sentence(self) -> str:
        """Return when the next review is due and why, with the rule id."""
        if self.next_due is None:
            return f"Review {self.next_number}: {self.basis} ({self.rule})."
        due = told(self.next_due)
        return f"Review {self.next_number} latest {due}: {self.basis} ({self.rule})."


@dataclass(frozen=True, slots=True)
class _Due:
    """The latest time of the next review, while the series is followed."""

    at: datetime | None
    rule: str
    basis: str


def review_status(
    due_at: datetime | None, held_at: datetime, reason: PostponementReason | None
) -> ReviewStatus:
    """Return the status of a review: late without a recorded reason is a breach (REV-8)."""
    if due_at is None or held_at <= due_at:
        return ReviewStatus.ON_TIME
    return ReviewStatus.LATE if reason is None else ReviewStatus.POSTPONED


def schedule_for(
    clock: DetentionClock, *, paused_by: frozenset[ExclusionReason] = PAUSING_REVIEWS
) -> ReviewSchedule:
    """Return the review schedule of a detention clock.

    Time on bail never counts (CLK-4); exclusions count unless their reason is in `paused_by`
    or not stated.
    """
    left_out = [one for one in clock.exclusions if one.reason is None or one.reason in paused_by]
    return review_schedule(
        clock.first_authorised_at,
        clock.reviews,
        pauses=[*clock.bail_gaps, *left_out],
        reauthorised=clock.reauthorised,
    )


def review_schedule(
    first_authorised_at: datetime | None,
    reviews: Iterable[ReviewHeld],
    *,
    pauses: Iterable[Span] = (),
    reauthorised: Iterable[datetime] = (),
) -> ReviewSchedule:
    """Follow the series of reviews from the first authorisation of detention.

    `pauses` are the stretches in which the review clock stands still, `reauthorised` the fresh
    authorisations after bail. Two reviews at the same instant are one. Raises `NotPossible` when
    a review was held before detention was first authorised.
    """
    held = _in_order(reviews)
    fresh = sorted(in_utc(at) for at in reauthorised)
    if first_authorised_at is None and fresh:
        first_authorised_at, *fresh = fresh
    if first_authorised_at is None:
        return _unauthorised(held)
    still = merged(pauses)
    authorised = in_utc(first_authorised_at)
    if held and held[0].held_at < authorised:
        reason = "A review cannot be held before detention was first authorised."
        raise NotPossible(reason, field="reviews", rule="REV-1")
    due = _first_due(authorised, still)
    taken: list[ReviewTaken] = []
    for review in held:
        while fresh and fresh[0] < review.held_at:
            due = _after_return(due, fresh.pop(0), still)
        taken.append(_taken(len(taken) + 1, due, review))
        due = _due_after(taken[-1], still)
    for at in fresh:
        due = _after_return(due, at, still)
    return ReviewSchedule(tuple(taken), len(taken) + 1, due.at, due.rule, due.basis)


def _in_order(reviews: Iterable[ReviewHeld]) -> list[ReviewHeld]:
    """Return one review for each instant, by time; one that gives a reason wins."""
    by_time: dict[datetime, ReviewHeld] = {}
    for review in reviews:
        known = by_time.get(review.held_at)
        if known is None or (review.reason or "") > (known.reason or ""):
            by_time[review.held_at] = review
    return [by_time[at] for at in sorted(by_time)]


def _unauthorised(held: list[ReviewHeld]) -> ReviewSchedule:
    taken = tuple(
        ReviewTaken(number, one.due_at, one.held_at, _stated_status(one), one.reason)
        for number, one in enumerate(held, start=1)
    )
    basis = "no latest time, as no authorisation of detention is recorded"
    return ReviewSchedule(taken, len(taken) + 1, None, "ARR-14", basis)


def _stated_status(review: ReviewHeld) -> ReviewStatus:
    return review_status(review.due_at, review.held_at, review.reason)


def _taken(number: int, due: _Due, review: ReviewHeld) -> ReviewTaken:
    due_at = review.due_at if due.at is None else due.at
    status = review_status(due_at, review.held_at, review.reason)
    reason = review.reason if status is ReviewStatus.POSTPONED else None
    return ReviewTaken(number, due_at, review.held_at, status, reason)


def _first_due(authorised: datetime, pauses: tuple[Span, ...]) -> _Due:
    basis = f"6 h after detention was first authorised, {told(authorised)}"
    return _due(authorised, FIRST_REVIEW, pauses, "REV-1", basis)


def _due_after(last: ReviewTaken, pauses: tuple[Span, ...]) -> _Due:
    """Return the next latest time: lateness does not move the series (REV-3, REV-6)."""
    if last.due_at is not None and last.held_at > last.due_at:
        basis = f"9 h after review {last.number} was due, {told(last.due_at)}"
        return _due(last.due_at, LATER_REVIEW, pauses, "REV-6", basis)
    basis = f"9 h after review {last.number} was held, {told(last.held_at)}"
    return _due(last.held_at, LATER_REVIEW, pauses, "REV-2, REV-3", basis)


def _after_return(due: _Due, authorised: datetime, pauses: tuple[Span, ...]) -> _Due:
    """Return the earlier of the old count and a fresh one after bail (REV-18)."""
    basis = f"6 h after detention was authorised on return, {told(authorised)}"
    fresh = _due(authorised, FIRST_REVIEW, pauses, "REV-18", basis)
    if due.at is None or (fresh.at is not None and fresh.at < due.at):
        return fresh
    return replace(due, rule=f"{due.rule}, REV-18" if "REV-18" not in due.rule else due.rule)


def _due(
    start: datetime, interval: timedelta, pauses: tuple[Span, ...], rule: str, basis: str
) -> _Due:
    at = advanced(start, interval, pauses)
    if at is None:
        return _Due(None, "CLK-1, CLK-4", "the review clock stands still: no latest time yet")
    if at != start + interval:
        idle = lasting(at - start - interval)
        return _Due(at, f"{rule}, CLK-1, CLK-4", f"{basis}, + {idle} that do not count")
    return _Due(at, rule, basis)
