"""Whether two people's names agree (8.4, 8.6): as written, swapped, or in another order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from . import weights
from .tokens import CERTAIN, LEVELS, forename_level, level_weight, surname_level

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .prepared_names import PreparedName

_HISTORY = frozenset({"maiden", "previous", "birth"})


@dataclass(frozen=True)
class Part:
    """How one part of a name agrees: at what level, worth how much, and on which tokens."""

    weight: float = 0.0
    level: str = "missing"
    said: str = ""


@dataclass(frozen=True)
class NameAgreement:
    """How two names agree as a whole; ``extra`` holds middle names, order and leftovers."""

    forename: Part = Part()
    surname: Part = Part()
    extra: float = 0.0
    notes: tuple[str, ...] = ()
    types: frozenset[str] = frozenset()
    common: bool = False

    @property
    def weight(self) -> float:
        """Return the bits of the whole agreement."""
        return self.forename.weight + self.surname.weight + self.extra


_NO_SWAP = frozenset({"none", "phonetic"})
_NOT_SWAPPED = NameAgreement(Part(weights.DIFFERS["forename"], "none"), Part(0.0, "none"))


def compare_names(a: tuple[PreparedName, ...], b: tuple[PreparedName, ...]) -> NameAgreement:
    """Return the best agreement between any name of one and any name of the other."""
    found = [_agreement(first, second) for first in a for second in b]
    return max(found, key=_rank, default=NameAgreement())


def _rank(agreement: NameAgreement) -> tuple[float, bool, int]:
    """Order agreements; between equals prefer current names, and the plainest explanation."""
    return agreement.weight, not agreement.types & {"alias", *_HISTORY}, -len(agreement.notes)


def _agreement(a: PreparedName, b: PreparedName) -> NameAgreement:
    ways = [as_written(a, b)]
    if a.given and a.family and b.given and b.family:
        ways += [swapped(a, b), swapped(b, a)]
    if a.unsure_of_parts or b.unsure_of_parts or len({*a.ordered} & {*b.ordered}) > 1:
        ways.append(in_any_order(a, b))
    best = max(ways, key=lambda way: (way.weight, -len(way.notes)))
    common = sum((best.forename.weight, best.surname.weight)) < weights.VERY_COMMON_NAME_BELOW
    return replace(best, types=frozenset({a.type, b.type}), common=common)


def as_written(a: PreparedName, b: PreparedName) -> NameAgreement:
    """Compare forenames with forenames and surnames with surnames."""
    forename, extra, notes = compare_forenames(a.given, b.given)
    return NameAgreement(forename, compare_surnames(a, b), extra, notes)


def swapped(a: PreparedName, b: PreparedName) -> NameAgreement:
    """Compare the forenames of one with the surname of the other (8.3 no. 11)."""
    forename, extra, notes = compare_forenames(a.given, b.family)
    if forename.level in _NO_SWAP:
        return _NOT_SWAPPED
    surname = compare_surnames(a, replace(b, given=b.family, family=b.given))
    if surname.level in _NO_SWAP:
        return _NOT_SWAPPED
    notes = (*notes, "Family and given names are in the other order.")
    return NameAgreement(forename, surname, extra + weights.SWAPPED_NAMES, notes)


def compare_forenames(
    a: tuple[str, ...], b: tuple[str, ...]
) -> tuple[Part, float, tuple[str, ...]]:
    """Return how forenames agree, what second names add, and notes."""
    if not a or not b:
        return Part(), 0.0, ()
    if "".join(a) == "".join(b):
        return _forename(a[0], b[0], "equal"), _seconds(a, b, a[0], b[0]), ()
    if joined := _run_together(a, b):
        return joined, 0.0, ()
    level = forename_level(a[0], b[0])
    if level != "none":
        return _forename(a[0], b[0], level), _seconds(a, b, a[0], b[0]), ()
    return _crossed(a, b)


def _run_together(a: tuple[str, ...], b: tuple[str, ...]) -> Part | None:
    """Compare ``Abdul Rahman`` with ``Abdulrahman``, ``Min Jun`` with ``Minjun``."""
    for one, other in ((a, b), (b, a)):
        if len(one) > 1 and forename_level("".join(one[:2]), other[0]) in CERTAIN | {"variant"}:
            return _forename("".join(one[:2]), other[0], "equal")
    return None


def _crossed(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[Part, float, tuple[str, ...]]:
    """Compare a first forename with the other's second names: many go by a second name."""
    pairs = [(a[0], other) for other in b[1:]] + [(b[0], other) for other in a[1:]]
    levels = [(forename_level(*pair), pair) for pair in pairs]
    good = [(level, pair) for level, pair in levels if level in CERTAIN | {"variant"}]
    if not good:
        said = f"First names differ: {a[0]} and {b[0]}."
        return Part(weights.DIFFERS["forename"], "none", said), 0.0, ()
    level, pair = max(
        good, key=lambda item: level_weight(item[1][0], item[1][1], item[0], "forenames")
    )
    note = "The first name of one is a second name of the other."
    return _forename(*pair, level), weights.FORENAME_IS_SECOND_NAME, (note,)


