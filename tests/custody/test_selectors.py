"""Reading records and clocks in a constant number of statements."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.custody.world import HEARD, HOUR, NOON

from bluelamp.custody.enums import DetentionType, DisposalCode, ExclusionReason, ReviewOutcome
from bluelamp.custody.models import ClockPause, CustodyRecord
from bluelamp.custody.selectors import (
    clock_of,
    free_cells,
    open_drafts,
    open_records,
    record_for_page,
    runs_pace_clock,
)
from bluelamp.custody.services import discard_booking, hold_review, start_booking


def test_a_page_of_a_record_takes_a_fixed_number_of_statements(world, django_assert_num_queries):
    record = world.detained(offence_ids=(world.shop_theft.pk, world.assault.pk))
    with django_assert_num_queries(14):
        found = record_for_page(record.pk)
        [str(one.offence) for one in found.offences.all()]
        [list(one.superseded_by.all()) for one in found.entries.all()]
        clock_of(found).limit(24)
        assert found.arrested_by.label
        assert found.event.reference
        assert found.person.known_as


def test_there_is_no_page_of_no_record(world):
    assert record_for_page(world.suite.pk) is None


@pytest.mark.parametrize("held", [1, 3])
def test_the_clocks_of_a_suite_take_ten_statements(world, held, django_assert_num_queries):
    for number in range(held):
        world.detained(world.person(f"Person {number}"), cell=world.cells[number].pk)
    with django_assert_num_queries(10):
        clocks = [clock_of(record) for record in open_records(world.suite)]
    assert [clock.limit(24) for clock in clocks] == [NOON + timedelta(hours=24)] * held


def test_only_those_held_are_open(world):
    record = world.detained()
    assert list(open_records(world.suite)) == [record]
    CustodyRecord.objects.update(state="BAILED")
    assert not open_records(world.suite).exists()


def test_a_clock_has_reviews_and_pauses(world):
    record = world.detained()
    ClockPause.objects.create(
        record=record,
        reason=ExclusionReason.HOSPITAL_TREATMENT,
        began_at=NOON + HOUR,
        ended_at=NOON + 2 * HOUR,
    )
    hold_review(
        record_id=record.pk,
        representations=HEARD,
        version=record.version,
        outcome=ReviewOutcome.CONTINUE,
        text="Grounds",
        occurred_at=NOON + 5 * HOUR,
        by=world.inspector,
        at=NOON + 5 * HOUR,
    )
    clock = clock_of(record_for_page(record.pk))
    assert clock.limit(24) == NOON + timedelta(hours=25)
    assert [review.held_at for review in clock.reviews] == [NOON + 5 * HOUR]


def test_an_uncharged_offence_keeps_the_clock(world):
    record = world.detained(offence_ids=(world.shop_theft.pk, world.assault.pk))
    first = record.offences.all()[0]
    first.disposal, first.disposed_at = DisposalCode.CHG_BAIL, NOON + HOUR
    first.save()
    assert clock_of(record).charged_at is None


@pytest.mark.parametrize(
    ("kind", "runs"), [(DetentionType.ARREST, True), (DetentionType.WARRANT, False)]
)
def test_only_some_powers_run_the_pace_clock(world, kind, runs):
    record = world.arrived()
    record.detention_type = kind
    assert runs_pace_clock(record) is runs


def test_cells_in_use_and_out_of_use_are_not_free(world):
    world.detained(cell=world.cells[0].pk)
    type(world.cells[1]).objects.filter(pk=world.cells[1].pk).update(out_of_use=True)
    assert list(free_cells(world.suite)) == [world.cells[2]]


def test_a_booking_is_open_until_finished_or_given_up(world):
    first = start_booking(suite_id=world.suite.pk, by=world.custody_officer, at=NOON)
    second = start_booking(suite_id=world.suite.pk, by=world.custody_officer, at=NOON + HOUR)
    assert list(open_drafts(world.suite)) == [second, first]
    discard_booking(draft_id=second.pk, by=world.detention_officer, at=NOON + HOUR)
    first.finished_record = world.arrived()
    first.save()
    assert not open_drafts(world.suite).exists()
