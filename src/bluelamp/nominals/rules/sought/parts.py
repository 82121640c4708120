"""What is looked for when it is said in parts: each answer checked, none guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from ..birth import OLDEST_AGE, PartialDate
from ..claims import read_postcode
from . import shapes
from .asked import ANY, FAMILY, GIVEN, NamePattern, Sought
from .reading import birth_in, pattern_of, read_sought

if TYPE_CHECKING:
    from collections.abc import Mapping

SHORTEST_HEIGHT, TALLEST = 30, 250
_DAY = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NAMES = {"name": ANY, "given_names": GIVEN, "family_name": FAMILY}


@dataclass(frozen=True, slots=True)
class PartProblem:
    """What is wrong with one answer, with the rule it follows from."""

    field: str
    rule: str
    message: str


def sought_in_parts(
    parts: Mapping[str, str], today: date
) -> tuple[Sought, tuple[PartProblem, ...]]:
    """Return what is looked for, and what is wrong with the answers (NV-04, NV-07, NV-09).

    ``parts`` may hold name, given_names, family_name, birth, age_from, age_to, sex, number, area,
    street, uprn, the ethnicities, event_kind, role, since, until, build, hair, height_from,
    height_to (cm) and features, all as typed; the coded ones are taken as they are.
    """
    said = {name: " ".join(text.split()) for name, text in parts.items()}
    words, patterns = _names(said)
    reader = _Reader(said, today)
    sought = Sought(
        words=words,
        patterns=patterns,
        born=reader.birth(),
        in_parts=True,
        ages=reader.span("age_from", "age_to", 0, OLDEST_AGE, "Age", "years", "DS_120"),
        height=reader.span(
            "height_from", "height_to", SHORTEST_HEIGHT, TALLEST, "Height", "cm", "PND"
        ),
        street=said.get("street", "").upper(),
        uprn=said.get("uprn", ""),
        since=reader.day("since", "From"),
        until=reader.day("until", "To"),
        sex=said.get("sex", ""),
        self_defined_ethnicity=said.get("self_defined_ethnicity", ""),
        observed_ethnicity=said.get("observed_ethnicity", ""),
        event_kind=said.get("event_kind", ""),
        role=said.get("role", ""),
        build=said.get("build", ""),
        hair=said.get("hair", ""),
        features=said.get("features", ""),
    )
    sought = reader.with_number(reader.with_area(sought))
    if sought.since and sought.until and sought.since > sought.until:
        reader.wrong("until", "E_001", "To cannot be before From.")
    return sought, tuple(reader.problems)


def _names(said: Mapping[str, str]) -> tuple[str, tuple[NamePattern, ...]]:
    """Return the whole words of all names, and the parts of names with where they must stand."""
    words, patterns = [], []
    for field, where in _NAMES.items():
        for word in said.get(field, "").replace(",", " ").split():
            cased = word.upper() != word.lower()
            if {"*", "?"} & set(word) or (shapes.INITIAL.fullmatch(word) and cased):
                patterns.append(pattern_of(word, where))
            else:
                words.append(word)
    return " ".join(words), tuple(patterns)


class _Reader:
    """Reads answers and collects what is wrong with them."""

    def __init__(self, said: Mapping[str, str], today: date) -> None:
        self.said = said
        self.today = today
        self.problems: list[PartProblem] = []

    def wrong(self, field: str, rule: str, message: str) -> None:
        self.problems.append(PartProblem(field, rule, message))

    def birth(self) -> PartialDate | None:
        typed = self.said.get("birth", "")
        born = birth_in(typed, self.today) if typed else None
        if typed and born is None:
            message = "Write a date of birth as 14/03/1985, 03/1985, 1985 or 1980-1985."
            self.wrong("birth", "NV-04", message)
        return born

    def span(
        self, first: str, last: str, least: int, most: int, label: str, unit: str, rule: str
    ) -> tuple[int, int] | None:
        """Return a span of whole numbers; one end alone leaves the other open."""
        ends = [self._number(field, least, most, label, unit, rule) for field in (first, last)]
        if ends == [None, None]:
            return None
        low, high = (ends[0] if ends[0] is not None else least), (ends[1] or most)
        if low > high:
            self.wrong(last, rule, f"{label} to cannot be less than {label.lower()} from.")
            return None
        return low, high

    def _number(
        self, field: str, least: int, most: int, label: str, unit: str, rule: str
    ) -> int | None:
        typed = self.said.get(field, "")
        if not typed:
            return None
        if typed.isdecimal() and least <= int(typed) <= most:
            return int(typed)
        self.wrong(field, rule, f"{label} is a whole number of {unit} from {least} to {most}.")
        return None

    def day(self, field: str, label: str) -> date | None:
        typed = self.said.get(field, "")
        if not typed:
            return None
        british, iso = _DAY.fullmatch(typed), _ISO.fullmatch(typed)
        parts = british.groups()[::-1] if british else iso.groups() if iso else ("0", "0", "0")
        try:
            return date(*map(int, parts))
        except ValueError:
            self.wrong(field, "E_001", f"{label} is a date, such as 10/03/2026.")
            return None

    def with_area(self, sought: Sought) -> Sought:
        """Return what is sought with a postcode or a postcode district."""
        typed = self.said.get("area", "")
        if not typed:
            return sought
        if postcode := read_postcode(typed):
            return replace(sought, postcode=postcode)
        if shapes.is_district(typed):
            return replace(sought, district=typed.upper())
        message = "Area is a postcode or its first half, such as SW9 8AB or SW9."
        self.wrong("area", "NV-09", message)
        return sought

    def with_number(self, sought: Sought) -> Sought:
        """Return what is sought with whatever the number or reference may be."""
        typed = self.said.get("number", "")
        if not typed:
            return sought
        read = read_sought(typed, self.today)
        found = {name: getattr(read, name) for name in _NUMBERED}
        if not any(found.values()):
            message = "This is no number, reference, registration mark or e-mail address we know."
            self.wrong("number", "NV-07", message)
        return replace(sought, **found)


_NUMBERED = ("numbers", "references", "marks", "digits", "endings", "exhibits")
