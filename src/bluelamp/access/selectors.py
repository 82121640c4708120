"""Reading staff, units and what officers hold."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from bluelamp.audit.services import Reason

from .enums import Rank, Role
from .models import RoleHolding, Staff, Unit
from .policies import Officer


def officer_for(
    staff: Staff, *, at: datetime, reason: Reason | None = None, request_id: UUID | None = None
) -> Officer:
    """Return the officer that this member of staff is at a moment: one statement."""
    held = RoleHolding.objects.filter(staff=staff, held_from__lte=at).filter(
        Q(held_until=None) | Q(held_until__gt=at)
    )
    return Officer(
        id=staff.id,
        label=staff.label,
        rank=Rank(staff.rank),
        roles=frozenset(Role(role) for role in held.values_list("role", flat=True)),
        unit_id=staff.unit_id,
        reason=reason,
        request_id=request_id,
    )


def units_below(unit: Unit) -> QuerySet[Unit]:
    """Return the unit and everything under it in the tree."""
    return Unit.objects.filter(path__startswith=unit.path)


def staff_with_number(typed: str) -> Staff | None:
    """Return the serving member of staff with this staff number, in either case."""
    return Staff.objects.filter(staff_number__iexact=typed.strip(), is_active=True).first()
