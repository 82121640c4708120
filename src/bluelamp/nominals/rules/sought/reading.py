"""Telling apart what was typed into the search box. Nothing typed is ever refused here."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...enums import IdentifierScheme as Scheme
from ...enums import Sex
from ..asn import check_asn
from ..birth import OLDEST_AGE, PartialDate, check_birth, read_birth
from ..claims import ESTIMATE_GIVE_OR_TAKE, read_postcode
from ..contact_points import vrm_warning
from ..description_words import told_apart
from ..identifiers import check_identifier
from . import shapes
from .asked import NamePattern, Sought

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

# Tried on each word with a digit, in this order. An NHS number is never searched for (section 5).
SCHEMES = (
    Scheme.PNC, Scheme.CRO, Scheme.NI, Scheme.DRIVER, Scheme.PRISON, Scheme.PASSPORT, Scheme.VRM,
)  # fmt: skip
SHORTEST_REFERENCE = 4
OLDEST_YEAR = 1900
LONGEST_AMBIGUOUS = 6
_SEXES = {"m": Sex.MALE, "f": Sex.FEMALE, "w": Sex.FEMALE}


def read_sought(text: str, today: date) -> Sought:
    """Tell apart what was typed into the search box, in any order."""
    rest = _Rest(" ".join(text.split()))
    references = _references(rest)
    exhibits = tuple(found[0].upper() for found in rest.take(shapes.EXHIBIT))
    numbers = [(Scheme.EMAIL.value, found[0].lower()) for found in rest.take(shapes.EMAIL)]
    endings = tuple(found["last"] or found["rest"] for found in rest.take(shapes.ENDING))
    born = _first_birth(rest, today)
    numbers += [n for found in rest.take(shapes.NI) for n in _of_scheme(Scheme.NI, found[0], today)]
    numbers += [
        pair
        for found in rest.take(shapes.PHONE)
        for pair in _of_scheme(Scheme.PHONE, found[0], today)
    ]
    places = [found["code"] for found in rest.take(shapes.POSTCODE)]
    postcode = read_postcode(places[0]) if places else ""
    street = next((_plain(found[0]) for found in rest.take(shapes.ADDRESS)), "")
    marks = ["".join(found[0].upper().split()) for found in rest.take(shapes.SPACED_MARK)]
    numbers += [(Scheme.VRM.value, mark) for mark in marks]
    # Most of a mark, such as AB12CD of AB12CDE, has the shape of a postcode.
    plain = ("".join(place.upper().split()) for place in places)
    marks += [place for place in plain if len(place) <= LONGEST_AMBIGUOUS]
    ages = _ages(rest)
    sex = next((_SEXES[found[0][0].lower()] for found in rest.take(shapes.SEX)), "")
    rest.text, looks = told_apart(rest.text)
    codes = _Codes(rest, born, today)
    patterns = _patterns(rest)
    return Sought(
        words=" ".join(rest.words()),
        born=codes.born,
        numbers=tuple(dict.fromkeys([*numbers, *codes.numbers])),
        postcode=postcode,
        references=tuple(dict.fromkeys([*references, *codes.references])),
        patterns=patterns,
        ages=ages,
        sex=sex,
        district=codes.district,
        street=street,
        marks=tuple(dict.fromkeys([*marks, *codes.marks])),
        digits=tuple(codes.digits),
        endings=tuple(dict.fromkeys(endings)),
        features=looks,
        exhibits=exhibits,
    )


class _Rest:
    """What is left of a text as parts of it are understood and taken out."""

    def __init__(self, text: str) -> None:
        self.text = text

    def take(self, pattern: re.Pattern[str]) -> list[re.Match[str]]:
        """Take out what fits a pattern and stands as words of its own."""
        alone = re.compile(rf"(?<!\S)(?:{pattern.pattern})(?=,?(?!\S)),?", pattern.flags)
        found = list(alone.finditer(self.text))
        self.text = " ".join(alone.sub(" ", self.text).split())
        return found

    def words(self) -> list[str]:
        """Return what is left, word by word."""
        return self.text.replace(",", " ").split()

    def drop(self, taken: set[str]) -> None:
        """Take out these words."""
        self.text = " ".join(word for word in self.words() if word not in taken)


class _Codes:
    """The words with a digit, each by all that it may be."""

    def __init__(self, rest: _Rest, born: PartialDate | None, today: date) -> None:
        self.born = born
        self.numbers: list[tuple[str, str]] = []
        self.references: list[str] = []
        self.marks: list[str] = []
        self.digits: list[str] = []
        self.district = ""
        codes = [word for word in rest.words() if any(c.isdigit() for c in word)]
        rest.drop({*codes, *(["in"] if codes else [])})
        for code in codes:
            self._read(code, today)

    def _read(self, code: str, today: date) -> None:
        dated = shapes.YEAR.fullmatch(code) or shapes.DIGITS_ONLY.fullmatch(code)
        if self.born is None and dated and (born := birth_in(code, today)):
            self.born = born
            return
        plain = code.upper()
        self.numbers += _numbers_in(code, today)
        if not self.district and shapes.is_district(plain):
            self.district = plain
        if _is_part_of_mark(plain):
            self.marks.append(plain)
        if shapes.END_OF_NUMBER.fullmatch(plain):
            self.digits.append(plain)
        if len(code) >= SHORTEST_REFERENCE and not {"*", "?"} & set(code):
            self.references.append(plain)


def _references(rest: _Rest) -> list[str]:
    # Looked for whatever its check letter: a slip in it is said, and finds nothing of itself.
    found = [check_asn(asn["asn"]).canonical for asn in rest.take(shapes.ASN)]
    found += [f"{r[1]}-{r[2]}-{r[3]}-{r[4]}".upper() for r in rest.take(shapes.REFERENCE)]
    return found + ["".join(urn.groups()).upper() for urn in rest.take(shapes.URN)]


def _first_birth(rest: _Rest, today: date) -> PartialDate | None:
    for pattern in (shapes.BORN_IN, shapes.DATE):
        read = (birth_in(found["date"], today) for found in rest.take(pattern))
        if born := next(filter(None, read), None):
            return born
    return None


def birth_in(typed: str, today: date) -> PartialDate | None:
    """Return a date of birth as typed, also ``14/03/85`` and ``14031985``; None where none is."""
    try:
        born = read_birth(_with_century(typed, today))
    except ValueError:
        return None
    wrong = any(problem.blocks for problem in check_birth(born, today))
    return None if wrong or born.earliest.year < OLDEST_YEAR else born


def _with_century(typed: str, today: date) -> str:
    """Return a date with four digits of year: the latest year that has come."""
    if found := shapes.DIGITS_ONLY.fullmatch(typed):
        return "/".join(found.groups())
    if found := shapes.SHORT_YEAR.fullmatch(typed):
        year = today.year // 100 * 100 + int(found[3])
        return f"{found[1]}/{found[2]}/{year if year <= today.year else year - 100}"
    return typed


def _ages(rest: _Rest) -> tuple[int, int] | None:
    spans = [(int(found["low"]), int(found["high"])) for found in rest.take(shapes.AGES)]
    for found in rest.take(shapes.AGE):
        age = int(found["age"] or found["years"])
        give = ESTIMATE_GIVE_OR_TAKE if found["about"] else 0
        spans.append((max(0, age - give), age + give))
    return next((span for span in spans if span[0] <= span[1] <= OLDEST_AGE), None)


def _patterns(rest: _Rest) -> tuple[NamePattern, ...]:
    """Take out words with * or ?, and initials beside other words."""
    words = rest.words()
    found = [word for word in words if shapes.PATTERN.fullmatch(word) and word.strip("*?'’-")]
    # A single character of a script without capitals is a whole name.
    single = [word for word in words if shapes.INITIAL.fullmatch(word)]
    initials = [word for word in single if word.upper() != word.lower()]
    if len(initials) < len(words):
        found += initials
    rest.drop(set(found))
    return tuple(pattern_of(word) for word in words if word in found)


def pattern_of(word: str, where: str = "any") -> NamePattern:
    """Return a part of a name as it is compared."""
    return NamePattern(_plain(word).rstrip("."), where)


def _plain(text: str) -> str:
    return " ".join(text.replace(",", " ").replace("’", "'").upper().split())


def _is_part_of_mark(plain: str) -> bool:
    letters = any(c.isalpha() for c in plain)
    return letters and bool(shapes.PART_OF_MARK.fullmatch(plain))


def _numbers_in(code: str, today: date) -> list[tuple[str, str]]:
    """Return what a word with digits may be in each scheme; a mark only where one looks so."""
    if "-" in code:
        return []
    found = [pair for scheme in SCHEMES for pair in _of_scheme(scheme, code, today)]
    return [(scheme, value) for scheme, value in found if scheme != Scheme.VRM or _is_mark(value)]


def _is_mark(value: str) -> bool:
    """Tell whether a word looks like a whole mark, and not like a postcode district."""
    return not value.isdigit() and not vrm_warning(value) and not shapes.is_district(value)


def _of_scheme(scheme: Scheme, typed: str, today: date) -> Iterator[tuple[str, str]]:
    checked = check_identifier(scheme, typed, today=today)
    if checked.valid:
        yield scheme.value, checked.canonical
