"""Reading the people around a person, to the second degree."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from ..models import Event, Person
from .people import people_by_id
from .ties import Tie, Ties, TiesAsked, ties_of
from .timeline import records_of

FARTHEST = 2
# More events of one pair than this are told by their number alone.
MOST_DRAWN = 4


@dataclass(frozen=True, slots=True)
class NetworkAsked:
    """What is asked of a drawing: how far, which ties, whose ties besides, events as points."""

    depth: int = 1
    ties: TiesAsked = field(default_factory=TiesAsked)
    expanded: frozenset[UUID] = frozenset()
    with_events: bool = False


@dataclass(frozen=True, slots=True)
class Network:
    """People around a person. ``degree`` tells how many steps away each one is.

    Every record that is judged to be somebody's is one point. ``expanded`` are those of the first
    degree whose own ties are drawn; ``left_out`` counts people who are tied and not drawn.
    """

    asked: NetworkAsked
    records: tuple[Person, ...]
    people: dict[UUID, Person]
    degree: dict[UUID, int]
    ties: tuple[Tie, ...]
    expanded: frozenset[UUID]
    events: dict[UUID, Event]
    left_out: int

    @property
    def centre(self) -> Person:
        """Return the person in the middle."""
        return self.people[self.records[0].pk]


def network_of(person_id: UUID, asked: NetworkAsked) -> Network | None:
    """Return the people around a person, None for nobody: at most five statements."""
    records = records_of(person_id)
    if not records:
        return None
    centre = records[0].pk
    first = ties_of([centre], asked.ties)
    near = [tie.other for tie in first.found]
    degree = {centre: 0, **dict.fromkeys(near, 1)}
    seeds = near if asked.depth >= FARTHEST else [key for key in near if key in asked.expanded]
    second = _ties_of_others(seeds, asked.ties, degree) if seeds else Ties()
    degree |= {tie.other: 2 for tie in second.found if tie.other not in degree}
    ties = _each_once((*first.found, *second.found))
    return Network(
        asked=asked,
        records=tuple(records),
        people=people_by_id(degree),
        degree=degree,
        ties=ties,
        expanded=frozenset(seeds),
        events=_events_of(ties) if asked.with_events else {},
        left_out=first.left_out + second.left_out,
    )


def _ties_of_others(seeds: list[UUID], asked: TiesAsked, degree: dict[UUID, int]) -> Ties:
    """Return the ties of the first degree: to each other and to as many more again."""
    return ties_of(seeds, asked, known=list(degree))


def _each_once(ties: tuple[Tie, ...]) -> tuple[Tie, ...]:
    """Return each pair once: from the side from which it was found first."""
    found: dict[frozenset[UUID], Tie] = {}
    for tie in ties:
        found.setdefault(frozenset((tie.one, tie.other)), tie)
    return tuple(found.values())


def _events_of(ties: tuple[Tie, ...]) -> dict[UUID, Event]:
    wanted = {each.id for tie in ties for each in tie.events[:MOST_DRAWN]}
    return Event.objects.in_bulk(list(wanted))
