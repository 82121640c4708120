"""Times on which the clock rests, corrected."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.custody.test_extensions import extend, reviewed
from tests.custody.world import HOUR, NOON

from bluelamp.access.enums import Rank, Role
from bluelamp.core.errors import NotAllowed, NotPossible
from bluelamp.custody.enums import CustodyEntryKind, HospitalPurpose
from bluelamp.custody.models import CustodyRecord, FlaggedDecision, Review
from bluelamp.custody.panels import custody_work
from bluelamp.custody.rules.review_schedule import schedule_for
from bluelamp.custody.selectors import clock_of
from bluelamp.custody.services import (
    acknowledge_flag,
    correct_time,
    leave_for_hospital,
    return_from_hospital,
)

MINUTE = timedelta(minutes=1)


def correct(world, record, kind, at, **change):
    entry = change.pop("entry", None) or record.entries.filter(kind=kind).first()
    record.refresh_from_db()
    correct_time(
        **{
            "record_id": record.pk,
            "version": record.version,
            "entry_id": entry.pk,
            "reason": "The gate camera shows it.",
            "occurred_at": at,
            "by": world.custody_officer,
            "at": NOON + 40 * HOUR,
        }
        | change
    )
    return CustodyRecord.objects.get(pk=record.pk)


def test_clock_model_5_an_earlier_arrival_brings_the_limits_forward(world):
    record = correct(world, world.detained(), CustodyEntryKind.ARRIVAL, NOON - 10 * MINUTE)
    assert record.relevant_time == NOON - 10 * MINUTE
    assert clock_of(record).limit(24) == NOON + 24 * HOUR - 10 * MINUTE
    first, second = record.entries.filter(kind="ARRIVAL").order_by("recorded_at")
    assert second.supersedes == first
    assert "The gate camera shows it." in second.text


def test_an_authorisation_moves_the_reviews_and_not_the_limit(world):
    record = correct(world, world.detained(), CustodyEntryKind.AUTHORISATION, NOON + HOUR / 4)
    clock = clock_of(record)
    assert clock.limit(24) == NOON + 24 * HOUR
    assert schedule_for(clock).next_due == NOON + 6.25 * HOUR


def to_hospital_and_back(world):
    record = world.detained()
    shared = {"record_id": record.pk, "by": world.custody_officer}
    leave_for_hospital(
        **shared,
        version=record.version,
        purpose=HospitalPurpose.TREATMENT,
        where="",
        occurred_at=NOON + 2 * HOUR,
        at=NOON + 2 * HOUR,
    )
    return_from_hospital(
        **shared,
        version=record.version + 1,
        occurred_at=NOON + 5 * HOUR,
        at=NOON + 5 * HOUR,
    )
    return CustodyRecord.objects.get(pk=record.pk)


@pytest.mark.parametrize(
    ("number", "at", "excluded"), [(0, NOON + 3 * HOUR, 2 * HOUR), (1, NOON + 4 * HOUR, 2 * HOUR)]
)
def test_clk_1_a_hospital_time_counts_the_visit_again(world, number, at, excluded):
    record = to_hospital_and_back(world)
    entry = record.entries.filter(kind="HOSPITAL").order_by("occurred_at")[number]
    record = correct(world, record, None, at, entry=entry)
    assert clock_of(record).limit(24) == NOON + 24 * HOUR + excluded
    assert record.pauses.count() == 1


def test_rev_19_a_review_is_superseded_never_altered(world):
    record = reviewed(world)
    entry = record.entries.filter(kind="REVIEW").first()
    record = correct(world, record, None, NOON + 4 * HOUR, entry=entry)
    assert Review.objects.count() == 3
    assert [one.held_at for one in clock_of(record).reviews] == [NOON + 4 * HOUR, NOON + 13 * HOUR]


def test_decisions_on_old_figures_are_flagged_until_an_inspector_has_looked(world):
    record = reviewed(world)
    extend(record, world.officer("U1", Rank.SUPERINTENDENT, Role.SUPERINTENDENT))
    record = correct(world, record, CustodyEntryKind.ARRIVAL, NOON - 20 * MINUTE)
    flag = FlaggedDecision.objects.get()
    assert flag.decision == "Extension of detention"
    assert "36 h: Thu 12 Mar 2026 00:00 GMT, now Wed 11 Mar 2026 23:40 GMT." in flag.change
    words = "Look at a decision on corrected figures"
    assert words in [one.what for one in custody_work(world.inspector, NOON + 41 * HOUR)]
    look = {"record_id": record.pk, "flag_id": flag.pk, "text": "Told the solicitor."}
    with pytest.raises(NotAllowed):
        acknowledge_flag(**look, version=record.version, by=world.custody_officer, at=NOON)
    acknowledge_flag(**look, version=record.version, by=world.inspector, at=NOON + 41 * HOUR)
    assert words not in [one.what for one in custody_work(world.inspector, NOON + 41 * HOUR)]


def test_a_review_that_turns_out_late_is_flagged(world):
    record = reviewed(world)
    correct(world, record, CustodyEntryKind.AUTHORISATION, NOON + 1 * MINUTE)
    flags = FlaggedDecision.objects.values_list("decision", flat=True)
    assert list(flags) == ["Review 1"]


def test_what_rests_on_nothing_new_is_not_flagged(world):
    correct(world, world.detained(), CustodyEntryKind.ARRIVAL, NOON - 10 * MINUTE)
    assert not FlaggedDecision.objects.exists()


@pytest.mark.parametrize(
    ("kind", "at", "rule"),
    [
        (CustodyEntryKind.ARRIVAL, NOON - HOUR, "RT-1"),
        (CustodyEntryKind.ARRIVAL, NOON + 0.75 * HOUR, "REC-3"),
        (CustodyEntryKind.AUTHORISATION, NOON - MINUTE, "REC-3"),
        (CustodyEntryKind.AUTHORISATION, NOON + HOUR / 2, "clock model 5"),
        (CustodyEntryKind.ARREST, NOON + MINUTE, "RT-1"),
    ],
)
def test_a_time_that_cannot_be(world, kind, at, rule):
    with pytest.raises(NotPossible) as refusal:
        correct(world, world.detained(), kind, at)
    assert (refusal.value.field, refusal.value.rule) == ("occurred_at", rule)


def test_a_reason_is_asked_for(world):
    with pytest.raises(NotPossible) as refusal:
        correct(world, world.detained(), CustodyEntryKind.ARRIVAL, NOON - MINUTE, reason=" ")
    assert refusal.value.field == "reason"


def test_a_time_is_corrected_once_then_its_correction(world):
    record = world.detained()
    first = record.entries.get(kind="ARRIVAL")
    record = correct(world, record, CustodyEntryKind.ARRIVAL, NOON - MINUTE)
    with pytest.raises(NotPossible, match="Correct that entry instead"):
        correct(world, record, None, NOON - 2 * MINUTE, entry=first)
    second = record.entries.get(supersedes=first)
    record = correct(world, record, None, NOON - 2 * MINUTE, entry=second)
    assert record.relevant_time == NOON - 2 * MINUTE


def test_only_a_custody_officer_apart_corrects_a_time(world):
    with pytest.raises(NotAllowed):
        correct(
            world,
            world.detained(),
            CustodyEntryKind.ARRIVAL,
            NOON - MINUTE,
            by=world.detention_officer,
        )
