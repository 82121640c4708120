"""The states of a custody episode: one table of what leads where, and in whose hands (section 16).

Rows beyond section 16, marked (own), are needed so that no state is a dead end: a charged person
may be reviewed, taken to hospital or transferred, a person may be released from hospital, and an
incident can be ended.
"""

from __future__ import annotations

from dataclasses import dataclass

from bluelamp.core.errors import NotPossible
from bluelamp.custody.enums import CustodyDuty, CustodyEvent, CustodyState
from bluelamp.custody.rules.answers import Answer, no, yes

S, E, D = CustodyState, CustodyEvent, CustodyDuty
CO = frozenset({D.CUSTODY_OFFICER})
IN_SUITE = frozenset({S.ARRIVED, S.DETAINED, S.CHARGED})
OPEN = frozenset(state for state in S if state.is_open)


@dataclass(frozen=True, slots=True)
class Transition:
    """From any of these states an event leads to `to`; None is back to the state before."""

    sources: frozenset[CustodyState | None]
    event: CustodyEvent
    to: CustodyState | None
    duties: frozenset[CustodyDuty]
    rules: str


def _row(
    sources: CustodyState | frozenset[CustodyState] | None,
    event: CustodyEvent,
    to: CustodyState | None,
    rules: str,
    duties: frozenset[CustodyDuty] = CO,
) -> Transition:
    among = sources if isinstance(sources, frozenset) else {sources}
    return Transition(frozenset(among), event, to, duties, rules)


TABLE: tuple[Transition, ...] = (
    _row(None, E.ARRIVE, S.ARRIVED, "ARR-7", CO | {D.DETENTION_OFFICER}),
    _row(S.ARRIVED, E.AUTHORISE, S.DETAINED, "ARR-10, ROL-7"),
    _row(S.ARRIVED, E.REFUSE, S.CLOSED, "ARR-14"),
    _row(IN_SUITE, E.TO_HOSPITAL, S.HOSPITAL, "CLK-1, CLK-3"),  # charged: (own)
    _row(S.HOSPITAL, E.RETURN, None, "CLK-1, CLK-2"),
    _row(S.DETAINED, E.REVIEW, S.DETAINED, "REV-1 to REV-19", CO | {D.REVIEW_OFFICER}),
    _row(S.CHARGED, E.REVIEW, S.CHARGED, "REV-16, ROL-3"),  # (own)
    _row(S.DETAINED, E.EXTEND, S.DETAINED, "LIM-2 to LIM-5", frozenset({D.SUPERINTENDENT})),
    _row(S.DETAINED, E.FURTHER_ARREST, S.DETAINED, "ARR-17, RT-9"),  # (own)
    _row(S.DETAINED, E.ARREST_HERE, S.ARRIVED, "section 2.2, ARR-8, RT-2"),  # (own)
    _row(S.DETAINED, E.WARRANT, S.DETAINED, "LIM-8 to LIM-11"),
    _row(S.DETAINED, E.CHARGE, S.CHARGED, "CHG-1 to CHG-3"),
    _row(S.CHARGED, E.KEEP, S.CHARGED, "CHG-4, CHG-5"),
    _row(S.CHARGED, E.LA_MOVE, S.CLOSED, "CHG-7, CHG-9"),
    _row(S.CHARGED, E.BAIL, S.CLOSED, "CHG-4"),
    _row(S.CHARGED, E.RELEASE, S.CLOSED, "CHG-4"),
    _row(S.CHARGED, E.COURT, S.CLOSED, "CHG-10"),
    _row(frozenset({S.DETAINED, S.HOSPITAL}), E.BAIL, S.BAILED, "BAI-2"),  # hospital: (own)
    _row(S.BAILED, E.ATTEND, S.DETAINED, "RT-10"),
    _row(S.BAILED, E.BAIL_ARREST, S.DETAINED, "RT-10, RT-12"),
    _row(S.BAILED, E.CLOSE_BAIL, S.CLOSED, "BAI-16", CO | {D.INVESTIGATION_SUPERVISOR}),
    _row(frozenset({S.DETAINED, S.HOSPITAL}), E.RELEASE, S.CLOSED, "ARR-16"),  # hospital: (own)
    _row(IN_SUITE, E.TRANSFER_OUT, S.IN_TRANSIT, "RT-15, REC-6"),
    _row(S.IN_TRANSIT, E.TRANSFER_IN, None, "RT-15, REC-6"),
    _row(OPEN - {S.INCIDENT}, E.INCIDENT, S.INCIDENT, "CAR-17", frozenset({D.INSPECTOR})),
    _row(S.INCIDENT, E.RECAPTURE, None, "CLK-8", frozenset({D.INSPECTOR})),  # (own)
    _row(S.INCIDENT, E.CLOSE_INCIDENT, S.CLOSED, "CAR-17", frozenset({D.INSPECTOR})),  # (own)
)

_BY_EVENT = {(source, row.event): row for row in TABLE for source in row.sources}


def may_transition(
    state: CustodyState | None, event: CustodyEvent, duty: CustodyDuty | None = None
) -> Answer:
    """Tell whether an event is possible in a state (None: no episode yet) and for a duty."""
    row = _BY_EVENT.get((state, event))
    if row is None:
        where = state.label.lower() if state else "before arrival"
        return no("section 16", f"{event.label} is not possible: {where}.")
    if duty is not None and duty not in row.duties:
        whose = " or ".join(sorted(one.label.lower() for one in row.duties))
        return no(row.rules, f"{event.label} is for the {whose}.")
    return yes(row.rules, f"{event.label} is possible.")


def state_after(
    state: CustodyState | None, event: CustodyEvent, before: CustodyState | None = None
) -> CustodyState:
    """Return where an event leads; `before` is the state to go back to from hospital or transit.

    Raises `NotPossible` when the event is not possible, or the state to go back to is not given.
    """
    may_transition(state, event).require("event")
    to = _BY_EVENT[state, event].to or before
    if to is None:
        reason = "The state before must be known to go back to it."
        raise NotPossible(reason, field="before", rule="section 16")
    return to


def events_from(state: CustodyState | None) -> tuple[CustodyEvent, ...]:
    """Return the events possible in a state, in the order of the table."""
    return tuple(row.event for row in TABLE if state in row.sources)
