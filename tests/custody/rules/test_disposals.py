"""How disposals end a detention (section 15)."""

from __future__ import annotations

import pytest

from bluelamp.custody.enums import CustodyEvent, DisposalCode
from bluelamp.custody.rules.disposals import (
    ends_by_charge,
    may_dispose,
    may_release,
    needed_words,
    offered_on_release,
    release_event,
)

D = DisposalCode


@pytest.mark.parametrize(
    ("disposals", "possible"),
    [
        ([], False),
        ([None], False),
        ([D.RUI, None], False),
        ([D.RUI], True),
        ([D.NFA, D.CHG_BAIL], True),
        ([D.RUI, D.CHG_REMAND], False),
        ([D.TRANSFER], False),
    ],
)
def test_the_person_leaves_when_every_offence_lets_them(disposals, possible):
    assert bool(may_release(disposals)) is possible


@pytest.mark.parametrize(
    ("disposals", "ended"),
    [
        ([D.CHG_BAIL], True),
        ([D.CHG_BAIL, D.NFA], True),
        ([D.CHG_BAIL, None], False),
        ([D.CHG_BAIL, D.PCB], False),
        ([D.NFA], False),
        ([], False),
    ],
)
def test_clk_7_rt_16_the_clock_ends_by_charge_when_nothing_is_left_open(disposals, ended):
    assert ends_by_charge(disposals) is ended


@pytest.mark.parametrize(
    ("code", "youngest", "oldest", "possible"),
    [
        (D.YC, 17, 17, True),
        (D.YC, 18, 18, False),
        (D.YC, None, None, True),
        (D.CAUTION_SIMPLE, 17, 17, False),
        (D.CAUTION_SIMPLE, 17, 19, True),
        (D.PND, 18, 18, True),
        (D.DET_REFUSED, 30, 30, False),
    ],
)
def test_some_disposals_are_for_some_ages(code, youngest, oldest, possible):
    answer = may_dispose(code, authorised=True, youngest=youngest, oldest=oldest)
    assert bool(answer) is possible


def test_arr_14_nothing_ends_before_the_decision_to_detain():
    assert may_dispose(D.RUI, authorised=False).rule == "ARR-14"


def test_bail_of_one_offence_is_bail_of_the_person():
    assert release_event([D.NFA, D.PCB_CPS]) is CustodyEvent.BAIL
    assert release_event([D.NFA, D.CHG_BAIL]) is CustodyEvent.RELEASE


def test_what_is_offered_lets_an_adult_leave():
    offered = offered_on_release(30, 30)
    assert all(code.person_leaves for code in offered)
    assert {D.YC, D.DET_REFUSED, D.MH_HOSPITAL}.isdisjoint(offered)


def test_a_disposal_says_what_it_needs():
    assert "court" in needed_words(D.CHG_BAIL)
    assert needed_words(D.RUI) == ""
