"""How many of a team may be away at one time (section 5)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from math import ceil, floor

COMMANDER = "Release of one needs the commander's approval"


@dataclass(frozen=True, slots=True)
class TeamDay:
    """A team in one duty period. Everybody away counts, whatever keeps them away (TRN-5.1).

    ``skills`` are the people present of each skill, ``minimum_skills`` how many must be.
    """

    strength: int
    cap: Fraction
    away: int = 0
    minimum: int = 0
    skills: Mapping[str, int] = field(default_factory=dict)
    minimum_skills: Mapping[str, int] = field(default_factory=dict)
    frozen: bool = False
    deputy_away: bool = False


@dataclass(frozen=True, slots=True)
class Release:
    """Whether somebody may go, what stands against it, and whether the commander may allow it."""

    allowed: bool
    against: tuple[str, ...] = ()
    commander_may_allow: bool = False


def may_be_away(strength: int, cap: Fraction) -> int:
    """Return how many of a team may be away in one duty period (TRN-5.1)."""
    return floor(strength * cap)


def fewest_days(people: int, cap: Fraction) -> int | None:
    """Return the fewest days on which all of a team can take a one-day course (TRN-5.6).

    Where the cap lets nobody go, one a day with the commander's approval (TRN-5.4, V6); None for
    a team of nobody.
    """
    if people == 0:
        return None
    return ceil(people / max(1, may_be_away(people, cap)))


def release(team: TeamDay, *, skills: Collection[str] = (), leads: bool = False) -> Release:
    """Return whether one more of a team may be away (H5).

    ``skills`` are those the person has; ``leads`` says they are the sergeant or the acting one.
    """
    against = []
    if team.frozen:
        against.append("No training on this day (TRN-5.5)")
    allowed = may_be_away(team.strength, team.cap)
    if team.away >= allowed:
        against.append(f"{team.away} of at most {allowed} are away already (TRN-5.1)")
    if team.strength - team.away - 1 < team.minimum:
        against.append(f"At least {team.minimum} must stay (TRN-5.2)")
    against += [
        f"At least {team.minimum_skills[skill]} with skill {skill} must stay (TRN-5.2)"
        for skill in sorted(skills)
        if team.skills.get(skill, 0) - 1 < team.minimum_skills.get(skill, 0)
    ]
    if leads and team.deputy_away:
        against.append("The sergeant and the acting sergeant are not both taken (TRN-5.3)")
    only_cap = allowed == 0 and team.away == 0 and len(against) == 1
    return Release(not against, tuple(against), commander_may_allow=only_cap)


def blocked_days(days: Collection[date], frozen: Collection[date]) -> list[date]:
    """Return the days of a booking on which no training may be (TRN-5.5)."""
    return sorted(set(days) & set(frozen))
