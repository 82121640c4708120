"""Words and colours of staff, roles and units."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.urls import reverse

from bluelamp.audit.models import AuditLine

from ..enums import Rank, Role, UnitKind
from ..models import RoleHolding, Staff, Unit
from ..selectors import StaffChange, UnitLevel

NO_DATE = "Not recorded"
FIELDS = {
    "staff_number": "Staff number",
    "given_name": "Given name",
    "family_name": "Family name",
    "rank": "Rank",
    "unit": "Unit",
    "line_manager": "Line manager",
    "email": "E-mail address",
    "starts_on": "Started",
    "ends_on": "Left",
    "is_active": "May sign in",
}
ACTIONS = {
    "import_staff": "Loaded from a staff file",
    "give_role": "Role given",
    "end_role": "Role ended",
    "deactivate_staff": "Account closed",
    "reactivate_staff": "Account opened again",
}


@dataclass(frozen=True, slots=True)
class StaffRow:
    """A row of the staff list."""

    url: str
    name: str
    number: str
    rank: str
    unit: str
    roles: str
    closed: bool

    @classmethod
    def of(cls, staff: Staff) -> StaffRow:
        """Return the row of a member of staff that the list selector found."""
        held: list[RoleHolding] = getattr(staff, "roles_now", [])
        return cls(
            url=reverse("access:staff_member", args=[staff.id]),
            name=_listed_name(staff),
            number=staff.staff_number,
            rank=Rank(staff.rank).label,
            unit=staff.unit.name,
            roles=", ".join(Role(each.role).label for each in held),
            closed=not staff.is_active,
        )


def _listed_name(staff: Staff) -> str:
    """Return the name as lists are ordered; those with one name have only that."""
    if not staff.family_name:
        return staff.given_name
    return f"{staff.family_name}, {staff.given_name}"


@dataclass(frozen=True, slots=True)
class StaffHeader:
    """Who a member of staff is."""

    id: UUID
    label: str
    closed: bool
    version: int
    facts: list[dict[str, Any]]

    @classmethod
    def of(cls, staff: Staff, above: list[Unit]) -> StaffHeader:
        """Return the head of a member of staff's page."""
        return cls(staff.id, staff.label, not staff.is_active, staff.version, _facts(staff, above))


def _facts(staff: Staff, above: list[Unit]) -> list[dict[str, Any]]:
    path = " › ".join(unit.name for unit in [*above, staff.unit])
    manager = staff.line_manager
    facts = [
        {"key": "Rank or grade", "value": Rank(staff.rank).label},
        {"key": "Staff number", "value": staff.staff_number},
        {"key": "Unit", "value": path, "href": reverse("access:unit", args=[staff.unit_id])},
        _manager_fact(manager),
        {"key": "E-mail address", "value": staff.email or NO_DATE},
        {"key": "Started", "value": day(staff.starts_on)},
    ]
    if staff.ends_on:
        facts.append({"key": "Left", "value": day(staff.ends_on)})
    return facts


def _manager_fact(manager: Staff | None) -> dict[str, Any]:
    if manager is None:
        return {"key": "Line manager", "value": NO_DATE}
    url = reverse("access:staff_member", args=[manager.id])
    return {"key": "Line manager", "value": manager.label, "href": url}


def day(value: date | None) -> str:
    """Return a date as ``5 Mar 2026``."""
    return f"{value.day} {value:%b %Y}" if value else NO_DATE


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A role held, now or once."""

    id: UUID
    role: str
    held_from: datetime
    held_until: datetime | None
    is_open: bool

    @classmethod
    def of(cls, holding: RoleHolding, at: datetime) -> RoleRow:
        """Return the row of a role."""
        is_open = holding.held_until is None or holding.held_until > at
        return cls(
            holding.id, Role(holding.role).label, holding.held_from, holding.held_until, is_open
        )


def change_items(changes: Iterable[StaffChange]) -> list[dict[str, Any]]:
    """Return the timeline of a member of staff; what nobody would see or miss is left out."""
    items = [_change_item(change) for change in changes]
    return [item for item in items if item["by"] or item["text"]]


def _change_item(change: StaffChange) -> dict[str, Any]:
    line = change.line
    return {
        "title": _title(line),
        "by": line.actor_label if line else "",
        "at": change.at,
        "text": "\n".join(_differences(change)),
    }


def _title(line: AuditLine | None) -> str:
    if line is None:
        return "Changed"
    title = ACTIONS.get(line.action, line.action.replace("_", " ").capitalize())
    if line.action in {"give_role", "end_role"}:
        return f"{title}: {Role(line.detail).label}"
    return title


def _differences(change: StaffChange) -> Iterable[str]:
    if change.before is None:
        return
    for field, label in FIELDS.items():
        was, became = getattr(change.before, field), getattr(change.after, field)
        if was != became:
            yield f"{label}: {_said(field, was)} → {_said(field, became)}"


def _said(field: str, value: Any) -> str:
    if field == "is_active":
        return "yes" if value else "no"
    if field == "rank":
        return Rank(value).label
    if isinstance(value, date):
        return day(value)
    return getattr(value, "label", "") or str(value or "none")


@dataclass(frozen=True, slots=True)
class UnitHeader:
    """A unit, the way to it, and what is below it."""

    name: str
    code: str
    kind: str
    strength: int
    trail: list[dict[str, str]]
    below: list[dict[str, Any]]

    @classmethod
    def of(cls, level: UnitLevel) -> UnitHeader:
        """Return the page of a unit."""
        unit = level.unit
        trail = [{"text": each.name, "href": _unit_url(each)} for each in level.above]
        return cls(
            unit.name,
            unit.code,
            kind_words(unit),
            level.strength,
            [*trail, {"text": unit.name, "href": ""}],
            [_unit_row(each, strength) for each, strength in level.below],
        )


def _unit_row(unit: Unit, strength: int) -> dict[str, Any]:
    kind = kind_words(unit)
    return {"url": _unit_url(unit), "name": unit.name, "kind": kind, "strength": strength}


def _unit_url(unit: Unit) -> str:
    return reverse("access:unit", args=[unit.id])


def kind_words(unit: Unit) -> str:
    """Return the kind of a unit as spoken."""
    kind = UnitKind(unit.kind)
    return "BCU" if kind is UnitKind.BCU else kind.label


def unit_choices(units: Iterable[Unit]) -> list[tuple[str, str]]:
    """Return units to choose from, each further in than the one above it."""
    return [(unit.code, "\u2003" * (unit.path.count("/") - 1) + unit.name) for unit in units]
