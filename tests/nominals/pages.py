"""Signing in and recording for tests of pages."""

from __future__ import annotations

from typing import Any

from django.test import Client

from bluelamp.access.enums import Rank, Role, UnitKind
from bluelamp.access.models import RoleHolding, Staff, Unit

REASON = {"code": "CUSTODY", "reference": "CU-26-0000001-E", "text": ""}


def signed_in(client: Client, *roles: Role, reason: dict[str, str] | None = REASON) -> Client:
    """Return the client as a sergeant with these roles at work."""
    unit, _ = Unit.objects.get_or_create(
        code="F", defaults={"name": "Force", "kind": UnitKind.FORCE, "path": "F/"}
    )
    staff = Staff.objects.create(
        staff_number=f"S{Staff.objects.count()}", given_name="A", rank=Rank.SERGEANT, unit=unit
    )
    RoleHolding.objects.bulk_create(RoleHolding(staff=staff, role=role) for role in roles)
    client.force_login(staff)
    session: Any = client.session
    session["working_reason"] = reason
    session.save()
    return client
