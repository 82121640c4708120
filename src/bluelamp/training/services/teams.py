"""The limits of a team: how many may be away, and who releases them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from bluelamp.access.models import Unit
from bluelamp.access.policies import Officer, require
from bluelamp.audit.enums import Regime
from bluelamp.audit.services import Subject, record_change
from bluelamp.core.errors import NotPossible
from bluelamp.training.models import TeamLimit
from bluelamp.training.policies import can_manage_team


@transaction.atomic
def set_team_limit(
    *,
    unit_id: UUID,
    cap_percent: int,
    minimum: int,
    approves_each: bool,
    by: Officer,
    at: datetime,
) -> TeamLimit:
    """Set a team's cap and minimum strength (TRN-5.1, TRN-5.2)."""
    unit = Unit.objects.select_for_update(no_key=True).get(pk=unit_id)
    require(can_manage_team(by, unit))
    if not 0 <= cap_percent <= 100:
        raise NotPossible("The cap is from 0 to 100 per cent.", field="cap_percent", rule="TRN-5.1")
    limit, _ = TeamLimit.objects.update_or_create(
        unit=unit,
        defaults={
            "cap_percent": cap_percent,
            "minimum": minimum,
            "approves_each": approves_each,
            "set_by": by.label,
        },
    )
    subject = Subject("training_team", (limit.pk,), unit.code, regime=Regime.GEN)
    record_change(by=by, of=subject, action="set_team_limit")
    return limit
