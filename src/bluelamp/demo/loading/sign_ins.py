"""One member of staff for each role, with a password made for this installation."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from pathlib import Path

from django.contrib.auth.hashers import make_password
from django.db.models import Count, OuterRef, Subquery

from bluelamp.access.enums import Rank, Role
from bluelamp.access.models import RoleHolding, Staff

WANTED: tuple[tuple[Role, Rank | None], ...] = (
    (Role.CUSTODY_OFFICER, Rank.SERGEANT),
    (Role.DETENTION_OFFICER, None),
    (Role.INVESTIGATING_OFFICER, Rank.CONSTABLE),
    (Role.INSPECTOR, Rank.INSPECTOR),
    (Role.SUPERINTENDENT, None),
    (Role.SUPERVISOR, Rank.SERGEANT),
    (Role.PROPERTY_OFFICER, None),
    (Role.CASE_BUILDER, None),
    (Role.AUDITOR, None),
    (Role.ADMINISTRATOR, None),
    (Role.TRAINING_COORDINATOR, None),
    (Role.TRAINER, None),
    (Role.ADJUSTMENTS_COORDINATOR, None),
)


@dataclass(frozen=True, slots=True)
class SignIn:
    """Somebody to sign in as."""

    role: Role
    staff_number: str
    name: str


def password(home: Path) -> str:
    """Return the password of the demonstration's sign-ins; it is made once an installation."""
    kept = home / "demonstration-password"
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.touch(mode=0o600)
        kept.write_text(f"lamp-{secrets.token_hex(3)}-{secrets.token_hex(3)}")
    return kept.read_text()


def people_for(role: Role, rank: Rank | None = None) -> list[Staff]:
    """Return the staff of the demonstration's BCU, or else of the force, who hold a role.

    Those who hold the fewest roles come first, so that a sign-in shows what its role may do.
    """
    holders = Staff.objects.filter(role_holdings__role=role, role_holdings__held_until=None)
    held = RoleHolding.objects.filter(staff=OuterRef("pk"), held_until=None).order_by()
    roles = held.values("staff").annotate(count=Count("pk")).values("count")
    holders = holders.annotate(roles=Subquery(roles)).order_by("roles", "staff_number")
    holders = holders.select_related("unit")
    if rank:
        holders = holders.filter(rank=rank)
    near = holders.filter(unit__path__contains="/NE/")
    return list((near if near.exists() else holders)[:20])


def sign_ins() -> list[SignIn]:
    """Return one sign-in a role, each a different person."""
    found: list[SignIn] = []
    taken: set[str] = set()
    for role, rank in WANTED:
        staff = next(each for each in people_for(role, rank) if each.staff_number not in taken)
        taken.add(staff.staff_number)
        found.append(SignIn(role, staff.staff_number, f"{staff.full_name}"))
    return found


def set_passwords(home: Path) -> None:
    """Let the chosen staff sign in with the demonstration's password."""
    numbers = [each.staff_number for each in sign_ins()]
    Staff.objects.filter(staff_number__in=numbers).update(password=make_password(password(home)))