def _forename(a: str, b: str, level: str) -> Part:
    return Part(level_weight(a, b, level, "forenames"), level, _said("First names", a, b, level))


def _seconds(a: tuple[str, ...], b: tuple[str, ...], first_a: str, first_b: str) -> float:
    """Return what second forenames add where both have them, or take away where they differ."""
    rest_a = [token for token in a[1:] if token != first_a]
    rest_b = [token for token in b[1:] if token != first_b]
    if not rest_a or not rest_b:
        return 0.0
    levels = [(forename_level(x, y), x, y) for x in rest_a for y in rest_b]
    good = [level_weight(x, y, n, "forenames") for n, x, y in levels if n not in _WEAK]
    if good:
        return min(max(good), weights.SECOND_FORENAME)
    if any(level == "initial" for level, _, _ in levels):
        return weights.SECOND_FORENAME_INITIAL
    return weights.SECOND_FORENAME_DIFFERS


_WEAK = frozenset({"none", "initial", "phonetic"})


def compare_surnames(a: PreparedName, b: PreparedName) -> Part:
    """Return how surnames agree; names such as Singh, Kaur or Begum hardly count (8.6)."""
    if not a.family or not b.family:
        shared = a.titles & b.titles
        said = f"Both bear {min(shared)}, which very many people do." if shared else ""
        return Part(weights.TITLE_LIKE, "title_like", said) if shared else Part()
    if "".join(a.family) == "".join(b.family) or set(a.family) == set(b.family):
        return _same_surname(a.family)
    return _best_surname(a.family, b.family)


def _same_surname(family: tuple[str, ...]) -> Part:
    heaviest = max(level_weight(token, token, "equal", "surnames") for token in family)
    weight = heaviest + (weights.SECOND_SURNAME if len(family) > 1 else 0.0)
    weight = min(weight, weights.RAREST_SURNAME + weights.SECOND_SURNAME)
    return Part(weight, "equal", f"Surnames are the same: {' '.join(family)}.")


def _best_surname(a: tuple[str, ...], b: tuple[str, ...]) -> Part:
    """Compare surnames that are not the same as a whole: any one of several may agree."""
    pairs = [(surname_level(x, y), x, y) for x in a for y in b]
    pairs.append((surname_level("".join(a), "".join(b)), "".join(a), "".join(b)))
    level, x, y = max(pairs, key=lambda p: level_weight(p[1], p[2], p[0], "surnames"))
    if level == "none":
        said = f"Surnames differ: {' '.join(a)} and {' '.join(b)}."
        return Part(weights.DIFFERS["surname"], "none", said)
    one_of_two = weights.ONE_OF_TWO_SURNAMES if len(a) > 1 or len(b) > 1 else 0.0
    weight = max(0.5, level_weight(x, y, level, "surnames") + one_of_two)
    return Part(weight, level, _said("Surnames", x, y, level))


