"""May this officer? The answer carries its reason.

An ``Officer`` is a member of staff at work: who they are, what they hold now, and why they are
looking. Views, services and the audit all speak of the same one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from bluelamp.audit.enums import ReasonCode
from bluelamp.audit.services import Reason
from bluelamp.core.errors import NotAllowed

from .declarations import Route, declaration_of, operation, route
from .enums import Permission, PlatformModule, Rank, Role
from .rules.permissions import MODULE_OF, permissions_of, withheld_of

__all__ = [
    "Decision",
    "Officer",
    "Route",
    "can",
    "declaration_of",
    "operation",
    "operator",
    "require",
    "route",
]


@dataclass(frozen=True, slots=True)
class Decision:
    """Yes, or no with a reason: for the page, the service and the audit alike."""

    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed


@dataclass(frozen=True, slots=True)
class Officer:
    """A member of staff at work.

    ``closed`` are the parts of the platform that their training does not let them into now: what
    their roles allow there is ``withheld``.
    """

    id: UUID
    label: str
    rank: Rank
    roles: frozenset[Role]
    unit_id: UUID
    reason: Reason | None = None
    request_id: UUID | None = None
    closed: frozenset[PlatformModule] = frozenset()
    permissions: frozenset[Permission] = field(init=False)
    withheld: frozenset[Permission] = field(init=False)

    def __post_init__(self) -> None:
        of_roles = permissions_of(self.roles)
        object.__setattr__(self, "withheld", withheld_of(of_roles, self.closed))
        object.__setattr__(self, "permissions", of_roles - self.withheld)

    @property
    def acting_role(self) -> str:
        """Return the roles held, for the audit."""
        return ", ".join(sorted(self.roles))[:60]

    def may(self, permission: Permission) -> bool:
        """Tell whether the permission table gives this officer the permission."""
        return permission in self.permissions


def operator(label: str = "System operator") -> Officer:
    """Return who acts when a command is run on the server itself."""
    return Officer(
        id=UUID(int=0),
        label=label,
        rank=Rank.POLICE_STAFF,
        roles=frozenset({Role.ADMINISTRATOR}),
        unit_id=UUID(int=0),
        reason=Reason(ReasonCode.OTHER, text="Loading by the system operator"),
    )


def can(officer: Officer, permission: Permission) -> Decision:
    """Answer from the permission table alone; modules add what depends on the record."""
    if officer.may(permission):
        return Decision(True)
    if permission in officer.withheld:
        return Decision(False, _untrained(permission))
    return Decision(False, f"Your roles do not allow you to {permission.in_words}.")


def _untrained(permission: Permission) -> str:
    part = MODULE_OF[permission].label.lower()
    return (
        f"Your roles allow you to {permission.in_words}, but your training in {part} is not passed "
        "or no longer fresh (TRN-7.7). My training says what to do; in an emergency your commander "
        "may let you in for a time, under supervision."
    )


def require(decision: Decision) -> None:
    """Raise NotAllowed with the decision's reason unless it is yes."""
    if not decision.allowed:
        raise NotAllowed(decision.reason)


def can_change_staff(officer: Officer, staff_id: UUID) -> Decision:
    """Tell whether this officer may change what a member of staff holds: never their own."""
    if officer.id == staff_id:
        return Decision(False, "Another administrator must change your own roles and account.")
    return can(officer, Permission.MANAGE_STAFF)


def can_manage_tokens(officer: Officer) -> Decision:
    """Tell whether this officer may see, issue and revoke the tokens of programs."""
    return can(officer, Permission.MANAGE_STAFF)


def can_issue_token(officer: Officer, staff_id: UUID | None) -> Decision:
    """Tell whether this officer may issue a token that acts for somebody: never for themselves."""
    if officer.id == staff_id:
        return Decision(False, "Another administrator must issue a token that acts for you.")
    return can_manage_tokens(officer)
