"""Marks and identification numbers of vehicles (section 6, DS_065, O_001)."""

from __future__ import annotations

import re

from .checked import CheckedIdentifier, bad, compact, good

LENGTH_OF_VIN = 17
LONGEST_CHASSIS_NUMBER = 20

_SPACED = (
    re.compile(r"([A-Z]{2}\d{2})([A-Z]{3})"),
    re.compile(r"([A-Z]\d{1,3})([A-Z]{3})"),
    re.compile(r"([A-Z]{3})(\d{1,3}[A-Z])"),
    re.compile(r"([A-Z]{1,3})(\d{1,4})"),
    re.compile(r"(\d{1,4})([A-Z]{1,3})"),
    re.compile(r"(\d{3})([DX]\d{3})"),
)
_VIN = re.compile(r"[A-HJ-NPR-Z0-9]+")
_WORTH = dict(
    zip("ABCDEFGHJKLMNPRSTUVWXYZ", [*range(1, 9), *range(1, 6), 7, 9, *range(2, 10)], strict=True)
)
_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_CHECKED_REGIONS = "12345"


def shown_vrm(canonical: str) -> str:
    """Return a mark as it is read from a plate, ``AB51 CDE``; stored it has no space (DS_065)."""
    for pattern in _SPACED:
        if parts := pattern.fullmatch(canonical):
            return f"{parts[1]} {parts[2]}"
    return canonical


def check_vin(value: str) -> CheckedIdentifier:
    """Check a vehicle identification number: capitals and digits without I, O and Q (ISO 3779)."""
    typed = compact(value).replace("-", "")
    if len(typed) == LENGTH_OF_VIN and not _VIN.fullmatch(typed):
        return bad("vin", typed, "A vehicle identification number has no letters I, O or Q.")
    if not (typed.isascii() and typed.isalnum()) or len(typed) > LONGEST_CHASSIS_NUMBER:
        said = f"This has at most {LONGEST_CHASSIS_NUMBER} letters and digits."
        return bad("vin", typed, said)
    return good("vin", typed)


def vin_warning(canonical: str) -> str:
    """Say what is odd about an identification number; it warns, never blocks.

    The check digit is the ninth character and binds only vehicles made for North America, whose
    numbers begin with 1 to 5. Before 1981 numbers were shorter.
    """
    if len(canonical) != LENGTH_OF_VIN:
        return "This has not 17 characters. Check it unless the vehicle is older than 1981."
    if canonical[0] in _CHECKED_REGIONS and canonical[8] != vin_check_digit(canonical):
        return "The check digit of this number does not hold. Check what was typed."
    return ""


def vin_check_digit(canonical: str) -> str:
    """Return the check digit that 17 characters ask for, ``0`` to ``9`` or ``X``."""
    worth = (int(c) if c.isdigit() else _WORTH[c] for c in canonical)
    rest = sum(each * weight for each, weight in zip(worth, _WEIGHTS, strict=True)) % 11
    return "X" if rest == 10 else str(rest)
