"""One person a cell, one cell a person."""

from __future__ import annotations

import threading

import pytest
from django.db import connection
from tests.custody.world import HOUR, NOON

from bluelamp.access.enums import Rank, Role
from bluelamp.audit.models import AuditLine
from bluelamp.core.errors import NotAllowed, NotPossible
from bluelamp.custody.models import Cell, CellOccupation
from bluelamp.custody.selectors import free_cells
from bluelamp.custody.services import open_record, place_in_cell


def place(world, record, cell, **change):
    record.refresh_from_db()
    return place_in_cell(
        **{
            "record_id": record.pk,
            "version": record.version,
            "cell_id": cell.pk,
            "occurred_at": NOON + HOUR,
            "by": world.detention_officer,
            "at": NOON + 2 * HOUR,
        }
        | change
    )


def test_a_move_ends_one_stay_and_begins_the_next(world):
    record = world.detained(cell=world.cells[0].pk)
    entry = place(world, record, world.cells[1])
    assert entry.text == "Moved from cell M1 to cell M2."
    stays = CellOccupation.objects.order_by("since").values_list("cell__number", "until")
    assert list(stays) == [("M1", NOON + HOUR), ("M2", None)]
    assert [cell.number for cell in free_cells(world.suite)] == ["M1", "M3"]
    assert AuditLine.objects.filter(action="place_in_cell").count() == 1


def test_an_occupied_cell_is_refused(world):
    world.detained(cell=world.cells[0].pk)
    second = world.detained(world.person("Second Person"))
    with pytest.raises(NotPossible, match="M1 is occupied") as refusal:
        place(world, second, world.cells[0])
    assert refusal.value.field == "cell"


def test_the_present_cell_is_no_move(world):
    record = world.detained(cell=world.cells[0].pk)
    with pytest.raises(NotPossible, match="this person's already"):
        place(world, record, world.cells[0])


def test_a_cell_out_of_use_is_refused(world):
    Cell.objects.filter(pk=world.cells[2].pk).update(out_of_use=True)
    with pytest.raises(NotPossible, match="out of use"):
        place(world, world.detained(), world.cells[2])


def test_a_cell_of_another_suite_is_refused(world):
    other = type(world.suite).objects.create(
        unit=type(world.unit).objects.create(code="B", name="B", kind="STATION", path="F/B/"),
        code="b",
        name="B",
    )
    cell = Cell.objects.create(suite=other, number="1", kind="CELL", position=1)
    with pytest.raises(NotPossible, match="of this suite"):
        place(world, world.detained(), cell)


def test_a_stay_typed_late_does_not_overlap_an_earlier_one(world):
    first = world.detained(cell=world.cells[0].pk)
    place(world, first, world.cells[1])
    second = world.detained(world.person("Second Person"))
    with pytest.raises(NotPossible, match="was occupied until"):
        place(world, second, world.cells[0], occurred_at=NOON + HOUR / 2)


@pytest.mark.parametrize("minutes", [-30, 150])
def test_a_move_before_the_present_cell_or_in_the_future_is_refused(world, minutes):
    record = world.detained(cell=world.cells[0].pk)
    with pytest.raises(NotPossible) as refusal:
        place(world, record, world.cells[1], occurred_at=NOON + HOUR / 2 + HOUR * minutes / 60)
    assert refusal.value.field == "occurred_at"


def test_an_investigator_moves_nobody(world):
    record = world.detained()
    with pytest.raises(NotAllowed):
        place(world, record, world.cells[0], by=world.arresting)


def test_a_person_who_has_left_is_in_no_cell(world):
    record = world.detained()
    type(record).objects.filter(pk=record.pk).update(state="CLOSED")
    with pytest.raises(NotPossible, match="not in the suite"):
        place(world, record, world.cells[0])


def at_once(*acts):
    """Do each act in its own connection at the same time; return what each raised, or None."""
    gate, outcomes = threading.Barrier(len(acts)), [None] * len(acts)

    def run(number, act):
        try:
            gate.wait(10)
            act()
        except Exception as error:
            outcomes[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return outcomes


def test_two_officers_and_one_cell(committed_world):
    world = committed_world
    records = [world.detained(), world.detained(world.person("Second Person"))]
    outcomes = at_once(
        *(lambda record=record: place(world, record, world.cells[0]) for record in records)
    )
    assert outcomes.count(None) == 1
    [refusal] = [each for each in outcomes if each]
    assert isinstance(refusal, NotPossible)
    assert (refusal.field, CellOccupation.objects.filter(until=None).count()) == ("cell", 1)


def test_two_officers_and_one_person(committed_world):
    world = committed_world
    person = world.person()
    other = world.officer("S2", Rank.SERGEANT, Role.CUSTODY_OFFICER)

    def book_in(officer):
        open_record(
            suite_id=world.suite.pk,
            person_id=person.pk,
            arrest=world.arrest,
            by=officer,
            at=NOON + HOUR,
        )

    outcomes = at_once(lambda: book_in(world.custody_officer), lambda: book_in(other))
    assert outcomes.count(None) == 1
    [refusal] = [each for each in outcomes if each]
    assert isinstance(refusal, NotPossible)
    assert (refusal.field, person.custody_records.count()) == ("person", 1)


def test_two_officers_and_one_move(committed_world):
    world = committed_world
    record = world.detained()
    outcomes = at_once(
        *(
            lambda cell=cell: place(world, record, cell, version=record.version)
            for cell in world.cells[:2]
        )
    )
    assert outcomes.count(None) == 1
    [refusal] = [each for each in outcomes if each]
    assert (refusal.field, CellOccupation.objects.count()) == ("version", 1)
