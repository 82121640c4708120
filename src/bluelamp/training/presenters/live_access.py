"""Words of live access: what is closed to whom, and who is in untrained."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bluelamp.access.enums import PlatformModule
from bluelamp.access.models import Clearance
from bluelamp.core.time import shown
from bluelamp.training.enums import RefresherRunState
from bluelamp.training.models import Drop, RefresherRun
from bluelamp.training.selectors.live_access import Gate


@dataclass(frozen=True, slots=True)
class GateRow:
    """A part of the platform as a line of the table."""

    name: str
    state: str
    colour: str
    trained: int
    needing: int
    waiting: int
    closed: bool

    @classmethod
    def of(cls, gate: Gate) -> GateRow:
        """Return the line of a part."""
        closed = gate.gated_from is not None
        state = "The trained only" if closed else "All whose role allows"
        waiting = max(0, gate.needing - gate.trained)
        colour = "blue" if closed else "grey"
        return cls(gate.module.label, state, colour, gate.trained, gate.needing, waiting, closed)


@dataclass(frozen=True, slots=True)
class ExceptionRow:
    """Somebody let in untrained, as the daily list shows them."""

    id: UUID
    who: str
    unit: str
    part: str
    reason: str
    approved_by: str
    supervisor: str
    opens_at: datetime
    ends_at: datetime | None
    open: bool

    @classmethod
    def of(cls, made: Clearance, at: datetime) -> ExceptionRow:
        """Return the line of an exception."""
        return cls(
            id=made.pk,
            who=made.staff.label,
            unit=made.staff.unit.name,
            part=PlatformModule(made.module).label,
            reason=made.reason,
            approved_by=made.approved_by,
            supervisor=made.supervisor.label if made.supervisor else "",
            opens_at=made.opens_at,
            ends_at=made.ends_at,
            open=made.ends_at is None or made.ends_at > at,
        )


def exception_facts(made: Clearance) -> list[dict[str, str]]:
    """Return an exception as facts, before it is ended."""
    return [
        {"key": "Part", "value": PlatformModule(made.module).label},
        {"key": "Ends by itself", "value": shown(made.ends_at) if made.ends_at else ""},
        {"key": "Reason", "value": made.reason},
        {"key": "Approved by", "value": made.approved_by},
        {"key": "Supervised by", "value": made.supervisor.label if made.supervisor else ""},
    ]


def drop_facts(drops: Iterable[Drop]) -> list[dict[str, object]]:
    """Return each drop with its go-live and how many need a refresher."""
    return [
        {
            "id": each.pk,
            "name": each.name,
            "go_live": each.go_live,
            "window": each.window_days,
            "stale": getattr(each, "stale", 0),
        }
        for each in drops
    ]


def losing_in_words(people: int) -> str:
    """Return how many would be kept out at once."""
    who = "1 person loses" if people == 1 else f"{people:,} people lose"
    return f"{who} live access at once, until their refresher is done."


def moved_in_words(run: RefresherRun, ended: int) -> str:
    """Return what came of moving go-live."""
    lost = f"{ended:,} {'clearance' if ended == 1 else 'clearances'} for live access ended."
    if run.state != RefresherRunState.DONE:
        return f"Go-live is moved. {lost} Refreshers are being planned."
    planned = f"{run.made:,} refreshers planned, {run.closed:,} no longer needed."
    return f"Go-live is moved. {lost} {planned}"
