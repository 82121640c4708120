"""Moves between stations of the force."""

from __future__ import annotations

import pytest
from tests.custody.world import HOUR, NOON

from bluelamp.access.enums import Rank, Role
from bluelamp.access.models import Unit
from bluelamp.core.errors import NotAllowed, NotPossible
from bluelamp.custody.enums import CustodyState
from bluelamp.custody.models import CellOccupation, CustodyRecord, Suite
from bluelamp.custody.selectors import clock_of
from bluelamp.custody.services import receive_transfer, send_to_station
from bluelamp.custody.work import transfers_to_receive


@pytest.fixture
def other(world):
    unit = Unit.objects.create(code="BARR", name="Barr", kind="STATION", path="F/BARR/")
    return Suite.objects.create(unit=unit, code="barr", name="Barr")


def send(world, record, to, **change):
    send_to_station(
        **{
            "record_id": record.pk,
            "version": record.version,
            "to_suite_id": to.pk,
            "reason": "No cell for a wheelchair.",
            "escort": "Officer Wray",
            "occurred_at": NOON + 2 * HOUR,
            "by": world.custody_officer,
            "at": NOON + 2 * HOUR,
        }
        | change
    )
    return CustodyRecord.objects.get(pk=record.pk)


def receive(world, record, **change):
    receive_transfer(
        **{
            "record_id": record.pk,
            "version": record.version,
            "condition": "Well; property bag 7 received sealed.",
            "occurred_at": NOON + 3 * HOUR,
            "by": world.custody_officer,
            "at": NOON + 3 * HOUR,
        }
        | change
    )
    return CustodyRecord.objects.get(pk=record.pk)


def test_t7_rt_15_the_clock_goes_on_and_the_record_moves(world, other):
    record = world.detained(cell=world.cells[0].pk)
    moving = send(world, record, other)
    assert (moving.state, moving.suite) == (CustodyState.IN_TRANSIT, world.suite)
    assert CellOccupation.objects.get().until == NOON + 2 * HOUR
    there = receive(world, moving)
    assert (there.state, there.suite) == (CustodyState.DETAINED, other)
    assert clock_of(there).limit(24) == NOON + 24 * HOUR
    assert "(RTS-4)" in there.entries.filter(kind="TRANSFER").last().text


def test_the_state_before_comes_back(world, other):
    record = world.charged(world.detained())
    moving = send(world, record, other, occurred_at=NOON + 2.5 * HOUR, at=NOON + 3 * HOUR)
    there = receive(world, moving)
    assert there.state == CustodyState.CHARGED


def test_on_the_way_a_person_awaits_the_other_station(world, other):
    send(world, world.detained(), other)
    there = [one.what for one in transfers_to_receive([other], NOON + 3 * HOUR)]
    assert there == ["Receive from another station"]
    assert not list(transfers_to_receive([world.suite], NOON + 3 * HOUR))


@pytest.mark.parametrize(
    ("change", "field"), [({"reason": ""}, "reason"), ({"escort": " "}, "escort")]
)
def test_what_a_move_lacks_is_named(world, other, change, field):
    with pytest.raises(NotPossible) as refusal:
        send(world, world.detained(), other, **change)
    assert refusal.value.field == field


def test_not_to_the_same_station(world):
    with pytest.raises(NotPossible) as refusal:
        send(world, world.detained(), world.suite)
    assert refusal.value.field == "to_suite"


def test_nobody_is_received_twice_or_before_leaving(world, other):
    moving = send(world, world.detained(), other)
    with pytest.raises(NotPossible, match="before leaving"):
        receive(world, moving, occurred_at=NOON + HOUR)
    there = receive(world, moving)
    with pytest.raises(NotPossible):
        receive(world, there)


def test_rol_7_the_officer_in_the_case_does_not_move_the_person(world, other):
    involved = world.officer("S9", Rank.SERGEANT, Role.CUSTODY_OFFICER)
    record = world.detained(investigating_officer_id=involved.id)
    with pytest.raises(NotAllowed):
        send(world, record, other, by=involved)
