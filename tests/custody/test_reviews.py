"""Reviews of detention."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from tests.custody.world import HEARD, HOUR, NOON

from bluelamp.access.enums import Rank, Role
from bluelamp.cases.models import Case, Defendant
from bluelamp.core.errors import NotAllowed, NotPossible
from bluelamp.custody.enums import (
    PostponementReason,
    RepresentationHow,
    Representer,
    ReviewMode,
    ReviewOutcome,
)
from bluelamp.custody.models import Review
from bluelamp.custody.policies import ActingUp
from bluelamp.custody.rules.representations import Representation
from bluelamp.custody.rules.review_schedule import schedule_for
from bluelamp.custody.selectors import clock_of
from bluelamp.custody.services import (
    NOTHING_SAID,
    HowReviewed,
    hold_review,
    tell_of_review,
)
from bluelamp.nominals.enums import EventKind
from bluelamp.nominals.services import register_event

AUTHORISED = NOON + HOUR / 2
DUE = AUTHORISED + 6 * HOUR


def review(world, record, **change):
    held = hold_review(
        **{
            "record_id": record.pk,
            "version": record.version,
            "outcome": ReviewOutcome.CONTINUE,
            "text": "Still to be questioned.",
            "representations": HEARD,
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
    world.charged(record, at=NOON + HOUR)
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


def said(how, text="", who=Representer.DETAINED_PERSON):
    return Representation(who, how, text)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ([], "said_detained_person"),
        ([said(RepresentationHow.ORAL)], "said_detained_person"),
        ([said(RepresentationHow.UNFIT, " ")], "said_detained_person"),
        (
            [NOTHING_SAID, said(RepresentationHow.WRITTEN, who=Representer.SOLICITOR)],
            "said_solicitor",
        ),
        (
            [NOTHING_SAID, said(RepresentationHow.ASLEEP, who=Representer.APPROPRIATE_ADULT)],
            "said_appropriate_adult",
        ),
    ],
)
def test_rev_9_representations_are_recorded_whole(world, given, field):
    with pytest.raises(NotPossible) as refusal:
        review(world, world.detained(), representations=given)
    assert (refusal.value.field, refusal.value.rule) == (field, "REV-9")


def test_rev_9_what_was_said_and_refused_stands_in_the_record(world):
    record = world.detained()
    given = [
        said(RepresentationHow.UNFIT, "Shouting without pause"),
        said(RepresentationHow.WRITTEN, "Let her go.", Representer.SOLICITOR),
    ]
    review(world, record, representations=given)
    text = record.entries.get(kind="REVIEW").text
    assert "refused: unfit by condition or behaviour – Shouting without pause." in text
    assert "Solicitor: made in writing – Let her go." in text
    assert "Reminded of free legal advice." in text


def test_rev_11_who_slept_is_told_on_waking_once(world):
    record = world.detained()
    held = review(world, record, representations=[said(RepresentationHow.ASLEEP)])
    assert held.asleep
    waking = {
        "record_id": record.pk,
        "review_id": held.pk,
        "by": world.detention_officer,
        "at": DUE + 12 * HOUR,
    }
    with pytest.raises(NotPossible, match="before the review"):
        tell_of_review(**waking, version=record.version, occurred_at=DUE - 2 * HOUR)
    tell_of_review(**waking, version=record.version, occurred_at=DUE + HOUR)
    record.refresh_from_db()
    assert "detention continues" in record.entries.get(kind="TOLD").text
    with pytest.raises(NotPossible, match="already"):
        tell_of_review(**waking, version=record.version, occurred_at=DUE + HOUR)


@pytest.mark.parametrize(
    ("how", "field"),
    [
        (HowReviewed(ReviewMode.TELEPHONE), "remote_reason"),
        (HowReviewed(ReviewMode.LIVE_LINK), "remote_reason"),
        (HowReviewed(ReviewMode.TELEPHONE, "The inspector is at Barr."), "no_live_link"),
    ],
)
def test_rev_13_rev_15_a_remote_review_says_why(world, how, field):
    with pytest.raises(NotPossible) as refusal:
        review(world, world.detained(), how=how)
    assert refusal.value.field == field


def test_rev_13_by_telephone_where_no_live_link_is_practicable(world):
    record = world.detained()
    how = HowReviewed(ReviewMode.TELEPHONE, "The inspector is at Barr.", "The link is down.")
    held = review(world, record, how=how)
    assert held.remote_reason == "The inspector is at Barr. The link is down."


def test_rol_5_a_sergeant_reviews_with_authority_to_act_up(world):
    record = world.detained()
    sergeant = world.officer("S8", Rank.SERGEANT, Role.INSPECTOR)
    lender = ActingUp(Rank.INSPECTOR, world.inspector.id, Rank.SUPERINTENDENT, "Supt Lamp 7")
    low = ActingUp(Rank.INSPECTOR, world.inspector.id, Rank.INSPECTOR, "Insp Lamp 6")
    own = ActingUp(Rank.INSPECTOR, sergeant.id, Rank.SUPERINTENDENT, "Themselves")
    for refused in (low, own):
        with pytest.raises(NotAllowed):
            review(world, record, by=sergeant, acting=refused)
    held = review(world, record, by=sergeant, acting=lender)
    assert (held.acting_as, held.acting_authority) == ("inspector", "Supt Lamp 7")


def test_rol_7_an_inspector_on_a_case_about_the_detention_does_not_review(world):
    record = world.detained()
    event = register_event(
        kind=EventKind.CASE,
        reference="CA-26-0000001",
        title="Case",
        occurred_at=NOON,
        by=world.custody_officer,
        at=NOON,
    )
    case = Case.objects.create(
        event=event,
        urn="01XX0000126",
        officer_in_case_id=world.inspector.id,
        opened_by_id=world.arresting.id,
    )
    Defendant.objects.create(case=case, person=record.person, custody_record=record)
    with pytest.raises(NotAllowed, match="on the investigation"):
        review(world, record)
