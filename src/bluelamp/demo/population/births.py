"""Dates of birth as they come to be recorded: whole, in part, estimated, or 1 January."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from bluelamp.nominals.enums import DobQuality

if TYPE_CHECKING:
    from datetime import date
    from random import Random

DAYS_A_YEAR = 365.25
ADULT = 18
PARTIAL_SHARE = 0.02
ESTIMATED_SHARE = 0.015


class RecordedBirth(NamedTuple):
    """ISO text (``yyyy-mm-dd``, ``yyyy-mm`` or ``yyyy``) and how well it is known."""

    dob: str
    quality: DobQuality


def born_on(as_of: date, age: float) -> date:
    """Return the birthday of somebody of this age in years."""
    return as_of - timedelta(days=1 + int(age * DAYS_A_YEAR))


def record_birth(rng: Random, born: date, age: float, placeholder_share: float) -> RecordedBirth:
    """Return what the record says. Of children everything is known."""
    chance = rng.random()
    if age < ADULT or chance > placeholder_share + PARTIAL_SHARE + ESTIMATED_SHARE:
        return RecordedBirth(born.isoformat(), DobQuality.EXACT)
    if chance < placeholder_share:
        return RecordedBirth(f"{born.year}-01-01", DobQuality.EXACT)
    if chance < placeholder_share + ESTIMATED_SHARE:
        return RecordedBirth(f"{born.year}", DobQuality.ESTIMATED)
    with_month = rng.random() < 0.5
    return RecordedBirth(f"{born:%Y-%m}" if with_month else f"{born.year}", DobQuality.PARTIAL)
