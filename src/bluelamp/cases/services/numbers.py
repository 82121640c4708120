"""Numbering cases: one URN each, for all agencies."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings

from bluelamp.cases.models import Case
from bluelamp.cases.rules.urn import make_urn, read_urn
from bluelamp.core.errors import NotPossible
from bluelamp.core.references import next_number
from bluelamp.core.time import LONDON

SERIALS = 100_000


def urn_for(typed: str, at: datetime) -> str:
    """Return the root of the URN typed, or the next one when nothing was typed.

    Raises NotPossible naming ``urn`` for one that is malformed (VR-01) or in use.
    """
    if not typed.strip():
        return issue_urn(at)
    checked = read_urn(typed)
    if not checked.valid:
        raise NotPossible(checked.problem, field="urn", rule="VR-01")
    if Case.objects.filter(urn=checked.root).exists():
        raise urn_used(checked.root)
    return checked.root


def urn_used(urn: str) -> NotPossible:
    """Return the refusal of a number that another case has."""
    return NotPossible(f"{urn} is the number of another case.", field="urn", rule="VR-01")


def issue_urn(at: datetime) -> str:
    """Return the next free URN of this force and unit in this year."""
    year = at.astimezone(LONDON).year
    while True:
        serial = next_number("case_urn_serial") % SERIALS
        urn = make_urn(settings.BLUELAMP_FORCE_NUMBER, settings.BLUELAMP_FORCE_UNIT, serial, year)
        # Somebody may have typed this number before the sequence came to it.
        if not Case.objects.filter(urn=urn).exists():
            return urn
