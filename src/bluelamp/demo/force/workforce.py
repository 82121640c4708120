"""The workforce: ranks, roles, line managers and starting dates."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

from bluelamp.access.enums import Rank, Role, UnitKind

from ..population.contacts import make_email
from .careers import draw_name, draw_start
from .plan import Shape, shapes
from .strength import apportion, plan_strength
from .units import Unit, generate_units

if TYPE_CHECKING:
    from collections.abc import Iterator

DEFAULT_COUNT = 45_000
DEFAULT_SEED = 1
AS_OF = date(2026, 1, 1)
FIRST_NUMBER = 100_000
NUMBERS_A_UNIT = 250
INSPECTOR_FROM = 12

_ROLES_OF_RANK: dict[Rank, tuple[Role, ...]] = {
    Rank.SERGEANT: (Role.SUPERVISOR,),
    Rank.INSPECTOR: (Role.INSPECTOR, Role.SUPERVISOR),
    Rank.CHIEF_INSPECTOR: (Role.INSPECTOR, Role.SUPERVISOR),
    Rank.SUPERINTENDENT: (Role.SUPERINTENDENT,),
    Rank.CHIEF_SUPERINTENDENT: (Role.SUPERINTENDENT,),
}


@dataclass(frozen=True, slots=True)
class StaffMember:
    """One invented member of the workforce.

    ``staff_number`` depends on the unit and the place in it, so it stays the same when the count
    changes. ``collar_number`` is the shoulder number of uniformed ranks, else empty.
    ``line_manager`` is a staff number, or None for the head of the force.
    """

    staff_number: str
    collar_number: str
    given_name: str
    family_name: str
    rank: Rank
    unit_code: str
    roles: tuple[Role, ...]
    line_manager: str | None
    email: str
    starts_on: date


@dataclass(frozen=True, slots=True)
class _Place:
    """A post before somebody fills it; ``leader`` is the place in the unit of the manager."""

    rank: Rank
    roles: tuple[Role, ...]
    leader: int | None


def generate_staff(
    count: int = DEFAULT_COUNT, seed: int = DEFAULT_SEED, *, as_of: date = AS_OF
) -> Iterator[StaffMember]:
    """Yield ``count`` people, every line manager before those who report to them.

    Half (rounded down) are in units of the classroom audience (TRN-1.3).
    Raises ``ValueError`` unless ``count`` is between 200 and 150,000.
    """
    units = list(generate_units(seed))
    strength = plan_strength(count, units)
    recruiter = _Recruiter(Random(seed), as_of)
    for index, unit in enumerate(units):
        if unit.kind is UnitKind.TEAM:
            places = _team_places(shapes()[unit.shape], strength.team_sizes.get(unit.code, 0))
        else:
            places = _leading_places(strength.posts.get(unit.code, []))
        yield from recruiter.fill(unit, index, places)


def _leading_places(posts: list[Rank]) -> list[_Place]:
    """The first leads the unit, the others report to the first."""
    return [
        _Place(rank, _ROLES_OF_RANK.get(rank, ()), 0 if place else None)
        for place, rank in enumerate(posts)
    ]


def _team_places(shape: Shape, size: int) -> list[_Place]:
    """Inspector if the team is large enough, sergeants by span, then the others among them."""
    if not size:
        return []
    if not shape.span:
        return _staff_places(shape, size)
    heads = [Rank.INSPECTOR] if shape.inspector and size >= INSPECTOR_FROM else []
    sergeants = max(1, round((size - len(heads)) / (shape.span + 1)))
    ranks = heads + [Rank.SERGEANT] * sergeants
    above = 0 if heads else None
    places = [
        _Place(rank, _roles(shape, rank), above if place else None)
        for place, rank in enumerate(ranks)
    ]
    others = _mixed(shape, size - len(ranks))
    for number, rank in enumerate(others):
        leader = len(heads) + number % sergeants
        places.append(_Place(rank, _roles(shape, rank), leader))
    return places


def _staff_places(shape: Shape, size: int) -> list[_Place]:
    """A team of police staff is led by one of them."""
    own = shape.roles.get(Rank.POLICE_STAFF, ())
    first = _Place(Rank.POLICE_STAFF, (*own, Role.SUPERVISOR), None)
    return [first, *(_Place(Rank.POLICE_STAFF, own, 0) for _ in range(size - 1))]


def _mixed(shape: Shape, size: int) -> list[Rank]:
    shares = apportion(size, {rank.value: share for rank, share in shape.mix.items()})
    return [rank for rank in shape.mix for _ in range(shares[rank.value])]


def _roles(shape: Shape, rank: Rank) -> tuple[Role, ...]:
    return (*shape.roles.get(rank, ()), *_ROLES_OF_RANK.get(rank, ()))


class _Recruiter:
    """Fills posts with people, unit by unit, and remembers who leads which unit."""

    def __init__(self, rng: Random, as_of: date) -> None:
        self.rng = rng
        self.as_of = as_of
        self.leaders: dict[str, str] = {}
        self.collars: Counter[str] = Counter()

    def fill(self, unit: Unit, index: int, places: list[_Place]) -> Iterator[StaffMember]:
        """Yield the people of one unit."""
        above = self.leaders.get(unit.parent)
        numbers = [
            str(FIRST_NUMBER + index * NUMBERS_A_UNIT + place) for place in range(len(places))
        ]
        self.leaders[unit.code] = numbers[0] if numbers else (above or "")
        for number, place in zip(numbers, places, strict=True):
            manager = above if place.leader is None else numbers[place.leader]
            yield self._person(unit, number, place, manager or None)

    def _person(self, unit: Unit, number: str, place: _Place, manager: str | None) -> StaffMember:
        given, family = draw_name(self.rng, place.rank)
        served = draw_start(self.rng, place.rank)
        return StaffMember(
            staff_number=number,
            collar_number=self._collar(unit, place.rank),
            given_name=given,
            family_name=family,
            rank=place.rank,
            unit_code=unit.code,
            roles=place.roles,
            line_manager=manager,
            email=make_email(given, family, number),
            starts_on=self.as_of - timedelta(days=served),
        )

    def _collar(self, unit: Unit, rank: Rank) -> str:
        """Return number and letters, such as 412AS, for ranks that wear one."""
        if rank not in (Rank.PCSO, Rank.SPECIAL_CONSTABLE, Rank.CONSTABLE, Rank.SERGEANT):
            return ""
        letters = unit.code.split("-")[0]
        self.collars[letters] += 1
        return f"{self.collars[letters]}{letters}"
