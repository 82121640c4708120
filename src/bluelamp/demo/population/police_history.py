"""What the police already hold of some: numbers and warnings."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from bluelamp.nominals.enums import IdentifierScheme, WarningSignal

from .drawing import read_data

if TYPE_CHECKING:
    from datetime import date
    from random import Random

    from .police_numbers import SerialBlocks

PNC_SHARE = 0.12
CRO_SHARE = 0.7
WARNED_SHARE = 0.015
WARNED_SHARE_OF_ARRESTED = 0.18
SECOND_WARNING_SHARE = 0.2
YOUNGEST_ARRESTED = 14
YOUNGEST_WARNED = 18
FIRST_YEAR = 1980

Identifiers = tuple[tuple[IdentifierScheme, str], ...]
Warnings = tuple[tuple[WarningSignal, str], ...]


@cache
def _signals() -> dict[WarningSignal, tuple[str, ...]]:
    found = read_data("markers.json")["markers"]
    return {WarningSignal[code]: tuple(reasons) for code, reasons in found.items()}


def draw_identifiers(rng: Random, blocks: SerialBlocks, born: date, as_of: date) -> Identifiers:
    """Return a PNC ID, and for most a CRO number of the same year, of those ever arrested."""
    earliest = max(FIRST_YEAR, born.year + YOUNGEST_ARRESTED)
    latest = min(as_of.year - 1, born.year + 60)
    if earliest > latest or rng.random() >= PNC_SHARE:
        return ()
    year = rng.randint(earliest, latest)
    found = [(IdentifierScheme.PNC, blocks.next_pnc(year))]
    if rng.random() < CRO_SHARE:
        found.append((IdentifierScheme.CRO, blocks.next_cro(year)))
    return tuple((scheme, value) for scheme, value in found if value)


def draw_warnings(rng: Random, age: float, *, arrested: bool) -> Warnings:
    """Return warning markers with their reasons; children have none."""
    share = WARNED_SHARE_OF_ARRESTED if arrested else WARNED_SHARE
    if age < YOUNGEST_WARNED or rng.random() >= share:
        return ()
    signals = list(_signals())
    wanted = 2 if rng.random() < SECOND_WARNING_SHARE else 1
    return tuple((code, rng.choice(_signals()[code])) for code in rng.sample(signals, wanted))
