"""The pooled logins of a practice copy: one a seat, each with the roles that the class learns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.contrib.auth.hashers import make_password
from django.db import transaction

from bluelamp.access.enums import Role
from bluelamp.access.models import RoleHolding, Staff
from bluelamp.core.errors import NotPossible

from .sign_ins import people_for

NO_PASSWORD = "!"  # noqa: S105 - what Django keeps where nobody may sign in


def make_pool(logins: Iterable[tuple[str, str]], roles: Sequence[Role]) -> int:
    """Make a login for each number and password; nobody else can sign in to this copy."""
    colleagues = people_for(roles[0])
    if not colleagues:
        raise NotPossible(f"Nobody here is a {roles[0].label.lower()}.", field="role")
    like = colleagues[0]
    with transaction.atomic():
        Staff.objects.update(password=NO_PASSWORD)
        made = [_seat(number, password, like) for number, password in logins]
        Staff.objects.bulk_create(made)
        RoleHolding.objects.bulk_create(
            RoleHolding(staff=staff, role=role.value) for staff in made for role in roles
        )
    return len(made)


def _seat(number: str, password: str, like: Staff) -> Staff:
    """Return a learner's account, of the unit and rank of somebody who does this work."""
    return Staff(
        staff_number=number,
        given_name="Learner",
        family_name=f"Seat {number.rsplit('-', 1)[-1]}",
        rank=like.rank,
        unit_id=like.unit_id,
        password=make_password(password),
    )