def in_any_order(a: PreparedName, b: PreparedName) -> NameAgreement:
    """Match tokens whatever part they stand in: patronymics, single names, misplaced parts."""
    pairs = _paired(a.ordered, b.ordered)
    shorter = min(len(a.ordered), len(b.ordered))
    if not pairs or (len(pairs) < 2 and shorter > 1):
        return NameAgreement(Part(weights.DIFFERS["forename"], "none"), Part(0.0, "none"))
    left_a = len(a.ordered) > len(pairs)
    left_b = len(b.ordered) > len(pairs)
    used_a, used_b = {x for _, x, _ in pairs}, {y for _, _, y in pairs}
    notes = ("Names agree in another order.",) if a.ordered != b.ordered and shorter > 1 else ()
    extra = weights.ANOTHER_ORDER if notes else 0.0
    surname = _as_part(pairs[1]) if len(pairs) > 1 else Part()
    if a.first not in used_a and b.first not in used_b:
        # Brothers and sisters share a father's and grandfather's names, not their own.
        said = f"Own names differ: {a.first} and {b.first}."
        return NameAgreement(Part(weights.DIFFERS["forename"], "none", said), surname, extra, notes)
    extra += weights.NAMES_LEFT_OVER if left_a and left_b else 0.0
    extra += weights.SECOND_FORENAME if len(pairs) > 2 else 0.0
    return NameAgreement(_as_part(pairs[0]), surname, extra, notes)


def _paired(a: tuple[str, ...], b: tuple[str, ...]) -> list[tuple[str, str, str]]:
    """Pair off tokens, surest first, then heaviest; each token is used once."""
    every = [(forename_level(x, y), i, j) for i, x in enumerate(a) for j, y in enumerate(b)]
    sure = [(level, i, j) for level, i, j in every if level not in _WEAK]
    sure.sort(
        key=lambda p: (
            LEVELS.index(p[0]),
            -_heft(a[p[1]], b[p[2]], p[0]),
            *sorted((a[p[1]], b[p[2]])),
        )
    )
    pairs: list[tuple[str, str, str]] = []
    used_a: set[int] = set()
    used_b: set[int] = set()
    for level, i, j in sure:
        if i not in used_a and j not in used_b:
            used_a.add(i)
            used_b.add(j)
            pairs.append((level, a[i], b[j]))
    return pairs


def _surest_first(level: str, x: str, y: str) -> tuple[int, float, str, str]:
    """Return a sort key that does not depend on which claim came first."""
    return LEVELS.index(level), -_heft(x, y, level), min(x, y), max(x, y)


def _heft(x: str, y: str, level: str) -> float:
    """Return what a token counts whose part is not sure: as the commoner of the two kinds."""
    return min(level_weight(x, y, level, kind) for kind in ("forenames", "surnames"))


def _as_part(pair: tuple[str, str, str]) -> Part:
    level, x, y = pair
    return Part(_heft(x, y, level), level, _said("Names", x, y, level))


_WORDS = {
    "equal": "{what} are the same: {a}.",
    "particle": "{what} agree apart from a particle: {a} and {b}.",
    "gendered": "{what} are forms of one family name: {a} and {b}.",
    "nickname": "{a} and {b} are a name and its short form.",
    "variant": "{a} and {b} are spellings of one name.",
    "two_short_forms": "{a} and {b} are short forms of one name.",
    "similar": "{what} are nearly the same: {a} and {b}.",
    "phonetic": "{what} only sound alike: {a} and {b}.",
    "initial": "{what} agree only by an initial: {a} and {b}.",
}


def _said(what: str, a: str, b: str, level: str) -> str:
    first, second = sorted((a, b))
    return _WORDS[level].format(what=what, a=first, b=second)


def reasons_for(agreement: NameAgreement) -> Iterable[str]:
    """Yield the sentences that explain how the names agree."""
    yield from filter(None, (agreement.forename.said, agreement.surname.said, *agreement.notes))
    if agreement.types & _HISTORY and agreement.surname.level not in ("none", "missing"):
        yield "A former name on record agrees."
    if agreement.types & {"alias", "nickname"}:
        yield "An alias on record agrees."
    if agreement.common and agreement.forename.weight > 0 and agreement.surname.weight > 0:
        yield "The name is very common."
