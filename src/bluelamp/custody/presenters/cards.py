"""A person held, as a card of the board, and a cell of the corridor with or without one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bluelamp.access.enums import Permission
from bluelamp.access.policies import Officer
from bluelamp.core.time import lasting
from bluelamp.custody.enums import CellKind, CustodyState, DetentionType
from bluelamp.custody.models import Cell
from bluelamp.custody.rules.deadlines import Deadline, DeadlineKind, Urgency, warned_of
from bluelamp.custody.rules.regime import has_pace_clock
from bluelamp.custody.rules.transitions import IN_SUITE
from bluelamp.custody.selectors import Awaited
from bluelamp.custody.selectors.also_due import CourtAwaited
from bluelamp.custody.selectors.board import CellShown, Held

from .clock_bar import ClockBar, clock_bar
from .due import DueMark, due_mark
from .instants import Instant, address_of, instant
from .observation import ObservationShown, observation_shown
from .people import PersonShown, person_shown

STATE_COLOURS = {
    CustodyState.ARRIVED: "yellow",
    CustodyState.DETAINED: "blue",
    CustodyState.HOSPITAL: "purple",
    CustodyState.CHARGED: "teal",
    CustodyState.BAILED: "grey",
    CustodyState.IN_TRANSIT: "purple",
    CustodyState.INCIDENT: "red",
    CustodyState.CLOSED: "grey",
}


LEVELS = [urgency.lower() for urgency in Urgency]


@dataclass(frozen=True, slots=True)
class AwaitedShown:
    """Who is awaited: whom, by name where known, and since when."""

    words: str
    who: str
    since: Instant
    waiting: str


@dataclass(frozen=True, slots=True)
class HeldCard:
    """Everything the board says of one person; equal where it says the same."""

    record_id: UUID
    reference: str
    where: str
    person: PersonShown
    state: str
    state_colour: str
    power: str
    time_in: Instant
    so_far: str
    due: tuple[DueMark, ...]
    clock: ClockBar | None
    no_clock: str
    watched: ObservationShown | None
    awaited: tuple[AwaitedShown, ...]
    may_visit: bool
    court: str = ""

    @property
    def lines(self) -> tuple[DueMark, ...]:
        """Return what is due, the next visit first."""
        visit = (self.watched.due,) if self.watched and self.watched.due else ()
        return (*visit, *self.due)

    @property
    def address(self) -> str:
        """Return where the record is."""
        return address_of("custody:record", self.record_id)

    @property
    def visit_address(self) -> str:
        """Return where the visit that is due is recorded; empty where there is none to record."""
        due = self.may_visit and self.watched and self.watched.due
        return address_of("custody:visit", self.record_id) if due else ""

    @property
    def level(self) -> str:
        """Return how near the nearest thing is, for the edge of the card."""
        levels = [mark.level for mark in self.lines]
        return min(levels, key=LEVELS.index, default="later")


@dataclass(frozen=True, slots=True)
class CellCard:
    """A cell: occupied, perhaps by several, empty or out of use."""

    number: str
    kind: str
    words: str
    modifier: str
    people: list[HeldCard]

    @property
    def held(self) -> HeldCard | None:
        """Return who was there first."""
        return self.people[0] if self.people else None


def held_card(held: Held, now: datetime, officer: Officer) -> HeldCard:
    """Return the card of a person held."""
    record, state = held.record, held.state
    kind = DetentionType(record.detention_type)
    bar = clock_bar(held.clock, state=state, kind=kind, now=now, authority=held.authority)
    return HeldCard(
        record_id=record.pk,
        reference=record.event.reference,
        where=held.cell.number if held.cell else "",
        person=person_shown(record.person, held.markers, now, officer),
        state=state_words(state, held.court),
        state_colour=STATE_COLOURS[state],
        power="" if kind is DetentionType.ARREST else power_words(kind, state, held.court),
        time_in=instant(record.arrived_at, now, brief=True),
        so_far=bar.used if bar else lasting(now - record.arrived_at),
        due=tuple(due_mark(each, now) for each in held.deadlines if _is_said(each, now)),
        clock=bar,
        no_clock="" if bar else has_pace_clock(kind).reason.removeprefix(f"{kind.label}: "),
        watched=observation_shown(held.observed, now) if held.observed else None,
        awaited=tuple(awaited_shown(one, now) for one in held.awaited),
        court=held.court.words if held.court else "",
        may_visit=state in IN_SUITE and officer.may(Permission.CARE_FOR_PERSON),
    )


def state_words(state: CustodyState, court: CourtAwaited | None) -> str:
    """Return the state; kept after charge it is the court that is awaited (CHG-10)."""
    return "Awaiting the court" if court and state is CustodyState.CHARGED else state.label


def power_words(kind: DetentionType, state: CustodyState, court: CourtAwaited | None) -> str:
    """Return what holds the person: after charge no longer the arrest (TYP-4)."""
    if state is not CustodyState.CHARGED or kind.is_other_power:
        return kind.label
    return DetentionType.CHARGED.label if court else "Charged"


def awaited_shown(awaited: Awaited, now: datetime) -> AwaitedShown:
    """Return who is awaited, in words."""
    since = instant(awaited.since, now, brief=True)
    return AwaitedShown(awaited.words, awaited.who, since, lasting(now - awaited.since))


def _is_said(deadline: Deadline, now: datetime) -> bool:
    """Tell whether a deadline has a line of its own: a limit that is far off stands at the bar."""
    left = deadline.left(now)
    if left is None or deadline.kind not in (DeadlineKind.LIMIT, DeadlineKind.AUTHORITY):
        return True
    return bool(warned_of(left, deadline.kind))


def cell_card(shown: CellShown, now: datetime, officer: Officer) -> CellCard:
    """Return the card of a cell along the corridor."""
    cell = shown.cell
    kind = CellKind(cell.kind)
    said = "" if kind is CellKind.CELL else kind.label
    people = [held_card(one, now, officer) for one in shown.people]
    words, modifier = _standing(cell, people)
    return CellCard(cell.number, said, words, modifier, people)


def _standing(cell: Cell, people: list[HeldCard]) -> tuple[str, str]:
    if cell.out_of_use:
        return "Out of use", "shut"
    levels = [one.level for one in people]
    return ("Occupied", min(levels, key=LEVELS.index)) if levels else ("Free", "free")
