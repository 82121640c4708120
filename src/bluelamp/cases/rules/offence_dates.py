"""When an offence was committed: one day, or from a day to a day (VR-04)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class DateFault:
    """Why the dates cannot be, and which of the two answers is at fault."""

    field: str
    reason: str


def fault_of_dates(first: date | None, last: date | None, today: date) -> DateFault | None:
    """Return what is wrong with the dates of an offence; both may be missing until submission.

    ``first`` alone means that one day. The end is not before the beginning, and neither is in the
    future (VR-04).
    """
    if last and not first:
        return DateFault("committed_from", "Enter the first date as well.")
    if first and first > today:
        return DateFault("committed_from", "The offence cannot be in the future.")
    if last and last > today:
        return DateFault("committed_to", "The offence cannot end in the future.")
    if first and last and last < first:
        return DateFault("committed_to", "The offence cannot end before it begins.")
    return None
