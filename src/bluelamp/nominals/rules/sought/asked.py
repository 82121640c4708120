"""What is looked for, told apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...enums import DobQuality
from ..birth import PartialDate, from_age

if TYPE_CHECKING:
    from datetime import date

MOST_UPRN = 12  # digits (BS 7666)
ANY, GIVEN, FAMILY = "any", "given", "family"


@dataclass(frozen=True, slots=True)
class NamePattern:
    """A part of a name: ``SMI*``, ``J?N`` or an initial ``J``; ``where`` is any, given or family.

    ``*`` stands for any letters, ``?`` for one; in capitals.
    """

    text: str
    where: str = ANY

    @property
    def is_initial(self) -> bool:
        """Tell whether it is one letter, which any name may begin with."""
        return len(self.text) == 1

    @property
    def whole(self) -> str:
        """Return the pattern that the whole name must fit."""
        return f"{self.text}*" if self.is_initial else self.text


@dataclass(frozen=True, slots=True)
class Sought:
    """What was typed, told apart.

    ``references`` are beginnings of references, ``marks`` parts of registration marks, ``digits``
    what may be ends of telephone numbers, ``endings`` what was said to be one, and ``exhibits``
    exhibit references, all in capitals. ``ages`` and
    ``height`` (cm) are spans, both ends included. A word that may be a postcode district or part of
    a mark stands in both, and whoever answers either is found. ``since`` and ``until`` bound the
    events meant. What is said ``in_parts`` is meant as said: a birth must fit, not resemble.
    """

    words: str = ""
    born: PartialDate | None = None
    numbers: tuple[tuple[str, str], ...] = ()
    postcode: str = ""
    references: tuple[str, ...] = ()
    patterns: tuple[NamePattern, ...] = ()
    ages: tuple[int, int] | None = None
    sex: str = ""
    district: str = ""
    uprn: str = ""
    street: str = ""
    marks: tuple[str, ...] = ()
    digits: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    exhibits: tuple[str, ...] = ()
    in_parts: bool = False
    self_defined_ethnicity: str = ""
    observed_ethnicity: str = ""
    event_kind: str = ""
    role: str = ""
    since: date | None = None
    until: date | None = None
    build: str = ""
    hair: str = ""
    height: tuple[int, int] | None = None
    features: str = ""

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing can be looked for."""
        return self == Sought()

    def born_by_age(self, today: date) -> PartialDate | None:
        """Return the span of birthdays of whoever is of these ages today."""
        if self.ages is None:
            return None
        low, high = (from_age(age, today) for age in self.ages)
        return PartialDate(high.earliest, low.latest, DobQuality.ESTIMATED)

    @property
    def asks_for_event(self) -> bool:
        """Tell whether people are meant who had a part in some event."""
        return bool(self.event_kind or self.role or self.since or self.until)

    @property
    def phone_ends(self) -> tuple[str, ...]:
        """Return the digits with which a telephone number may end, without zeros that go before."""
        bare = (ending.lstrip("0") for ending in self.digits)
        return (*(ending for ending in bare if ending), *self.endings)

    @property
    def uprns(self) -> tuple[str, ...]:
        """Return what is or may be a unique property reference number."""
        digits = (code for code in self.references if code.isdecimal() and len(code) <= MOST_UPRN)
        return (*filter(None, [self.uprn]), *digits)

    @property
    def marks_for_place(self) -> tuple[str, ...]:
        """Return what was read as a postcode or its district and may be part of a mark as well."""
        read = {self.postcode.replace(" ", ""), self.district} - {""}
        return tuple(mark for mark in self.marks if mark in read)

    @property
    def describes(self) -> bool:
        """Tell whether it is said what somebody looks like."""
        return bool(self.build or self.hair or self.height or self.features)
