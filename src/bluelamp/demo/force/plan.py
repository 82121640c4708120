"""The plan of the force as the data file gives it: commands, branches and shapes of teams."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from bluelamp.access.enums import Rank, Role, UnitKind

PLAN = Path(__file__).parent / "data" / "force.json"

Posts = tuple[tuple[Rank, int], ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """How a kind of team is made up.

    ``weight`` is its size against other teams, ``span`` the people one sergeant leads (0: the team
    has police staff only and a supervisor of their own), ``mix`` the ranks below sergeant.
    """

    weight: float
    pattern: str
    inspector: bool
    span: int
    mix: dict[Rank, float]
    roles: dict[Rank, tuple[Role, ...]]


@cache
def plan() -> dict[str, Any]:
    """Return the data file."""
    found: dict[str, Any] = json.loads(PLAN.read_text(encoding="utf-8"))
    return found


@cache
def shapes() -> dict[str, Shape]:
    """Return every shape of team by its key."""
    return {key: _shape(data) for key, data in plan()["shapes"].items()}


@cache
def posts(kind: UnitKind, *, within_bcu: bool) -> Posts:
    """Return the posts a unit above the teams has for its own leadership."""
    key = "BCU_BRANCH" if kind is UnitKind.BRANCH and within_bcu else kind.value
    return tuple((Rank(rank), number) for rank, number in plan()["posts"].get(key, ()))


def _shape(data: dict[str, Any]) -> Shape:
    return Shape(
        weight=data["weight"],
        pattern=data["pattern"],
        inspector=data["inspector"],
        span=data["span"],
        mix={Rank(rank): share for rank, share in data["mix"].items()},
        roles={Rank(rank): tuple(map(Role, held)) for rank, held in data["roles"].items()},
    )
