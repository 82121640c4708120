"""Whether two dates of birth agree (8.4, 8.6): slips of the keyboard, stand-ins, estimates."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from bluelamp.nominals.rules.birth import age_on

from . import weights
from .evidence import NOTHING, Evidence

if TYPE_CHECKING:
    from bluelamp.nominals.rules.birth import PartialDate

KEYED_FAR_LEVELS = frozenset({"one_digit_far", "transposed_far"})
YEAR_LEVELS = frozenset({"placeholder", "year", "placeholder_same_year", "estimated"})
AGAINST_LEVELS = frozenset({"near", "one_digit_far", "apart"})

_SAID = {
    "exact": "Dates of birth are the same: {a}.",
    "swapped": "Day and month of birth are exchanged: {a} and {b}.",
    "month": "Month and year of birth agree; the day is not known.",
    "one_digit": "Dates of birth differ by one digit: {a} and {b}.",
    "transposed": "Dates of birth differ by two digits exchanged: {a} and {b}.",
    "year_off_by_one": "Same day and month of birth, one year apart: {a} and {b}.",
    "placeholder": "The date of birth {a} looks like a stand-in, so only the year counts.",
    "year": "The years of birth agree; the day is not known.",
    "placeholder_same_year": "Same year of birth, but one day looks like a stand-in.",
    "estimated": "An estimated age fits the date of birth.",
    "same_year": "Same year of birth, but another day: {a} and {b}.",
    "transposed_far": "Two digits of the year are exchanged, a generation apart: {a} and {b}.",
    "near": "Dates of birth differ: {a} and {b}.",
    "one_digit_far": "Dates of birth differ by one digit, but by years: {a} and {b}.",
    "apart": "Dates of birth are more than two years apart: {a} and {b}.",
}


def compare_births(a: tuple[PartialDate, ...], b: tuple[PartialDate, ...], today: date) -> Evidence:
    """Return the best agreement between any date of one and any date of the other."""
    levels = [(birth_level(x, y, today), x, y) for x in a for y in b]
    if not levels:
        return NOTHING
    level, x, y = max(levels, key=lambda found: (weights.BIRTH[found[0]], found[0]))
    first, second = sorted((x, y), key=lambda born: (born.earliest, born.latest))
    reasons = [_SAID[level].format(a=first, b=second)]
    reasons += [
        f"A person born {born} would be implausibly old, which points to a slip."
        for born in dict.fromkeys((first, second))
        if level != "exact" and is_implausible(born, today)
    ]
    return Evidence(weights.BIRTH[level], level, tuple(reasons))


def birth_level(a: PartialDate, b: PartialDate, today: date) -> str:
    """Return how two dates of birth agree, by the name of the row in the table of weights."""
    if a.exact and b.exact:
        if a.is_placeholder or b.is_placeholder:
            return _with_placeholder(a.exact, b.exact)
        return _of_days(a.exact, b.exact, _implausible(a, b, today))
    if not a.overlaps(b):
        return "near" if _days_between(a, b) <= 366 * weights.FAR_YEARS else "apart"
    return _of_spans(a, b)


def _of_spans(a: PartialDate, b: PartialDate) -> str:
    longest = max((a.latest - a.earliest).days, (b.latest - b.earliest).days)
    if longest <= 31:
        return "month"
    return "year" if longest <= 366 else "estimated"


def _with_placeholder(a: date, b: date) -> str:
    if a == b:
        return "placeholder"
    if a.year == b.year:
        return "placeholder_same_year"
    return "near" if abs(a.year - b.year) <= weights.FAR_YEARS else "apart"


def _of_days(a: date, b: date, implausible: bool) -> str:
    if a == b:
        return "exact"
    if (a.year, a.month, a.day) == (b.year, b.day, b.month):
        return "swapped"
    years = abs(a.year - b.year)
    if years == 1 and (a.month, a.day) == (b.month, b.day):
        return "year_off_by_one"
    if slip := _keyed(a, b, years, implausible):
        return slip
    if years == 0:
        return "same_year"
    return "near" if abs((a - b).days) <= 366 * weights.FAR_YEARS else "apart"


def _keyed(a: date, b: date, years: int, implausible: bool) -> str:
    """Return the slip of one key that explains the difference, if one does (8.6)."""
    one, other = _digits(a), _digits(b)
    if OSA.distance(one, other, score_cutoff=1) != 1:
        return ""
    exchanged = sorted(one) == sorted(other)
    if exchanged:
        far = years > weights.GENERATION_YEARS and not implausible
        return "transposed_far" if far else "transposed"
    return "one_digit_far" if years > weights.FAR_YEARS and not implausible else "one_digit"


@lru_cache(maxsize=50_000)
def _digits(day: date) -> str:
    return f"{day:%Y%m%d}"


def _implausible(a: PartialDate, b: PartialDate, today: date) -> bool:
    return is_implausible(a, today) or is_implausible(b, today)


def is_implausible(born: PartialDate, today: date) -> bool:
    """Tell whether the person would be over 100, or is not born yet."""
    age = age_on(born.latest, today)
    return age > weights.IMPLAUSIBLE_AGE or born.earliest > today


def _days_between(a: PartialDate, b: PartialDate) -> int:
    return max((b.earliest - a.latest).days, (a.earliest - b.latest).days)


def a_generation_apart(a: tuple[PartialDate, ...], b: tuple[PartialDate, ...], today: date) -> bool:
    """Tell whether every pair of plausible dates is more than twelve years apart (8.6)."""
    pairs = [(x, y) for x in a for y in b if not _implausible(x, y, today)]
    most = 366 * weights.GENERATION_YEARS
    return bool(pairs) and all(_days_between(x, y) > most for x, y in pairs)
