"""What may be typed as a name, and the copy of it used for comparing (NV-05, NV-06, 8.2)."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from .name_words import (
    MIGRATION_PREFIXES,
    ORGANISATION_NAMES_PEOPLE_BEAR,
    ORGANISATION_WORDS,
    PLACEHOLDERS,
    TITLES,
    TITLES_ALONE,
)
from .problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_NAME = 35

APOSTROPHES = "'’‘ʼʻ`´＇ʹ׳"
HYPHENS = "-‐‑‒–—−־"
JOINERS = "\u200c\u200d"  # needed to write Persian and several Indian scripts properly
_PLAIN_MARKS = str.maketrans("", "", "'`*")
_ACCENTS = (("\u0300", "\u036f"), ("\u064b", "\u065f"), ("\u0591", "\u05c7"))
_SPELT_OUT = str.maketrans(
    {
        "ß": "SS", "ẞ": "SS", "Æ": "AE", "æ": "AE", "Œ": "OE", "œ": "OE", "Ø": "O", "ø": "O",
        "Ł": "L", "ł": "L", "Đ": "D", "đ": "D", "Ð": "D", "ð": "D", "Þ": "TH", "þ": "TH",
        "ı": "I", "Ə": "E", "ə": "E", "Ħ": "H", "ħ": "H", "Ŋ": "N", "ŋ": "N",
    }
)  # fmt: skip
# Ukrainian, Russian and Bulgarian letters as passports write them; the original is kept as typed.
_CYRILLIC = str.maketrans(
    {
        **dict(zip("АБВГҐДЕЄЗИІКЛМНОПРСТУФЪЫЬЭ", "ABVGGDEEZYIKLMNOPRSTUF*Y*E", strict=True)),
        "Ж": "ZH", "Ї": "I", "Й": "I", "Ё": "E", "Х": "KH", "Ц": "TS", "Ч": "CH", "Ш": "SH",
        "Щ": "SHCH", "Ю": "IU", "Я": "IA",
    }
)  # fmt: skip


def check_name(value: str, field: str, *, surname: bool = False) -> tuple[Problem, ...]:
    """Return what is wrong with one slot of a name (NV-05, NV-06, M10, DS_031, DS_032).

    ``field`` is the label the person typing sees. An empty slot is not a problem here.
    """
    if not value.strip():
        return ()
    if is_placeholder(value):
        said = f"‘{value.strip()}’ is not a name. Leave {field} blank."
        return (Problem(field, "M10", said),)
    found = (
        _check_length(value, field),
        _check_characters(value, field),
        _check_spaces(value, field),
        _check_title(value, field, surname=surname),
        _check_organisation(value, field) if surname else _check_one_name(value, field),
    )
    return tuple(problem for problem in found if problem)


def _check_length(value: str, field: str) -> Problem | None:
    if len(value) <= LONGEST_NAME:
        return None
    said = f"{field} can have at most {LONGEST_NAME} characters; this has {len(value)}."
    return Problem(field, "DS_031/DS_032", said)


def _check_characters(value: str, field: str) -> Problem | None:
    for character in value:
        if what := _unwanted(character):
            said = f"{field} can hold letters, hyphens, apostrophes and spaces, but not {what}."
            return Problem(field, "NV-05", said)
    if not any(unicodedata.category(c).startswith("L") for c in value):
        return Problem(field, "NV-05", f"{field} needs at least one letter.")
    return None


def _unwanted(character: str) -> str:
    """Name a character that no name has, or return an empty string."""
    if character in APOSTROPHES or character in HYPHENS or character in JOINERS + " ":
        return ""
    category = unicodedata.category(character)
    if category[0] in "LM" and not _dresses_a_symbol(character):
        return ""
    if category[0] == "N":
        return f"digits ({character})"
    if category in ("So", "Sk", "Cs", "Cn", "Mn", "Me"):
        return f"symbols or emoji ({character})"
    if category[0] in "CZ":
        return f"invisible or control characters (U+{ord(character):04X})"
    return f"‘{character}’"


def _dresses_a_symbol(character: str) -> bool:
    """Tell whether this mark only ever follows a symbol: variation selectors and keycaps."""
    return "\ufe00" <= character <= "\ufe0f" or character == "\u20e3"


def _check_spaces(value: str, field: str) -> Problem | None:
    if "  " not in value.strip():
        return None
    return Problem(field, "DS_032", f"{field} has two spaces together.")


def _check_title(value: str, field: str, *, surname: bool) -> Problem | None:
    words = [word.strip(".").upper() for word in value.split()]
    titled = words[0] in TITLES and (len(words) > 1 or not surname)
    if not titled and words[0] not in TITLES_ALONE:
        return None
    said = f"{field} holds the title ‘{value.split()[0]}’. Put it in the title field."
    return Problem(field, "NV-05", said)


def _check_organisation(value: str, field: str) -> Problem | None:
    if not looks_like_organisation(value):
        return None
    said = f"{field} looks like an organisation. Organisations are not recorded as people."
    return Problem(field, "NV-06", said, blocks=False)


def _check_one_name(value: str, field: str) -> Problem | None:
    if len(value.split()) < 2:
        return None
    said = f"{field} looks like more than one name. Put each name in its own slot."
    return Problem(field, "DS_031", said, blocks=False)


def is_placeholder(value: str) -> bool:
    """Tell whether this stands for "no name": UNKNOWN, N/K, TEST, XXXX … (section 6)."""
    letters = "".join(value.upper().split()).rstrip(".")
    return letters in PLACEHOLDERS or letters.startswith(MIGRATION_PREFIXES) or not letters


def looks_like_organisation(value: str) -> bool:
    """Tell whether the words are those of a firm or public body (NV-06)."""
    tokens = set(comparison_tokens(value))
    found = tokens & ORGANISATION_WORDS
    return bool(found - ORGANISATION_NAMES_PEOPLE_BEAR) or len(found) > 1


@lru_cache(maxsize=50_000)
def comparison_tokens(text: str) -> tuple[str, ...]:
    """Return a name as tokens to compare, in order (8.2); the original is kept elsewhere.

    Capitals, no accents or apostrophes, hyphens and spaces split, titles, migration prefixes and
    placeholders gone. Letters of other scripts stay, save Cyrillic, which is written in Latin.
    """
    words = list(_words(_without_prefix(text)))
    while len(words) > 1 and words[0] in TITLES:
        words.pop(0)
    return tuple(word for word in words if not is_placeholder(word))


def _without_prefix(text: str) -> str:
    for prefix in MIGRATION_PREFIXES:
        if text.strip().upper().startswith(prefix):
            return text.strip()[len(prefix) :]
    return text


def _words(text: str) -> Iterator[str]:
    """Yield the plain capital words of a text."""
    for word in text.split():
        if is_placeholder(word):
            continue
        plain = plain_capitals(word)
        if plain.isascii() and plain.isalpha():
            yield plain
            continue
        kept = (c if unicodedata.category(c)[0] in "LM" else " " for c in plain)
        yield from "".join(kept).split()


def plain_capitals(text: str) -> str:
    """Return the text in capitals without accents, apostrophes or joiners."""
    if text.isascii():
        return text.upper().translate(_PLAIN_MARKS)
    spelt = text.translate(_SPELT_OUT).upper().translate(_SPELT_OUT).translate(_CYRILLIC)
    apart = unicodedata.normalize("NFKD", spelt.replace("*", ""))
    dropped = APOSTROPHES + JOINERS
    return "".join(c for c in apart if not _is_accent(c) and c not in dropped).upper()


def _is_accent(character: str) -> bool:
    """Tell whether this is an accent, or a vowel point that Arabic or Hebrew may leave out.

    The vowel signs of Indian and other scripts are letters of the name and stay.
    """
    return any(first <= character <= last for first, last in _ACCENTS)
