"""Self-defined ethnicity as people answer when asked; observed ethnicity is drawn apart from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bluelamp.nominals.enums import SelfDefinedEthnicity

if TYPE_CHECKING:
    from random import Random

    from .cultures import Culture

NOT_STATED_SHARE = 0.03
_MIXED = {
    ("B1", "W"): SelfDefinedEthnicity.M1,
    ("B2", "W"): SelfDefinedEthnicity.M2,
    ("A", "W"): SelfDefinedEthnicity.M3,
}


def draw_ethnicity(rng: Random, culture: Culture) -> SelfDefinedEthnicity:
    """Return the answer of somebody of this culture; a few do not answer (NS)."""
    if rng.random() < NOT_STATED_SHARE:
        return SelfDefinedEthnicity.NS
    return culture.ethnicity.draw(rng)


def ethnicity_of_child(
    rng: Random, culture: Culture, father: SelfDefinedEthnicity, mother: SelfDefinedEthnicity
) -> SelfDefinedEthnicity:
    """Return a mixed code where the parents' groups differ, otherwise as the culture answers."""
    groups = sorted((father.value, mother.value))
    if groups[0][0] == groups[1][0] or SelfDefinedEthnicity.NS in (father, mother):
        return draw_ethnicity(rng, culture)
    first, second = groups[0], groups[1][0]
    return _MIXED.get((first, second)) or _MIXED.get((first[0], second)) or SelfDefinedEthnicity.M9
