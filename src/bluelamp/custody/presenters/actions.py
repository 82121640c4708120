"""What can be done now with a custody record: a button, or the reason why not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bluelamp.access.policies import Decision, Officer
from bluelamp.custody.enums import CustodyEvent, CustodyState
from bluelamp.custody.models import CustodyRecord
from bluelamp.custody.policies import (
    can_authorise_detention,
    can_care_for_person,
    can_move_to_hospital,
    can_release_person,
    can_review_detention,
)
from bluelamp.custody.rules.transitions import IN_SUITE, events_from

Policy = Callable[[Officer, CustodyRecord], Decision]


@dataclass(frozen=True, slots=True)
class Action:
    """Something possible in this state; ``reason`` says why this officer may not."""

    label: str
    url_name: str
    allowed: bool
    reason: str


# In the order in which they are usually needed.
BY_EVENT: tuple[tuple[CustodyEvent, str, str, Policy], ...] = (
    (
        CustodyEvent.AUTHORISE,
        "Authorise or refuse detention",
        "custody:authorise",
        can_authorise_detention,
    ),
    (CustodyEvent.RETURN, "Back from hospital", "custody:return", can_move_to_hospital),
    (CustodyEvent.REVIEW, "Review detention", "custody:review", can_review_detention),
    (CustodyEvent.RELEASE, "Dispose and release", "custody:release", can_release_person),
    (CustodyEvent.TO_HOSPITAL, "Leave for hospital", "custody:hospital", can_move_to_hospital),
)


def actions_for(record: CustodyRecord, officer: Officer) -> list[Action]:
    """Return what the state allows: first what this officer may do, then what not and why."""
    state = CustodyState(record.state)
    possible = events_from(state)
    found = [
        _action(label, url_name, policy(officer, record))
        for event, label, url_name, policy in BY_EVENT
        if event in possible
    ]
    cares = can_care_for_person(officer, record)
    if state in IN_SUITE:
        found.append(_action("Record a visit", "custody:visit", cares))
        found.append(_action("Booking in", "custody:tasks", cares))
        found.append(_action("Move to a cell", "custody:cell", cares))
    found.append(_action("Add an entry", "custody:entry", cares))
    return sorted(found, key=lambda action: not action.allowed)


def _action(label: str, url_name: str, decision: Decision) -> Action:
    return Action(label, url_name, decision.allowed, decision.reason)
