"""What a commit of SCORM says, and what a later launch is told again."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bluelamp.core.errors import NotPossible
from bluelamp.training.enums import Outcome
from bluelamp.training.packages.cmi import Opening, clean, told_again, told_by
from bluelamp.training.packages.kinds import PackageKind
from bluelamp.training.packages.rolling_up import of_package, score_of
from bluelamp.training.packages.spans import as_clock, as_iso, seconds_in

O = Outcome  # noqa: E741
P12, P2004 = PackageKind.SCORM_12, PackageKind.SCORM_2004


@pytest.mark.parametrize(
    ("data", "mastery", "outcome"),
    [
        ({}, None, O.NOT_STARTED),
        ({"cmi.core.lesson_status": "incomplete"}, None, O.IN_PROGRESS),
        ({"cmi.core.lesson_status": "completed"}, None, O.COMPLETED),
        ({"cmi.core.lesson_status": "completed"}, "0.8", O.COMPLETED),
        ({"cmi.core.lesson_status": "completed", "cmi.core.score.raw": "80"}, "0.8", O.PASSED),
        ({"cmi.core.lesson_status": "completed", "cmi.core.score.raw": "79"}, "0.8", O.FAILED),
        ({"cmi.core.lesson_status": "passed", "cmi.core.score.raw": "10"}, "0.8", O.PASSED),
    ],
)
def test_outcomes_of_scorm_12(data, mastery, outcome):
    assert told_by(P12, data, Decimal(mastery) if mastery else None).outcome is outcome


@pytest.mark.parametrize(
    ("data", "mastery", "outcome"),
    [
        ({}, None, O.NOT_STARTED),
        ({"cmi.location": "3"}, None, O.IN_PROGRESS),
        ({"cmi.completion_status": "completed"}, None, O.COMPLETED),
        ({"cmi.completion_status": "incomplete", "cmi.success_status": "passed"}, None, O.PASSED),
        ({"cmi.completion_status": "completed", "cmi.score.scaled": "0.7"}, "0.7", O.PASSED),
        ({"cmi.success_status": "passed", "cmi.score.scaled": "0.6"}, "0.7", O.FAILED),
    ],
)
def test_outcomes_of_scorm_2004(data, mastery, outcome):
    assert told_by(P2004, data, Decimal(mastery) if mastery else None).outcome is outcome


def test_score_time_and_place_of_a_commit():
    told = told_by(
        P12,
        {
            "cmi.core.lesson_status": "incomplete",
            "cmi.core.score.raw": "55.5",
            "cmi.core.session_time": "0001:02:03.50",
            "cmi.core.lesson_location": "page-7",
        },
        None,
    )
    assert (told.score, told.seconds, told.location) == (Decimal("55.5"), 3723, "page-7")


def test_what_says_nothing_is_not_kept():
    sent = {"cmi.suspend_data": "a", "cmi.objectives": {}, "cmi.exit": "", "cmi.score.raw": 7}
    assert clean(sent) == {"cmi.suspend_data": "a", "cmi.score.raw": "7"}


@pytest.mark.parametrize(
    ("sent", "named"),
    [
        ([1], "flat list"),
        ({"core": "x"}, "no element"),
        ({"cmi.location": "a\0b"}, "no element"),
        ({"cmi.suspend_data": "x" * 64_001}, "64,001 characters; at most 64,000"),
        ({f"cmi.interactions.{n}.description": "x" * 60_000 for n in range(9)}, "too large"),
        ({"cmi.score.raw": float("nan")}, "no number"),
    ],
)
def test_what_is_no_data_model_is_refused(sent, named):
    with pytest.raises(NotPossible, match=named):
        clean(sent)


def test_suspend_data_of_scorm_12_longer_than_its_limit_is_not_lost():
    assert clean({"cmi.suspend_data": "x" * 4_097})["cmi.suspend_data"] == "x" * 4_097


def test_a_status_that_is_none_is_refused():
    with pytest.raises(NotPossible, match="lesson_status cannot be 'done'"):
        told_by(P12, {"cmi.core.lesson_status": "done"}, None)


OPENING = Opening("key", "Learner", 3_600, Decimal("0.8"), "x=1")


def test_a_first_launch_begins_anew():
    told = told_again(P12, {}, OPENING)
    assert told["cmi.core.entry"] == "ab-initio"
    assert told["cmi.student_data.mastery_score"] == "80"
    assert told["cmi.launch_data"] == "x=1"


def test_a_later_launch_is_told_what_was_kept_but_not_how_it_ended():
    kept = {
        "cmi.location": "4",
        "cmi.suspend_data": "s",
        "cmi.exit": "suspend",
        "cmi.session_time": "PT5M",
        "cmi.total_time": "PT9H",
        "cmi.learner_name": "Somebody Else",
    }
    assert told_again(P2004, kept, OPENING) == {
        "cmi.location": "4",
        "cmi.suspend_data": "s",
        "cmi.learner_id": "key",
        "cmi.learner_name": "Learner",
        "cmi.credit": "credit",
        "cmi.mode": "normal",
        "cmi.entry": "resume",
        "cmi.total_time": "PT1H0M0S",
        "cmi.launch_data": "x=1",
        "cmi.scaled_passing_score": "0.8",
    }


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("0000:05:00", 300),
        ("00:00:07.25", 7),
        ("PT1H2M3.9S", 3723),
        ("P1DT1S", 86_401),
        ("P1Y", 31_536_000),
        ("", 0),
        ("soon", 0),
        ("P9999Y", 36_000_000),
    ],
)
def test_lengths_of_time(text, seconds):
    assert seconds_in(text) == seconds


@pytest.mark.parametrize("seconds", [0, 59, 3_600, 86_399, 360_000])
def test_lengths_of_time_are_read_as_they_were_written(seconds):
    assert seconds_in(as_clock(seconds)) == seconds_in(as_iso(seconds)) == seconds


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        ([O.NOT_STARTED, O.NOT_STARTED], O.NOT_STARTED),
        ([O.PASSED, O.NOT_STARTED], O.IN_PROGRESS),
        ([O.PASSED, O.COMPLETED], O.PASSED),
        ([O.COMPLETED, O.COMPLETED], O.COMPLETED),
        ([O.WAIVED, O.WAIVED], O.WAIVED),
        ([O.WAIVED, O.COMPLETED], O.PASSED),
        ([O.PASSED, O.FAILED], O.FAILED),
    ],
)
def test_the_outcome_of_a_package_of_parts(parts, whole):
    assert of_package(parts) is whole


def test_the_score_of_a_package_is_the_mean_of_those_there_are():
    assert score_of([Decimal(80), None, Decimal(91)]) == Decimal("85.50")
    assert score_of([None]) is None
