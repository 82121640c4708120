"""Dates of birth as people give them: exact, partial, estimated; and what they may be (DS_034)."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from ..enums import DobQuality
from .problems import Problem

OLDEST_AGE = 120
# Dates that older systems wrote for "not known" (section 2, 8.2).
NULL_DATES = (date(1900, 1, 1), date(1970, 1, 1))
# Days commonly given to people whose birthday is not known (section 2).
PLACEHOLDER_DAYS = ((1, 1), (1, 7))

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}
_ISO = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?:T.*)?")
_BRITISH = re.compile(r"(?:(\d{1,2})[/.\- ])?(\d{1,2})[/.\- ](\d{4})")
_WORDED = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)? )?([a-z]{3})[a-z]* (\d{4})", re.IGNORECASE)
_YEAR = re.compile(r"(?:c\.? ?|ca\.? ?|circa |about |~)?(\d{4})", re.IGNORECASE)
_YEARS = re.compile(r"(\d{4}) ?(?:-|–|to|/) ?(\d{4})")


@dataclass(frozen=True)
class PartialDate:
    """A date of birth as a span of days, both ends included; one day long when it is exact."""

    earliest: date
    latest: date
    quality: DobQuality = DobQuality.EXACT

    def __post_init__(self) -> None:
        if self.earliest > self.latest:
            raise ValueError("A date of birth cannot end before it begins (DS_034).")

    @property
    def exact(self) -> date | None:
        """Return the day, where one day is known."""
        return self.earliest if self.earliest == self.latest else None

    @property
    def is_null(self) -> bool:
        """Tell whether this is a date that stands for "not known" (1900-01-01, 1970-01-01)."""
        return self.exact in NULL_DATES

    @property
    def is_placeholder(self) -> bool:
        """Tell whether this is probably a year with a made-up day: 1 January or 1 July."""
        return self.exact is not None and (self.exact.day, self.exact.month) in PLACEHOLDER_DAYS

    def overlaps(self, other: PartialDate) -> bool:
        """Tell whether both spans can hold the same birthday."""
        return self.earliest <= other.latest and other.earliest <= self.latest

    def ages_on(self, day: date) -> tuple[int, int]:
        """Return the youngest and oldest the person can be, in whole years, on this day."""
        return age_on(self.latest, day), age_on(self.earliest, day)

    def __str__(self) -> str:
        first, last = self.earliest, self.latest
        if self.exact:
            return f"{first:%d/%m/%Y}"
        if self.quality is DobQuality.PARTIAL:
            return f"{first:%m/%Y}" if first.month == last.month else f"{first.year}"
        return f"between {first:%d/%m/%Y} and {last:%d/%m/%Y}"


def exactly(day: date) -> PartialDate:
    """Return a date of birth known to the day."""
    return PartialDate(day, day)


def in_month(year: int, month: int) -> PartialDate:
    """Return a date of birth known to the month."""
    last = calendar.monthrange(year, month)[1]
    return PartialDate(date(year, month, 1), date(year, month, last), DobQuality.PARTIAL)


def in_years(first: int, last: int | None = None) -> PartialDate:
    """Return a date of birth known to the year, or estimated between two years."""
    quality = DobQuality.PARTIAL if last is None else DobQuality.ESTIMATED
    return PartialDate(date(first, 1, 1), date(last or first, 12, 31), quality)


def from_age(age: int, on: date, give_or_take: int = 0) -> PartialDate:
    """Return the span of birthdays of somebody judged to be this old on that day (section 2)."""
    if not 0 <= age <= OLDEST_AGE:
        raise ValueError(f"An age is between 0 and {OLDEST_AGE} (DS_034).")
    earliest = _years_before(on, age + give_or_take + 1) + timedelta(days=1)
    latest = _years_before(on, max(0, age - give_or_take))
    return PartialDate(earliest, latest, DobQuality.ESTIMATED)


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return date(day.year - years, 2, 28)


def read_birth(text: str) -> PartialDate:
    """Read a date of birth: dd/mm/yyyy, ISO, dd Mon yyyy, mm/yyyy, yyyy-mm, yyyy, c.1990.

    Raises ``ValueError`` with a message for the person who typed it.
    """
    typed = " ".join(text.strip().replace(",", " ").split())
    try:
        if read := _read(typed):
            return read
    except ValueError as error:
        raise ValueError(f"‘{text}’ is not a date in the calendar (DS_034).") from error
    raise ValueError(f"‘{text}’ is not a date of birth: write dd/mm/yyyy, or only the year.")


def _read(typed: str) -> PartialDate | None:
    if found := _YEARS.fullmatch(typed):
        return in_years(int(found[1]), int(found[2]))
    if found := _YEAR.fullmatch(typed):
        return in_years(int(found[1]), None if typed.isdigit() else int(found[1]))
    if found := _ISO.fullmatch(typed):
        return _of(int(found[1]), int(found[2]), found[3])
    if found := _BRITISH.fullmatch(typed):
        return _of(int(found[3]), int(found[2]), found[1])
    found = _WORDED.fullmatch(typed)
    if found and found[2].lower() in _MONTHS:
        return _of(int(found[3]), _MONTHS[found[2].lower()], found[1])
    return None


def _of(year: int, month: int, day: str | None) -> PartialDate:
    if not 1 <= month <= 12:
        raise ValueError(month)
    return exactly(date(year, month, int(day))) if day else in_month(year, month)


def age_on(born: date, day: date) -> int:
    """Return the age in whole years; who was born on 29 February is older on 1 March."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def check_birth(
    born: PartialDate,
    today: date,
    *,
    died: date | None = None,
    arrested: date | None = None,
    field: str = "Date of birth",
) -> tuple[Problem, ...]:
    """Return what is wrong with a date of birth (DS_034, NV-04)."""
    checks = (
        (born.earliest > today, "cannot be in the future"),
        (born.exact == today, "cannot be today"),
        (died is not None and born.earliest > died, "cannot be after the date of death"),
        (arrested is not None and born.exact == arrested, "is the same as the date of arrest"),
        (age_on(born.latest, today) > OLDEST_AGE, f"makes the person older than {OLDEST_AGE}"),
    )
    found = [Problem(field, "DS_034", f"{field} {said}.") for wrong, said in checks if wrong]
    if born.is_null or born.is_placeholder:
        said = f"{field} may be a stand-in for an unknown day. If so, give only the year."
        found.append(Problem(field, "DS_034", said, blocks=False))
    return tuple(found)
