"""The answer to "is this a good number, and how is it written?"."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class CheckedIdentifier:
    """An identifier as checked (NV-07).

    ``canonical`` is the form to store and compare; of a bad one it is what was typed, tidied.
    ``problem`` says in plain words why it is not valid, and is empty when it is.
    """

    scheme: str
    canonical: str
    valid: bool
    problem: str = ""


def good(scheme: str, canonical: str) -> CheckedIdentifier:
    """Return a valid identifier in its canonical form."""
    return CheckedIdentifier(scheme, canonical, valid=True)


def bad(scheme: str, typed: str, problem: str) -> CheckedIdentifier:
    """Return what was typed with the reason why it cannot be used."""
    return CheckedIdentifier(scheme, typed, valid=False, problem=problem)


def compact(value: str) -> str:
    """Return the value in capitals without any white space."""
    return "".join(value.split()).upper()
