"""Who is taught in a classroom, who digitally, and the count against the decision (section 3)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from bluelamp.access.enums import CommandClass
from bluelamp.training.enums import DeliveryMode, ModeReason

CLASSROOM_COMMANDS = frozenset(
    {CommandClass.BCU, CommandClass.MET_INTEL, CommandClass.SPECIALIST_CRIME}
)


@dataclass(frozen=True, slots=True)
class Mode:
    """How somebody is taught and why; an exception counts against the tolerance (TRN-3.4)."""

    mode: DeliveryMode
    reason: ModeReason
    is_exception: bool = False


@dataclass(frozen=True, slots=True)
class DecidedCounts:
    """How many the decision has approved for each mode, and how far a count may move."""

    decision: str
    classroom: int
    digital: int
    tolerance: Fraction


PCD_1507 = DecidedCounts("PCD 1507", 22_500, 22_500, Fraction(1, 100))
"""TRN-1.1; the tolerance is a convention of the programme (TRN-3.4)."""


def default_mode(command: CommandClass) -> DeliveryMode:
    """Return how a command is taught by default (TRN-3.2)."""
    return DeliveryMode.CLASSROOM if command in CLASSROOM_COMMANDS else DeliveryMode.DIGITAL


def mode_for(
    command: CommandClass,
    *,
    can_travel: bool = True,
    adjusted_to: DeliveryMode | None = None,
    seat_free: bool = True,
) -> Mode:
    """Return how somebody is taught (TRN-3.3).

    An agreed adjustment may choose any mode, a classroom only while a seat is free; whoever cannot
    travel is taught digitally with virtual trainer-led sessions (TRN-1.6).
    """
    usual = default_mode(command)
    if adjusted_to and (adjusted_to is DeliveryMode.DIGITAL or seat_free):
        return Mode(adjusted_to, ModeReason.ADJUSTMENT, is_exception=adjusted_to is not usual)
    if not can_travel and usual is DeliveryMode.CLASSROOM:
        return Mode(DeliveryMode.DIGITAL, ModeReason.CANNOT_TRAVEL, is_exception=True)
    return Mode(usual, ModeReason.COMMAND)


def needs_governance(counted: int, decided: int, tolerance: Fraction) -> bool:
    """Tell whether a count has moved further from the decision than allowed (TRN-3.4, TRN-7.9)."""
    return abs(counted - decided) > decided * tolerance
