"""Unique reference numbers of cases (case.md 13.1, VR-01)."""

from __future__ import annotations

import re
from dataclasses import dataclass

_URN = re.compile(r"(?P<root>\d{2}[A-Z0-9]{2}\d{7})(?:M|\(M\)|S|\(S\))?(?:/\d{1,2})?", re.ASCII)
_DUMMY = re.compile(r"00[NP]P|\d{2}00")
SHAPE = "force (2 digits), unit (2 letters or digits), serial (5 digits) and year (2 digits)"


@dataclass(frozen=True)
class CheckedUrn:
    """A URN as checked: its root where it is valid, otherwise the problem in plain words."""

    typed: str
    root: str
    problem: str = ""

    @property
    def valid(self) -> bool:
        """Tell whether the number may be used."""
        return not self.problem

    @property
    def is_dummy(self) -> bool:
        """Tell whether the owning force must not be derived from this number."""
        return bool(_DUMMY.match(self.root))

    @property
    def force(self) -> str:
        """Return the two digits of the owning force, or nothing for a dummy or invalid URN."""
        return "" if self.is_dummy else self.root[:2]


def check_urn(value: str) -> CheckedUrn:
    """Check a URN as it stands; small letters do not pass until put in capitals (VR-01)."""
    typed = "".join(value.split())
    if found := _URN.fullmatch(typed):
        return CheckedUrn(typed, found["root"])
    if _URN.fullmatch(typed.upper()):
        return CheckedUrn(typed, "", "Write the letters of the URN in capitals.")
    return CheckedUrn(typed, "", f"A URN is {SHAPE}, as in 01AB1234525.")


def read_urn(value: str) -> CheckedUrn:
    """Put what somebody typed in capitals, then check it."""
    return check_urn(value.upper())


def make_urn(force: str, unit: str, serial: int, year: int) -> str:
    """Return the URN of the ``serial``-th case of this unit in this (four-digit) year.

    Raises ``ValueError`` when the parts do not make a valid URN.
    """
    urn = f"{force}{unit}{serial:05}{year % 100:02}"
    checked = check_urn(urn)
    if not checked.valid:
        raise ValueError(checked.problem)
    return urn
