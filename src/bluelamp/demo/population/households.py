"""Families and others who live at one address, before anything is recorded about them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING

from bluelamp.nominals.enums import LinkRole, Sex

from .cultures import Culture, cultures
from .drawing import Weighted, by_weight
from .ethnicity import draw_ethnicity, ethnicity_of_child
from .naming import Bearer, Birth, marry, name_child

if TYPE_CHECKING:
    from bluelamp.nominals.enums import SelfDefinedEthnicity

ELDER_AGE = 52
OLDEST = 99.0
YOUNGEST_PARENT = 17.5
OLDEST_MOTHER = 45.0
LEAVES_HOME = 22
MIXED_SHARE = 0.08
SAME_SEX_SHARE = 0.04
TWIN_SHARE = 0.03
NAMED_AFTER_FATHER_SHARE = 0.03
LONE_FATHER_SHARE = 0.1
CHILDREN = by_weight({1: 42, 2: 37, 3: 14, 4: 5, 5: 2})


@dataclass(slots=True, eq=False)
class Member:
    """One person of a household; ``age`` in years, relations by place in the household."""

    bearer: Bearer
    age: float
    ethnicity: SelfDefinedEthnicity
    relations: list[tuple[LinkRole, int]] = field(default_factory=list)
    twin: int | None = None


@dataclass(slots=True, eq=False)
class Household:
    """People of one address, all of them made at once so that they agree with each other."""

    members: list[Member] = field(default_factory=list)

    def add(self, member: Member) -> int:
        """Take in a member; return the place."""
        self.members.append(member)
        return len(self.members) - 1

    def relate(self, one: int, role: LinkRole, other: int, back: LinkRole) -> None:
        """Record that ``other`` is ``role`` of ``one``, and the reverse."""
        self.members[one].relations.append((role, other))
        self.members[other].relations.append((back, one))

    def keep_first(self, count: int) -> None:
        """Leave out everybody after the first ``count``, with their relations."""
        del self.members[count:]
        for member in self.members:
            member.relations = [(role, at) for role, at in member.relations if at < count]
            if member.twin is not None and member.twin >= count:
                member.twin = None


def draw_household(rng: Random) -> Household:
    """Return one household."""
    home = Household()
    _KINDS.draw(rng)(rng, home, cultures().draw(rng))
    return home


def _sex(rng: Random) -> Sex:
    return Sex.MALE if rng.random() < 0.5 else Sex.FEMALE


def _adult(
    rng: Random, culture: Culture, sex: Sex, age: float, father: Bearer | None = None
) -> Member:
    birth = Birth(culture, sex, is_elder=age > ELDER_AGE, father=father)
    return Member(name_child(rng, birth), age, draw_ethnicity(rng, culture))


def _single(rng: Random, home: Household, culture: Culture) -> None:
    home.add(_adult(rng, culture, _sex(rng), rng.triangular(18, OLDEST, 32)))


def _couple(rng: Random, home: Household, culture: Culture) -> None:
    age = rng.triangular(20, 92, 38)
    sex = _sex(rng)
    same_sex = rng.random() < SAME_SEX_SHARE
    other_sex = sex if same_sex else Sex.FEMALE if sex is Sex.MALE else Sex.MALE
    one = _adult(rng, culture, sex, age)
    other = _adult(rng, _partners_culture(rng, culture), other_sex, _near(rng, age))
    if sex is not other_sex:
        man, woman = (one, other) if sex is Sex.MALE else (other, one)
        marry(rng, woman.bearer, man.bearer)
    home.relate(home.add(one), LinkRole.PARTNER, home.add(other), LinkRole.PARTNER)


def _near(rng: Random, age: float) -> float:
    return min(OLDEST, max(18.0, age + rng.gauss(0, 4)))


def _partners_culture(rng: Random, culture: Culture) -> Culture:
    return cultures().draw(rng) if rng.random() < MIXED_SHARE else culture


def _family(rng: Random, home: Household, culture: Culture) -> None:
    ages = _birth_ages(rng)
    father_age = _father_age(rng, ages)
    father = _adult(rng, culture, Sex.MALE, father_age)
    _raise_children(rng, home, father, ages)


def _three_generations(rng: Random, home: Household, culture: Culture) -> None:
    """A family with the father's mother; her husband has died and is not recorded."""
    ages = _birth_ages(rng)
    father_age = _father_age(rng, ages)
    grandmother_age = min(OLDEST, father_age + rng.triangular(18, 38, 26))
    grandfather = _adult(rng, culture, Sex.MALE, grandmother_age).bearer
    father = _adult(rng, culture, Sex.MALE, father_age, grandfather)
    _raise_children(rng, home, father, ages)
    if grandmother_age < father_age + YOUNGEST_PARENT:
        return
    widow = _adult(rng, culture, Sex.FEMALE, grandmother_age)
    marry(rng, widow.bearer, grandfather)
    place = home.add(widow)
    home.relate(0, LinkRole.PARENT, place, LinkRole.CHILD)
    for child in range(2, place):
        home.relate(child, LinkRole.RELATIVE, place, LinkRole.RELATIVE)


