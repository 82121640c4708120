"""Several officers and several people at once: cells shared, parts of booking in shared."""

from __future__ import annotations

import threading

from django.db import IntegrityError, connection
from tests.custody.telling import (
    LATER,
    MAN,
    SECOND,
    assess,
    refused,
    search_of,
    tell_rights,
)
from tests.custody.world import NOON

from bluelamp.custody.enums import (
    CallEvent,
    CallKind,
    CellKind,
    RiskAnswer,
    Step,
)
from bluelamp.custody.models import (
    Cell,
    CellOccupation,
    StepDraft,
)
from bluelamp.custody.selectors import free_cells
from bluelamp.custody.services import (
    place_in_cell,
    save_step,
)

YES, NOT_ASKED = RiskAnswer.YES, RiskAnswer.NOT_ASKED
K, E = CallKind, CallEvent


def move(world, record, cell, **more):
    record.refresh_from_db()
    return place_in_cell(
        record_id=record.pk,
        version=record.version,
        cell_id=cell.pk,
        occurred_at=LATER,
        by=world.detention_officer,
        at=LATER,
        **more,
    )


def test_vul_6_a_child_in_a_cell_has_a_reason(world):
    record = world.detained(world.child())
    with refused("VUL-6", "why"):
        move(world, record, world.cells[0])
    Cell.objects.filter(pk=world.cells[1].pk).update(kind=CellKind.DETENTION_ROOM)
    move(world, record, world.cells[1])
    entry = move(world, record, world.cells[0], why="The room is flooded.")
    assert "flooded" in entry.text


def test_vul_6_cells_with_an_adult_are_not_offered_to_a_child(world):
    Cell.objects.update(capacity=2)
    world.detained(cell=world.cells[0].pk)
    assert [cell.number for cell in free_cells(world.suite)] == ["M1", "M2", "M3"]
    assert [cell.number for cell in free_cells(world.suite, child=True)] == ["M2", "M3"]
    record = world.detained(world.child())
    with refused("VUL-6", "cell"):
        move(world, record, world.cells[0], why="No other room.")


def test_a_child_and_an_adult_race_for_a_shared_cell(committed_world):
    world = committed_world
    Cell.objects.update(capacity=2)
    records = [world.detained(), world.detained(world.child())]
    gate, outcomes = threading.Barrier(2), [None, None]

    def put(number):
        try:
            gate.wait(10)
            CellOccupation.objects.create(
                record=records[number], cell=world.cells[0], since=NOON, child=number == 1
            )
        except Exception as error:
            outcomes[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=put, args=[number]) for number in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert outcomes.count(None) == 1
    [refusal] = [each for each in outcomes if each]
    assert isinstance(refusal, IntegrityError)
    assert "children_apart" in str(refusal)
    assert CellOccupation.objects.filter(until=None).count() == 1


def typed(world, record, seen, words, by=None):
    return save_step(
        record_id=record.pk,
        step=Step.RISK,
        answers={"summary": [words]},
        seen=seen,
        by=by or world.detention_officer,
        at=LATER,
    )


def test_what_is_typed_is_kept_and_another_officer_is_told(world):
    record = world.detained()
    assert typed(world, record, 0, "one").version == 1
    assert typed(world, record, 1, "two").version == 2
    with refused("REC-12", "draft_version"):
        typed(world, record, 1, "mine", by=world.custody_officer)
    assert typed(world, record, 2, "mine", by=world.custody_officer).version == 3
    assert StepDraft.objects.get().answers == {"summary": ["mine"]}


def test_an_answer_lost_on_the_way_does_not_lock_an_officer_out(world):
    record = world.detained()
    typed(world, record, 0, "one")
    assert typed(world, record, 0, "one and two").answers == {"summary": ["one and two"]}


def test_a_part_that_another_officer_completed_is_not_done_twice_unseen(world):
    record = world.detained()
    typed(world, record, 0, "one")
    assess(world, record, seen=1)
    assert StepDraft.objects.get().answers == {}
    with refused("REC-12", "draft_version"):
        assess(world, record, seen=1)
    assert assess(world, record, seen=2)


def test_nothing_is_done_for_somebody_who_has_left(world):
    record = world.detained()
    type(record).objects.filter(pk=record.pk).update(state="CLOSED")
    with refused("section 16"):
        assess(world, record)


def test_parts_by_several_officers_do_not_hinder_each_other(world):
    record = world.detained()
    before = record.version
    tell_rights(world, record)
    search_of(world, record, present=(MAN, SECOND))
    record.refresh_from_db()
    assert record.version == before
