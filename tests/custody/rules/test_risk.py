"""Risk questions and what follows from the answers."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.core.errors import NotPossible
from bluelamp.custody.enums import ObservationLevel, RiskAnswer
from bluelamp.custody.rules.risk import (
    Answered,
    check_answers,
    lowest_level,
    may_be_vulnerable,
    may_set_level,
    needs_clinical_view,
    questions_on,
)

QUESTIONS = questions_on(date(2026, 3, 10))
CODES = [one.code for one in QUESTIONS]
NO, YES, NOT_ASKED = RiskAnswer.NO, RiskAnswer.YES, RiskAnswer.NOT_ASKED


def answers(**changed):
    return {code: Answered(NO) for code in CODES} | {
        code: Answered(*each) if isinstance(each, tuple) else Answered(each)
        for code, each in changed.items()
    }


def test_all_answered_is_complete():
    check_answers(answers(), QUESTIONS)


@pytest.mark.parametrize("code", CODES)
def test_a_blank_is_refused_at_its_question(code):
    told = answers()
    del told[code]
    with pytest.raises(NotPossible) as refusal:
        check_answers(told, QUESTIONS)
    assert (refusal.value.field, refusal.value.rule) == (f"q_{code}", "CAR-1")


@pytest.mark.parametrize("answer", [YES, NOT_ASKED])
def test_yes_and_not_asked_need_words(answer):
    with pytest.raises(NotPossible, match="enter"):
        check_answers(answers(ILL=(answer, " ")), QUESTIONS)
    check_answers(answers(ILL=(answer, "Asleep")), QUESTIONS)


@pytest.mark.parametrize(
    ("told", "markers", "level"),
    [
        ({}, (), "1"),
        ({"INTOXICATED": (YES, "Slurred speech")}, (), "2"),
        ({"SELF_HARM": (YES, "2019")}, (), "2"),
        ({"HARM_NOW": (YES, "Says so")}, (), "3"),
        ({"CONCEALED": (YES, "Seen to swallow")}, ("VI",), "3"),
        ({}, ("SH",), "2"),
        ({"INTOXICATED": (NOT_ASKED, "Violent")}, (), "1"),
    ],
    ids=["none", "CAR-5", "self-harm", "now", "concealed", "marker", "not-asked"],
)
def test_the_lowest_level_to_be_considered(told, markers, level):
    assert lowest_level(answers(**told), QUESTIONS, markers)[0] == level


def test_a_lower_level_needs_a_reason():
    one, three = ObservationLevel.GENERAL, ObservationLevel.CONSTANT
    assert not may_set_level(one, three, reason=" ")
    assert may_set_level(one, three, reason="Seen by the HCP, who finds no risk.")
    assert may_set_level(three, one, reason="")


def test_what_suggests_vulnerability_and_a_clinical_view():
    told = answers(LEARNING=(YES, "Cannot read"), MEDICATION=(YES, "Insulin"))
    [vulnerable] = may_be_vulnerable(told, QUESTIONS)
    assert "read, write" in vulnerable
    assert needs_clinical_view(told, QUESTIONS) == ("Do you take, or need, any medication?",)


@given(st.lists(st.sampled_from(CODES), unique=True), st.sampled_from(CODES))
def test_one_more_yes_never_lowers_the_level(codes, more):
    few = dict.fromkeys(codes, (YES, "x"))
    before, _ = lowest_level(answers(**few), QUESTIONS)
    after, _ = lowest_level(
        answers(**few, **{more: (YES, "x")}) if more not in few else answers(**few), QUESTIONS
    )
    assert int(after) >= int(before)
