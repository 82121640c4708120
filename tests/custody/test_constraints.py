"""What must always hold, the database holds: each test goes round the services."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from tests.custody.world import HOUR, NOON

from bluelamp.custody.enums import CellKind, CustodyState, ExclusionReason
from bluelamp.custody.models import (
    ArrestOffence,
    Cell,
    CellOccupation,
    ClockPause,
    CustodyRecord,
)


def refused_by(constraint):
    return pytest.raises(IntegrityError, match=constraint)


@pytest.mark.parametrize(
    ("constraint", "columns"),
    [
        ("arrival_not_before_arrest", {"arrived_at": NOON - 2 * HOUR}),
        ("authorised_not_before_arrival", {"authorised_at": NOON - HOUR}),
        ("released_not_before_arrival", {"released_at": NOON - HOUR}),
        ("detained_with_grounds", {"grounds": []}),
    ],
)
def test_impossible_columns_of_a_record(world, constraint, columns):
    record = world.detained()
    with refused_by(constraint), transaction.atomic():
        CustodyRecord.objects.filter(pk=record.pk).update(**columns)


def test_one_open_record_a_person(world):
    first, second = world.arrived(), world.arrived(world.person("Second Person"))
    rows = CustodyRecord.objects.filter(pk=second.pk)
    with refused_by("one_open_custody_record_a_person"), transaction.atomic():
        rows.update(person=first.person)
    CustodyRecord.objects.filter(pk=first.pk).update(state=CustodyState.CLOSED)
    assert rows.update(person=first.person) == 1


def test_one_cell_a_person(world):
    first = world.detained(cell=world.cells[0].pk)
    with refused_by("one_cell_a_person"), transaction.atomic():
        CellOccupation.objects.create(record=first, cell=world.cells[1], since=NOON)


def test_a_cell_takes_no_more_than_it_has_room_for(world):
    cell = world.cells[0]
    world.detained(cell=cell.pk)
    second = world.detained(world.person("Second Person"))
    with refused_by("cell_capacity"), transaction.atomic():
        CellOccupation.objects.create(record=second, cell=cell, since=NOON)
    Cell.objects.filter(pk=cell.pk).update(capacity=2)
    CellOccupation.objects.create(record=second, cell=cell, since=NOON)


def test_children_are_apart_from_adults(world):
    Cell.objects.update(capacity=3)
    cell = world.cells[0]
    world.detained(cell=cell.pk)
    second = world.detained(world.person("Second Person"))
    with refused_by("children_apart"), transaction.atomic():
        CellOccupation.objects.create(record=second, cell=cell, since=NOON, child=True)
    stay = CellOccupation.objects.create(record=second, cell=world.cells[1], since=NOON, child=True)
    with refused_by("children_apart"), transaction.atomic():
        CellOccupation.objects.filter(pk=stay.pk).update(cell=cell)


def test_nobody_is_put_in_a_cell_out_of_use(world):
    Cell.objects.update(out_of_use=True)
    record = world.detained()
    with refused_by("cell_in_use"), transaction.atomic():
        CellOccupation.objects.create(record=record, cell=world.cells[0], since=NOON)


def test_a_cell_number_once_a_suite(world):
    with refused_by("cell_number_once_a_suite"), transaction.atomic():
        Cell.objects.create(suite=world.suite, number="M1", kind=CellKind.CELL, position=9)


def test_an_offence_once_a_record(world):
    record = world.arrived()
    with refused_by("offence_once_a_record"), transaction.atomic():
        ArrestOffence.objects.create(record=record, offence=world.shop_theft)


def test_pauses_in_order_and_one_open(world):
    record = world.detained()
    reason = ExclusionReason.HOSPITAL_TREATMENT
    with refused_by("pause_in_order"), transaction.atomic():
        ClockPause.objects.create(record=record, reason=reason, began_at=NOON, ended_at=NOON)
    ClockPause.objects.create(record=record, reason=reason, began_at=NOON)
    with refused_by("one_open_pause_a_record"), transaction.atomic():
        ClockPause.objects.create(record=record, reason=reason, began_at=NOON + HOUR)
