"""What is alleged, as written down by the services."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from bluelamp.cases.rules.offence_dates import fault_of_dates
from bluelamp.core.errors import NotPossible
from bluelamp.core.time import day_of

LONGEST_PLACE = 200


@dataclass(frozen=True, slots=True)
class OffenceDetails:
    """An offence of the catalogue, when and where; ``committed_to`` only for a span of days."""

    offence_id: int
    committed_from: date | None = None
    committed_to: date | None = None
    where: str = ""
    wording: str = ""


def check_details(details: OffenceDetails, at: datetime, *, prefix: str = "") -> None:
    """Refuse impossible dates (VR-04) and a place too long, naming the field."""
    today = day_of(at)
    fault = fault_of_dates(details.committed_from, details.committed_to, today)
    if fault:
        raise NotPossible(fault.reason, field=f"{prefix}{fault.field}", rule="VR-04")
    if len(details.where) > LONGEST_PLACE:
        reason = f"Say where in {LONGEST_PLACE} characters or fewer."
        raise NotPossible(reason, field=f"{prefix}where", rule="VR-04")
