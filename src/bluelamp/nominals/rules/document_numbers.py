"""Driver numbers, passports, National Insurance and NHS numbers (section 5)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from stdnum.gb import nhs

from .checked import CheckedIdentifier, bad, compact, good

if TYPE_CHECKING:
    from datetime import date

_DRIVER = re.compile(
    r"(?P<surname>[A-Z]{1,5}9{0,4})(?P<decade>\d)(?P<month>[0156]\d)(?P<day>\d{2})(?P<year>\d)"
    r"(?P<initials>[A-Z][A-Z9]|99)(?P<serial>[0-9A-Z])(?P<check>[0-9A-Z]{2})"
)
_PASSPORT = re.compile(r"\d{9}|[A-Z]\d{6}|\d{6}[A-Z]")
_NI = re.compile(r"[ABCEGHJ-PRSTW-Z][ABCEGHJ-NPRSTW-Z]\d{6}[A-D]?")
_NI_NEVER = ("BG", "GB", "KN", "NK", "NT", "TN", "ZZ")


@dataclass(frozen=True)
class DriverNumber:
    """What a GB driver number says of its holder: surname letters, sex, birth (unverified)."""

    surname: str
    female: bool
    decade: int
    year: int
    month: int
    day: int

    def agrees_with_birth(self, born: date) -> bool:
        """Tell whether this date is the one written into the number."""
        written = (self.decade, self.year, self.month, self.day)
        return written == (born.year // 10 % 10, born.year % 10, born.month, born.day)

    def agrees_with_surname(self, surname: str) -> bool:
        """Tell whether the surname begins with the letters of the number; Mac counts as Mc."""
        letters = "".join(c for c in surname.upper() if "A" <= c <= "Z")
        if letters.startswith("MAC"):
            return self.surname in (letters[:5], "MC" + letters[3:6])
        return letters[:5] == self.surname


def read_driver(canonical: str) -> DriverNumber | None:
    """Read a driver number, or return None where it has not that shape."""
    found = _DRIVER.fullmatch(canonical)
    if not found or len(canonical) != 16:
        return None
    month = int(found["month"])
    return DriverNumber(
        surname=found["surname"].rstrip("9"),
        female=month > 50,
        decade=int(found["decade"]),
        year=int(found["year"]),
        month=month % 50,
        day=int(found["day"]),
    )


def check_driver(value: str) -> CheckedIdentifier:
    """Check the sixteen characters of a GB driver number and the birth date inside it."""
    typed = compact(value)
    read = read_driver(typed)
    if read is None:
        return bad("driver", typed, "A driver number has 16 characters, as in MORGA753116SM9IJ.")
    if not (1 <= read.month <= 12 and 1 <= read.day <= 31):
        return bad("driver", typed, "The driver number holds an impossible date of birth.")
    return good("driver", typed)


def driver_warnings(canonical: str, born: date | None, surnames: tuple[str, ...]) -> list[str]:
    """Say where a driver number and the person disagree (NV-15): warnings, never blocks."""
    read = read_driver(canonical)
    if read is None:
        return []
    warnings = []
    if born and not read.agrees_with_birth(born):
        warnings.append("The driver number does not agree with the date of birth.")
    if surnames and not any(read.agrees_with_surname(name) for name in surnames):
        warnings.append("The driver number does not agree with the surname.")
    return warnings


def check_passport(value: str) -> CheckedIdentifier:
    """Check a UK passport number: nine digits, or the older letter and six digits (DS_056)."""
    typed = compact(value)
    if _PASSPORT.fullmatch(typed) and len(set(typed)) > 1:
        return good("passport", typed)
    return bad("passport", typed, "A UK passport number has 9 digits, or a letter and 6 digits.")


def check_ni(value: str) -> CheckedIdentifier:
    """Check a National Insurance number (DS_060); the last letter may be missing."""
    typed = compact(value)
    if not _NI.fullmatch(typed) or typed.startswith(_NI_NEVER):
        problem = "A National Insurance number looks like AB 12 34 56 C, with a prefix in use."
        return bad("ni", typed, problem)
    return good("ni", typed)


def check_nhs(value: str) -> CheckedIdentifier:
    """Check an NHS number; to be held only with a recorded lawful basis (DPA s.35)."""
    typed = compact(value).replace("-", "")
    if nhs.is_valid(typed):
        return good("nhs", typed)
    return bad("nhs", typed, "An NHS number has 10 digits, and its check digit must agree.")
