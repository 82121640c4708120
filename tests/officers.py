"""Members of staff for tests, and how they come to be signed in."""

from __future__ import annotations

from datetime import UTC, datetime

from django.test import Client

from bluelamp.access.enums import Rank, Role
from bluelamp.access.models import RoleHolding, Staff, Unit
from bluelamp.access.working_reason import keep_reason
from bluelamp.audit.enums import ReasonCode
from bluelamp.audit.services import Reason

PASSWORD = "correct horse battery"
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def unit(code: str = "FORCE", parent: Unit | None = None, kind: str = "FORCE") -> Unit:
    path = f"{parent.path if parent else ''}{code}/"
    kept, _ = Unit.objects.get_or_create(
        code=code,
        defaults={"name": f"Unit {code}", "kind": kind, "parent": parent, "path": path},
    )
    return kept


def member(
    number: str,
    *roles: Role,
    given: str = "Jo",
    family: str = "Bloggs",
    of: Unit | None = None,
    password: str = PASSWORD,
) -> Staff:
    staff = Staff(
        staff_number=number,
        given_name=given,
        family_name=family,
        rank=Rank.SERGEANT,
        unit=of or unit(),
    )
    staff.set_password(password)
    staff.save()
    RoleHolding.objects.bulk_create(
        RoleHolding(staff=staff, role=role, held_from=LONG_AGO) for role in roles
    )
    return staff


def signed_in(staff: Staff, reason: ReasonCode | None = ReasonCode.AUDIT) -> Client:
    client = Client()
    client.force_login(staff, backend="allauth.account.auth_backends.AuthenticationBackend")
    if reason:
        session = client.session
        keep_reason(session, Reason(reason))
        session.save()
    return client


def somebody(*roles: Role, number: str = "1") -> Client:
    return signed_in(member(number, *roles))
