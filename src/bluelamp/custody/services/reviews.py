"""Reviews of detention (section 4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bluelamp.access.policies import Decision, Officer
from bluelamp.core.errors import NotPossible
from bluelamp.core.time import told
from bluelamp.custody.enums import (
    CustodyEntryKind,
    CustodyEvent,
    CustodyState,
    NotToldReason,
    PostponementReason,
    RepresentationHow,
    Representer,
    ReviewMode,
    ReviewOutcome,
    ReviewStatus,
)
from bluelamp.custody.models import CustodyEntry, CustodyRecord, OutcomeTold, Review
from bluelamp.custody.policies import ActingUp, can_care_for_person, can_review_detention
from bluelamp.custody.rules.remote_review import may_review_by
from bluelamp.custody.rules.representations import (
    Representation,
    field_of,
    is_asleep,
    were_heard,
)
from bluelamp.custody.rules.review_schedule import ReviewSchedule
from bluelamp.custody.selectors.records import clock_of, reviews_of, standing_reviews

from .record_keeping import changed_record, check_moment, enter, move_on, written

NOTHING_SAID = Representation(Representer.DETAINED_PERSON, RepresentationHow.NONE)


@dataclass(frozen=True, slots=True)
class HowReviewed:
    """How a review was conducted: in person, or from where and why (REV-13 to REV-15).

    ``not_reminded`` says why the person was not reminded of legal advice, empty that they were
    (REV-10); ``not_told`` why they were not told the grounds, None that they were (REV-12).
    """

    mode: ReviewMode = ReviewMode.IN_PERSON
    remote_reason: str = ""
    no_live_link: str = ""
    not_reminded: str = ""
    not_told: NotToldReason | None = None


def hold_review(
    *,
    record_id: UUID,
    version: int,
    outcome: ReviewOutcome,
    text: str,
    occurred_at: datetime,
    by: Officer,
    at: datetime,
    representations: Sequence[Representation],
    how: HowReviewed | None = None,
    postponed_for: PostponementReason | None = None,
    late_without_reason: bool = False,
    acting: ActingUp | None = None,
) -> Review:
    """Record a review as held, with its grounds (REV-12) and what was put to the reviewer (REV-9).

    Held after its latest time it needs a reason (REV-4), or ``late_without_reason``: then it is
    recorded as late, which is a breach (REV-8). ``acting`` is authority to act up (ROL-5).
    """

    def may(officer: Officer, record: CustodyRecord) -> Decision:
        return can_review_detention(officer, record, acting)

    conduct = how or HowReviewed()
    with changed_record(record_id, version=version, may=may, by=by, action="hold_review") as record:
        charged = record.state == CustodyState.CHARGED
        move_on(record, CustodyEvent.REVIEW)
        _check_order(record, occurred_at, at)
        schedule = reviews_of(record, clock_of(record))
        status = _status(schedule, occurred_at, postponed_for, late_without_reason)
        _check_conduct(conduct, occurred_at, representations, charged=charged)
        words = written(text, "the grounds for the decision", rule="REV-12")
        review = Review.objects.create(
            record=record,
            due_at=_due(schedule, occurred_at),
            held_at=occurred_at,
            held_by_id=by.id,
            postponed_for=postponed_for or "" if status is ReviewStatus.POSTPONED else "",
            outcome=outcome,
            **_conducted(conduct, representations, acting),
        )
        _enter_review(review, schedule, status, words, acting, by)
        return review


def tell_of_review(
    *,
    record_id: UUID,
    version: int,
    review_id: UUID,
    occurred_at: datetime,
    by: Officer,
    at: datetime,
) -> CustodyEntry:
    """Record that a person who was asleep has been told of the review on waking (REV-11)."""
    with changed_record(
        record_id, version=version, may=can_care_for_person, by=by, action="tell_of_review"
    ) as record:
        review = record.reviews.get(pk=review_id)
        check_moment(record, "Telling", occurred_at, at=at, after=[("the review", review.held_at)])
        if not review.asleep or OutcomeTold.objects.filter(review=review).exists():
            raise NotPossible("The person was told of this review already.", rule="REV-11")
        OutcomeTold.objects.create(review=review, told_at=occurred_at, told_by_id=by.id)
        return enter(
            record,
            CustodyEntryKind.TOLD,
            f"Told on waking of the review held {told(review.held_at)}: "
            f"{ReviewOutcome(review.outcome).label.lower()}. Reminded of free legal advice.",
            occurred_at=occurred_at,
            by=by,
            review=str(review.pk),
        )


def acting_words(acting: ActingUp | None) -> str:
    """Return whose powers were used and by whose authority, as said in an entry (ROL-5)."""
    if acting is None:
        return ""
    return f" Acting as {acting.as_rank.label.lower()}, authorised by {acting.by_label} (ROL-5)."


def acting_columns(acting: ActingUp | None) -> dict[str, str]:
    """Return authority to act up as it is kept beside a decision."""
    if acting is None:
        return {"acting_as": "", "acting_authority": ""}
    return {"acting_as": acting.as_rank, "acting_authority": acting.by_label}


def check_heard(given: Sequence[Representation], *, may_sleep: bool) -> None:
    """Refuse a decision before which nobody was heard, naming the answer at fault (REV-9)."""
    were_heard(given, may_sleep=may_sleep).require(field_of(given, may_sleep=may_sleep))


def _check_order(record: CustodyRecord, held_at: datetime, at: datetime) -> None:
    held = max((one.held_at for one in standing_reviews(record)), default=None)
    after = [("authorisation", record.authorised_at), ("the review before", held)]
    check_moment(record, "The review", held_at, at=at, after=after)


def _check_conduct(
    conduct: HowReviewed, held_at: datetime, given: Sequence[Representation], *, charged: bool
) -> None:
    answer = may_review_by(
        conduct.mode,
        held_at,
        charged=charged,
        reason=conduct.remote_reason,
        no_live_link=conduct.no_live_link,
    )
    fields = {"REV-15": "remote_reason", "REV-13": "no_live_link", "REV-14": "mode"}
    answer.require("mode" if charged else fields.get(answer.rule))
    check_heard(given, may_sleep=True)


def _conducted(
    conduct: HowReviewed, given: Sequence[Representation], acting: ActingUp | None
) -> dict[str, object]:
    """Return the columns that say how the review was conducted."""
    reasons = filter(None, [conduct.remote_reason.strip(), conduct.no_live_link.strip()])
    return {
        "mode": conduct.mode,
        "remote_reason": " ".join(reasons),
        "representations": " ".join(one.words for one in given),
        "said": [one.as_row() for one in given],
        "asleep": is_asleep(given),
        "not_reminded": conduct.not_reminded.strip(),
        "not_told": conduct.not_told or "",
        **acting_columns(acting),
    }


def _due(schedule: ReviewSchedule, held_at: datetime) -> datetime:
    """Return the latest time; a good-practice review has none and is on time (REV-17)."""
    if _good_practice(schedule):
        return held_at
    if schedule.next_due is None:
        raise NotPossible(schedule.sentence, field="occurred_at", rule=schedule.rule)
    return schedule.next_due


def _good_practice(schedule: ReviewSchedule) -> bool:
    return schedule.rule.startswith("REV-17")


def _status(
    schedule: ReviewSchedule,
    held_at: datetime,
    reason: PostponementReason | None,
    late_without_reason: bool,
) -> ReviewStatus:
    status = schedule.status_at(held_at, reason)
    if status is ReviewStatus.LATE and not late_without_reason:
        raise NotPossible(
            f"This review was due by {told(_due(schedule, held_at))}. Select why it was postponed, "
            "or that it is late without a reason.",
            field="postponed_for",
            rule="REV-8",
        )
    return status


def _enter_review(
    review: Review,
    schedule: ReviewSchedule,
    status: ReviewStatus,
    words: str,
    acting: ActingUp | None,
    by: Officer,
) -> None:
    enter(
        review.record,
        CustodyEntryKind.REVIEW,
        _entry_words(schedule, status, review, words, acting),
        occurred_at=review.held_at,
        by=by,
        number=schedule.next_number,
        status=status,
        mode=review.mode,
        outcome=review.outcome,
        review=str(review.pk),
    )


def _entry_words(
    schedule: ReviewSchedule,
    status: ReviewStatus,
    review: Review,
    words: str,
    acting: ActingUp | None,
) -> str:
    timing = PostponementReason(review.postponed_for).label if review.postponed_for else ""
    mode = ReviewMode(review.mode).label.lower()
    outcome = ReviewOutcome(review.outcome).label
    due = f"due by {told(review.due_at)}. {timing or status.label}"
    if _good_practice(schedule):
        due = "as good practice (REV-17)"
    lines = [
        f"Review {schedule.next_number}, {mode}, {due}. {outcome}. {words}{acting_words(acting)}",
        f"{'Held so because: ' + review.remote_reason if review.remote_reason else ''}",
        review.representations,
        _told_words(review),
    ]
    return "\n".join(filter(None, lines))


def _told_words(review: Review) -> str:
    if review.asleep:
        return "The person was asleep: they are to be told of the outcome on waking (REV-11)."
    reminder = "Reminded of free legal advice."
    if review.not_reminded:
        reminder = f"Not reminded of free legal advice: {review.not_reminded}."
    if not review.not_told:
        return f"{reminder} Grounds recorded in the person's presence, and told."
    return f"{reminder} Grounds not told: {NotToldReason(review.not_told).label.lower()}."
