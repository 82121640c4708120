"""Names made ready to compare: tokens in order, with particles and title-like names set apart."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bluelamp.nominals.rules.names import comparison_tokens, looks_like_organisation

from .claim import Name
from .tables import name_parts

if TYPE_CHECKING:
    from collections.abc import Iterable

_PARTIAL_TYPES = frozenset({"nickname", "preferred", "religious", "alias"})
_FAMILY_TYPES = frozenset({"maiden", "previous", "birth"})
_FORMERLY = re.compile(r"\b(?:née|nee|née:|formerly|born)\b\s*", re.IGNORECASE)
_ALSO = re.compile(r"\b(?:aka|a\.k\.a\.?|alias)\b\s*", re.IGNORECASE)
_DESCRIBED = re.compile(
    r"(?:an? )?(?:unknown|unidentified|u/k|n/k)[ ,]+"
    r"(?:white |black |asian )?"
    r"(?:male|female|man|woman|person|suspect|offender|victim|boy|girl)s?.*",
    re.IGNORECASE,
)
_CAPITALS = re.compile(r"(?:Mc|Mac|O['’])?[^\W\d_a-z]+(?:['’\-][^\W\d_]+)*")


@dataclass(frozen=True)
class PreparedName:
    """One name ready to compare. ``titles`` are names such as Singh, Kaur or Begum."""

    type: str
    given: tuple[str, ...]
    family: tuple[str, ...]
    titles: frozenset[str] = frozenset()
    ordered: tuple[str, ...] = ()
    unsure_of_parts: bool = False

    @property
    def first(self) -> str:
        """Return the first forename, or the only name."""
        return (self.given or self.family or ("",))[0]

    @property
    def all_tokens(self) -> tuple[str, ...]:
        """Return every token, forenames first."""
        return self.given + self.family


def prepare_names(names: Iterable[Name]) -> tuple[PreparedName, ...]:
    """Return every name ready to compare, parts that a name lacks filled from the others."""
    split = [part for name in names for part in split_name(name)]
    whole = [name for name in split if name.given and name.family]
    filled = [other for name in split for other in _filled(name, whole)]
    found = (_prepare(name) for name in filled)
    return tuple(dict.fromkeys(name for name in found if name.all_tokens or name.titles))


def split_name(name: Name) -> list[Name]:
    """Split a name known only in full into its parts, with any maiden name or alias it holds."""
    if name.given or name.family:
        return [replace(name, full=name.full or " ".join((*name.given, name.family)))]
    if _DESCRIBED.fullmatch(name.full.strip()):
        return []
    first, *aliases = _ALSO.split(name.full)
    current, *former = _FORMERLY.split(first)
    found = [_parts_of(replace(name, full=current.strip(" ,();")))]
    found += [Name(family=text.strip(" ,();"), type="maiden") for text in former]
    found += [_parts_of(Name(full=text.strip(" ,();"), type="alias")) for text in aliases]
    return found


def _parts_of(name: Name) -> Name:
    """Tell family name from given names: by a comma, by capitals, by order, else the last word."""
    if "," in name.full:
        family, _, rest = name.full.partition(",")
        return replace(name, family=family.strip(), given=tuple(rest.split()))
    words = name.full.split()
    capitals = [word for word in words if len(word) > 1 and _CAPITALS.fullmatch(word)]
    if capitals and len(capitals) < len(words):
        given = tuple(word for word in words if word not in capitals)
        return replace(name, family=" ".join(capitals), given=given)
    if len(words) < 2 or name.order == "mononym":
        return replace(name, given=tuple(words))
    if name.order == "family_given":
        return replace(name, family=words[0], given=tuple(words[1:]))
    at = _start_of_family(words)
    return replace(name, family=" ".join(words[at:]), given=tuple(words[:at]))


def _start_of_family(words: list[str]) -> int:
    """Return where the family name begins: the last word and the particles before it."""
    at = len(words) - 1
    while at > 1 and comparison_tokens(words[at - 1])[:1] and _is_particle(words[at - 1]):
        at -= 1
    return at


def _is_particle(word: str) -> bool:
    return word.upper().strip("'’") in name_parts("particles")


def _filled(name: Name, whole: list[Name]) -> list[Name]:
    """Complete a maiden name or nickname recorded without the rest of the name."""
    if name.given and not name.family and name.type in _PARTIAL_TYPES and len(name.given) == 1:
        return [replace(name, family=other.family) for other in whole] or [name]
    if name.family and not name.given and name.type in _FAMILY_TYPES:
        return [replace(name, given=other.given) for other in whole] or [name]
    return [name]


def _prepare(name: Name) -> PreparedName:
    given = comparison_tokens(" ".join(name.given))
    family = comparison_tokens(name.family)
    given, given_titles = _apart(given, keep_one=not family)
    family, family_titles = _apart(family, keep_one=False)
    if not given and not family and given_titles | family_titles:
        return PreparedName(name.type, (), (), given_titles | family_titles)
    return PreparedName(
        type=name.type,
        given=given,
        family=family,
        titles=given_titles | family_titles,
        ordered=tuple(dict.fromkeys(given + family)),
        unsure_of_parts=not family or not given or name.order in ("patronymic", "mononym"),
    )


def _apart(tokens: tuple[str, ...], *, keep_one: bool) -> tuple[tuple[str, ...], frozenset[str]]:
    """Set particles and title-like names apart, unless nothing would be left of the part."""
    kept = tuple(token for token in tokens if token not in name_parts("particles")) or tokens
    titles = frozenset(kept) & name_parts("title_like")
    rest = tuple(dict.fromkeys(token for token in kept if token not in titles))
    if keep_one and not rest:
        return kept, frozenset()
    return rest, titles


def is_organisation(names: Iterable[Name]) -> bool:
    """Tell whether the names are those of a firm or public body (NV-06, M10)."""
    return any(looks_like_organisation(_written(name)) for name in names)


def _written(name: Name) -> str:
    return " ".join((*name.given, name.family)).strip() or name.full
