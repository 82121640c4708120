"""Superintendent, warrant, cap: who holds the person and until when."""

from __future__ import annotations

from typing import Any

import pytest
from tests.custody.rules.vectors import clock_of, h, local

from bluelamp.core.errors import NotPossible
from bluelamp.custody.enums import ClockState
from bluelamp.custody.rules.authority_chain import Warrant, held_under, warrant_ends
from bluelamp.custody.rules.clock_events import Exclusion
from bluelamp.custody.rules.detention_clock import Paused

T15 = clock_of("T15")
SUPT = local("2026-05-05 18:00")
WARRANT = Warrant(local("2026-05-05 17:20"), h(36))
EXTENSION = Warrant(local("2026-05-07 04:50"), h(36))


def test_warrant_runs_from_issue() -> None:  # T15
    assert warrant_ends(T15, WARRANT) == local("2026-05-07 05:20")


def test_extension_is_capped_at_96_hours() -> None:  # T15
    end = warrant_ends(T15, EXTENSION)
    assert EXTENSION.issued_at + EXTENSION.lasts == local("2026-05-08 16:50")
    assert end == local("2026-05-08 06:00")
    assert end - EXTENSION.issued_at == h(25, 10)


def test_warrant_at_32_hours_does_not_add_the_unused_four() -> None:  # T15
    early = Warrant(local("2026-05-05 14:00"), h(36))
    assert T15.counted(early.issued_at) == h(32)
    under = held_under(T15, local("2026-05-05 15:00"), superintendent_until=SUPT, warrants=[early])
    assert under.until == local("2026-05-07 02:00")


@pytest.mark.parametrize(
    ("at", "given", "state", "until"),
    [
        ("2026-05-04 12:00", {}, ClockState.BASIC, "2026-05-05 06:00"),
        ("2026-05-05 06:00", {}, ClockState.EXPIRED, "2026-05-05 06:00"),
        (
            "2026-05-05 07:00",
            {"superintendent_until": SUPT},
            ClockState.SUPT_EXTENDED,
            "2026-05-05 18:00",
        ),
        (
            "2026-05-05 18:00",
            {"superintendent_until": SUPT},
            ClockState.EXPIRED,
            "2026-05-05 18:00",
        ),
        (
            "2026-05-05 18:00",
            {"superintendent_until": SUPT, "court_awaited": True},
            ClockState.WFD_PENDING,
            "2026-05-06 00:00",
        ),
        (
            "2026-05-06 00:00",
            {"superintendent_until": SUPT, "court_awaited": True},
            ClockState.EXPIRED,
            "2026-05-06 00:00",
        ),
        (
            "2026-05-05 18:00",
            {"superintendent_until": SUPT, "warrants": [EXTENSION, WARRANT]},
            ClockState.WFD,
            "2026-05-07 05:20",
        ),
        (
            "2026-05-07 05:20",
            {"superintendent_until": SUPT, "warrants": [EXTENSION, WARRANT]},
            ClockState.WFD_EXTENDED,
            "2026-05-08 06:00",
        ),
        (
            "2026-05-08 06:00",
            {"superintendent_until": SUPT, "warrants": [EXTENSION, WARRANT]},
            ClockState.EXPIRED,
            "2026-05-08 06:00",
        ),
        ("2026-05-04 12:00", {"released": True}, ClockState.RELEASED, "2026-05-05 06:00"),
    ],
)
def test_held_under(at: str, given: dict[str, Any], state: ClockState, until: str) -> None:
    under = held_under(T15, local(at), **given)
    assert (under.state, under.until) == (state, local(until))


def test_superintendent_never_beyond_36_hours() -> None:
    under = held_under(
        T15, local("2026-05-05 07:00"), superintendent_until=local("2026-05-06 09:00")
    )
    assert under.until == SUPT


def test_charged_ends_the_chain() -> None:
    clock = clock_of("T15", charged_at=local("2026-05-04 20:00"))
    assert held_under(clock, local("2026-05-04 19:59")).state is ClockState.BASIC
    assert held_under(clock, local("2026-05-04 20:00")).state is ClockState.CHARGED


def test_paused_clock_has_a_moving_end() -> None:
    clock = clock_of("T15", exclusions=(Exclusion(local("2026-05-04 10:00")),))
    under = held_under(clock, local("2026-05-09 10:00"))
    assert under.state is ClockState.BASIC
    assert isinstance(under.until, Paused)


@pytest.mark.parametrize("hours", [0, 37])
def test_length_of_a_warrant(hours: int) -> None:
    with pytest.raises(NotPossible) as refused:
        warrant_ends(T15, Warrant(WARRANT.issued_at, h(hours)))
    assert refused.value.rule == "LIM-10"
