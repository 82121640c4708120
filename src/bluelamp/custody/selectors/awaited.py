"""Reading who is still awaited for each person, in one statement for however many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bluelamp.custody.enums import CallKind, CallState
from bluelamp.custody.models import Call


@dataclass(frozen=True, slots=True)
class Awaited:
    """Somebody who has still to be reached or to come, and since when."""

    kind: CallKind
    state: CallState
    who: str
    since: datetime

    @property
    def words(self) -> str:
        """Return ``Solicitor to be contacted`` or ``Appropriate adult awaited``."""
        reached = self.state is CallState.CONTACTED
        return f"{self.kind.label} {'awaited' if reached else 'to be contacted'}"


def awaited_for(records: Collection[UUID]) -> dict[UUID, list[Awaited]]:
    """Return by record who is awaited, the longest first: one statement."""
    states = [state for state in CallState if state.is_awaited]
    calls = Call.objects.filter(record__in=list(records), state__in=states).order_by("since")
    found: dict[UUID, list[Awaited]] = defaultdict(list)
    for record, kind, state, who, since in calls.values_list(
        "record_id", "kind", "state", "who", "since"
    ):
        found[record].append(Awaited(CallKind(kind), CallState(state), who, since))
    return dict(found)
