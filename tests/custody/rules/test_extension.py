"""Extension by a superintendent."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.custody.rules.vectors import clock_of, h, local, z

from bluelamp.access.enums import Rank
from bluelamp.custody.rules.authority import DecidingOfficer
from bluelamp.custody.rules.clock_events import Exclusion, ReviewHeld
from bluelamp.custody.rules.extension import (
    ExtensionSought,
    may_extend,
    refusals,
    window_for_extension,
)

FIRST = ReviewHeld(local("2026-09-07 08:05"))
SECOND = ReviewHeld(local("2026-09-07 14:50"))
TWICE_REVIEWED = clock_of("T19", reviews=(FIRST, SECOND))
SOUGHT = ExtensionSought(
    at=local("2026-09-07 15:00"),
    until=local("2026-09-08 13:50"),
    officer=DecidingOfficer(Rank.SUPERINTENDENT),
    indictable=True,
    necessary="Telephone still being examined",
    diligent="Two interviews held, forensic officer at work",
)


def test_too_early_with_one_review_held() -> None:  # T19
    answer = may_extend(clock_of("T19", reviews=(FIRST,)), SOUGHT)
    assert (answer.possible, answer.rule) == (False, "LIM-3")


def test_valid_once_the_second_review_was_brought_forward() -> None:  # T19
    assert may_extend(TWICE_REVIEWED, SOUGHT).possible


def test_second_review_held_afterwards_does_not_help() -> None:
    later = clock_of("T19", reviews=(FIRST, ReviewHeld(local("2026-09-07 15:01"))))
    assert may_extend(later, SOUGHT).rule == "LIM-3"


@pytest.mark.parametrize(
    ("at", "possible"),
    [
        pytest.param(local("2026-09-08 01:50"), True, id="T19-at-24h"),
        pytest.param(local("2026-09-08 01:51"), False, id="T19-too-late"),
    ],
)
def test_not_after_24_hours(at: Any, possible: bool) -> None:
    assert may_extend(TWICE_REVIEWED, replace(SOUGHT, at=at)).possible is possible


def test_summary_only_offence_at_23h59() -> None:  # T23
    sought = replace(SOUGHT, at=local("2026-09-08 01:49"), indictable=False)
    assert may_extend(TWICE_REVIEWED, sought).rule == "LIM-15"


@pytest.mark.parametrize(
    ("changed", "rule"),
    [
        ({"until": local("2026-09-08 13:51")}, "LIM-2"),
        ({"necessary": " "}, "LIM-2"),
        ({"diligent": ""}, "LIM-2"),
        ({"officer": DecidingOfficer(Rank.INSPECTOR)}, "ROL-4"),
        ({"officer": DecidingOfficer(Rank.CHIEF_INSPECTOR)}, "ROL-4"),
        ({"officer": DecidingOfficer(Rank.SUPERINTENDENT, investigating=True)}, "ROL-7"),
        ({"present": False}, "LIM-7"),
        ({"transfer_planned": True}, "LIM-5"),
        ({"until": local("2026-09-07 15:00")}, "LIM-4"),
    ],
)
def test_refused(changed: dict[str, Any], rule: str) -> None:
    found = refusals(TWICE_REVIEWED, replace(SOUGHT, **changed))
    assert [answer.rule for answer in found] == [rule]


@pytest.mark.parametrize(
    "changed",
    [
        {"officer": DecidingOfficer(Rank.CHIEF_INSPECTOR, acting_as=Rank.SUPERINTENDENT)},
        {"transfer_planned": True, "travel_weighed": True},
    ],
)
def test_allowed(changed: dict[str, Any]) -> None:
    assert may_extend(TWICE_REVIEWED, replace(SOUGHT, **changed)).possible


@pytest.mark.parametrize(
    ("at", "until", "rule"),
    [
        ("2026-09-08 03:00", "2026-09-08 13:50", "LIM-2"),
        ("2026-09-08 05:00", "2026-09-08 13:50", "LIM-4"),
        ("2026-09-08 03:00", "2026-09-08 03:30", "LIM-4"),
    ],
)
def test_topping_up_a_shorter_authority(at: str, until: str, rule: str) -> None:
    sought = replace(SOUGHT, at=local(at), until=local(until), held_until=local("2026-09-08 04:00"))
    assert may_extend(TWICE_REVIEWED, sought).rule == rule


def test_paused_clock_gives_no_end() -> None:
    away = Exclusion(local("2026-09-07 14:55"))
    found = refusals(clock_of("T19", reviews=(FIRST, SECOND), exclusions=(away,)), SOUGHT)
    assert [answer.rule for answer in found] == ["LIM-2"]
    assert "paused" in found[0].reason


def test_every_refusal_is_listed() -> None:
    sought = replace(SOUGHT, indictable=False, necessary="", present=False)
    assert [one.rule for one in refusals(TWICE_REVIEWED, sought)] == ["LIM-15", "LIM-2", "LIM-7"]


def test_window() -> None:
    window = window_for_extension(TWICE_REVIEWED)
    assert (window.opens_at, window.closes_at) == (SECOND.held_at, z("2026-09-08 00:50"))
    assert window_for_extension(clock_of("T19")).opens_at is None
    assert window.closes_at == clock_of("T19").relevant_time + h(24)
