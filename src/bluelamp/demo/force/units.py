"""The tree: force, commands, BCUs, branches, borough stations and teams."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Any

from bluelamp.access.enums import CommandClass, UnitKind

from .plan import plan, shapes

if TYPE_CHECKING:
    from collections.abc import Iterator

BCU_COMMAND = "FLP"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit; ``parent`` is the code of the unit above, empty for the force.

    Codes tell the place: ``AS`` a BCU, ``AS-LAM`` a borough, ``AS-LAM-RB`` its response team B,
    ``AS-LAM-N2`` a neighbourhood team, ``AS-CU-A`` a custody team. ``pattern`` names the roster of
    a team (training.md 6.1), with the team's letter where it has one: ``2-2-2-4/A``.
    ``shape`` is the key of the kind of team in the data file, empty above the teams.
    """

    code: str
    name: str
    kind: UnitKind
    parent: str
    command_class: CommandClass
    pattern: str = ""
    shape: str = ""


def generate_units(seed: int) -> Iterator[Unit]:
    """Yield the whole tree, every unit after the unit above it.

    The seed decides only the names and numbers of neighbourhood teams.
    """
    rng = Random(seed)
    code, name = plan()["force"]
    yield Unit(code, name, UnitKind.FORCE, "", CommandClass.OTHER)
    for command in plan()["commands"]:
        yield from _command(command, code)
    for bcu_code, bcu_name, boroughs in plan()["bcus"]:
        yield Unit(bcu_code, f"{bcu_name} BCU", UnitKind.BCU, BCU_COMMAND, CommandClass.BCU)
        yield from _bcu_branches(bcu_code, bcu_name)
        for borough_code, borough in boroughs:
            yield from _borough(rng, bcu_code, borough_code, borough)


def _command(command: dict[str, Any], force: str) -> Iterator[Unit]:
    code, audience = command["code"], CommandClass(command["class"])
    yield Unit(code, command["name"], UnitKind.COMMAND, force, audience)
    for short, name, shape, teams in command["branches"]:
        branch = f"{code}-{short}"
        yield Unit(branch, name, UnitKind.BRANCH, code, audience)
        for number in range(1, teams + 1):
            yield _team(f"{branch}-{number:02d}", f"{name} Team {number}", branch, audience, shape)


def _bcu_branches(bcu: str, bcu_name: str) -> Iterator[Unit]:
    for short, name, shape, teams, lettered in plan()["bcu_branches"]:
        branch = f"{bcu}-{short}"
        whole = f"{bcu_name} {name}"
        yield Unit(branch, whole, UnitKind.BRANCH, bcu, CommandClass.BCU)
        if isinstance(teams, int):
            teams = [f"Team {number}" for number in range(1, teams + 1)]
        for number, team in enumerate(teams, start=1):
            letter = team[-1] if lettered else ""
            code = f"{branch}-{letter or number}"
            yield _team(code, f"{whole} {team}", branch, CommandClass.BCU, shape, letter)


def _borough(rng: Random, bcu: str, short: str, borough: str) -> Iterator[Unit]:
    station = f"{bcu}-{short}"
    yield Unit(station, borough, UnitKind.STATION, bcu, CommandClass.BCU)
    for letter in plan()["borough"]["response"]:
        name = f"{borough} Response Team {letter}"
        yield _team(f"{station}-R{letter}", name, station, CommandClass.BCU, "response", letter)
    fewest, most = plan()["borough"]["neighbourhood_teams"]
    wards = rng.sample(plan()["neighbourhood_stems"], rng.randint(fewest, most))
    for number, ward in enumerate(wards, start=1):
        name = f"{borough} Neighbourhood Team, {ward}"
        yield _team(f"{station}-N{number}", name, station, CommandClass.BCU, "neighbourhood")


def _team(
    code: str, name: str, parent: str, audience: CommandClass, shape: str, letter: str = ""
) -> Unit:
    pattern = shapes()[shape].pattern
    roster = f"{pattern}/{letter}" if letter else pattern
    return Unit(code, name, UnitKind.TEAM, parent, audience, roster, shape)
