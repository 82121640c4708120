"""Telephone numbers, e-mail addresses and vehicle registration marks (sections 5 and 6)."""

from __future__ import annotations

import re

import phonenumbers

from .checked import CheckedIdentifier, bad, compact, good

LONGEST_MARK = 11
LONGEST_EMAIL = 254

_EMAIL = re.compile(r"[^\s@<>(),;:\"\[\]\\]{1,64}@(?:[^\s@.,;:<>()]+\.)+[^\s@.,;:<>()\d]{2,}")
_DUMMY_PHONE = re.compile(r"(?:.*(\d)\1{6,}|0?123456789\d?|70{9}|.*1234567890?)")
_MARK_PATTERNS = (
    re.compile(r"[A-HJ-PR-Y]{2}\d{2}[A-HJ-PR-Z]{3}"),
    re.compile(r"[A-HJ-NP-TV-Y]\d{1,3}[A-Z]{3}"),
    re.compile(r"[A-Z]{3}\d{1,3}[A-Z]"),
    re.compile(r"[A-Z]{1,3}\d{1,4}|\d{1,4}[A-Z]{1,3}"),
    re.compile(r"Q\d{1,3}[A-Z]{3}"),
    re.compile(r"\d{3}[DX]\d{3}"),
)
_CONFUSED = str.maketrans("OISBZWY", "01582VV")


def check_phone(value: str, region: str = "GB") -> CheckedIdentifier:
    """Check a telephone number; canonical is international form (O_003, NV-10)."""
    typed = compact(value)
    try:
        number = phonenumbers.parse(value, region)
    except phonenumbers.NumberParseException:
        return bad("phone", typed, "This is not a telephone number.")
    reason = phonenumbers.is_possible_number_with_reason(number)
    if reason == phonenumbers.ValidationResult.IS_POSSIBLE_LOCAL_ONLY:
        return bad("phone", typed, "Give the number with its area code.")
    national = phonenumbers.national_significant_number(number)
    if _DUMMY_PHONE.fullmatch(national):
        return bad("phone", typed, "This is a dummy telephone number. Leave it blank if unknown.")
    if reason != phonenumbers.ValidationResult.IS_POSSIBLE:
        return bad("phone", typed, "A telephone number of that country has not that many digits.")
    return good("phone", phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def is_mobile(canonical: str) -> bool:
    """Tell whether an international number can belong to one person's own telephone."""
    if canonical.startswith("+447"):
        return True
    number = phonenumbers.parse(canonical, None)
    kind = phonenumbers.number_type(number)
    return kind not in (phonenumbers.PhoneNumberType.FIXED_LINE, phonenumbers.PhoneNumberType.UAN)


def check_email(value: str) -> CheckedIdentifier:
    """Check an e-mail address; the canonical form is in small letters (DS_054)."""
    typed = value.strip().lower()
    if _EMAIL.fullmatch(typed) and ".." not in typed and len(typed) <= LONGEST_EMAIL:
        return good("email", typed)
    return bad("email", typed, "An e-mail address looks like name@example.org.")


def check_vrm(value: str) -> CheckedIdentifier:
    """Check a registration mark: letters and digits, at most 11, stored without spaces (DS_065)."""
    typed = compact(value).replace("-", "")
    if typed.isascii() and typed.isalnum() and len(typed) <= LONGEST_MARK:
        return good("vrm", typed)
    return bad("vrm", typed, "A registration mark has at most 11 letters and digits.")


def vrm_warning(canonical: str) -> str:
    """Say when a mark fits no pattern in use in the UK (unverified): it warns, never blocks."""
    if any(pattern.fullmatch(canonical) for pattern in _MARK_PATTERNS):
        return ""
    return "This mark fits no UK pattern. Check it unless the vehicle is foreign."


def folded_vrm(canonical: str) -> str:
    """Return a mark with letters and digits that are confused folded together, for search only."""
    return canonical.translate(_CONFUSED)
