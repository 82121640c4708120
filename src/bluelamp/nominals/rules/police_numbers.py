"""PNC IDs, CRO numbers and prison numbers (case.md 13.3, nominals.md section 5)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bluelamp.core.check_letters import check_letter

from .checked import CheckedIdentifier, bad, compact, good

if TYPE_CHECKING:
    from datetime import date

# Read without a day to compare with, two-digit years up to this one are taken as 20YY (ID1).
LATEST_SHORT_YEAR = 30
SF_YEARS = range(39, 96)
DUMMY_CRO = "000000/00Z"

_PNC = re.compile(r"(?P<year>\d{2}|\d{4})/(?P<serial>\d{1,7})(?P<letter>[A-Z])")
_PNC_RUN_TOGETHER = re.compile(r"(?P<year>\d{4})(?P<serial>\d{7})(?P<letter>[A-Z])")
_CRO = re.compile(r"(?P<serial>\d{1,6})/(?P<year>\d{2})(?P<letter>[A-Z])")
_CRO_SF = re.compile(r"SF(?P<year>\d{2})/(?P<serial>\d{1,6})(?P<letter>[A-Z])")
_PRISON = re.compile(r"[A-Z]\d{4}[A-Z]{2}")


def check_pnc(value: str, today: date | None = None) -> CheckedIdentifier:
    """Check a PNC ID in long or short form; canonical ``YYYY/NNNNNNNC`` (ID1, ID2, DS_072)."""
    typed = compact(value)
    found = _PNC.fullmatch(typed) or _PNC_RUN_TOGETHER.fullmatch(typed)
    if not found:
        return bad("pnc", typed, "A PNC ID looks like 2008/0410801U or 08/410801U.")
    year = full_year(found["year"], today)
    serial = found["serial"].zfill(7)
    canonical = f"{year}/{serial}{found['letter']}"
    if today is not None and year > today.year:
        return bad("pnc", canonical, f"The PNC ID is of {year}, which is in the future.")
    if check_letter(int(f"{year % 100:02}{serial}")) != found["letter"]:
        return bad("pnc", canonical, _wrong_letter("PNC ID", found["letter"]))
    return good("pnc", canonical)


def short_pnc(canonical: str) -> str:
    """Return a canonical PNC ID as sent to the PNC: two-digit year, no leading zeros (ID3)."""
    year, rest = canonical.split("/")
    return f"{year[2:]}/{rest[:-1].lstrip('0') or '0'}{rest[-1]}"


def check_cro(value: str) -> CheckedIdentifier:
    """Check a CRO number, with or without fingerprints (SF); serial padded to six (ID4, DS_071)."""
    typed = compact(value)
    if found := _CRO_SF.fullmatch(typed):
        return _check_sf(found)
    found = _CRO.fullmatch(typed)
    if not found:
        return bad("cro", typed, "A CRO number looks like 12345/99N or SF65/12345N.")
    serial = found["serial"].zfill(6)
    canonical = f"{serial}/{found['year']}{found['letter']}"
    if canonical == DUMMY_CRO:
        return bad("cro", canonical, "000000/00Z is a dummy CRO number.")
    if check_letter(int(found["year"] + serial)) != found["letter"]:
        return bad("cro", canonical, _wrong_letter("CRO number", found["letter"]))
    return good("cro", canonical)


def _check_sf(found: re.Match[str]) -> CheckedIdentifier:
    year, serial = found["year"], found["serial"].lstrip("0") or "0"
    canonical = f"SF{year}/{serial}{found['letter']}"
    if int(year) not in SF_YEARS:
        return bad("cro", canonical, "The year of an SF number is between 39 and 95.")
    counted = int(serial) if int(year) < 65 else int(year + serial)
    if check_letter(counted) != found["letter"]:
        return bad("cro", canonical, _wrong_letter("CRO number", found["letter"]))
    return good("cro", canonical)


def cro_has_prints(canonical: str) -> bool:
    """Tell whether fingerprints stand behind a CRO number: all but SF numbers (section 5)."""
    return not canonical.startswith("SF")


def year_of_pnc(canonical: str) -> int:
    """Return the year in which a canonical PNC ID was given out."""
    return int(canonical[:4])


def year_of_cro(canonical: str, today: date | None = None) -> int:
    """Return the year in which a CRO number was given out."""
    digits = canonical[2:4] if canonical.startswith("SF") else canonical.split("/")[1][:2]
    return full_year(digits, today)


def check_prison(value: str) -> CheckedIdentifier:
    """Check a prison number: a letter, four digits, two letters."""
    typed = compact(value)
    if _PRISON.fullmatch(typed):
        return good("prison", typed)
    return bad("prison", typed, "A prison number looks like A1234BC.")


def full_year(digits: str, today: date | None) -> int:
    """Expand a two-digit year: up to this year 20YY, otherwise 19YY (ID1)."""
    if len(digits) == 4:
        return int(digits)
    latest = today.year % 100 if today else LATEST_SHORT_YEAR
    return int(digits) + (2000 if int(digits) <= latest else 1900)


def _wrong_letter(what: str, letter: str) -> str:
    return f"The check letter {letter} does not belong to this {what}. Check every digit."
