"""Reading who is held where, with clocks and what falls due; always the same few statements."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet

from bluelamp.access.models import Unit
from bluelamp.access.policies import Officer
from bluelamp.custody.enums import CustodyState, DetentionType
from bluelamp.custody.models import BookingDraft, Cell, CellOccupation, CustodyRecord, Suite
from bluelamp.custody.rules.authority_chain import HeldUnder
from bluelamp.custody.rules.deadlines import Deadline, deadlines_of
from bluelamp.custody.rules.detention_clock import DetentionClock
from bluelamp.nominals.models import Person, WarningMarker

from .authority import last_authority_of
from .records import FOR_THE_CLOCK, NOT_HELD, clock_of


@dataclass(frozen=True, slots=True)
class Held:
    """A person held, where, and what runs for them."""

    record: CustodyRecord
    cell: Cell | None
    clock: DetentionClock
    authority: HeldUnder
    deadlines: tuple[Deadline, ...]
    markers: tuple[str, ...]

    @property
    def state(self) -> CustodyState:
        """Return where the detention stands."""
        return CustodyState(self.record.state)


@dataclass(frozen=True, slots=True)
class CellShown:
    """A cell along the corridor, and who is in it."""

    cell: Cell
    held: Held | None


@dataclass(frozen=True, slots=True)
class Board:
    """A suite as it stands: every cell in order, and those who have none."""

    suite: Suite
    cells: list[CellShown]
    without_cell: list[Held]
    drafts: list[BookingDraft] = field(default_factory=list)

    @property
    def held(self) -> list[Held]:
        """Return everybody held, those in cells first."""
        return [*(one.held for one in self.cells if one.held), *self.without_cell]

    @property
    def records(self) -> list[UUID]:
        """Return every record shown, for the audit: custody records, and people being booked in."""
        booked = [draft.person_id for draft in self.drafts if draft.person_id]
        return [*(one.record.pk for one in self.held), *booked]


@dataclass(frozen=True, slots=True)
class SuiteShown:
    """A suite in the list of suites."""

    suite: Suite
    held: list[Held]
    free: int
    out_of_use: int
    drafts: list[BookingDraft]


def board_of(suite: Suite, *, drafts: bool) -> Board:
    """Return a suite as it stands: ten statements, eleven with the unfinished bookings-in."""
    held = held_in([suite])
    by_cell = {one.cell.pk: one for one in held if one.cell}
    return Board(
        suite,
        [CellShown(cell, by_cell.get(cell.pk)) for cell in suite.cells.order_by("position")],
        [one for one in held if one.cell is None],
        list(unfinished([suite])) if drafts else [],
    )


def suites_shown(*, drafts: bool) -> list[SuiteShown]:
    """Return every suite with its numbers, whatever their number in the same few statements."""
    free = Q(cells__out_of_use=False)
    suites = list(
        Suite.objects.select_related("unit")
        .annotate(usable=Count("cells", filter=free), shut=Count("cells", filter=~free))
        .order_by("name")
    )
    held = held_in(suites)
    begun = list(unfinished(suites)) if drafts else []
    return [_suite_shown(suite, held, begun) for suite in suites]


def held_in(suites: Iterable[Suite]) -> list[Held]:
    """Return everybody held in these suites, by arrival: nine statements."""
    present = CellOccupation.objects.filter(until=None).select_related("cell")
    current = WarningMarker.objects.filter(ended_at=None).order_by("code")
    records = (
        CustodyRecord.objects.filter(suite__in=list(suites))
        .exclude(state__in=NOT_HELD)
        .select_related("event", "person", "suite")
        .prefetch_related(
            "offences",
            *FOR_THE_CLOCK,
            Prefetch("occupations", present, to_attr="present"),
            Prefetch("person__markers", current, to_attr="current_markers"),
        )
        .order_by("arrived_at")
    )
    return [held_from(record) for record in records]


def held_from(record: CustodyRecord) -> Held:
    """Return a record of ``held_in`` with its clock and what falls due."""
    clock = clock_of(record)
    stays: list[CellOccupation] = getattr(record, "present", [])
    markers: list[WarningMarker] = getattr(record.person, "current_markers", [])
    authority = last_authority_of(record, clock)
    deadlines = deadlines_of(
        clock,
        state=CustodyState(record.state),
        kind=DetentionType(record.detention_type),
        arrived_at=record.arrived_at,
        authority=authority,
    )
    cell = stays[0].cell if stays else None
    return Held(record, cell, clock, authority, deadlines, tuple(one.code for one in markers))


def unfinished(suites: Iterable[Suite]) -> QuerySet[BookingDraft]:
    """Return the bookings-in of these suites that were left, the longest waiting first."""
    drafts = BookingDraft.objects.filter(suite__in=list(suites), finished_record=None)
    return drafts.select_related("started_by", "person", "suite").order_by("created_at")


def current_markers(person: Person) -> list[str]:
    """Return the codes of what to be warned of: one statement."""
    current = WarningMarker.objects.filter(person=person, ended_at=None).order_by("code")
    return list(current.values_list("code", flat=True))


def open_records(people: Collection[UUID]) -> QuerySet[CustodyRecord]:
    """Return the custody records of these people that are neither closed nor on bail."""
    return CustodyRecord.objects.filter(person__in=list(people)).exclude(state__in=NOT_HELD)


def detentions_of(person_ids: Collection[UUID]) -> QuerySet[CustodyRecord]:
    """Return a person's custody records, the latest first: three statements."""
    return (
        CustodyRecord.objects.filter(person__in=list(person_ids))
        .select_related("event", "suite")
        .prefetch_related("offences__offence")
        .order_by("-arrived_at")
    )


def suites_near(officer: Officer) -> list[Suite]:
    """Return the suites nearest to an officer in the tree of units: two statements.

    Those under or above the officer's own unit, else those under the closest unit that has any.
    """
    own = Unit.objects.filter(pk=officer.unit_id).values_list("path", flat=True).first() or ""
    suites = list(Suite.objects.select_related("unit"))
    shared = {suite.pk: _shared(own, suite.unit.path) for suite in suites}
    nearest = max(shared.values(), default=0)
    return [suite for suite in suites if shared[suite.pk] == nearest]


def _suite_shown(suite: Suite, held: list[Held], begun: list[BookingDraft]) -> SuiteShown:
    here = [one for one in held if one.record.suite_id == suite.pk]
    usable, shut = getattr(suite, "usable", 0), getattr(suite, "shut", 0)
    taken = sum(1 for one in here if one.cell and not one.cell.out_of_use)
    mine = [draft for draft in begun if draft.suite_id == suite.pk]
    return SuiteShown(suite, here, usable - taken, shut, mine)


def _shared(own: str, other: str) -> int:
    """Return how many units two paths have in common from the force down."""
    steps = zip(own.strip("/").split("/"), other.strip("/").split("/"), strict=False)
    count = 0
    for mine, theirs in steps:
        if mine != theirs:
            break
        count += 1
    return count
