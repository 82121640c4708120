"""One outcome from SCORM and cmi5 (training.md 10, V29, V30)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bluelamp.core.errors import NotPossible
from bluelamp.training.enums import Outcome
from bluelamp.training.rules.outcomes import (
    MOVE_ON,
    check_session,
    is_satisfied,
    of_cmi5,
    of_scorm_12,
    of_scorm_2004,
)

O = Outcome  # noqa: E741


@pytest.mark.parametrize("move_on", list(MOVE_ON))
def test_v29_a_waiver_satisfies_any_condition(move_on):
    assert of_cmi5({"waived"}, move_on) is O.WAIVED
    assert is_satisfied({"waived"}, move_on)


def test_v30_completed_without_a_score_is_not_passed():
    assert of_scorm_12("completed") is O.COMPLETED
    assert of_scorm_12("completed", Decimal(80), Decimal(80)) is O.PASSED
    assert of_scorm_12("completed", Decimal("79.5"), Decimal(80)) is O.FAILED


@pytest.mark.parametrize(
    ("completion", "success", "outcome"),
    [
        ("completed", "passed", O.PASSED),
        ("completed", "unknown", O.COMPLETED),
        ("incomplete", "failed", O.FAILED),
        ("incomplete", "unknown", O.IN_PROGRESS),
        ("unknown", "unknown", O.NOT_STARTED),
    ],
)
def test_trn_10_2_scorm_2004(completion, success, outcome):
    assert of_scorm_2004(completion, success) is outcome


@pytest.mark.parametrize(
    ("verbs", "move_on", "satisfied", "outcome"),
    [
        ({"completed"}, "CompletedAndPassed", False, O.COMPLETED),
        ({"passed"}, "CompletedAndPassed", False, O.IN_PROGRESS),
        ({"completed", "passed"}, "CompletedAndPassed", True, O.PASSED),
        ({"passed"}, "Completed", False, O.IN_PROGRESS),
        ({"failed"}, "CompletedOrPassed", False, O.FAILED),
        ({"launched"}, "Passed", False, O.IN_PROGRESS),
        (set(), "NotApplicable", True, O.NOT_STARTED),
    ],
)
def test_trn_10_4_cmi5(verbs, move_on, satisfied, outcome):
    assert (is_satisfied(verbs, move_on), of_cmi5(verbs, move_on)) == (satisfied, outcome)


@pytest.mark.parametrize(
    "verbs",
    [
        ["completed", "initialized"],
        ["initialized", "terminated", "passed"],
        ["initialized", "passed", "passed"],
        ["initialized", "passed", "failed"],
    ],
)
def test_trn_10_3_what_no_session_may_say(verbs):
    with pytest.raises(NotPossible):
        check_session(verbs)


def test_trn_10_3_an_ordinary_session():
    check_session(["launched", "initialized", "completed", "passed", "terminated"])


@pytest.mark.parametrize("said", ["Passed", "", "done"])
def test_unknown_words_are_refused_with_their_field(said):
    with pytest.raises(NotPossible) as refusal:
        of_scorm_12(said)
    assert refusal.value.field == "cmi.core.lesson_status"
