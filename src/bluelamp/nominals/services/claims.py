"""Checking what is said of a person before anything is written."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bluelamp.core.errors import NotPossible
from bluelamp.nominals.rules.claims import PersonClaim, problems_of, worded
from bluelamp.nominals.rules.problems import Problem


def check_claim(claim: PersonClaim, today: date) -> None:
    """Raise NotPossible for the first thing that blocks, naming the answer and the rule."""
    refuse(problems_of(claim, today))


def refuse(problems: Iterable[tuple[str, Problem]]) -> None:
    """Raise NotPossible for the first problem that blocks."""
    for answer, problem in problems:
        if problem.blocks:
            raise NotPossible(worded(problem), field=answer, rule=problem.rule)
