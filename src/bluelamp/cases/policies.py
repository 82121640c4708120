"""Who may see, open and work on a case."""

from __future__ import annotations

from bluelamp.access.enums import Permission
from bluelamp.access.policies import Decision, Officer, can
from bluelamp.custody.models import CustodyRecord

from .enums import CaseState
from .models import Case

ENDED = frozenset({CaseState.FINALISED, CaseState.CLOSED})


def can_view_case(officer: Officer) -> Decision:
    """Any case, until records can be restricted by name (INF-10.12)."""
    return can(officer, Permission.VIEW_CASE)


def can_open_case(officer: Officer) -> Decision:
    """Opening a case, from a custody record or about a person."""
    return can(officer, Permission.OPEN_CASE)


def can_open_case_from(officer: Officer, record: CustodyRecord) -> Decision:
    """A case follows a detention that was authorised."""
    if record.authorised_at is None:
        return Decision(False, "Detention has not been authorised on this custody record.")
    return can_open_case(officer)


def can_edit_case(officer: Officer, case: Case) -> Decision:
    """Working on a case until it has ended."""
    if CaseState(case.state) in ENDED:
        return Decision(False, "This case has ended.")
    return can(officer, Permission.EDIT_CASE)
