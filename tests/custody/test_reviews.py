"""Reviews of detention."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from tests.custody.world import HOUR, NOON

from bluelamp.access.enums import Rank, Role
from bluelamp.core.errors import NotAllowed, NotPossible
from bluelamp.custody.enums import DisposalCode, PostponementReason, ReviewOutcome
from bluelamp.custody.models import Review
from bluelamp.custody.rules.review_schedule import schedule_for
from bluelamp.custody.selectors import clock_of
from bluelamp.custody.services import hold_review, record_disposal

AUTHORISED = NOON + HOUR / 2
DUE = AUTHORISED + 6 * HOUR


def review(world, record, **change):
    held = hold_review(
        **{
            "record_id": record.pk,
            "version": record.version,
            "outcome": ReviewOutcome.CONTINUE,
            "text": "Still to be questioned.",
            "representations": "None made.",
            "occurred_at": DUE - HOUR,
            "by": world.inspector,
            "at": DUE + 12 * HOUR,
        }
        | change
    )
    record.refresh_from_db()
    return held


def test_rev_3_the_next_counts_from_a_review_held_early(world):
    record = world.detained()
    held = review(world, record)
    assert (held.due_at, held.postponed_for) == (DUE, "")
    assert schedule_for(clock_of(record)).next_due == DUE - HOUR + 9 * HOUR


def test_rev_4_rev_6_postponed_with_a_reason_the_series_stays(world):
    record = world.detained()
    reason = PostponementReason.INTERVIEW
    review(world, record, occurred_at=DUE + HOUR, postponed_for=reason)
    assert schedule_for(clock_of(record)).next_due == DUE + 9 * HOUR
    assert record.entries.get(kind="REVIEW").detail["status"] == "POSTPONED"


def test_rev_8_a_late_review_needs_a_reason_or_an_admission(world):
    record = world.detained()
    with pytest.raises(NotPossible) as refusal:
        review(world, record, occurred_at=DUE + HOUR)
    assert (refusal.value.field, refusal.value.rule) == ("postponed_for", "REV-8")
    review(world, record, occurred_at=DUE + HOUR, late_without_reason=True)
    assert record.entries.get(kind="REVIEW").detail["status"] == "LATE"


def test_a_reason_on_time_postpones_nothing(world):
    record = world.detained()
    held = review(world, record, postponed_for=PostponementReason.INTERVIEW)
    assert held.postponed_for == ""


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"text": ""}, "text"),
        ({"occurred_at": NOON}, "occurred_at"),
        ({"occurred_at": DUE + timedelta(days=1)}, "occurred_at"),
    ],
    ids=["no grounds", "before authorisation", "in the future"],
)
def test_a_review_that_cannot_be(world, change, field):
    with pytest.raises(NotPossible) as refusal:
        review(world, world.detained(), **change)
    assert refusal.value.field == field


def test_reviews_are_held_in_order(world):
    record = world.detained()
    review(world, record)
    with pytest.raises(NotPossible, match="before the review before"):
        review(world, record, occurred_at=DUE - 2 * HOUR)


def test_nobody_is_reviewed_before_authorisation(world):
    with pytest.raises(NotPossible) as refusal:
        review(world, world.arrived())
    assert refusal.value.rule == "section 16"


def test_two_reviews_are_not_held_for_one(world):
    record = world.detained()
    stale = record.version
    review(world, record)
    with pytest.raises(NotPossible) as conflict:
        review(world, record, version=stale, occurred_at=DUE)
    assert conflict.value.field == "version"
    assert "Review of detention by Inspector" in conflict.value.reason


def test_rol_2_a_sergeant_does_not_review_before_charge(world):
    record = world.detained()
    sergeant = world.officer("S8", Rank.SERGEANT, Role.INSPECTOR)
    for officer in (world.custody_officer, sergeant):
        with pytest.raises(NotAllowed):
            review(world, record, by=officer)


@pytest.mark.parametrize("part", ["arrested_by_id", "investigating_officer_id"])
def test_rol_7_an_inspector_involved_does_not_review(world, part):
    record = world.detained(**{part: world.inspector.id})
    with pytest.raises(NotAllowed):
        review(world, record)


def test_rol_3_after_charge_the_custody_officer_reviews(world):
    record = world.detained()
    record_disposal(
        record_id=record.pk,
        version=record.version,
        offence_id=record.offences.get().pk,
        code=DisposalCode.CHG_REMAND,
        text="Lampton Magistrates, tomorrow; will not appear.",
        occurred_at=NOON + HOUR,
        by=world.custody_officer,
        at=NOON + HOUR,
    )
    record.refresh_from_db()
    with pytest.raises(NotAllowed, match="custody officer reviews"):
        review(
            world,
            record,
            by=world.officer("I9", Rank.INSPECTOR, *[Role.INSPECTOR, Role.SUPERVISOR]),
        )
    assert review(world, record, by=world.custody_officer).pk


def test_a_review_is_never_altered(world):
    record = world.detained()
    review(world, record)
    with pytest.raises(DatabaseError), transaction.atomic():
        Review.objects.update(representations="Other")
    with pytest.raises(DatabaseError), transaction.atomic():
        Review.objects.all().delete()
