"""Reading who is held where, with clocks and what falls due; always the same few statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from uuid import UUID

from django.db.models import QuerySet

from bluelamp.access.models import Unit
from bluelamp.access.policies import Officer
from bluelamp.custody.enums import CustodyState, DetentionType
from bluelamp.custody.models import BookingDraft, Cell, CellOccupation, CustodyRecord, Suite
from bluelamp.custody.rules.authority_chain import HeldUnder
from bluelamp.custody.rules.deadlines import Deadline, deadlines_of
from bluelamp.custody.rules.detention_clock import DetentionClock
from bluelamp.nominals.models import Person, WarningMarker

from .also_due import NOTHING_ELSE, AlsoDue, CourtAwaited, also_due
from .authority import last_authority_of
from .awaited import Awaited, awaited_for
from .observation import Observed, observation_of
from .powers import own_limit_of
from .records import FOR_THE_CLOCK, FOR_THE_POWER, NOT_HELD, clock_of, read_ahead

# Long or costly to read, and never shown or counted where many people are.
NOT_ON_A_BOARD = (
    "arrested_where",
    "circumstances",
    "event__occurred_at",
    "event__title",
    "necessity",
    "person__keys",
    "person__other_nationalities",
    "person__place_of_birth",
)


@dataclass(frozen=True, slots=True)
class Held:
    """A person held, where, and what runs for them.

    How they are watched and whom they await is read by ``with_care``.
    """

    record: CustodyRecord
    cell: Cell | None
    clock: DetentionClock
    authority: HeldUnder
    deadlines: tuple[Deadline, ...]
    markers: tuple[str, ...]
    observed: Observed | None = None
    awaited: tuple[Awaited, ...] = ()
    court: CourtAwaited | None = None

    @property
    def state(self) -> CustodyState:
        """Return where the detention stands."""
        return CustodyState(self.record.state)


@dataclass(frozen=True, slots=True)
class CellShown:
    """A cell along the corridor, and everybody in it."""

    cell: Cell
    people: tuple[Held, ...] = ()

    @property
    def is_free(self) -> bool:
        """Tell whether it is in use and nobody is in it."""
        return not self.people and not self.cell.out_of_use


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
        return [*(held for one in self.cells for held in one.people), *self.without_cell]

    @property
    def records(self) -> list[UUID]:
        """Return every record shown, for the audit: custody records, and people being booked in."""
        booked = [draft.person_id for draft in self.drafts if draft.person_id]
        return [*(one.record.pk for one in self.held), *booked]


@dataclass(frozen=True, slots=True)
class SuiteShown:
    """A suite in the list of suites: who is held, and the cells with who is in them."""

    suite: Suite
    held: list[Held]
    cells: list[CellShown]
    drafts: list[BookingDraft]

    @property
    def free(self) -> list[Cell]:
        """Return the cells in use that nobody is in."""
        return [one.cell for one in self.cells if one.is_free]

    @property
    def out_of_use(self) -> int:
        """Return how many cells are out of use."""
        return sum(1 for one in self.cells if one.cell.out_of_use)

    @property
    def capacity(self) -> int:
        """Return how many people the cells in use have room for."""
        return sum(one.cell.capacity for one in self.cells if not one.cell.out_of_use)


def board_of(suite: Suite, *, drafts: bool) -> Board:
    """Return a suite as it stands: twelve statements, thirteen with the unfinished bookings-in."""
    held = with_care(held_in([suite]))
    return Board(
        suite,
        _cells_shown(suite.cells.order_by("position"), held),
        [one for one in held if one.cell is None or one.cell.suite_id != suite.pk],
        list(unfinished([suite])) if drafts else [],
    )


def suites_shown(*, drafts: bool) -> list[SuiteShown]:
    """Return every suite with its cells, whatever their number in the same few statements."""
    suites = list(Suite.objects.prefetch_related("cells").order_by("name"))
    held = with_care(held_in(suites))
    begun = list(unfinished(suites)) if drafts else []
    return [_suite_shown(suite, held, begun) for suite in suites]


def with_care(held: Iterable[Held]) -> list[Held]:
    """Return them with how they are watched and whom they await: two statements."""
    people = list(held)
    keys = [one.record.pk for one in people]
    watched, awaited = observation_of(keys), awaited_for(keys)
    return [
        replace(
            one,
            observed=watched[one.record.pk],
            awaited=tuple(awaited.get(one.record.pk, ())),
        )
        for one in people
    ]


def held_in(suites: Iterable[Suite]) -> list[Held]:
    """Return everybody held in these suites, by arrival: nine statements.

    Two more at most, where somebody is held for assessment or for a court.
    """
    known = {suite.pk: suite for suite in suites}
    wanted = CustodyRecord.objects.filter(suite__in=known).exclude(state__in=NOT_HELD)
    whole = wanted.select_related("event", "person", *FOR_THE_POWER).defer(*NOT_ON_A_BOARD)
    records = list(whole.order_by("arrived_at"))
    read_ahead(records, wanted, "offences", *FOR_THE_CLOCK)
    cells, markers, also = _cells_of(wanted), _markers_of(wanted), also_due(records)
    for record in records:
        record.suite = known[record.suite_id]
    return [
        held_from(
            record,
            cells.get(record.pk),
            markers[record.person_id],
            also.get(record.pk, NOTHING_ELSE),
        )
        for record in records
    ]


def _cells_of(wanted: QuerySet[CustodyRecord]) -> dict[UUID, Cell]:
    present = CellOccupation.objects.filter(record__in=wanted.values("pk"), until=None)
    return {stay.record_id: stay.cell for stay in present.select_related("cell")}


def _markers_of(wanted: QuerySet[CustodyRecord]) -> dict[UUID, list[str]]:
    current = WarningMarker.objects.filter(person__in=wanted.values("person"), ended_at=None)
    codes: dict[UUID, list[str]] = defaultdict(list)
    for person, code in current.order_by("code").values_list("person_id", "code"):
        codes[person].append(code)
    return codes


def held_from(
    record: CustodyRecord, cell: Cell | None, markers: Iterable[str], also: AlsoDue
) -> Held:
    """Return a record of ``held_in`` with its clock and what falls due."""
    clock = clock_of(record)
    authority = last_authority_of(record, clock)
    own = own_limit_of(record)
    deadlines = deadlines_of(
        clock,
        state=CustodyState(record.state),
        kind=DetentionType(record.detention_type),
        arrived_at=record.arrived_at,
        authority=authority,
        own=own,
        also=also.deadlines,
    )
    return Held(record, cell, clock, authority, deadlines, tuple(markers), court=also.court)


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
    suites = list(Suite.objects.select_related("unit").order_by("name"))
    shared = {suite.pk: _shared(own, suite.unit.path) for suite in suites}
    nearest = max(shared.values(), default=0)
    return [suite for suite in suites if shared[suite.pk] == nearest]


def _cells_shown(cells: Iterable[Cell], held: Iterable[Held]) -> list[CellShown]:
    within: dict[UUID, list[Held]] = defaultdict(list)
    for one in held:
        if one.cell:
            within[one.cell.pk].append(one)
    return [CellShown(cell, tuple(within[cell.pk])) for cell in cells]


def _suite_shown(suite: Suite, held: list[Held], begun: list[BookingDraft]) -> SuiteShown:
    here = [one for one in held if one.record.suite_id == suite.pk]
    mine = [draft for draft in begun if draft.suite_id == suite.pk]
    return SuiteShown(suite, here, _cells_shown(suite.cells.all(), here), mine)


def _shared(own: str, other: str) -> int:
    """Return how many units two paths have in common from the force down."""
    steps = zip(own.strip("/").split("/"), other.strip("/").split("/"), strict=False)
    count = 0
    for mine, theirs in steps:
        if mine != theirs:
            break
        count += 1
    return count
