"""Numbers that objects bear: how they are checked, stored, shown and searched (section 6)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stdnum import imei as imei_numbers

from ..enums import NumberScheme
from .checked import CheckedIdentifier, bad, compact, good
from .contact_points import check_phone, check_vrm, folded_vrm, vrm_warning
from .vehicles import check_vin, shown_vrm, vin_warning

if TYPE_CHECKING:
    from datetime import date

LENGTH_OF_IMEI = 15
LONGEST_NUMBER = 35


@dataclass(frozen=True, slots=True)
class NumberClaim:
    """A number as typed, whether it is only a part of it, and from when to when it is borne."""

    scheme: NumberScheme
    value: str
    is_partial: bool = False
    held_from: date | None = None
    held_until: date | None = None


def check_imei(value: str) -> CheckedIdentifier:
    """Check the number of a handset: 15 digits, the last a Luhn check digit (unverified)."""
    digits = imei_numbers.compact(value)
    if not (digits.isascii() and digits.isdigit() and len(digits) == LENGTH_OF_IMEI):
        return bad("imei", digits, "An IMEI has 15 digits.")
    if not imei_numbers.is_valid(digits):
        return bad("imei", digits, "The check digit of this IMEI does not hold.")
    return good("imei", digits)


def check_number(scheme: NumberScheme, value: str) -> CheckedIdentifier:
    """Check a number of an object and return it as stored (NV-07)."""
    if not compact(value):
        return bad(scheme, "", "Give the number, or leave it out.")
    if scheme is NumberScheme.VRM:
        return check_vrm(value)
    if scheme is NumberScheme.VIN:
        return check_vin(value)
    if scheme is NumberScheme.PHONE:
        return check_phone(value)
    if scheme is NumberScheme.IMEI:
        return check_imei(value)
    canonical = compact(value)
    if len(canonical) > LONGEST_NUMBER:
        return bad(scheme, canonical, f"This can have at most {LONGEST_NUMBER} characters.")
    return good(scheme, canonical)


def number_warning(scheme: NumberScheme, canonical: str, *, is_partial: bool = False) -> str:
    """Say what is odd about a number that may be right all the same: it warns, never blocks."""
    if is_partial:
        return ""
    if scheme is NumberScheme.VRM:
        return vrm_warning(canonical)
    return vin_warning(canonical) if scheme is NumberScheme.VIN else ""


def search_key(scheme: NumberScheme, canonical: str) -> str:
    """Return the key under which a number is found: a mark folded, any other as it stands."""
    return folded_vrm(canonical) if scheme is NumberScheme.VRM else canonical


def shown_number(scheme: NumberScheme, canonical: str) -> str:
    """Return a number as people read it."""
    return shown_vrm(canonical) if scheme is NumberScheme.VRM else canonical


def readings_of(typed: str) -> dict[NumberScheme, str]:
    """Return what a number typed without its scheme may be, in canonical form, by scheme."""
    checked = {scheme: check_number(scheme, typed) for scheme in NumberScheme}
    return {scheme: each.canonical for scheme, each in checked.items() if each.valid}
