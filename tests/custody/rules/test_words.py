"""Regimes, observation and the words themselves."""

from __future__ import annotations

import pytest
from tests.custody.rules.vectors import h, z

from bluelamp.core.errors import NotPossible
from bluelamp.core.words import Coded, choices
from bluelamp.custody import enums
from bluelamp.custody.enums import DetentionType, ObservationLevel
from bluelamp.custody.rules.observation import may_change_level, next_visit_due
from bluelamp.custody.rules.regime import REGIMES, has_pace_clock, may_book_in

WORDS = [getattr(enums, name) for name in enums.__all__]


@pytest.mark.parametrize("kind", WORDS)
def test_every_word_is_unique_and_spoken(kind: type[Coded]) -> None:
    labels = [label for _code, label in choices(kind)]
    assert all(labels)
    assert len(set(labels)) == len(labels)
    assert all(kind(code).value == code for code, _label in choices(kind))


def test_only_the_first_three_types_have_the_clock() -> None:
    with_clock = [kind for kind in DetentionType if has_pace_clock(kind)]
    assert [REGIMES[kind].rule for kind in with_clock] == ["TYP-1", "TYP-2", "TYP-3"]
    assert [one.rule for one in REGIMES.values()] == [f"TYP-{n}" for n in range(1, 16)]


@pytest.mark.parametrize("kind", [DetentionType.POLICE_PROTECTION, DetentionType.TERRORISM])
def test_blocked_types(kind: DetentionType) -> None:
    assert not may_book_in(kind)
    assert may_book_in(DetentionType.ARREST)


VISIT = z("2026-03-10 15:00")


def test_next_visit() -> None:
    assert next_visit_due(VISIT, ObservationLevel.GENERAL) == VISIT + h(1)
    assert next_visit_due(VISIT, ObservationLevel.INTERMITTENT) == VISIT + h(0, 30)
    quarter = h(0, 15)
    assert (
        next_visit_due(VISIT, ObservationLevel.INTERMITTENT, set_interval=quarter)
        == VISIT + quarter
    )


def test_raised_level_recomputes_from_the_last_visit() -> None:
    raised = VISIT + h(0, 40)
    level = ObservationLevel.INTERMITTENT
    assert next_visit_due(VISIT, level, level_set_at=raised) == raised
    assert next_visit_due(VISIT, level, level_set_at=VISIT + h(0, 10)) == VISIT + h(0, 30)


def test_longer_interval_than_the_level_allows() -> None:
    with pytest.raises(NotPossible, match="at least every 30 minutes"):
        next_visit_due(VISIT, ObservationLevel.INTERMITTENT, set_interval=h(0, 45))


@pytest.mark.parametrize(
    ("before", "after", "given", "possible"),
    [
        ("1", "3", {"reason": ""}, True),
        ("3", "1", {"reason": ""}, False),
        ("3", "1", {"reason": "Calm, sober"}, True),
        ("3", "2", {"reason": "Calm", "clinical": True}, False),
        ("3", "2", {"reason": "Calm", "clinical": True, "clinical_advice": True}, True),
    ],
)
def test_changing_the_level(before: str, after: str, given: dict, possible: bool) -> None:
    levels = ObservationLevel(before), ObservationLevel(after)
    assert may_change_level(*levels, **given).possible is possible


@pytest.mark.parametrize(
    ("code", "leaves"),
    [("CHG_BAIL", True), ("CHG_REMAND", False), ("PCB", True), ("TRANSFER", False)],
)
def test_disposal_says_whether_the_person_leaves(code: str, leaves: bool) -> None:
    assert enums.DisposalCode(code).person_leaves is leaves
