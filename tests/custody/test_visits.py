"""Visits: both times, one or several people in one go, never twice from one form."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from tests.custody.care_world import MINUTE, QUIET, set_level, visit
from tests.custody.test_cells import at_once
from tests.custody.world import HOUR, NOON

from bluelamp.access.models import Staff
from bluelamp.audit.models import AuditLine
from bluelamp.core.errors import NotAllowed, NotPossible
from bluelamp.custody.enums import CustodyState, RouseTest, VisitAction, VisitSeen
from bluelamp.custody.models import CustodyEntry, CustodyRecord, Visit
from bluelamp.custody.rules.visits import Rousing
from bluelamp.custody.selectors.observation import observation_of
from bluelamp.custody.selectors.visits import people_to_visit


def test_a_visit_keeps_when_it_was_made_and_when_it_was_typed(world):
    record = world.detained(cell=world.cells[0].pk)
    visit(world, record, at=NOON + 40 * MINUTE)
    made = Visit.objects.get()
    assert (made.visited_at, made.cell) == (NOON + 40 * MINUTE, "M1")
    assert made.recorded_at > made.visited_at
    entry = record.entries.get(kind="VISIT")
    assert entry.text == "Visit to cell M1. Asleep, breathing seen. Calm. Nothing needed."
    assert (entry.occurred_at, entry.author_id) == (made.visited_at, world.detention_officer.id)
    last = observation_of([record])[record.pk].last_visit
    assert (last.visited_at, last.seen) == (made.visited_at, VisitSeen.ASLEEP)


def test_several_cells_in_one_go_and_one_line_of_audit(world):
    records = [world.detained(world.person(f"P {n}"), cell=world.cells[n].pk) for n in range(3)]
    visit(world, *records)
    assert Visit.objects.count() == CustodyEntry.objects.filter(kind="VISIT").count() == 3
    line = AuditLine.objects.get(action="record_visits")
    assert {each.pk for each in records} <= set(line.records)


def test_the_same_form_sent_twice_is_recorded_once(world):
    record, token = world.detained(), uuid4()
    first = visit(world, record, token=token)
    second = visit(world, record, token=token, at=NOON + 2 * HOUR)
    assert [each.pk for each in first] == [each.pk for each in second]
    assert record.entries.filter(kind="VISIT").count() == 1


def test_two_presses_at_once_record_one_visit(committed_world):
    world, token = committed_world, uuid4()
    record = world.detained()
    press = lambda: visit(world, record, token=token)  # noqa: E731
    assert at_once(press, press) == [None, None]
    assert (Visit.objects.count(), record.entries.filter(kind="VISIT").count()) == (1, 1)


def test_a_late_visit_says_by_how_much_and_why(world):
    record = world.detained()
    visit(world, record, at=NOON + HOUR + 7 * MINUTE, late_reason="Fight in M3.")
    entry = record.entries.get(kind="VISIT")
    assert entry.text.endswith("7 min late: Fight in M3.")
    assert entry.detail["late_minutes"] == 7
    visit(world, record, at=NOON + 3 * HOUR)
    assert record.entries.filter(kind="VISIT").last().text.endswith("no reason recorded.")


def test_a_visit_typed_after_a_later_one_moves_nothing(world):
    record = world.detained()
    visit(world, record, at=NOON + 50 * MINUTE)
    visit(world, record, at=NOON + 20 * MINUTE)
    found = observation_of([record])[record.pk]
    assert found.due_at == NOON + 110 * MINUTE
    assert found.last_visit.visited_at == NOON + 50 * MINUTE


def test_car_5_and_6_rousing_is_kept_word_for_word(world):
    record = world.detained(cell=world.cells[0].pk)
    set_level(world, record, "2", at=NOON + HOUR / 2, rouse=True)
    with pytest.raises(NotPossible) as refusal:
        visit(world, record)
    assert (refusal.value.rule, refusal.value.field) == ("CAR-5", f"roused_{record.pk.hex}")
    partly = Rousing(frozenset(RouseTest) - {RouseTest.PLACE}, "Kai... bus?")
    with pytest.raises(NotPossible, match="Cell M1: Not roused in full"):
        visit(world, record, visits={record.pk: replace(QUIET, rousing=partly)})
    called = replace(QUIET, rousing=partly, action=VisitAction.AMBULANCE_CALLED)
    [made] = visit(world, record, visits={record.pk: called})
    assert (RouseTest.PLACE in made.roused, made.rousing_words) == (False, "Kai... bus?")
    assert "not: said where they think they are" in record.entries.get(kind="VISIT").text


def test_somebody_else_made_the_visit(world):
    record = world.detained()
    other = Staff.objects.get(pk=world.custody_officer.id)
    [made] = visit(world, record, visited_by=other)
    assert made.visited_by_id == other.pk
    assert f"by {other.label}" in record.entries.get(kind="VISIT").text


@pytest.mark.parametrize("after", [-0.1, 1.1], ids=["before arrival", "in the future"])
def test_a_visit_at_an_impossible_time(world, after):
    with pytest.raises(NotPossible) as refusal:
        visit(world, world.detained(), visited_at=NOON + after * HOUR)
    assert refusal.value.field == "visited_at"


def test_a_visit_after_the_person_left_is_refused_and_an_earlier_one_kept(world):
    record = world.detained()
    CustodyRecord.objects.filter(pk=record.pk).update(
        state=CustodyState.CLOSED, released_at=NOON + 2 * HOUR
    )
    with pytest.raises(NotPossible, match="left the suite"):
        visit(world, record, at=NOON + 3 * HOUR)
    assert visit(world, record, visited_at=NOON + HOUR, at=NOON + 3 * HOUR)


def test_one_refused_person_and_nothing_is_kept(world):
    fine, other = world.detained(), world.detained(world.person("Second"))
    told = {fine.pk: QUIET, other.pk: replace(QUIET, words="all correct")}
    with pytest.raises(NotPossible, match="not enough"):
        visit(world, visits=told)
    assert Visit.objects.count() == 0


def test_nobody_selected_and_nobody_known(world):
    for visits in ({}, {uuid4(): QUIET}):
        with pytest.raises(NotPossible) as refusal:
            visit(world, visits=visits)
        assert refusal.value.field == "people"


def test_an_investigator_visits_nobody(world):
    with pytest.raises(NotAllowed):
        visit(world, world.detained(), by=world.arresting)


def test_those_due_first_stand_first(world):
    later = world.detained(world.person("Later"), cell=world.cells[0].pk)
    sooner = world.detained(world.person("Sooner"), cell=world.cells[1].pk)
    visit(world, later)
    shown = people_to_visit(world.suite)
    assert [(one.record.pk, one.cell) for one in shown] == [(sooner.pk, "M2"), (later.pk, "M1")]


def test_fifty_visits_take_as_many_statements_as_five(world):
    records = [world.arrived(world.person(f"Person {n}")) for n in range(50)]
    counts = []
    for some in (records[:5], records):
        with CaptureQueriesContext(connection) as made:
            visit(world, *some)
        counts.append(len(made))
    assert counts[0] == counts[1] <= 12
    with CaptureQueriesContext(connection) as read:
        assert len(people_to_visit(world.suite)) == 50
    assert len(read) == 4


def test_the_database_asks_for_help_where_rousing_failed(world):
    [made] = visit(world, world.detained())
    again = {
        "record_id": made.record_id,
        "visited_at": NOON,
        "visited_by_id": made.visited_by_id,
        "condition": "CALM",
        "action": "NONE",
        "round_id": made.round_id,
    }
    for more, name in [
        ({"seen": "UNRESPONSIVE"}, "visit_not_roused_means_help"),
        ({"seen": "AWAKE", "roused": ["NAME"]}, "visit_rousing_failed_means_help"),
        ({"seen": "AWAKE"}, "visit_once_a_round"),
    ]:
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            Visit.objects.create(**again, **more)
