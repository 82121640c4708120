"""Arrest/summons numbers: forms and check letter (case.md 13.2, DS_073)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bluelamp.core.check_letters import check_letter

_LONG = re.compile(
    r"(?P<year>\d{2})(?P<top>[A-Z]?)(?P<force>[A-Z0-9]{2})(?P<unit>[A-Z0-9]{2})"
    r"(?P<system>[A-Z0-9]{2})(?P<serial>\d{11})(?P<letter>[A-HJ-NP-RT-Z])",
    re.ASCII,
)
_SHORT = re.compile(
    r"(?P<year>\d{2})/(?P<top>[A-Z]?)(?P<force>[A-Z0-9]{2})(?P<unit>[A-Z0-9]{2})"
    r"/(?P<system>[A-Z0-9]{2})/(?P<serial>\d{1,11})(?P<letter>[A-HJ-NP-RT-Z])",
    re.ASCII,
)
_SHAPE = "An ASN has 20 characters, as in 2601AB0100000045678T, or the form 26/01AB/01/45678T."


@dataclass(frozen=True)
class Asn:
    """The parts of an arrest/summons number; ``top`` is the letter of the 21-character form."""

    year: str
    top: str
    force: str
    unit: str
    system: str
    serial: str
    letter: str

    @property
    def long(self) -> str:
        """Return the 20 (or 21) characters as stored."""
        start = f"{self.year}{self.top}{self.force}{self.unit}{self.system}"
        return f"{start}{self.serial}{self.letter}"

    @property
    def short(self) -> str:
        """Return the PNC form, without the leading zeros of the serial."""
        serial = self.serial.lstrip("0") or "0"
        start = f"{self.year}/{self.top}{self.force}{self.unit}/{self.system}"
        return f"{start}/{serial}{self.letter}"

    @property
    def expected_letter(self) -> str:
        """Return the check letter: force or system counts only if all digits, unit never."""
        counted = [part for part in (self.force, self.system) if part.isdigit()]
        return check_letter(int("".join([*counted, self.year, self.serial])))


@dataclass(frozen=True)
class CheckedAsn:
    """An ASN as checked: canonical long form, or what was typed with the problem."""

    canonical: str
    problem: str = ""
    short: str = ""

    @property
    def looks_like_one(self) -> bool:
        """Tell whether it has the shape of an ASN, whatever its check letter."""
        return self.problem != _SHAPE

    @property
    def valid(self) -> bool:
        """Tell whether the number may be used."""
        return not self.problem


def check_asn(value: str) -> CheckedAsn:
    """Check an ASN in its long, 21-character or PNC form (VR-03)."""
    typed = "".join(value.split()).upper()
    asn = read_asn(typed)
    if asn is None:
        return CheckedAsn(typed, _SHAPE)
    if asn.letter != asn.expected_letter:
        return CheckedAsn(asn.long, f"The check letter {asn.letter} does not belong to this ASN.")
    return CheckedAsn(asn.long, short=asn.short)


def read_asn(typed: str) -> Asn | None:
    """Split an ASN into its parts without checking the letter; None where the shape is wrong."""
    found = _long(typed) or _SHORT.fullmatch(typed)
    if not found:
        return None
    parts = {**found.groupdict(), "serial": found["serial"].zfill(11)}
    return Asn(**parts)


def _long(typed: str) -> re.Match[str] | None:
    # Only the 21-character form has a top-level letter; 20 characters never do.
    found = _LONG.fullmatch(typed)
    return found if found and bool(found["top"]) == (len(typed) == 21) else None


def make_asn(year: int, force: str, unit: str, system: str, serial: int) -> str:
    """Return the long ASN of these parts with its check letter."""
    asn = Asn(f"{year % 100:02}", "", force, unit, system, f"{serial:011}", "")
    return f"{asn.long}{asn.expected_letter}"
