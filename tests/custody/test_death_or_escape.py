"""CAR-17, CLK-8: a death or an escape, what must be done, and how the record ends."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests.custody.browser import signed_in
from tests.custody.power_world import held
from tests.custody.world import HOUR, NOON

from bluelamp.core.errors import NotAllowed, NotPossible
from bluelamp.custody.enums import CareTaskKind, CustodyState, DetentionType, DisposalCode
from bluelamp.custody.models import CareTask, CellOccupation, CustodyRecord, PowerEnd
from bluelamp.custody.panels import custody_work
from bluelamp.custody.selectors import clock_of
from bluelamp.custody.services import (
    Preserved,
    close_after_incident,
    finish_task,
    record_death_or_escape,
    take_back_after_escape,
)

WHEN = NOON + 3 * HOUR
DEATH, ESCAPED = DisposalCode.DEATH, DisposalCode.ESCAPED


def happened(world, record, code, **change):
    record.refresh_from_db()
    record_death_or_escape(
        **{
            "record_id": record.pk,
            "version": record.version,
            "code": code,
            "text": "Found on the floor of the cell.",
            "preserved": Preserved(scene=True, recordings=True),
            "occurred_at": WHEN,
            "by": world.inspector,
            "at": WHEN + HOUR,
        }
        | change
    )
    return CustodyRecord.objects.get(pk=record.pk)


def then(world, record, service, at=WHEN + HOUR, **change):
    service(
        **{
            "record_id": record.pk,
            "version": record.version,
            "text": "Told to everybody.",
            "occurred_at": at,
            "by": world.inspector,
            "at": at,
        }
        | change
    )
    return CustodyRecord.objects.get(pk=record.pk)


def refer(world):
    task = CareTask.objects.get(kind=CareTaskKind.REFER_IOPC)
    finish_task(
        task_id=task.pk,
        outcome="Referred by telephone, reference 7.",
        occurred_at=WHEN + HOUR,
        by=world.inspector,
        at=WHEN + HOUR,
    )


def test_car_17_a_death_is_referred_before_the_record_closes(world):
    record = happened(world, world.detained(cell=world.cells[0].pk), DEATH)
    assert record.state == CustodyState.INCIDENT
    assert CellOccupation.objects.get().until is None
    with pytest.raises(NotPossible, match="Refer the death") as refused:
        then(world, record, close_after_incident)
    assert refused.value.rule == "CAR-17"
    refer(world)
    record = then(world, record, close_after_incident)
    assert (record.state, record.released_at) == (CustodyState.CLOSED, WHEN)
    assert record.offences.get().disposal == DEATH
    assert CellOccupation.objects.get().until is not None


def test_car_17_an_inspector_records_it_not_the_custody_officer_nor_who_investigates(world):
    record = world.detained()
    for officer in (world.custody_officer, world.arresting):
        with pytest.raises(NotAllowed):
            happened(world, record, DEATH, by=officer)


def test_car_17_it_waits_as_work_for_the_inspector(world):
    happened(world, world.detained(), ESCAPED)
    found = [one.what for one in custody_work(world.inspector, WHEN + HOUR)]
    assert "Settle a death or an escape" in found


@pytest.mark.parametrize("code", [DisposalCode.NFA, DisposalCode.RUI])
def test_car_17_nothing_else_is_recorded_so(world, code):
    with pytest.raises(NotPossible) as refused:
        happened(world, world.detained(), code)
    assert refused.value.field == "code"


def test_car_17_not_of_somebody_on_bail(world):
    record = world.released(world.detained(), DisposalCode.PCB, at=NOON + 2 * HOUR)
    with pytest.raises(NotPossible, match="not in police custody"):
        happened(world, record, ESCAPED)


def test_clk_8_after_an_escape_the_clock_goes_on_unless_it_is_paused(world):
    record = happened(world, world.detained(cell=world.cells[0].pk), ESCAPED)
    assert CellOccupation.objects.get().until == WHEN
    record = then(world, record, take_back_after_escape, at=WHEN + 2 * HOUR)
    assert record.state == CustodyState.DETAINED
    assert clock_of(record).limit(24) == NOON + 24 * HOUR


def test_clk_8_a_pause_with_its_reason_leaves_the_time_out(world):
    record = happened(world, world.detained(), ESCAPED)
    why = "At large."
    record = then(world, record, take_back_after_escape, at=WHEN + 2 * HOUR, pause_reason=why)
    assert clock_of(record).limit(24) == NOON + 26 * HOUR


def test_clk_8_nobody_comes_back_from_death(world):
    record = happened(world, world.detained(), DEATH)
    with pytest.raises(NotPossible, match="did not escape"):
        then(world, record, take_back_after_escape)


def test_clk_8_a_charged_person_comes_back_charged(world):
    record = world.charged(world.detained())
    record = happened(world, record, ESCAPED)
    record = then(world, record, take_back_after_escape)
    assert record.state == CustodyState.CHARGED


def test_another_power_ends_by_it_too(world):
    record = happened(world, held(world, DetentionType.RECALL), ESCAPED)
    then(world, record, close_after_incident)
    assert PowerEnd.objects.get().code == ESCAPED


def test_by_the_pages(client, world):
    browser = signed_in(client, world.inspector)
    record = world.detained()
    when = {"occurred_at_date": "10/3/2026", "occurred_at_time": "15:00"}
    shown = browser.get(reverse("custody:record", args=[record.pk])).content.decode()
    assert "Death or escape" in shown
    url = reverse("custody:death_or_escape", args=[record.pk])
    browser.post(
        url, {"version": record.version, "code": "ESCAPED", "text": "Over the wall."} | when
    )
    record.refresh_from_db()
    assert record.state == CustodyState.INCIDENT
    back = reverse("custody:take_back", args=[record.pk])
    answers = {"version": record.version, "text": "Found at home.", "pause": "YES"} | when
    assert "Enter why the time at large" in browser.post(back, answers).content.decode()
    browser.post(back, answers | {"pause": "NO", "occurred_at_time": "16:00"})
    record.refresh_from_db()
    assert record.state == CustodyState.DETAINED
