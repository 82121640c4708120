"""How disposals end a detention (section 15)."""

from __future__ import annotations

from datetime import date

import pytest

from bluelamp.custody.enums import CustodyEvent, DisposalCode
from bluelamp.custody.rules.disposal_needs import NEEDS, in_force, missing, needs_of
from bluelamp.custody.rules.disposals import (
    ends_by_charge,
    may_dispose,
    may_release,
    offered_beside,
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
        ([D.RUI, D.CHG_REMAND], True),
        ([D.PCB, D.CHG_REMAND], False),
        ([D.TRANSFER], True),
        ([D.ESCAPED], False),
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


@pytest.mark.parametrize(
    ("disposals", "event"),
    [
        ([D.RUI, D.CHG_REMAND], CustodyEvent.COURT),
        ([D.LA_ACCOM], CustodyEvent.LA_MOVE),
        ([D.TRANSFER], CustodyEvent.RELEASE),
    ],
)
def test_who_takes_the_person_over_decides_how_they_leave(disposals, event):
    assert release_event(disposals) is event


def test_what_is_offered_leaves_charge_and_refusal_to_their_own_pages():
    offered = set(offered_on_release())
    elsewhere = {D.CHG_BAIL, D.CHG_REMAND, D.LA_ACCOM, D.DET_REFUSED, D.POWER_ENDED}
    assert elsewhere.isdisjoint(offered)
    assert {D.RUI, D.PCB, D.TRANSFER, D.RECALL, D.MH_HOSPITAL} <= offered
    assert {D.PCB, D.TRANSFER, D.MH_HOSPITAL}.isdisjoint(offered_beside())


def test_section_15_each_disposal_needs_its_own_and_a_field_is_asked_once():
    assert missing(D.CHG_BAIL, {"court": "Lampton"}).field == "hearing_on"
    assert missing(D.CHG_BAIL, {"court": "Lampton", "hearing_on": "2026-03-24"}) is None
    fields = [need.field for need in needs_of([D.CAUTION_COND, D.YCC])]
    assert len(fields) == len(set(fields))


def test_section_15_what_is_prospective_waits_for_its_day():
    begins = {D.DIV_CAUTION: date(2027, 1, 1)}
    assert not in_force(D.DIV_CAUTION, date(2026, 12, 31), begins)
    assert in_force(D.DIV_CAUTION, date(2027, 1, 1), begins)
    assert not in_force(D.DIV_CAUTION, date(2030, 1, 1))


def test_what_is_missing_is_asked_for_in_words_that_read_well():
    asked = {each.lacking for needs in NEEDS.values() for each in needs}
    assert "Enter the date of the hearing" in asked
    assert "Enter who decided on the caution" in asked
    assert [
        one for one in asked if not one.startswith(("Enter the ", "Enter how ", "Enter wh"))
    ] == []
