"""The modulus-23 check letter shared by PNC IDs, CRO numbers and ASNs (case.md 13.2, 13.3)."""

from __future__ import annotations

ALPHABET = "ZABCDEFGHJKLMNPQRTUVWXY"


def check_letter(number: int) -> str:
    """Return the letter that belongs to this number; I, O and S never occur."""
    return ALPHABET[number % 23]
