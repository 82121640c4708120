"""How many of each team may be away at once, as the planner's files have it (section 5)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from fractions import Fraction
from uuid import UUID

from bluelamp.access.models import Unit as KeptUnit
from bluelamp.training.models import TeamLimit
from bluelamp.training.planner.instance import Unit
from bluelamp.training.rules.abstraction import may_be_away
from bluelamp.training.rules.planning_terms import TERMS

from ..facts import DEFAULT_CAP

WHOLE = Fraction(1)


def units_of(
    teams: Iterable[UUID], strength: Counter[UUID], *, small_teams: bool
) -> tuple[dict[str, Unit], dict[UUID, str]]:
    """Return the units, and what each team is called: two statements.

    A team's cap counts everybody away, whatever keeps them (TRN-5.1): it is written as the least
    strength too. Units above have no cap but one set for them. Who belongs to a unit above a team
    is a team beside the others, so that one cap does not count for both.
    """
    kept = {each.pk: each for each in KeptUnit.objects.all()}
    limits = {each.unit_id: each for each in TeamLimit.objects.all()}
    chains = {team: _chain(kept[team], kept) for team in teams}
    above = {unit.pk for chain in chains.values() for unit in chain[1:]}
    found: dict[str, Unit] = {}
    names: dict[UUID, str] = {}
    for chain in chains.values():
        for unit in reversed(chain[1:]):
            parent = kept[unit.parent_id].code if unit.parent_id else None
            found[unit.code] = Unit(unit.code, parent, WHOLE)
    for team, chain in sorted(chains.items(), key=lambda item: item[1][0].code):
        unit = chain[0]
        own = team in above
        names[team] = f"{unit.code} itself" if own else unit.code
        parent = unit.code if own else kept[unit.parent_id].code if unit.parent_id else None
        found[names[team]] = _team(
            names[team], parent, strength[team], limits.get(team), small_teams
        )
    return found, names


def teams_that_release_each(strength: Counter[UUID]) -> set[UUID]:
    """Return the teams whose every booking awaits release, or whose cap lets nobody go."""
    limits = {each.unit_id: each for each in TeamLimit.objects.all()}
    found = set()
    for team, people in strength.items():
        limit = limits.get(team)
        share = Fraction(limit.cap_percent if limit else DEFAULT_CAP, 100)
        if (limit and limit.approves_each) or not may_be_away(people, share):
            found.add(team)
    return found


def _team(
    key: str, parent: str | None, strength: int, limit: TeamLimit | None, small_teams: bool
) -> Unit:
    share = Fraction(limit.cap_percent if limit else DEFAULT_CAP, 100)
    allowed = may_be_away(strength, share)
    if not allowed and small_teams:
        allowed = min(TERMS.small_team_release, strength)
    least = max(strength - allowed, limit.minimum if limit else 0)
    return Unit(key, parent, WHOLE if allowed else share, least)


def _chain(unit: KeptUnit, kept: Mapping[UUID, KeptUnit]) -> list[KeptUnit]:
    found = [unit]
    while found[-1].parent_id:
        found.append(kept[found[-1].parent_id])
    return found
