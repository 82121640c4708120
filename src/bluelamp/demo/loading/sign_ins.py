"""One member of staff for each role, with a password made for this installation."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from pathlib import Path

from django.contrib.auth.hashers import make_password

from bluelamp.access.enums import Rank, Role
from bluelamp.access.models import Staff

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
    """Return the staff of the demonstration's BCU, or else of the force, who hold a role."""
    holders = Staff.objects.filter(role_holdings__role=role, role_holdings__held_until=None)
    holders = holders.select_related("unit").order_by("staff_number")
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
