"""One outcome of a package from those of its parts (TRN-10.4, TRN-10.7)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from bluelamp.training.enums import Outcome

DONE = {Outcome.COMPLETED, Outcome.PASSED, Outcome.WAIVED}
FINAL = {*DONE, Outcome.FAILED}


def of_package(outcomes: Sequence[Outcome]) -> Outcome:
    """Return the outcome of the whole: done when every part is, passed when one was assessed."""
    if any(each is Outcome.FAILED for each in outcomes):
        return Outcome.FAILED
    if outcomes and all(each in DONE for each in outcomes):
        if all(each is Outcome.WAIVED for each in outcomes):
            return Outcome.WAIVED
        assessed = any(each in {Outcome.PASSED, Outcome.WAIVED} for each in outcomes)
        return Outcome.PASSED if assessed else Outcome.COMPLETED
    if all(each is Outcome.NOT_STARTED for each in outcomes):
        return Outcome.NOT_STARTED
    return Outcome.IN_PROGRESS


def score_of(scores: Sequence[Decimal | None]) -> Decimal | None:
    """Return the mean of the scores that there are, in per cent."""
    known = [score for score in scores if score is not None]
    return round(sum(known, Decimal(0)) / len(known), 2) if known else None
