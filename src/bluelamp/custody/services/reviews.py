"""Reviews of detention (section 4)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from bluelamp.access.policies import Officer
from bluelamp.core.errors import NotPossible
from bluelamp.core.time import told
from bluelamp.custody.enums import (
    CustodyEntryKind,
    CustodyEvent,
    PostponementReason,
    ReviewMode,
    ReviewOutcome,
    ReviewStatus,
)
from bluelamp.custody.models import CustodyRecord, Review
from bluelamp.custody.policies import can_review_detention
from bluelamp.custody.rules.review_schedule import ReviewSchedule, schedule_for
from bluelamp.custody.selectors.records import clock_of

from .record_keeping import changed_record, check_moment, enter, move_on, written


def hold_review(
    *,
    record_id: UUID,
    version: int,
    outcome: ReviewOutcome,
    text: str,
    occurred_at: datetime,
    by: Officer,
    at: datetime,
    representations: str = "",
    mode: ReviewMode = ReviewMode.IN_PERSON,
    postponed_for: PostponementReason | None = None,
    late_without_reason: bool = False,
) -> Review:
    """Record a review as held, with its grounds (REV-12) and what was put to the reviewer (REV-9).

    Held after its latest time it needs a reason (REV-4), or ``late_without_reason``: then it is
    recorded as late, which is a breach (REV-8).
    """
    with changed_record(
        record_id, version=version, may=can_review_detention, by=by, action="hold_review"
    ) as record:
        move_on(record, CustodyEvent.REVIEW)
        _check_order(record, occurred_at, at)
        schedule = schedule_for(clock_of(record))
        due_at = _due(schedule)
        status = _status(schedule, occurred_at, postponed_for, late_without_reason)
        words = written(text, "the grounds for the decision", rule="REV-12")
        postponed = postponed_for if status is ReviewStatus.POSTPONED else None
        review = Review.objects.create(
            record=record,
            due_at=due_at,
            held_at=occurred_at,
            held_by_id=by.id,
            postponed_for=postponed or "",
            outcome=outcome,
            representations=representations.strip(),
        )
        enter(
            record,
            CustodyEntryKind.REVIEW,
            _entry_words(schedule, status, postponed, outcome, mode, words),
            occurred_at=occurred_at,
            by=by,
            number=schedule.next_number,
            status=status,
            mode=mode,
            outcome=outcome,
        )
        return review


def _check_order(record: CustodyRecord, held_at: datetime, at: datetime) -> None:
    last = record.reviews.order_by("held_at").last()
    after = [
        ("authorisation", record.authorised_at),
        ("the review before", last.held_at if last else None),
    ]
    check_moment(record, "The review", held_at, at=at, after=after)


def _due(schedule: ReviewSchedule) -> datetime:
    if schedule.next_due is None:
        raise NotPossible(schedule.sentence, field="occurred_at", rule=schedule.rule)
    return schedule.next_due


def _status(
    schedule: ReviewSchedule,
    held_at: datetime,
    reason: PostponementReason | None,
    late_without_reason: bool,
) -> ReviewStatus:
    status = schedule.status_at(held_at, reason)
    if status is ReviewStatus.LATE and not late_without_reason:
        raise NotPossible(
            f"This review was due by {told(_due(schedule))}. Select why it was postponed, or "
            "that it is late without a reason.",
            field="postponed_for",
            rule="REV-8",
        )
    return status


def _entry_words(
    schedule: ReviewSchedule,
    status: ReviewStatus,
    postponed_for: PostponementReason | None,
    outcome: ReviewOutcome,
    mode: ReviewMode,
    words: str,
) -> str:
    timing = postponed_for.label if postponed_for else status.label
    return (
        f"Review {schedule.next_number}, {mode.label.lower()}, due by {told(_due(schedule))}. "
        f"{timing}. {outcome.label}. {words}"
    )
