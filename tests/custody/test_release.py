"""Disposals and release."""

from __future__ import annotations

from datetime import date

import pytest
from tests.custody.world import DETAILS, HOUR, NOON

from bluelamp.access.enums import Rank, Role
from bluelamp.audit.models import AuditLine
from bluelamp.core.errors import NotAllowed, NotPossible
from bluelamp.custody.enums import CustodyState, DisposalCode, HospitalPurpose
from bluelamp.custody.models import (
    Call,
    CareTask,
    CellOccupation,
    Disposal,
    InterviewStay,
)
from bluelamp.custody.rules.detention_clock import Paused
from bluelamp.custody.selectors import clock_of, open_records
from bluelamp.custody.services import (
    Decision,
    Handover,
    leave_for_hospital,
    record_disposal,
    release_person,
)

OUT = NOON + 8 * HOUR
ESCORT = Handover("Officer Wray", "PER 1")


def two(world):
    return world.detained(offence_ids=(world.shop_theft.pk, world.assault.pk))


def dispose(world, record, disposals, **change):
    record_disposal(
        **{
            "record_id": record.pk,
            "version": record.version,
            "disposals": disposals,
            "occurred_at": OUT,
            "by": world.custody_officer,
            "at": OUT + HOUR,
        }
        | change
    )
    record.refresh_from_db()


def hospital(world, record):
    leave_for_hospital(
        record_id=record.pk,
        version=record.version,
        purpose=HospitalPurpose.TREATMENT,
        where="",
        occurred_at=NOON + 2 * HOUR,
        by=world.custody_officer,
        at=NOON + 2 * HOUR,
    )
    record.refresh_from_db()


def test_release_ends_clock_cell_and_record(world):
    record = world.released(world.detained(cell=world.cells[0].pk), at=OUT)
    assert (record.state, record.released_at) == (CustodyState.CLOSED, OUT)
    assert record.offences.get().disposed_at == OUT
    assert CellOccupation.objects.get().until == OUT
    limit = clock_of(record).limit(24)
    assert isinstance(limit, Paused)
    assert limit.used == 8 * HOUR
    assert not open_records(world.suite).exists()
    assert AuditLine.objects.filter(action="release_person").count() == 1


def test_each_disposal_is_kept_with_what_it_needs(world):
    record = world.released(two(world))
    kept = Disposal.objects.filter(offence__record=record)
    assert [one.details for one in kept] == [{"review_on": "2026-04-09"}] * 2
    assert {one.look_again_on for one in kept} == {date(2026, 4, 9)}
    assert record.entries.filter(kind="DISPOSAL").count() == 2
    assert record.entries.filter(kind="RELEASE").count() == 1


def test_an_offence_without_disposal_holds_the_release(world):
    record = two(world)
    first, second = record.offences.all()
    with pytest.raises(NotPossible) as refusal:
        world.released(record, disposals={first.pk: Decision(DisposalCode.NFA, DETAILS)})
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
        world.released(world.detained(), occurred_at=when)
    assert refusal.value.field == "occurred_at"


def test_car_2_nobody_leaves_without_an_assessment(world):
    record = world.detained()
    with pytest.raises(NotPossible, match="Assess the risk") as refusal:
        release_person(
            record_id=record.pk,
            version=record.version,
            disposals=world.offences_of(record, DisposalCode.RUI),
            occurred_at=OUT,
            by=world.custody_officer,
            at=OUT,
        )
    assert refusal.value.rule == "CAR-2"


def test_section_16_release_from_hospital_needs_a_reason(world):
    record = world.detained()
    world.assess(record, NOON + HOUR)
    hospital(world, record)
    answers = {
        "record_id": record.pk,
        "disposals": world.offences_of(record, DisposalCode.NFA),
        "occurred_at": OUT,
        "by": world.custody_officer,
        "at": OUT,
        "version": record.version,
    }
    with pytest.raises(NotPossible, match="record the return first") as refusal:
        release_person(**answers)
    assert refusal.value.field == "override"
    release_person(**answers, override="Kept in overnight; no guard needed.")
    record.refresh_from_db()
    assert record.state == CustodyState.CLOSED
    assert [one.ended_at for one in record.pauses.all()] == [OUT]


def test_arr_14_nobody_is_released_before_the_decision_to_detain(world):
    with pytest.raises(NotPossible):
        world.released(world.arrived())


def test_nobody_is_released_twice(world):
    record = world.released(world.detained())
    with pytest.raises(NotPossible):
        world.released(record)


@pytest.mark.parametrize(
    ("code", "field"),
    [
        (DisposalCode.NFA, "reason"),
        (DisposalCode.RUI, "review_on"),
        (DisposalCode.POSTAL_REQ, "issued_on"),
        (DisposalCode.CAUTION_COND, "decided_by"),
        (DisposalCode.PND, "notice"),
        (DisposalCode.TRANSFER, "receiver"),
        (DisposalCode.RECALL, "revocation"),
        (DisposalCode.IMMIGRATION, "notice_ref"),
        (DisposalCode.WARRANT_COURT, "warrant_number"),
    ],
)
def test_section_15_what_a_disposal_needs_is_asked_for(world, code, field):
    record = world.detained()
    disposals = {record.offences.get().pk: Decision(code)}
    with pytest.raises(NotPossible) as refusal:
        world.released(record, disposals=disposals)
    assert (refusal.value.field, refusal.value.rule) == (field, "section 15")


