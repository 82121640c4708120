"""Giving names: drawn for founders of a family, inherited by children, changed by marriage."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bluelamp.nominals.enums import NameOrder, NameType, Sex

from .records import SyntheticName

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from random import Random

    from .cultures import Culture, FamilyForms

TRIES = 8


@dataclass(slots=True, eq=False)
class Bearer:
    """A person as far as names go; ``line`` is what the children inherit."""

    culture: Culture
    sex: Sex
    given: list[str]
    family: str = ""
    line: FamilyForms = ()
    order: NameOrder = NameOrder.GIVEN_FAMILY
    maiden: str = ""


@dataclass(slots=True)
class Birth:
    """What is known when a name is given. ``taken`` are the given names of brothers and sisters."""

    culture: Culture
    sex: Sex
    is_elder: bool = False
    father: Bearer | None = None
    mother: Bearer | None = None
    taken: Collection[str] = field(default_factory=tuple)

    def draw_given(self, rng: Random, *also_taken: str) -> str:
        """Return a given name that no brother or sister bears, if a few draws find one."""
        names = (self.culture.elder_given if self.is_elder else self.culture.given)[self.sex]
        drawn = names.draw(rng)
        for _ in range(TRIES):
            if drawn not in self.taken and drawn not in also_taken:
                break
            drawn = names.draw(rng)
        return drawn

    def draw_line(self, rng: Random) -> FamilyForms:
        """Return the family name inherited from the father, or the mother, or a new one."""
        for parent in (self.father, self.mother):
            if parent is not None and parent.line:
                return parent.line
        return self.culture.families.draw(rng)


def name_child(rng: Random, birth: Birth) -> Bearer:
    """Give somebody a name as their culture does; without parents, found a family."""
    return _STYLES[birth.culture.style](rng, birth)


def form_of(line: FamilyForms, sex: Sex, *, married: bool = False) -> str:
    """Return the form of a family name that this person bears (-ski/-ska, -as/-ienė/-aitė)."""
    if not line:
        return ""
    if sex is Sex.MALE or len(line) == 1:
        return line[0]
    return line[1] if married or len(line) == 2 else line[2]


def marry(rng: Random, wife: Bearer, husband: Bearer) -> None:
    """Let the wife take her husband's name, as often as her culture does."""
    both = (wife.order, husband.order)
    if both != (NameOrder.GIVEN_FAMILY, NameOrder.GIVEN_FAMILY) or not husband.line:
        return
    if rng.random() >= wife.culture.share("takes_name_share"):
        return
    taken = form_of(husband.line, Sex.FEMALE, married=True)
    if taken != wife.family:
        wife.maiden, wife.family, wife.line = wife.family, taken, husband.line


def full_name(given: Collection[str], family: str, order: NameOrder) -> str:
    """Return the whole name in its owner's order."""
    parts = (family, *given) if order is NameOrder.FAMILY_GIVEN else (*given, family)
    return " ".join(part for part in parts if part)


def as_name(kind: NameType, given: Collection[str], family: str, order: NameOrder) -> SyntheticName:
    """Return a finished name."""
    return SyntheticName(kind, tuple(given), family, full_name(given, family, order), order)


def _western(rng: Random, birth: Birth) -> Bearer:
    culture, sex = birth.culture, birth.sex
    line = birth.draw_line(rng)
    if (
        birth.father is None
        and len(line) == 1
        and rng.random() < culture.share("double_barrelled_share")
    ):
        line = (f"{line[0]}-{form_of(culture.families.draw(rng), Sex.MALE)}",)
    family = form_of(line, sex)
    if sex is Sex.FEMALE and rng.random() < culture.share("female_family_share"):
        family = culture.female_families.draw(rng)
    return Bearer(culture, sex, _western_given(rng, birth), family, line)


def _western_given(rng: Random, birth: Birth) -> list[str]:
    culture = birth.culture
    given = [birth.draw_given(rng)]
    if prefixes := culture.prefixes[birth.sex]:
        prefix = prefixes.draw(rng)
        if prefix not in birth.taken and rng.random() < culture.share("male_prefix_share"):
            given.insert(0, prefix)
    if rng.random() < culture.share("middle_share"):
        if culture.father_as_middle:
            given.append(_father_given(rng, birth))
        else:
            given.append(birth.draw_given(rng, *given))
    return given


def _father_given(rng: Random, birth: Birth) -> str:
    if birth.father is not None:
        return birth.father.given[0]
    return birth.culture.elder_given[Sex.MALE].draw(rng)


def _sikh(rng: Random, birth: Birth) -> Bearer:
    religious = birth.culture.religious[birth.sex]
    line = birth.draw_line(rng)
    family = form_of(line, birth.sex)
    given = [birth.draw_given(rng)]
    if family != religious and rng.random() < birth.culture.share("religious_share"):
        given.append(religious)
    return Bearer(birth.culture, birth.sex, given, family, line)


def _three_names(rng: Random, birth: Birth) -> Bearer:
    """Own name, father's, grandfather's: nothing else passes on."""
    own = birth.draw_given(rng)
    father = _father_given(rng, birth)
    if birth.father is not None and len(birth.father.given) > 1:
        grandfather = birth.father.given[1]
    else:
        grandfather = _other_than(rng, birth.culture, father)
    given = [own, father, grandfather]
    return Bearer(birth.culture, birth.sex, given, order=NameOrder.PATRONYMIC)


def _other_than(rng: Random, culture: Culture, name: str) -> str:
    for _ in range(TRIES):
        if (drawn := form_of(culture.families.draw(rng), Sex.MALE)) != name:
            break
    return drawn


def _iberian(rng: Random, birth: Birth) -> Bearer:
    """Two surnames, one from each parent; the father's passes on."""
    line = birth.draw_line(rng)
    mothers = birth.mother.line if birth.mother is not None else ()
    other = form_of(mothers or birth.culture.families.draw(rng), Sex.MALE)
    pair = (other, line[0]) if birth.culture.mother_first else (line[0], other)
    given = _western_given(rng, birth)
    return Bearer(birth.culture, birth.sex, given, " ".join(pair), line)


def _family_first(rng: Random, birth: Birth) -> Bearer:
    line = birth.draw_line(rng)
    given = [birth.draw_given(rng)]
    if middles := birth.culture.middles[birth.sex]:
        given.insert(0, middles.draw(rng))
    family = form_of(line, birth.sex)
    return Bearer(birth.culture, birth.sex, given, family, line, NameOrder.FAMILY_GIVEN)


def _mononym(rng: Random, birth: Birth) -> Bearer:
    inherits_none = birth.father is not None and not birth.father.line
    if inherits_none or rng.random() < birth.culture.share("mononym_share"):
        given = [birth.draw_given(rng)]
        return Bearer(birth.culture, birth.sex, given, order=NameOrder.MONONYM)
    return _western(rng, birth)


_STYLES: dict[str, Callable[[Random, Birth], Bearer]] = {
    "western": _western,
    "sikh": _sikh,
    "three_names": _three_names,
    "iberian": _iberian,
    "family_first": _family_first,
    "mononym": _mononym,
}
