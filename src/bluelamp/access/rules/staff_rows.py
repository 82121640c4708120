"""Checking one row of a staff file: every problem is named by its field."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bluelamp.access.enums import Rank, Role
from bluelamp.access.rules.role_pairs import roles_that_clash

COLUMNS = (
    "staff_number",
    "given_name",
    "family_name",
    "rank",
    "unit_code",
    "roles",
    "line_manager",
    "email",
    "starts_on",
)
REQUIRED = ("staff_number", "given_name", "rank", "unit_code")
LONGEST = {"staff_number": 20, "given_name": 60, "family_name": 60, "email": 254}
NUMBER = re.compile(r"[A-Z0-9][A-Z0-9-]{1,19}")
ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one field of a row."""

    field: str
    message: str


@dataclass(frozen=True, slots=True)
class StaffRow:
    """A row that may be loaded, if its unit and line manager are known."""

    staff_number: str
    given_name: str
    family_name: str
    rank: Rank
    unit_code: str
    roles: frozenset[Role]
    line_manager: str
    email: str
    starts_on: date | None


def missing_columns(header: list[str]) -> list[str]:
    """Return the columns that a staff file must have and this one lacks."""
    return [column for column in COLUMNS if column not in header]


def check_row(row: Mapping[str, str | None]) -> StaffRow | list[Problem]:
    """Return the row as it may be loaded, or everything that is wrong with it."""
    if row.get(None):  # type: ignore[call-overload]
        return [Problem("row", "has more values than there are columns")]
    values = {column: (row.get(column) or "").strip() for column in COLUMNS}
    values["staff_number"] = values["staff_number"].upper()
    values["line_manager"] = values["line_manager"].upper()
    problems = [problem for check in CHECKS for problem in check(values)]
    return problems or _row(values)


def _row(values: dict[str, str]) -> StaffRow:
    return StaffRow(
        staff_number=values["staff_number"],
        given_name=values["given_name"],
        family_name=values["family_name"],
        rank=Rank(values["rank"]),
        unit_code=values["unit_code"],
        roles=frozenset(Role(role) for role in _roles(values)),
        line_manager=values["line_manager"],
        email=values["email"],
        starts_on=date.fromisoformat(values["starts_on"]) if values["starts_on"] else None,
    )


def _roles(values: dict[str, str]) -> list[str]:
    return [role.strip() for role in values["roles"].split(";") if role.strip()]


def _is_readable(values: dict[str, str]) -> list[Problem]:
    return [
        Problem(field, "is not UTF-8 text")
        for field, value in values.items()
        if any("\udc80" <= letter <= "\udcff" for letter in value)
    ]


def _is_there(values: dict[str, str]) -> list[Problem]:
    return [Problem(field, "is missing") for field in REQUIRED if not values[field]]


def _fits(values: dict[str, str]) -> list[Problem]:
    return [
        Problem(field, f"has {len(values[field])} characters; at most {limit} are allowed")
        for field, limit in LONGEST.items()
        if len(values[field]) > limit
    ]


def _number_is_well_formed(values: dict[str, str]) -> list[Problem]:
    return [
        Problem(field, f"“{values[field]}” is not a staff number: letters, digits and hyphens only")
        for field in ("staff_number", "line_manager")
        if values[field] and not NUMBER.fullmatch(values[field])
    ]


def _rank_is_known(values: dict[str, str]) -> list[Problem]:
    if not values["rank"] or values["rank"] in set(Rank):
        return []
    return [Problem("rank", f"“{values['rank']}” is not a rank; use one of {', '.join(Rank)}")]


def _roles_are_known(values: dict[str, str]) -> list[Problem]:
    unknown = [role for role in _roles(values) if role not in set(Role)]
    return [Problem("roles", f"“{role}” is not a role") for role in unknown]


def _roles_go_together(values: dict[str, str]) -> list[Problem]:
    held = [Role(role) for role in _roles(values) if role in set(Role)]
    if not any(roles_that_clash(held, role) for role in held):
        return []
    message = "administrator and auditor may not be held together (INF-10.17)"
    return [Problem("roles", message)]


def _email_is_an_address(values: dict[str, str]) -> list[Problem]:
    if not values["email"] or ADDRESS.fullmatch(values["email"]):
        return []
    return [Problem("email", "is not an e-mail address")]


def _start_is_a_date(values: dict[str, str]) -> list[Problem]:
    try:
        date.fromisoformat(values["starts_on"] or "2000-01-01")
    except ValueError:
        return [Problem("starts_on", f"“{values['starts_on']}” is not a date as yyyy-mm-dd")]
    return []


CHECKS = (
    _is_readable,
    _is_there,
    _fits,
    _number_is_well_formed,
    _rank_is_known,
    _roles_are_known,
    _roles_go_together,
    _email_is_an_address,
    _start_is_a_date,
)
