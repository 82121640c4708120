"""Setting up suites and cells, closing and changing them: who may, why, and never over people."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from tests.custody.test_board import page, sign_in
from tests.custody.world import HOUR, NOON

from bluelamp.access.models import Unit
from bluelamp.audit.models import AuditLine
from bluelamp.core.errors import NotAllowed, NotPossible
from bluelamp.custody.enums import CellKind
from bluelamp.custody.models import Cell, CellChange, Suite
from bluelamp.custody.services import add_cell, add_suite, change_cell, place_in_cell


def changed(world, number=0, **change):
    cell = world.cells[number]
    cell.refresh_from_db()
    given = {
        "cell_id": cell.pk,
        "kind": CellKind(cell.kind),
        "capacity": cell.capacity,
        "out_of_use": cell.out_of_use,
        "reason": "Call button broken.",
        "by": world.inspector,
        "at": NOON + HOUR,
    }
    return change_cell(**given | change)


def test_a_closed_cell_is_out_of_use_on_the_board_and_takes_nobody(world):
    made = changed(world, out_of_use=True)
    assert (made.what, made.reason) == ("Closed", "Call button broken.")
    assert page(world, NOON + HOUR).cells[0].words == "Out of use"
    record = world.detained()
    with pytest.raises(NotPossible, match="out of use"):
        place_in_cell(
            record_id=record.pk,
            version=record.version,
            cell_id=world.cells[0].pk,
            occurred_at=NOON + HOUR,
            by=world.custody_officer,
            at=NOON + HOUR,
        )
    line = AuditLine.objects.get(action="change_cell")
    assert (line.record_kind, line.detail) == ("custody_suite", "M1")


def test_opened_again_and_changed_each_with_its_reason(world):
    changed(world, out_of_use=True)
    changed(world, out_of_use=False, reason="Mended.")
    changed(world, kind=CellKind.OBSERVATION, capacity=2, reason="Camera fitted.")
    whats = list(CellChange.objects.order_by("recorded_at").values_list("what", flat=True))
    assert whats == ["Closed", "Opened again", "Cell made observation cell; Room for 2, before 1"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"out_of_use": True}, "out_of_use"),
        ({"capacity": 0}, "capacity"),
        ({"reason": " ", "kind": CellKind.DRY}, "reason"),
        ({}, None),
    ],
)
def test_nobody_is_closed_in_and_a_reason_is_given(world, change, field):
    world.detained(cell=world.cells[0].pk)
    with pytest.raises(NotPossible) as refusal:
        changed(world, **change)
    assert refusal.value.field == field
    assert not CellChange.objects.exists()


def test_room_is_never_made_for_fewer_than_are_in_it(world):
    changed(world, capacity=2)
    for name in ("First Inside", "Second Inside"):
        world.detained(world.person(name), cell=world.cells[0].pk)
    with pytest.raises(NotPossible, match="2 are in it now"):
        changed(world, capacity=1)


def test_a_suite_and_its_cells_are_set_up(world):
    unit = Unit.objects.create(code="BEA", name="Beacon", kind="STATION", path="F/BEA/")
    given = {"code": "beacon", "name": "Beacon", "designated": True}
    suite = add_suite(unit_id=unit.pk, **given, by=world.inspector)
    for number in ("B1", "B2"):
        add_cell(
            suite_id=suite.pk,
            number=number,
            kind=CellKind.DETENTION_ROOM,
            capacity=1,
            reason="New wing.",
            by=world.inspector,
            at=NOON,
        )
    assert [(one.number, one.position) for one in suite.cells.all()] == [("B1", 1), ("B2", 2)]
    with pytest.raises(NotPossible, match="has a suite already"):
        add_suite(unit_id=unit.pk, **given, by=world.inspector)
    with pytest.raises(NotPossible, match="a cell B1 already"):
        add_cell(
            suite_id=suite.pk,
            number="B1",
            kind=CellKind.CELL,
            capacity=1,
            reason="Twice.",
            by=world.inspector,
            at=NOON,
        )


def test_only_who_manages_suites_may(world):
    with pytest.raises(NotAllowed):
        changed(world, out_of_use=True, by=world.detention_officer)


def test_what_was_changed_is_never_altered(world):
    changed(world, out_of_use=True)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE custody_cellchange SET reason = 'another'")


def test_the_pages(world, client):
    sign_in(client, world.inspector)
    cells = reverse("custody:cells", args=[world.suite.code])
    assert cells in client.get(reverse("custody:suites")).content.decode()
    typed = {"number": "M4", "kind": "OBSERVATION", "capacity": "1", "reason": "New."}
    assert client.post(cells, typed).status_code == 302
    cell = Cell.objects.get(number="M4")
    one = reverse("custody:change_cell", args=[cell.pk])
    bad = client.post(one, {"kind": "OBSERVATION", "capacity": "1", "out_of_use": "on"})
    assert "Enter why the cell is closed" in bad.content.decode()
    assert "checked" in bad.content.decode()
    good = {"kind": "OBSERVATION", "capacity": "1", "out_of_use": "on", "reason": "Flooded."}
    assert client.post(one, good).status_code == 302
    assert "Flooded." in client.get(cells).content.decode()
    unit = Unit.objects.create(code="BEA", name="Beacon", kind="STATION", path="F/BEA/")
    new = {"unit": str(unit.pk), "name": "Beacon", "code": "beacon", "designated": "on"}
    assert client.post(reverse("custody:add_suite"), new).status_code == 302
    assert Suite.objects.filter(code="beacon", is_designated=True).exists()
