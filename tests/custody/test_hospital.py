"""To hospital and back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.custody.world import HOUR, NOON

from bluelamp.core.errors import NotAllowed, NotPossible
from bluelamp.custody.enums import CustodyState, HospitalPurpose
from bluelamp.custody.models import CellOccupation, ClockPause
from bluelamp.custody.rules.detention_clock import Paused
from bluelamp.custody.rules.spans import Span
from bluelamp.custody.selectors import clock_of
from bluelamp.custody.services import leave_for_hospital, return_from_hospital

LEFT, BACK = NOON + 2 * HOUR, NOON + 5 * HOUR


def leave(world, record, **change):
    leave_for_hospital(
        **{
            "record_id": record.pk,
            "version": record.version,
            "purpose": HospitalPurpose.TREATMENT,
            "where": "Lampton General",
            "occurred_at": LEFT,
            "by": world.custody_officer,
            "at": LEFT,
        }
        | change
    )
    record.refresh_from_db()
    return record


def come_back(world, record, **change):
    entry = return_from_hospital(
        **{
            "record_id": record.pk,
            "version": record.version,
            "occurred_at": BACK,
            "by": world.custody_officer,
            "at": BACK,
        }
        | change
    )
    record.refresh_from_db()
    return entry


def test_clk_1_treatment_stops_the_clock_and_frees_the_cell(world):
    record = leave(world, world.detained(cell=world.cells[0].pk))
    limit = clock_of(record).limit(24)
    assert record.state == CustodyState.HOSPITAL
    assert isinstance(limit, Paused)
    assert limit.used == 2 * HOUR
    assert CellOccupation.objects.get().until == LEFT


def test_clk_1_back_again_the_limit_has_moved(world):
    record = leave(world, world.detained())
    come_back(world, record)
    assert record.state == CustodyState.DETAINED
    assert clock_of(record).limit(24) == NOON + timedelta(hours=27)


def test_clk_2_questioning_counts(world):
    record = leave(world, world.detained())
    entry = come_back(world, record, questioned=[Span(LEFT + HOUR, LEFT + HOUR * 1.5)])
    pauses = ClockPause.objects.values_list("began_at", "ended_at")
    assert list(pauses) == [(LEFT, LEFT + HOUR), (LEFT + HOUR * 1.5, BACK)]
    assert clock_of(record).limit(24) == NOON + timedelta(hours=26.5)
    assert "CLK-2" in entry.text


def test_clk_2_questioned_all_the_time_nothing_is_left_out(world):
    record = leave(world, world.detained())
    come_back(world, record, questioned=[Span(LEFT, BACK)])
    assert not ClockPause.objects.exists()
    assert clock_of(record).limit(24) == NOON + timedelta(hours=24)


def test_clk_3_an_evidential_visit_stops_nothing(world):
    record = leave(world, world.detained(), purpose=HospitalPurpose.EVIDENTIAL)
    assert clock_of(record).limit(24) == NOON + timedelta(hours=24)
    come_back(world, record)
    assert (record.state, ClockPause.objects.count()) == (CustodyState.DETAINED, 0)


def test_the_state_before_comes_back(world):
    record = leave(world, world.arrived())
    come_back(world, record, cell_id=world.cells[0].pk)
    assert record.state == CustodyState.ARRIVED
    assert CellOccupation.objects.get(until=None).cell == world.cells[0]


@pytest.mark.parametrize(
    "span",
    [Span(LEFT - HOUR, LEFT + HOUR), Span(BACK - HOUR, BACK + HOUR)],
    ids=["before leaving", "after returning"],
)
def test_questioning_outside_the_visit_is_refused(world, span):
    record = leave(world, world.detained())
    with pytest.raises(NotPossible) as refusal:
        come_back(world, record, questioned=[span])
    assert refusal.value.rule == "CLK-2"


def test_nobody_returns_before_leaving(world):
    record = leave(world, world.detained())
    with pytest.raises(NotPossible, match="before leaving for hospital"):
        come_back(world, record, occurred_at=LEFT - HOUR)


def test_nobody_returns_who_has_not_left(world):
    with pytest.raises(NotPossible) as refusal:
        come_back(world, world.detained())
    assert refusal.value.rule == "section 16"


def test_nobody_returns_twice(world):
    record = leave(world, world.detained())
    come_back(world, record)
    with pytest.raises(NotPossible):
        come_back(world, record)


def test_nobody_leaves_twice(world):
    record = leave(world, world.detained())
    with pytest.raises(NotPossible):
        leave(world, record)


def test_a_second_visit_begins_after_the_first(world):
    record = leave(world, world.detained())
    come_back(world, record)
    with pytest.raises(NotPossible, match="before the return from hospital"):
        leave(world, record, occurred_at=BACK - HOUR, at=BACK)


def test_only_the_custody_officer_sends_to_hospital(world):
    record = world.detained()
    with pytest.raises(NotAllowed, match="custody officer"):
        leave(world, record, by=world.detention_officer)
