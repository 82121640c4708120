"""Section 16 attacked: random acts over the services, and its invariants after each of them."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

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
from tests.custody.test_extensions import REASONS
from tests.custody.world import HEARD, NOON, World

from bluelamp.access.enums import Rank, Role
from bluelamp.access.models import Unit
from bluelamp.core.errors import NotAllowed, NotPossible
from bluelamp.custody.enums import (
    BailEnd,
    CareTaskKind,
    CourtPresence,
    CustodyEntryKind,
    CustodyState,
    DetentionGround,
    DisposalCode,
    HospitalPurpose,
    IncidentKind,
    ReviewOutcome,
    WarrantOutcome,
)
from bluelamp.custody.models import (
    CareTask,
    CellOccupation,
    CustodyEntry,
    CustodyRecord,
    Extension,
    Review,
    Suite,
    Transfer,
    WarrantApplication,
)
from bluelamp.custody.rules.spans import Span
from bluelamp.custody.rules.transitions import TABLE
from bluelamp.custody.selectors import clock_of
from bluelamp.custody.services import (
    CourtDecision,
    Preserved,
    Reauthorised,
    answer_bail,
    apply_for_warrant,
    arrest_on_bail,
    close_after_incident,
    extend_detention,
    hold_review,
    leave_for_hospital,
    place_in_cell,
    receive_transfer,
    record_court_decision,
    record_death_or_escape,
    record_incident,
    return_from_hospital,
    send_to_station,
    take_back_after_escape,
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


# Who tries to extend a detention: only the first may.
DECIDERS = ["superintendent", "superintendent", "inspector", "arresting"]


def pauses(record: CustodyRecord) -> list[Span]:
    """Return the stretches that do not count, so that the 36 hours may lie later."""
    found = [Span(one.began_at, one.ended_at) for one in record.pauses.all() if one.ended_at]
    bailed = [Span(one.granted_at, one.ended_at) for one in record.bails.all() if one.ended_at]
    return [*found, *bailed]


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
        role = Role.SUPERINTENDENT
        self.superintendent = self.world.officer("U1", Rank.SUPERINTENDENT, role)
        self.inspector = self.world.inspector
        # Of the right rank and role, but on the case: refused all the same (ROL-7).
        self.arresting = replace(
            self.superintendent, id=self.world.arresting.id, label=self.world.arresting.label
        )
        unit = Unit.objects.create(code="BARR", name="Barr", kind="STATION", path="F/BARR/")
        self.other = Suite.objects.create(unit=unit, code="barr", name="Barr")

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

    @rule(hours=st.integers(1, 9))
    def wait(self, hours: int) -> None:
        self.at += timedelta(hours=hours)

    @rule(number=st.integers(0, 3), hours=st.integers(25, 40), by=st.sampled_from(DECIDERS))
    def extend(self, number: int, hours: int, by: str) -> None:
        records = self.records()
        if records:
            began = records[number % len(records)].relevant_time
            self.on(
                number,
                extend_detention,
                until=began + timedelta(hours=hours),
                reasons=REASONS,
                representations=HEARD,
                occurred_at=self.then(),
                by=getattr(self, by),
            )

    @rule(number=st.integers(0, 3))
    def apply_to_court(self, number: int) -> None:
        self.on(
            number,
            apply_for_warrant,
            court="Lampton Magistrates",
            applied_by_id=self.world.arresting.id,
            information="More tomorrow.",
            copy_given=True,
            occurred_at=self.then(),
        )

    @rule(number=st.integers(0, 3), hours=st.sampled_from([None, 12, 36, 48]))
    def court_decides(self, number: int, hours: int | None) -> None:
        outcome = WarrantOutcome.REFUSED if hours is None else WarrantOutcome.ISSUED
        lasts = None if hours is None else timedelta(hours=hours)
        decision = CourtDecision(outcome, CourtPresence.IN_COURT, True, lasts, "Decided.")
        self.on(number, record_court_decision, decision=decision, occurred_at=self.then())

    @rule(number=st.integers(0, 3), by=st.sampled_from(["custody_officer", "arresting"]))
    def send(self, number: int, by: str) -> None:
        self.on(
            number,
            send_to_station,
            to_suite_id=self.other.pk,
            reason="No cell.",
            escort="Officer Wray",
            occurred_at=self.then(),
            by=getattr(self.world, by),
        )

    @rule(number=st.integers(0, 3), cell=st.sampled_from([None, 0]))
    def receive(self, number: int, cell: int | None) -> None:
        key = None if cell is None else self.world.cells[cell].pk
        given = {"condition": "Well.", "occurred_at": self.then(), "cell_id": key}
        self.on(number, receive_transfer, **given)

    @rule(number=st.integers(0, 3), kind=st.sampled_from(list(IncidentKind)))
    def incident(self, number: int, kind: IncidentKind) -> None:
        records = self.records()
        if records:
            self.attempt(
                record_incident,
                record_id=records[number % len(records)].pk,
                kind=kind,
                text="It happened.",
                scene_preserved=True,
                recordings_preserved=False,
                occurred_at=self.then(),
                by=self.world.detention_officer,
                at=self.at + STEP,
            )

    @rule(number=st.integers(0, 3), what=st.sampled_from(["DEATH", "ESCAPED", "BACK", "CLOSE"]))
    def die_or_escape(self, number: int, what: str) -> None:
        given = {"text": "It happened.", "occurred_at": self.then(), "by": self.inspector}
        if what in {"DEATH", "ESCAPED"}:
            told = {"code": DisposalCode(what), "preserved": Preserved(True, False)}
            self.on(number, record_death_or_escape, **given, **told)
        else:
            act = take_back_after_escape if what == "BACK" else close_after_incident
            self.on(number, act, **given)

    @invariant()
    def nobody_gone_is_anywhere(self) -> None:
        left = CellOccupation.objects.filter(until=None, record__state=CustodyState.INCIDENT)
        for stay in left.select_related("record"):
            grave = stay.record.entries.filter(detail__has_key="before").latest("recorded_at")
            assert grave.detail["incident"] == DisposalCode.DEATH  # The cell is the scene.
        dead = CustodyEntry.objects.filter(detail__incident="DEATH", detail__has_key="before")
        states = {CustodyState.INCIDENT, CustodyState.CLOSED}
        assert set(dead.values_list("record__state", flat=True)) <= states

    @invariant()
    def an_extension_rests_on_two_reviews_and_ends_by_36_hours(self) -> None:
        for one in Extension.objects.select_related("record"):
            held = one.record.reviews.filter(held_at__lte=one.granted_at).count()
            assert held >= 2
            assert one.granted_by_id == self.superintendent.id
            passed = one.until - one.record.relevant_time
            away = sum((each.length_until(self.at) for each in pauses(one.record)), timedelta())
            assert passed <= timedelta(hours=36) + away

    @invariant()
    def a_warrant_ends_by_its_caps(self) -> None:
        issued = WarrantApplication.objects.filter(outcome=WarrantOutcome.ISSUED)
        for one in issued.select_related("record"):
            assert one.ends_at - one.decided_at <= timedelta(hours=36)
            cap = clock_of(one.record).limit(96)
            assert not isinstance(cap, datetime) or one.ends_at <= cap

    @invariant()
    def who_travels_has_one_transfer_open_and_nobody_else_has(self) -> None:
        under_way = set(Transfer.objects.filter(received_at=None).values_list("record", flat=True))
        travelling = CustodyRecord.objects.filter(state=CustodyState.IN_TRANSIT)
        keys = set(travelling.values_list("pk", flat=True))
        assert keys <= under_way
        # Who dies or escapes on the way was sent and never received.
        gone = CustodyRecord.objects.filter(pk__in=under_way - keys).values_list("state", flat=True)
        assert set(gone) <= {CustodyState.INCIDENT, CustodyState.CLOSED}

    @invariant()
    def every_incident_is_told_to_an_inspector(self) -> None:
        entries = CustodyEntry.objects.filter(kind=CustodyEntryKind.INCIDENT)
        entries = entries.filter(detail__has_key="incident")
        # A death or an escape is recorded by the inspector: there is nobody else to tell.
        to_tell = entries.exclude(detail__has_key="before").count()
        told = CareTask.objects.filter(kind=CareTaskKind.TELL_INSPECTOR).count()
        referred = CareTask.objects.filter(kind=CareTaskKind.REFER_IOPC).count()
        grave = [one.value for one in IncidentKind if one.is_referred]
        assert (told, referred) == (to_tell, entries.filter(detail__incident__in=grave).count())

    @invariant()
    def nothing_is_decided_by_who_investigates(self) -> None:
        involved = self.world.arresting.id
        assert not Review.objects.filter(held_by=involved).exists()
        assert not Extension.objects.filter(granted_by=involved).exists()
        assert not Transfer.objects.filter(sent_by=involved).exists()

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
        max_examples=8,
        stateful_step_count=24,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Episodes, settings=limits)
