"""Reading staff, units and what officers hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate, pairwise
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from bluelamp.audit.enums import Operation, ReasonCode
from bluelamp.audit.models import AuditLine
from bluelamp.audit.selectors import changes_of_record
from bluelamp.audit.services import Reason

from .enums import PlatformModule, Rank, Role, UnitKind
from .models import ApiToken, Clearance, GatedModule, RoleHolding, Staff, Unit
from .policies import Officer
from .rules.tokens import fingerprint_of


def officer_for(
    staff: Staff, *, at: datetime, reason: Reason | None = None, request_id: UUID | None = None
) -> Officer:
    """Return the officer that this member of staff is at a moment: one statement."""
    held = held_at(at).filter(staff=staff).annotate(closed=closed_to("staff", at=at))
    roles: set[Role] = set()
    closed: set[PlatformModule] = set()
    for role, modules in held.values_list("role", "closed"):
        roles.add(Role(role))
        closed.update(PlatformModule(each) for each in modules)
    return Officer(
        id=staff.id,
        label=staff.label,
        rank=Rank(staff.rank),
        roles=frozenset(roles),
        unit_id=staff.unit_id,
        reason=reason,
        request_id=request_id,
        closed=frozenset(closed),
    )


def closed_to(staff: str, *, at: datetime) -> ArraySubquery:
    """Return the gated parts that whoever the outer column names is not cleared for now."""
    cleared = cleared_at(at).filter(staff=OuterRef(OuterRef(staff)), module=OuterRef("module"))
    gated = GatedModule.objects.filter(gated_from__lte=at).exclude(Exists(cleared))
    return ArraySubquery(gated.values("module"))


def cleared_at(at: datetime) -> QuerySet[Clearance]:
    """Return the clearances that hold at a moment."""
    return Clearance.objects.filter(opens_at__lte=at).filter(Q(ends_at=None) | Q(ends_at__gt=at))


def held_at(at: datetime) -> QuerySet[RoleHolding]:
    """Return the roles held at a moment."""
    return RoleHolding.objects.filter(held_from__lte=at).filter(
        Q(held_until=None) | Q(held_until__gt=at)
    )


def units_below(unit: Unit) -> QuerySet[Unit]:
    """Return the unit and everything under it in the tree."""
    return Unit.objects.filter(path__startswith=unit.path)


def staff_with_number(typed: str) -> Staff | None:
    """Return the serving member of staff with this staff number, in either case."""
    return Staff.objects.filter(staff_number__iexact=typed.strip(), is_active=True).first()


def staff_ever_numbered(typed: str) -> Staff | None:
    """Return the member of staff with this number, whether they still serve or not."""
    return Staff.objects.filter(staff_number__iexact=typed.strip()).first()


def staff_found(words: str, unit_code: str, *, at: datetime) -> QuerySet[Staff]:
    """Return the staff of a unit and all below it whose names or number have all these words.

    No words and no unit mean everybody. Each has ``roles_now``, what they hold at the moment.
    """
    found = Staff.objects.all()
    if unit_code:
        found = found.filter(unit__path__startswith=_path_of(unit_code))
    for word in words.split():
        found = found.filter(
            Q(given_name__icontains=word)
            | Q(family_name__icontains=word)
            | Q(staff_number__istartswith=word)
        )
    roles = Prefetch("role_holdings", held_at(at).order_by("role"), to_attr="roles_now")
    in_order = found.order_by("family_name", "given_name", "staff_number")
    return in_order.select_related("unit").prefetch_related(roles)


def _path_of(unit_code: str) -> str:
    return Unit.objects.filter(code=unit_code).values_list("path", flat=True).first() or "/"


def staff_member(staff_id: UUID) -> Staff | None:
    """Return a member of staff with unit and line manager."""
    return Staff.objects.select_related("unit", "line_manager").filter(id=staff_id).first()


def roles_ever_held(staff: Staff) -> list[RoleHolding]:
    """Return the roles held now, then those that have ended, newest first."""
    return list(staff.role_holdings.order_by("-held_from", "role"))


@dataclass(frozen=True, slots=True)
class StaffChange:
    """One change of a member of staff: the line that logged it, and the states around it."""

    at: datetime
    line: AuditLine | None
    before: Any = None
    after: Any = None


def changes_of_staff(staff: Staff) -> list[StaffChange]:
    """Return what happened to the record of a member of staff, newest first: two statements."""
    history: Any = staff
    earlier = history.history.select_related("unit", "line_manager").order_by("pgh_id")
    lines = changes_of_record("staff", staff.id)
    changes = [
        StaffChange(old.pgh_created_at, _line_of(old, new, lines), old, new)
        for old, new in pairwise([*earlier, staff])
    ]
    told = {change.line.id for change in changes if change.line}
    changes += [StaffChange(line.at, line) for line in lines if line.id not in told]
    return sorted(changes, key=lambda change: change.at, reverse=True)


def _line_of(old: Any, new: Any, lines: list[AuditLine]) -> AuditLine | None:
    """Return the line of the version that a change made; a load of many names no version.

    A row's history bears the time at which the transaction began, its line is a little later.
    """
    if old.version == new.version:
        return None
    ends = getattr(new, "pgh_created_at", None)
    altered = [line for line in reversed(lines) if line.operation == Operation.ALTER]
    later = [line for line in altered if line.at >= old.pgh_created_at]
    exact = (line for line in later if line.record_version == new.version)
    loose = (
        line for line in later if line.record_version is None and (ends is None or line.at < ends)
    )
    return next(exact, None) or next(loose, None)


@dataclass(frozen=True, slots=True)
class UnitLevel:
    """A unit with those above it, those right below it and how many serve in each tree."""

    unit: Unit
    above: list[Unit]
    below: list[tuple[Unit, int]]
    strength: int


def unit_level(unit: Unit) -> UnitLevel:
    """Return one level of the tree of units: three statements."""
    serving = Staff.objects.filter(is_active=True, unit__path__startswith=unit.path)
    strengths = list(serving.values_list("unit__path").annotate(Count("id")).order_by())
    children = Unit.objects.filter(parent=unit).order_by("name")
    below = [
        (child, sum(count for path, count in strengths if path.startswith(child.path)))
        for child in children
    ]
    return UnitLevel(unit, units_above(unit), below, sum(count for _, count in strengths))


def units_above(unit: Unit) -> list[Unit]:
    """Return the units that this one is part of, the force first."""
    codes = unit.path.rstrip("/").split("/")[:-1]
    paths = accumulate(f"{code}/" for code in codes)
    return sorted(Unit.objects.filter(path__in=list(paths)), key=lambda each: len(each.path))


def topmost_unit() -> Unit | None:
    """Return the force."""
    return Unit.objects.filter(parent=None).order_by("path").first()


def unit_of(unit_id: UUID) -> Unit | None:
    """Return a unit by its key."""
    return Unit.objects.filter(id=unit_id).first()


def units_to_choose(also: str = "") -> list[Unit]:
    """Return the units above the teams in the order of the tree, and one more by its code."""
    wanted = ~Q(kind=UnitKind.TEAM) | Q(code=also)
    return list(Unit.objects.filter(wanted).order_by("path"))


def token_with_secret(secret: str, *, at: datetime) -> ApiToken | None:
    """Return the token with this secret, with whom it acts for: one statement.

    ``role_held`` tells whether they hold its role at this moment, ``closed`` what their training
    keeps them out of.
    """
    held = held_at(at).filter(staff=OuterRef("staff"), role=OuterRef("role"))
    found = ApiToken.objects.select_related("staff").annotate(
        role_held=Exists(held), closed=closed_to("staff", at=at)
    )
    return found.filter(secret_hash=fingerprint_of(secret)).first()


def tokens() -> list[ApiToken]:
    """Return every token ever issued, the newest first: one statement."""
    return list(ApiToken.objects.select_related("staff").order_by("-issued_at", "name"))


def token_by_id(token_id: UUID) -> ApiToken | None:
    """Return a token with whom it acts for."""
    return ApiToken.objects.select_related("staff").filter(id=token_id).first()


def officer_of_token(
    token: ApiToken, *, closed: Iterable[str], request_id: UUID | None = None
) -> Officer:
    """Return the officer that a token is: it has its own role and reason, and no other.

    What the training of its owner keeps them out of is ``closed`` to the token too; a program of
    its own has no training to pass.
    """
    staff = token.staff
    return Officer(
        id=staff.id if staff else token.id,
        label=f"{staff.label[:70] if staff else 'Program'} by token {token.name}"[:120],
        rank=Rank(staff.rank) if staff else Rank.POLICE_STAFF,
        roles=frozenset({Role(token.role)}),
        unit_id=staff.unit_id if staff else UUID(int=0),
        reason=Reason(ReasonCode(token.reason_code), token.reason_reference, token.reason_text),
        request_id=request_id,
        closed=frozenset(PlatformModule(each) for each in (closed if staff else ())),
    )