@pytest.mark.parametrize("code", [DisposalCode.DIV_CAUTION, DisposalCode.COMM_CAUTION])
def test_section_15_what_is_not_in_force_is_refused(world, code):
    with pytest.raises(NotPossible, match="not in force"):
        world.released(world.detained(), code)


def test_rt_7_a_transfer_to_another_force_hands_over_the_facts_of_the_clock(world):
    details = DETAILS | {"rt_rule": "RT-7"}
    record = world.detained()
    disposals = {record.offences.get().pk: Decision(DisposalCode.TRANSFER, details)}
    world.released(record, disposals=disposals)
    text = record.entries.get(kind="RELEASE").text
    assert "Handed over." in text
    assert "Relevant time here Tue 10 Mar 2026 12:00 GMT." in text
    assert "Counted here until leaving: 8 h." in text


def test_clk_7_charge_of_the_last_offence_ends_the_clock(world):
    record = two(world)
    first, second = record.offences.all()
    world.charged(record, at=NOON + 2 * HOUR, offence_ids=[first.pk])
    assert record.state == CustodyState.DETAINED
    assert clock_of(record).charged_at is None
    world.charged(record, at=NOON + 3 * HOUR, offence_ids=[second.pk])
    assert record.state == CustodyState.CHARGED
    assert clock_of(record).charged_at == NOON + 3 * HOUR


def test_chg_10_who_is_kept_goes_to_court_with_an_escort(world):
    record = world.charged(world.detained())
    with pytest.raises(NotPossible) as refusal:
        world.released(record)
    assert (refusal.value.field, refusal.value.rule) == ("receiver", "CHG-13")
    world.released(record, handover=ESCORT)
    assert record.state == CustodyState.CLOSED
    assert "Handed over for court to Officer Wray" in record.entries.get(kind="RELEASE").text


def test_a_charge_beside_bail_leaves_the_clock_open(world):
    record = two(world)
    first, _ = record.offences.all()
    world.charged(record, DisposalCode.CHG_BAIL, offence_ids=[first.pk])
    world.released(record, DisposalCode.PCB)
    assert record.state == CustodyState.BAILED


def test_nobody_is_on_bail_while_kept_for_court(world):
    record = two(world)
    first, _ = record.offences.all()
    world.charged(record, offence_ids=[first.pk])
    with pytest.raises(NotPossible, match="Nobody is on bail"):
        world.released(record, DisposalCode.PCB)


def test_a_disposal_is_final_and_the_person_stays_for_the_other(world):
    record = two(world)
    first, _ = record.offences.all()
    dispose(world, record, {first.pk: Decision(DisposalCode.NFA, DETAILS)})
    assert record.state == CustodyState.DETAINED
    with pytest.raises(NotPossible, match="has ended already"):
        dispose(world, record, {first.pk: Decision(DisposalCode.RUI, DETAILS)})


@pytest.mark.parametrize(
    ("code", "rule"), [(DisposalCode.CHG_BAIL, "CHG-3"), (DisposalCode.PCB, "BAI-2")]
)
def test_charges_and_bail_have_their_own_act(world, code, rule):
    record = world.detained()
    with pytest.raises(NotPossible) as refusal:
        dispose(world, record, world.offences_of(record, code))
    assert refusal.value.rule == rule


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.CUSTODY_OFFICER])
def test_only_a_custody_officer_releases(world, role):
    record = world.detained()
    with pytest.raises(NotAllowed):
        world.released(record, by=world.officer("X9", Rank.INSPECTOR, role))


def test_the_officer_in_the_case_does_not_release(world):
    other = world.officer("S9", Rank.SERGEANT, Role.CUSTODY_OFFICER)
    record = world.detained(investigating_officer_id=other.id)
    with pytest.raises(NotAllowed, match="on the investigation"):
        world.released(record, by=other)


def test_section_16_an_interview_under_way_holds_the_release(world):
    record = world.detained()
    InterviewStay.objects.create(
        record=record,
        out_at=NOON + HOUR,
        taken_by_id=world.arresting.id,
        taken_by_label="PC Lamp",
        fitness="Fit.",
    )
    with pytest.raises(NotPossible, match="with PC Lamp for interview") as refusal:
        world.released(record)
    assert refusal.value.field == "override"
    record = world.released(record, override="Released straight from the interview room.")
    assert record.state == CustodyState.CLOSED


def test_section_16_an_open_visit_or_direction_holds_the_release(world):
    record = world.detained()
    Call.objects.create(record=record, kind="HEALTHCARE", state="CONTACTED", since=NOON + HOUR)
    Call.objects.create(record=record, kind="AMBULANCE", state="WANTED", since=NOON + HOUR)
    CareTask.objects.create(
        record=record,
        kind="DIRECTION",
        text="Check in two hours.",
        opened_at=NOON + HOUR,
        opened_by_id=world.custody_officer.id,
    )
    with pytest.raises(NotPossible, match="not recorded as come") as refusal:
        world.released(record)
    assert "Ambulance asked for" in refusal.value.reason
    assert "Check in two hours." in refusal.value.reason
