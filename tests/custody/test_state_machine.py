"""Section 16 attacked: random acts over the services, and its invariants after each of them."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

from django.db import transaction
from django.db.models import Count
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from tests.custody.test_charging import Handover
from tests.custody.world import HEARD, NOON, World

from bluelamp.core.errors import NotAllowed, NotPossible
from bluelamp.custody.enums import (
    BailEnd,
    CustodyState,
    DetentionGround,
    DisposalCode,
    HospitalPurpose,
    ReviewOutcome,
)
from bluelamp.custody.models import CellOccupation, CustodyRecord
from bluelamp.custody.rules.transitions import TABLE
from bluelamp.custody.selectors import clock_of
from bluelamp.custody.services import (
    Reauthorised,
    answer_bail,
    arrest_on_bail,
    hold_review,
    leave_for_hospital,
    place_in_cell,
    return_from_hospital,
)

STEP = timedelta(minutes=37)
MOVES = {(source, row.to) for row in TABLE for source in row.sources}
BACK_TO = {source for row in TABLE if row.to is None for source in row.sources}
OUT_OF_CELLS = {
    CustodyState.HOSPITAL,
    CustodyState.BAILED,
    CustodyState.CLOSED,
    CustodyState.IN_TRANSIT,
}


class Episodes(RuleBasedStateMachine):
    """Two people and one custody officer, doing anything at any time."""

    @initialize()
    def begin(self) -> None:
        # Each run of the machine is undone, so that every one begins with an empty suite.
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.world = World()
        self.people = [self.world.person("First"), self.world.person("Second")]
        self.at = NOON + timedelta(hours=1)
        self.states: dict = {}

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    def records(self) -> list[CustodyRecord]:
        return list(CustodyRecord.objects.order_by("pk"))

    def attempt(self, act, *args, **answers) -> None:
        """Do an act, or be refused: any other error fails the test."""
        self.at += STEP
        with suppress(NotPossible, NotAllowed), transaction.atomic():
            act(*args, **answers)

    def on(self, number: int, act, **answers) -> None:
        records = self.records()
        if not records:
            return
        record = records[number % len(records)]
        usual = {"record_id": record.pk, "version": record.version, "at": self.at + STEP}
        self.attempt(act, **(usual | {"by": self.world.custody_officer} | answers))

    def then(self) -> object:
        return self.at + STEP

    @rule(number=st.integers(0, 1), cell=st.sampled_from([None, 0, 1]))
    def detain(self, number: int, cell: int | None) -> None:
        key = None if cell is None else self.world.cells[cell].pk
        self.attempt(self.world.detained, self.people[number], key)

    @rule(number=st.integers(0, 3), cell=st.integers(0, 2))
    def move(self, number: int, cell: int) -> None:
        key = self.world.cells[cell].pk
        self.on(number, place_in_cell, cell_id=key, occurred_at=self.then())

    @rule(number=st.integers(0, 3), investigating=st.booleans())
    def review(self, number: int, investigating: bool) -> None:
        by = self.world.arresting if investigating else self.world.inspector
        self.on(
            number,
            hold_review,
            outcome=ReviewOutcome.CONTINUE,
            text="Grounds.",
            representations=HEARD,
            occurred_at=self.then(),
            late_without_reason=True,
            by=by,
        )

    @rule(number=st.integers(0, 3))
    def to_hospital(self, number: int) -> None:
        purpose = HospitalPurpose.TREATMENT
        self.on(number, leave_for_hospital, purpose=purpose, where="", occurred_at=self.then())

    @rule(number=st.integers(0, 3))
    def from_hospital(self, number: int) -> None:
        self.on(number, return_from_hospital, occurred_at=self.then())

    @rule(number=st.integers(0, 3))
    def charge(self, number: int) -> None:
        self.released_or(number, self.world.charged, DisposalCode.CHG_REMAND)

    @rule(
        number=st.integers(0, 3),
        code=st.sampled_from([DisposalCode.RUI, DisposalCode.PCB, DisposalCode.NFA]),
    )
    def release(self, number: int, code: DisposalCode) -> None:
        handover = Handover("Escort", "PER 1")
        self.released_or(number, self.world.released, code, handover=handover)

    def released_or(self, number: int, act, code: DisposalCode, **more) -> None:
        records = self.records()
        if records:
            record = records[number % len(records)]
            self.attempt(act, record, code, self.at + STEP, **more)

    @rule(number=st.integers(0, 3), arrested=st.booleans())
    def back_from_bail(self, number: int, arrested: bool) -> None:
        when = self.then()
        authority = Reauthorised([DetentionGround.QUESTION], "Again.", when)
        if not arrested:
            self.on(number, answer_bail, attended_at=when, authority=authority)
            return
        self.on(
            number,
            arrest_on_bail,
            why=BailEnd.BREACH,
            arrested_at=when,
            arrived_at=when,
            reason="Breach.",
            authority=authority,
        )

    @invariant()
    def one_open_episode_a_person(self) -> None:
        shut = [CustodyState.CLOSED, CustodyState.BAILED]
        held = CustodyRecord.objects.exclude(state__in=shut).values("person")
        assert not held.annotate(number=Count("pk")).filter(number__gt=1).exists()

    @invariant()
    def nobody_is_in_two_cells_and_no_cell_holds_two(self) -> None:
        present = CellOccupation.objects.filter(until=None)
        for column in ("record", "cell"):
            assert not present.values(column).annotate(n=Count("pk")).filter(n__gt=1).exists()
        assert not present.filter(record__state__in=OUT_OF_CELLS).exists()

    @invariant()
    def states_follow_the_table(self) -> None:
        for record in self.records():
            was, now = self.states.get(record.pk), CustodyState(record.state)
            reached = was is None or was is now or (was, now) in MOVES or was in BACK_TO
            # One act may charge and release, or open and authorise: two rows of the table.
            via = any((was, mid) in MOVES and (mid, now) in MOVES for mid in CustodyState)
            assert reached or via, (was, now)
            self.states[record.pk] = now

    @invariant()
    def the_clock_counts_no_more_than_has_passed(self) -> None:
        for record in self.records():
            counted = clock_of(record).counted(self.at)
            assert timedelta(0) <= counted <= self.at - record.relevant_time

    @invariant()
    def who_leaves_has_a_disposal_for_every_offence(self) -> None:
        gone = CustodyRecord.objects.filter(state=CustodyState.CLOSED)
        assert not gone.filter(offences__disposal="").exists()


def test_section_16_holds_whatever_is_done(db):
    limits = settings(
        max_examples=10,
        stateful_step_count=20,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Episodes, settings=limits)
