"""Name cultures: which names a community bears and how they pass from parent to child."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from bluelamp.nominals.enums import ObservedEthnicity, SelfDefinedEthnicity, Sex

from .drawing import DATA, Weighted, by_position, by_weight, read_data
from .rare_names import with_rare_families, with_rare_given

# Forms of a family name: one for all, or man's and woman's, or man's, wife's and daughter's.
FamilyForms = tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Culture:
    """One file of ``data/cultures``; shares lie between 0 and 1."""

    code: str
    weight: float
    style: str
    ethnicity: Weighted[SelfDefinedEthnicity]
    observed: Weighted[ObservedEthnicity]
    nationality: Weighted[str]
    languages: Weighted[str]
    given: dict[Sex, Weighted[str]]
    elder_given: dict[Sex, Weighted[str]]
    families: Weighted[FamilyForms]
    middles: dict[Sex, Weighted[str]]
    prefixes: dict[Sex, Weighted[str]]
    preferred: dict[Sex, Weighted[str]]
    religious: dict[Sex, str]
    female_families: Weighted[str]
    shares: dict[str, float]
    father_as_middle: bool
    mother_first: bool

    def share(self, name: str) -> float:
        """Return a share by its name in the file, or 0."""
        return self.shares.get(name, 0.0)


@cache
def cultures() -> Weighted[Culture]:
    """Return every culture, weighted as in London (approximate)."""
    files = sorted(path.name for path in (DATA / "cultures").glob("*.json"))
    found = [_culture(read_data("cultures", name)) for name in files]
    return Weighted(found, (culture.weight for culture in found))


def _culture(data: dict[str, Any]) -> Culture:
    given = _by_sex(data, "")
    elder = _by_sex(data, "elder_")
    return Culture(
        code=data["code"],
        weight=data["weight"],
        style=data["style"],
        ethnicity=by_weight({SelfDefinedEthnicity[k]: v for k, v in data["ethnicity"].items()}),
        observed=by_weight({ObservedEthnicity[k]: v for k, v in data["observed"].items()}),
        nationality=by_weight(data["nationality"]),
        languages=by_weight(data["languages"]),
        given={
            sex: with_rare_given(data["code"], sex.value, data.get(sex.value, ())) for sex in given
        },
        elder_given={sex: elder[sex] or given[sex] for sex in given},
        families=with_rare_families(data["code"], [_forms(entry) for entry in data["families"]]),
        middles=_by_sex(data, "", "_middle"),
        prefixes=_by_sex(data, "", "_prefix"),
        preferred=_by_sex(data, "preferred_"),
        religious={
            Sex.MALE: data.get("male_religious", ""),
            Sex.FEMALE: data.get("female_religious", ""),
        },
        female_families=by_position(data.get("female_family", ())),
        shares={key: value for key, value in data.items() if key.endswith("_share")},
        father_as_middle=data.get("father_as_middle", False),
        mother_first=data.get("mother_first", False),
    )


def _by_sex(data: dict[str, Any], before: str, after: str = "") -> dict[Sex, Weighted[str]]:
    return {
        sex: by_position(data.get(f"{before}{sex.value}{after}", ()))
        for sex in (Sex.MALE, Sex.FEMALE)
    }


def _forms(entry: str | list[str]) -> FamilyForms:
    return (entry,) if isinstance(entry, str) else tuple(entry)
