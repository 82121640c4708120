"""What somebody means who types into one box: names, a date, numbers, a postcode, references."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..enums import IdentifierScheme as Scheme
from .birth import PartialDate, check_birth, read_birth
from .claims import read_postcode
from .contact_points import vrm_warning
from .identifiers import check_identifier

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

# Tried on each word with a digit, in this order. An NHS number is never searched for (section 5).
SCHEMES = (
    Scheme.PNC, Scheme.CRO, Scheme.NI, Scheme.DRIVER, Scheme.PRISON, Scheme.PASSPORT, Scheme.VRM,
)  # fmt: skip
SHORTEST_REFERENCE = 4
OLDEST_YEAR = 1900

_EMAIL = re.compile(r"[^\s@]+@[^\s@]+")
_DATE = re.compile(
    r"\d{1,2}[/.\-]\d{1,2}[/.\-]\d{4}|\d{4}-\d{1,2}(?:-\d{1,2})?|\d{1,2}/\d{4}"
    r"|(?:\d{1,2}(?:st|nd|rd|th)? )?"
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?) \d{4}",
    re.IGNORECASE,
)
_PHONE = re.compile(r"(?:\+|\b0)\d[\d ()\-]{6,16}\d")
_POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}", re.IGNORECASE)
_NI = re.compile(r"[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]", re.IGNORECASE)
_REFERENCE = re.compile(r"([A-Z]{2})[- ]?(\d{2})[- ]?(\d{7})[- ]?([A-Z0-9])", re.IGNORECASE)
_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class Sought:
    """What was typed, told apart. ``references`` are beginnings of references, in capitals."""

    words: str = ""
    born: PartialDate | None = None
    numbers: tuple[tuple[str, str], ...] = ()
    postcode: str = ""
    references: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing can be looked for."""
        return self == Sought()


def read_sought(text: str, today: date) -> Sought:
    """Tell apart what was typed into the search box. Nothing typed is ever refused here."""
    rest = _Rest(" ".join(text.split()))
    references = [
        f"{found[1]}-{found[2]}-{found[3]}-{found[4]}".upper() for found in rest.take(_REFERENCE)
    ]
    numbers = [(Scheme.EMAIL.value, found[0].lower()) for found in rest.take(_EMAIL)]
    born = next(filter(None, (_birth(found[0], today) for found in rest.take(_DATE))), None)
    numbers += [pair for found in rest.take(_NI) for pair in _of_scheme(Scheme.NI, found[0], today)]
    numbers += [
        pair for found in rest.take(_PHONE) for pair in _of_scheme(Scheme.PHONE, found[0], today)
    ]
    postcode = next((read_postcode(found[0]) for found in rest.take(_POSTCODE)), "")
    codes = [word for word in rest.words() if any(c.isdigit() for c in word)]
    for code in codes:
        if born is None and _YEAR.fullmatch(code) and (born := _birth(code, today)):
            continue
        numbers += _numbers_in(code, today)
        if len(code) >= SHORTEST_REFERENCE:
            references.append(code.upper())
    return Sought(
        words=" ".join(word for word in rest.words() if word not in codes),
        born=born,
        numbers=tuple(dict.fromkeys(numbers)),
        postcode=postcode,
        references=tuple(dict.fromkeys(references)),
    )


class _Rest:
    """What is left of a text as parts of it are understood and taken out."""

    def __init__(self, text: str) -> None:
        self.text = text

    def take(self, pattern: re.Pattern[str]) -> list[re.Match[str]]:
        """Take out what fits a pattern and stands as words of its own."""
        alone = re.compile(rf"(?<!\S)(?:{pattern.pattern})(?!\S)", pattern.flags)
        found = list(alone.finditer(self.text))
        self.text = " ".join(alone.sub(" ", self.text).split())
        return found

    def words(self) -> list[str]:
        """Return what is left, word by word."""
        return self.text.replace(",", " ").split()


def _birth(typed: str, today: date) -> PartialDate | None:
    try:
        born = read_birth(typed)
    except ValueError:
        return None
    wrong = any(problem.blocks for problem in check_birth(born, today))
    return None if wrong or born.earliest.year < OLDEST_YEAR else born


def _numbers_in(code: str, today: date) -> list[tuple[str, str]]:
    """Return what a word with digits may be in each scheme; a mark only where one looks so."""
    if "-" in code:
        return []
    found = [pair for scheme in SCHEMES for pair in _of_scheme(scheme, code, today)]
    return [(scheme, value) for scheme, value in found if scheme != Scheme.VRM or _is_mark(value)]


def _is_mark(value: str) -> bool:
    return not value.isdigit() and not vrm_warning(value)


def _of_scheme(scheme: Scheme, typed: str, today: date) -> Iterator[tuple[str, str]]:
    checked = check_identifier(scheme, typed, today=today)
    if checked.valid:
        yield scheme.value, checked.canonical
