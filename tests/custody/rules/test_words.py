"""Regimes and the words themselves."""

from __future__ import annotations

import pytest

from bluelamp.core.words import Coded, choices
from bluelamp.custody import enums
from bluelamp.custody.enums import DetentionType
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


@pytest.mark.parametrize(
    ("code", "leaves"),
    [("CHG_BAIL", True), ("CHG_REMAND", False), ("PCB", True), ("TRANSFER", False)],
)
def test_disposal_says_whether_the_person_leaves(code: str, leaves: bool) -> None:
    assert enums.DisposalCode(code).person_leaves is leaves
