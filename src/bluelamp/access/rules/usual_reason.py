"""The reason for access that an officer most likely has, by role; it can be changed at any time."""

from __future__ import annotations

from collections.abc import Collection

from bluelamp.access.enums import Role
from bluelamp.audit.enums import ReasonCode

# In the order of precedence for those who hold several roles.
USUAL = {
    Role.CUSTODY_OFFICER: ReasonCode.CUSTODY,
    Role.DETENTION_OFFICER: ReasonCode.CUSTODY,
    Role.INVESTIGATING_OFFICER: ReasonCode.INVESTIGATION,
    Role.PROPERTY_OFFICER: ReasonCode.PROPERTY,
    Role.CASE_BUILDER: ReasonCode.CASE,
    Role.INSPECTOR: ReasonCode.SUPERVISION,
    Role.SUPERINTENDENT: ReasonCode.SUPERVISION,
    Role.SUPERVISOR: ReasonCode.SUPERVISION,
    Role.AUDITOR: ReasonCode.AUDIT,
    Role.TRAINING_COORDINATOR: ReasonCode.SUPERVISION,
    Role.TRAINER: ReasonCode.SUPERVISION,
    Role.ADJUSTMENTS_COORDINATOR: ReasonCode.SUPERVISION,
}


def usual_reason(roles: Collection[Role]) -> ReasonCode | None:
    """Return the usual reason for these roles; None where there is none, so that it is asked."""
    return next((code for role, code in USUAL.items() if role in roles), None)
