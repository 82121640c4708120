"""Modes, adjustments and venues (V20 to V23, TRN-3.4)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.access.enums import CommandClass
from bluelamp.training.enums import DeliveryMode, ModeReason, VenueLack
from bluelamp.training.rules.adjustments import (
    Effects,
    course_days,
    practical_instruction,
    room_lacks,
)
from bluelamp.training.rules.audience import PCD_1507, Mode, mode_for, needs_governance
from bluelamp.training.rules.venues import VenueFacts, lacks

WHOLE = VenueFacts(
    step_free=True,
    parking_spaces=20,
    loops=2,
    adjustable_desks=4,
    breakout=True,
    contemplation_room=True,
)


def test_v20_no_contemplation_room_closes_a_venue_though_nobody_asked():
    bare = VenueFacts(True, 20, 2, 4, breakout=True, contemplation_room=False)
    assert lacks(bare) == [VenueLack.NO_CONTEMPLATION_ROOM]
    assert lacks(WHOLE) == []
    assert set(lacks(VenueFacts(False, 0, 0, 0, False, False))) == set(VenueLack)


@pytest.mark.parametrize(
    ("hours", "extra", "most", "days"),
    [
        pytest.param(6, 25, 2.5, 3, id="V21-25-2.5"),
        pytest.param(6, 50, 3, 3, id="V21-50-3"),
        pytest.param(6, 25, 2, 4, id="V21-25-2"),
        pytest.param(6, 0, None, 1, id="as-it-is"),
    ],
)
def test_days_of_a_course(hours, extra, most, days):
    effects = Effects(extra_time_pct=extra, max_minutes_per_day=int(most * 60) if most else None)
    assert course_days(hours * 60, 420, effects) == days


@pytest.mark.parametrize(
    ("command", "more", "mode"),
    [
        pytest.param(
            CommandClass.BCU,
            {"can_travel": False},
            Mode(DeliveryMode.DIGITAL, ModeReason.CANNOT_TRAVEL, is_exception=True),
            id="V22",
        ),
        pytest.param(
            CommandClass.OTHER,
            {"adjusted_to": DeliveryMode.CLASSROOM},
            Mode(DeliveryMode.CLASSROOM, ModeReason.ADJUSTMENT, is_exception=True),
            id="V23",
        ),
        pytest.param(
            CommandClass.OTHER,
            {"adjusted_to": DeliveryMode.CLASSROOM, "seat_free": False},
            Mode(DeliveryMode.DIGITAL, ModeReason.COMMAND),
            id="V23-no-seat",
        ),
        pytest.param(
            CommandClass.MET_INTEL,
            {},
            Mode(DeliveryMode.CLASSROOM, ModeReason.COMMAND),
            id="by-command",
        ),
        pytest.param(
            CommandClass.OTHER,
            {"can_travel": False},
            Mode(DeliveryMode.DIGITAL, ModeReason.COMMAND),
            id="digital-anyway",
        ),
    ],
)
def test_modes(command, more, mode):
    assert mode_for(command, **more) == mode


@pytest.mark.parametrize(
    ("counted", "flag"), [(22_725, False), (22_726, True), (22_275, False), (22_274, True)]
)
def test_trn_3_4_the_tolerance(counted, flag):
    assert needs_governance(counted, PCD_1507.classroom, PCD_1507.tolerance) is flag


def test_trn_4_25_trainers_are_told_what_to_do_and_not_why():
    told = practical_instruction(Effects(extra_time_pct=25, loop=True, software=("Dragon",)))
    assert told == [
        "25 % more time",
        "Seat near the hearing loop, with the loop on",
        "Software ready: Dragon",
    ]
    assert practical_instruction(Effects()) == []


def test_trn_4_7_a_room_seats_no_more_than_its_desks():
    wanted = [Effects(adjustable_desk=True)] * 3 + [Effects(loop=True)]
    assert room_lacks(wanted, desks=3, loop=True, step_free=False) == []
    assert len(room_lacks(wanted, desks=2, loop=False, step_free=False)) == 2


@given(st.integers(1, 2_000), st.integers(0, 200), st.integers(30, 420))
def test_a_course_is_never_shorter_for_more_time_or_shorter_days(minutes, extra, most):
    usual = course_days(minutes, 420)
    assert course_days(minutes, 420, Effects(extra, most)) >= usual
