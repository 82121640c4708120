"""How many people each unit gets: half of the force in the classroom audience, to the person."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bluelamp.access.enums import CommandClass, UnitKind

from .plan import plan, posts, shapes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bluelamp.access.enums import Rank

    from .units import Unit

FEWEST = 200
MOST = 150_000
SMALLEST_MEAN_TEAM = 12


@dataclass(slots=True)
class Strength:
    """The posts of each unit above the teams, and the number of people of each team."""

    posts: dict[str, list[Rank]] = field(default_factory=dict)
    team_sizes: dict[str, int] = field(default_factory=dict)


def apportion(total: int, weights: Mapping[str, float]) -> dict[str, int]:
    """Share out ``total`` by weight in whole numbers that add up (largest remainder)."""
    everything = sum(weights.values())
    exact = {key: total * weight / everything for key, weight in weights.items()}
    shares = {key: int(share) for key, share in exact.items()}
    by_remainder = sorted(exact, key=lambda key: shares[key] - exact[key])
    for key in by_remainder[: total - sum(shares.values())]:
        shares[key] += 1
    return shares


def plan_strength(count: int, units: Sequence[Unit]) -> Strength:
    """Return who goes where for a force of ``count`` (TRN-1.1: half of them in classrooms).

    In a small force only the first units of each group are staffed, so that teams stay teams.
    Raises ``ValueError`` for a force too small to have teams or too large for its numbers.
    """
    if not FEWEST <= count <= MOST:
        raise ValueError(f"count must be between {FEWEST} and {MOST}")
    by_code = {unit.code: unit for unit in units}
    strength = Strength()
    for group, size in group_sizes(count).items():
        _staff_group(strength, size, [u for u in units if _group(u) == group], by_code)
    return strength


def group_sizes(count: int) -> dict[str, int]:
    """Return the size of each group: the three classroom audiences, and every other command."""
    commands = {c["code"]: c["weight"] for c in plan()["commands"] if c["class"] == "OTHER"}
    classroom = count // 2
    return apportion(classroom, plan()["classroom_weights"]) | apportion(
        count - classroom, commands
    )


def _group(unit: Unit) -> str:
    """Return the group of a unit; the chiefs count with the first command."""
    if unit.command_class is not CommandClass.OTHER:
        return unit.command_class.value
    if unit.kind is UnitKind.FORCE:
        return str(plan()["commands"][0]["code"])
    return unit.code.split("-")[0]


def _staff_group(
    strength: Strength, size: int, units: list[Unit], by_code: Mapping[str, Unit]
) -> None:
    teams = [unit for unit in units if unit.kind is UnitKind.TEAM]
    used = teams[: max(1, size // SMALLEST_MEAN_TEAM)]
    leading = _leadership(used, units, by_code, most=size // 2)
    strength.posts |= leading
    left = size - sum(map(len, leading.values()))
    weights = {unit.code: shapes()[unit.shape].weight for unit in used}
    strength.team_sizes |= apportion(left, weights)


def _leadership(
    teams: list[Unit], units: list[Unit], by_code: Mapping[str, Unit], most: int
) -> dict[str, list[Rank]]:
    """Return the posts above the teams that are staffed, at most ``most`` of them."""
    wanted: Counter[str] = Counter()
    for team in teams:
        above = team.parent
        while above:
            wanted[above] += 1
            above = by_code[above].parent
    found: defaultdict[str, list[Rank]] = defaultdict(list)
    room = most
    for unit in units:
        if unit.code in wanted:
            within_bcu = unit.command_class is CommandClass.BCU
            for rank, number in posts(unit.kind, within_bcu=within_bcu):
                found[unit.code] += [rank] * min(number, room)
                room -= min(number, room)
    return dict(found)
