"""One outcome from what SCORM 1.2, SCORM 2004 and cmi5 report (section 10)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from decimal import Decimal

from bluelamp.core.errors import NotPossible
from bluelamp.training.enums import Outcome

O = Outcome  # noqa: E741 - read as a table

SCORM_12 = {
    "passed": O.PASSED,
    "completed": O.COMPLETED,
    "failed": O.FAILED,
    "incomplete": O.IN_PROGRESS,
    "browsed": O.IN_PROGRESS,
    "not attempted": O.NOT_STARTED,
}
"""``cmi.core.lesson_status`` (TRN-10.1)."""

SCORM_2004_SUCCESS = {"passed": O.PASSED, "failed": O.FAILED}
SCORM_2004_COMPLETION = {
    "completed": O.COMPLETED,
    "incomplete": O.IN_PROGRESS,
    "not attempted": O.NOT_STARTED,
    "unknown": O.NOT_STARTED,
}

MOVE_ON: dict[str, Callable[[Collection[str]], bool]] = {
    "Passed": lambda verbs: "passed" in verbs,
    "Completed": lambda verbs: "completed" in verbs,
    "CompletedAndPassed": lambda verbs: {"completed", "passed"} <= set(verbs),
    "CompletedOrPassed": lambda verbs: bool({"completed", "passed"} & set(verbs)),
    "NotApplicable": lambda verbs: True,
}
"""When a unit of a cmi5 course is satisfied (TRN-10.4)."""

IN_A_SESSION = ("initialized", "completed", "passed", "failed", "terminated")


def of_scorm_12(
    status: str, score: Decimal | None = None, pass_mark: Decimal | None = None
) -> Outcome:
    """Return the outcome of SCORM 1.2; a score decides where the course only says completed (V30).

    Raises NotPossible for a status that is none.
    """
    found = _known(SCORM_12, status, "cmi.core.lesson_status", "TRN-10.1")
    if found is O.COMPLETED and score is not None and pass_mark is not None:
        return O.PASSED if score >= pass_mark else O.FAILED
    return found


def of_scorm_2004(completion: str, success: str) -> Outcome:
    """Return the outcome of SCORM 2004: success outranks completion (TRN-10.2)."""
    if success in SCORM_2004_SUCCESS:
        return SCORM_2004_SUCCESS[success]
    return _known(SCORM_2004_COMPLETION, completion, "cmi.completion_status", "TRN-10.2")


def of_cmi5(verbs: Collection[str], move_on: str) -> Outcome:
    """Return the outcome of a cmi5 unit from what has been stated of it (TRN-10.3, TRN-10.4).

    A waiver satisfies any condition (V29).
    """
    if move_on not in MOVE_ON:
        raise NotPossible(f"moveOn cannot be {move_on!r}.", field="moveOn", rule="TRN-10.4")
    if "waived" in verbs:
        return O.WAIVED
    if "passed" in verbs:
        return O.PASSED if is_satisfied(verbs, move_on) else O.IN_PROGRESS
    if "failed" in verbs:
        return O.FAILED
    if "completed" in verbs:
        return O.COMPLETED
    return O.IN_PROGRESS if verbs else O.NOT_STARTED


def is_satisfied(verbs: Collection[str], move_on: str) -> bool:
    """Tell whether a unit counts as done for its course (TRN-10.4)."""
    return "waived" in verbs or MOVE_ON[move_on](verbs)


def check_session(verbs: Sequence[str]) -> None:
    """Raise NotPossible for statements that no cmi5 session may make (TRN-10.3)."""
    said = [verb for verb in verbs if verb in IN_A_SESSION]
    problem = ""
    if said and said[0] != "initialized":
        problem = "A session begins with “initialized”."
    elif "terminated" in said[:-1]:
        problem = "Nothing follows “terminated”."
    elif len(set(said)) != len(said):
        problem = "A session says nothing twice."
    elif {"passed", "failed"} <= set(said):
        problem = "A session is passed or failed, not both."
    if problem:
        raise NotPossible(problem, field="verb", rule="TRN-10.3")


def _known(words: dict[str, Outcome], word: str, field: str, rule: str) -> Outcome:
    if word not in words:
        raise NotPossible(f"{field} cannot be {word!r}.", field=field, rule=rule)
    return words[word]
