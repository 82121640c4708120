"""CAR-5, CAR-6 and CAR-8: what the record of a visit must say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bluelamp.custody.enums import RouseTest, VisitAction, VisitCondition, VisitSeen
from bluelamp.custody.rules.visits import (
    Rousing,
    VisitTold,
    field_at_fault,
    may_record_visit,
    says_nothing,
)

QUIET = VisitTold(VisitSeen.ASLEEP, VisitCondition.CALM, VisitAction.NONE)
ALL = frozenset(RouseTest)
AWAKE = Rousing(ALL, "Kai, Mill Lane, the nick")


@pytest.mark.parametrize("words", ["All correct", " all correct. ", "A/C", "OK!", "No issues"])
def test_car_8_all_correct_alone_is_refused(words):
    assert says_nothing(words)
    answer = may_record_visit(replace(QUIET, words=words), rouse=False)
    assert (bool(answer), answer.rule) == (False, "CAR-8")


@pytest.mark.parametrize("words", ["", "On the bench, facing the door", "All correct, had tea"])
def test_car_8_structured_answers_need_no_words(words):
    assert may_record_visit(replace(QUIET, words=words), rouse=False)


@pytest.mark.parametrize(
    ("told", "rule", "field"),
    [
        (replace(QUIET, words="all correct"), "CAR-8", "words"),
        (replace(QUIET, condition=VisitCondition.UNWELL), "CAR-8", "words"),
        (replace(QUIET, condition=VisitCondition.UNWELL, words="Sweating"), "CAR-8", "action"),
        (replace(QUIET, seen=VisitSeen.UNRESPONSIVE), "CAR-6", "action"),
        (replace(QUIET, rousing=Rousing(ALL, "")), "CAR-6", "roused"),
        (replace(QUIET, rousing=Rousing(ALL - {RouseTest.HOME}, "Eh?")), "CAR-6", "action"),
    ],
    ids=["empty words", "no words", "nothing done", "not roused", "no exact words", "one failed"],
)
def test_a_visit_told_in_part_is_refused_at_the_right_answer(told, rule, field):
    answer = may_record_visit(told, rouse=False)
    assert (bool(answer), answer.rule, field_at_fault(answer, told)) == (False, rule, field)


def test_car_5_whoever_must_be_roused_was():
    answer = may_record_visit(QUIET, rouse=True)
    assert (bool(answer), answer.rule, field_at_fault(answer, QUIET)) == (False, "CAR-5", "roused")
    assert may_record_visit(replace(QUIET, rousing=AWAKE), rouse=True)


@pytest.mark.parametrize("missing", RouseTest)
@pytest.mark.parametrize("action", VisitAction)
def test_car_6_failing_any_part_of_rousing_calls_for_help(missing, action):
    told = replace(QUIET, action=action, rousing=Rousing(ALL - {missing}, "Mumbled"))
    assert may_record_visit(told, rouse=True).possible is action.is_medical
