"""Giving and ending roles, and closing an account: by an administrator, never by the holder."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from bluelamp.access.enums import Role
from bluelamp.access.models import RoleHolding, Staff
from bluelamp.access.policies import Officer, can_change_staff, require
from bluelamp.access.rules.role_pairs import roles_that_clash
from bluelamp.access.selectors import held_at
from bluelamp.audit.enums import Regime
from bluelamp.audit.services import Subject, record_change
from bluelamp.core.errors import NotPossible
from bluelamp.core.time import day_of


@transaction.atomic
def give_role(
    *, staff_id: UUID, role: Role, version: int, by: Officer, at: datetime
) -> RoleHolding:
    """Give a role from now on.

    Raises NotAllowed for one's own roles; NotPossible when somebody changed the record meanwhile,
    the account is closed, the role is held already or clashes with another (INF-10.17).
    """
    staff = _locked(staff_id, version, by)
    held = {Role(each.role) for each in _open(staff, at)}
    _require_open_account(staff)
    if role in held:
        raise NotPossible(f"{staff.full_name} holds the role {_spoken(role)} already", field="role")
    if clash := roles_that_clash(held, role):
        words = f"One person cannot be {_spoken(role)} and {_spoken(*clash)}: whoever grants access"
        raise NotPossible(f"{words} does not audit it", field="role", rule="INF-10.17")
    holding = RoleHolding.objects.create(staff=staff, role=role, held_from=at)
    _save(staff, by=by, action="give_role", detail=role)
    return holding


@transaction.atomic
def end_role(*, holding_id: UUID, version: int, by: Officer, at: datetime) -> RoleHolding:
    """End a role now; its holder loses it with their next request.

    Raises NotAllowed for one's own roles; NotPossible when it has ended already or somebody changed
    the record meanwhile.
    """
    holding = RoleHolding.objects.get(id=holding_id)
    staff = _locked(holding.staff_id, version, by)
    if not _open(staff, at).filter(id=holding_id).update(held_until=at):
        raise NotPossible("This role has ended already")
    _save(staff, by=by, action="end_role", detail=holding.role)
    return holding


@transaction.atomic
def deactivate_staff(*, staff_id: UUID, version: int, by: Officer, at: datetime) -> Staff:
    """Close an account and end its roles now: a leaver keeps no access (INF-10.15).

    Raises NotAllowed for one's own account; NotPossible when it is closed already or somebody
    changed the record meanwhile.
    """
    staff = _locked(staff_id, version, by)
    _require_open_account(staff)
    _open(staff, at).update(held_until=at)
    staff.is_active = False
    staff.ends_on = day_of(at)
    _save(staff, by=by, action="deactivate_staff", detail="is_active, ends_on, roles")
    return staff


@transaction.atomic
def reactivate_staff(*, staff_id: UUID, version: int, by: Officer, at: datetime) -> Staff:
    """Open a closed account again, without any role.

    Raises NotAllowed for one's own account; NotPossible when it is open or somebody changed the
    record meanwhile.
    """
    staff = _locked(staff_id, version, by)
    if staff.is_active:
        raise NotPossible("This account is open already")
    staff.is_active = True
    staff.ends_on = None
    _save(staff, by=by, action="reactivate_staff", detail="is_active, ends_on")
    return staff


def _locked(staff_id: UUID, version: int, by: Officer) -> Staff:
    staff = Staff.objects.select_for_update().get(id=staff_id)
    require(can_change_staff(by, staff.id))
    if staff.version != version:
        raise NotPossible(
            "Somebody else changed this member of staff while the page was open. "
            "What they hold now is shown; look again before you go on.",
            field="version",
        )
    return staff


def _open(staff: Staff, at: datetime) -> QuerySet[RoleHolding]:
    return held_at(at).filter(staff=staff)


def _require_open_account(staff: Staff) -> None:
    if not staff.is_active:
        raise NotPossible("This account is closed: open it again first")


def _save(staff: Staff, *, by: Officer, action: str, detail: str) -> None:
    staff.version += 1
    staff.save(update_fields=["is_active", "ends_on", "version"])
    subject = Subject(
        "staff", (staff.id,), staff.staff_number, version=staff.version, regime=Regime.GEN
    )
    record_change(by=by, of=subject, action=action, detail=detail)


def _spoken(*roles: Role) -> str:
    return " and ".join(sorted(role.label.lower() for role in roles))