def _lone_parent(rng: Random, home: Household, culture: Culture) -> None:
    """The other parent lives elsewhere and is not recorded, but the children bear their names."""
    ages = _birth_ages(rng)
    mother = _adult(rng, culture, Sex.FEMALE, ages.mother)
    father = _adult(rng, _partners_culture(rng, culture), Sex.MALE, _father_age(rng, ages))
    lone = father if rng.random() < LONE_FATHER_SHARE else mother
    _add_children(rng, home, father, mother, ages.births, (home.add(lone),))


@dataclass(frozen=True, slots=True)
class _BirthAges:
    """The mother's age now, and the children's ages now, eldest first."""

    mother: float
    births: tuple[float, ...]


def _birth_ages(rng: Random) -> _BirthAges:
    eldest = rng.random() * LEAVES_HOME
    mother = eldest + rng.triangular(YOUNGEST_PARENT, 41, 28)
    births = [eldest]
    for _ in range(CHILDREN.draw(rng) - 1):
        twin = rng.random() < TWIN_SHARE
        age = births[-1] if twin else births[-1] - rng.uniform(1.1, 4.2)
        if age <= 0 or mother - age > OLDEST_MOTHER:
            break
        births.append(age)
    return _BirthAges(mother, tuple(births))


def _father_age(rng: Random, ages: _BirthAges) -> float:
    return min(OLDEST, max(ages.births[0] + YOUNGEST_PARENT, ages.mother + rng.gauss(2.5, 3.5)))


def _raise_children(rng: Random, home: Household, father: Member, ages: _BirthAges) -> None:
    culture = _partners_culture(rng, father.bearer.culture)
    mother = _adult(rng, culture, Sex.FEMALE, ages.mother)
    places = (home.add(father), home.add(mother))
    home.relate(places[0], LinkRole.PARTNER, places[1], LinkRole.PARTNER)
    # Children first: a second surname is the mother's own, not the one she marries into.
    _add_children(rng, home, father, mother, ages.births, places)
    marry(rng, mother.bearer, father.bearer)


def _add_children(
    rng: Random,
    home: Household,
    father: Member,
    mother: Member,
    births: tuple[float, ...],
    parents: tuple[int, ...],
) -> None:
    children: list[int] = []
    taken: set[str] = set()
    for age in births:
        child = _child(rng, father, mother, age, taken)
        taken.update(child.bearer.given)
        place = home.add(child)
        for parent in parents:
            home.relate(place, LinkRole.PARENT, parent, LinkRole.CHILD)
        for brother in children:
            home.relate(place, LinkRole.SIBLING, brother, LinkRole.SIBLING)
        _pair_twins(home, children, place)
        children.append(place)


def _pair_twins(home: Household, children: list[int], place: int) -> None:
    """Make twins of two children of one birth; of three, the third is a brother or sister."""
    if not children:
        return
    elder, younger = home.members[children[-1]], home.members[place]
    if elder.age == younger.age and elder.twin is None:
        elder.twin, younger.twin = place, children[-1]
        younger.bearer.line = elder.bearer.line
        if younger.bearer.sex is elder.bearer.sex:
            younger.bearer.family = elder.bearer.family


def _child(rng: Random, father: Member, mother: Member, age: float, taken: set[str]) -> Member:
    sex = _sex(rng)
    culture = father.bearer.culture
    bearer = name_child(
        rng, Birth(culture, sex, father=father.bearer, mother=mother.bearer, taken=taken)
    )
    own_name = father.bearer.given[0]
    may_share = sex is Sex.MALE and culture.style == "western" and own_name not in taken
    if may_share and rng.random() < NAMED_AFTER_FATHER_SHARE:
        bearer.given[0] = own_name
    ethnicity = ethnicity_of_child(rng, culture, father.ethnicity, mother.ethnicity)
    return Member(bearer, age, ethnicity)


def _shared(rng: Random, home: Household, culture: Culture) -> None:
    for _ in range(rng.randint(2, 5)):
        home.add(_adult(rng, cultures().draw(rng), _sex(rng), rng.triangular(18, 45, 24)))


def _hostel(rng: Random, home: Household, culture: Culture) -> None:
    """Many strangers at one address: an address that says little about who is who (8.6)."""
    for _ in range(rng.randint(8, 20)):
        home.add(_adult(rng, cultures().draw(rng), _sex(rng), rng.triangular(18, 70, 35)))


_HouseholdKind = Callable[[Random, Household, Culture], None]
_KINDS: Weighted[_HouseholdKind] = by_weight(
    {
        _single: 33,
        _couple: 21,
        _family: 27,
        _lone_parent: 9,
        _three_generations: 4,
        _shared: 5.5,
        _hostel: 0.5,
    }
)
