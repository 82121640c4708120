"""Disposals and release."""

from __future__ import annotations

import pytest
from tests.custody.world import HOUR, NOON

from bluelamp.access.enums import Rank, Role
from bluelamp.audit.models import AuditLine
from bluelamp.core.errors import NotAllowed, NotPossible
from bluelamp.custody.enums import CustodyState, DisposalCode, HospitalPurpose
from bluelamp.custody.models import CellOccupation
from bluelamp.custody.rules.detention_clock import Paused
from bluelamp.custody.selectors import clock_of, open_records
from bluelamp.custody.services import leave_for_hospital, record_disposal, release_person

OUT = NOON + 8 * HOUR


def release(world, record, code=DisposalCode.RUI, **change):
    disposals = {one.pk: code for one in record.offences.all()} if code else {}
    entry = release_person(
        **{
            "record_id": record.pk,
            "version": record.version,
            "disposals": disposals,
            "occurred_at": OUT,
            "text": "Lampton Magistrates, 24 March; reason given.",
            "by": world.custody_officer,
            "at": OUT + HOUR,
        }
        | change
    )
    record.refresh_from_db()
    return entry


def dispose(world, record, code, offence, **change):
    entry = record_disposal(
        **{
            "record_id": record.pk,
            "version": record.version,
            "offence_id": offence.pk,
            "code": code,
            "occurred_at": OUT,
            "text": "Lampton Magistrates, 24 March.",
            "by": world.custody_officer,
            "at": OUT + HOUR,
        }
        | change
    )
    record.refresh_from_db()
    return entry


def test_release_ends_clock_cell_and_record(world):
    record = world.detained(cell=world.cells[0].pk)
    release(world, record)
    assert (record.state, record.released_at) == (CustodyState.CLOSED, OUT)
    assert record.offences.get().disposed_at == OUT
    assert CellOccupation.objects.get().until == OUT
    limit = clock_of(record).limit(24)
    assert isinstance(limit, Paused)
    assert limit.used == 8 * HOUR
    assert not open_records(world.suite).exists()
    assert AuditLine.objects.filter(action="release_person").count() == 1


def test_each_disposal_and_the_release_are_entries(world):
    record = world.detained(offence_ids=(world.shop_theft.pk, world.assault.pk))
    release(world, record)
    assert record.entries.filter(kind="DISPOSAL").count() == 2
    assert record.entries.filter(kind="RELEASE").count() == 1


def test_on_bail_the_person_may_be_booked_in_for_something_else(world):
    record = world.detained()
    release(world, record, DisposalCode.PCB)
    assert record.state == CustodyState.BAILED
    assert world.arrived(record.person).state == CustodyState.ARRIVED


def test_an_offence_without_disposal_holds_the_release(world):
    record = world.detained(offence_ids=(world.shop_theft.pk, world.assault.pk))
    first, second = record.offences.all()
    with pytest.raises(NotPossible) as refusal:
        release(world, record, disposals={first.pk: DisposalCode.NFA})
    record.refresh_from_db()
    assert refusal.value.field == f"disposal_{second.pk}"
    assert record.state == CustodyState.DETAINED
    assert record.offences.filter(disposal="").count() == 2


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (NOON - HOUR, "before arrival"),
        (NOON + HOUR / 4, "before authorisation"),
        (OUT + 2 * HOUR, "in the future"),
    ],
)
def test_an_impossible_time_of_release(world, when, words):
    with pytest.raises(NotPossible, match=words) as refusal:
        release(world, world.detained(), occurred_at=when)
    assert refusal.value.field == "occurred_at"


def test_release_from_hospital_waits_for_the_return(world):
    record = world.detained()
    leave_for_hospital(
        record_id=record.pk,
        version=record.version,
        purpose=HospitalPurpose.TREATMENT,
        where="",
        occurred_at=NOON + HOUR,
        by=world.custody_officer,
        at=NOON + HOUR,
    )
    record.refresh_from_db()
    with pytest.raises(NotPossible, match="record the return first"):
        release(world, record)


def test_arr_14_nobody_is_released_before_the_decision_to_detain(world):
    with pytest.raises(NotPossible):
        release(world, world.arrived())


def test_nobody_is_released_twice(world):
    record = world.detained()
    release(world, record)
    with pytest.raises(NotPossible):
        release(world, record)


def test_charged_and_kept_the_person_does_not_leave(world):
    with pytest.raises(NotPossible, match="does not leave"):
        release(world, world.detained(), DisposalCode.CHG_REMAND)


@pytest.mark.parametrize("code", [DisposalCode.CHG_BAIL, DisposalCode.PCB, DisposalCode.NFA])
def test_what_a_disposal_needs_is_asked_for(world, code):
    with pytest.raises(NotPossible) as refusal:
        release(world, world.detained(), code, text=" ")
    assert refusal.value.field == "text"


def test_clk_7_charge_of_the_last_offence_ends_the_clock(world):
    record = world.detained(offence_ids=(world.shop_theft.pk, world.assault.pk))
    first, second = record.offences.all()
    dispose(world, record, DisposalCode.CHG_BAIL, first, occurred_at=NOON + 2 * HOUR)
    assert record.state == CustodyState.DETAINED
    assert clock_of(record).charged_at is None
    dispose(world, record, DisposalCode.CHG_BAIL, second, occurred_at=NOON + 3 * HOUR)
    assert record.state == CustodyState.CHARGED
    assert clock_of(record).charged_at == NOON + 3 * HOUR
    release(world, record)
    assert record.state == CustodyState.CLOSED


def test_a_charge_beside_bail_leaves_the_clock_open(world):
    record = world.detained(offence_ids=(world.shop_theft.pk, world.assault.pk))
    first, second = record.offences.all()
    codes = {first.pk: DisposalCode.CHG_BAIL, second.pk: DisposalCode.PCB}
    release(world, record, disposals=codes)
    assert record.state == CustodyState.BAILED


def test_a_disposal_is_final(world):
    record = world.detained(offence_ids=(world.shop_theft.pk, world.assault.pk))
    first = record.offences.all()[0]
    dispose(world, record, DisposalCode.NFA, first)
    with pytest.raises(NotPossible, match="has ended already"):
        dispose(world, record, DisposalCode.RUI, first)


def test_refusal_is_no_disposal_of_release(world):
    with pytest.raises(NotPossible) as refusal:
        release(world, world.detained(), DisposalCode.DET_REFUSED)
    assert refusal.value.rule == "ARR-14"


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.CUSTODY_OFFICER])
def test_only_a_custody_officer_releases(world, role):
    record = world.detained()
    with pytest.raises(NotAllowed):
        release(world, record, by=world.officer("X9", Rank.INSPECTOR, role))


def test_the_officer_in_the_case_does_not_release(world):
    other = world.officer("S9", Rank.SERGEANT, Role.CUSTODY_OFFICER)
    record = world.detained(investigating_officer_id=other.id)
    with pytest.raises(NotAllowed, match="on the investigation"):
        release(world, record, by=other)
