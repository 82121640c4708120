"""When a photograph may have been taken, and which one stands for a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


def problem_of_date(taken_on: date, *, born: date | None, today: date) -> str:
    """Return in a sentence why a photograph cannot have been taken then, nothing if it can.

    ``born`` is the earliest day on which the person may have been born.
    """
    if taken_on > today:
        return "A photograph cannot have been taken in the future."
    if born and taken_on < born:
        return "A photograph cannot have been taken before the person was born."
    if taken_on.year < 1900:
        return "A photograph was taken in 1900 or later."
    return ""
