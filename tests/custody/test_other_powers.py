"""TYP-5 to TYP-13, MH-1 to MH-4, VUL-11: held without an arrest for an offence, end to end."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.custody.power_world import OTHERS, PLACE, POWERS, brought, held, inspectors
from tests.custody.world import DETAILS, HEARD, HOUR, NOON

from bluelamp.access.enums import Rank
from bluelamp.access.models import Staff
from bluelamp.core.errors import NotPossible
from bluelamp.custody.enums import (
    CustodyEntryKind,
    CustodyState,
    DetentionGround,
    DetentionType,
    DisposalCode,
    HospitalPurpose,
    MentalHealthCheckKind,
    ReviewOutcome,
)
from bluelamp.custody.models import CustodyRecord, PlaceOfSafetyAuthority, PowerEnd
from bluelamp.custody.rules.deadlines import DeadlineKind
from bluelamp.custody.rules.other_powers import OTHER_POWERS
from bluelamp.custody.selectors.board import held_in
from bluelamp.custody.services import (
    ChargeFacts,
    Decision,
    add_further_arrest,
    authorise_detention,
    charge_person,
    check_mental_health,
    extend_mental_health_detention,
    hold_review,
    leave_for_hospital,
)

MH = DetentionType.MENTAL_HEALTH
ENDING = DETAILS | {
    "place": "Lampton Hospital, ward 3",
    "revocation": "REV 1",
    "notice_ref": "HO 1",
    "warrant_number": "W 7",
}


def due(world):
    (one,) = held_in([world.suite])
    return {deadline.kind: deadline.at for deadline in one.deadlines}


@pytest.mark.parametrize("kind", OTHERS)
def test_section_2_2_no_offence_no_necessity_no_ground_and_its_own_release(world, kind):
    record = held(world, kind)
    assert (record.state, record.grounds, record.necessity) == (CustodyState.DETAINED, [], [])
    assert not record.offences.exists()
    assert not {DeadlineKind.LIMIT, DeadlineKind.REVIEW, DeadlineKind.AUTHORITY} & set(due(world))
    code = OTHER_POWERS[kind].ends[0]
    record = world.released(record, power_end=Decision(code, ENDING))
    assert record.state == CustodyState.CLOSED
    assert PowerEnd.objects.get(record=record).code == code


@pytest.mark.parametrize("kind", OTHERS)
def test_section_2_2_what_the_power_rests_on_is_asked(world, kind):
    first = OTHER_POWERS[kind].asked[0].field
    with pytest.raises(NotPossible) as refused:
        brought(world, kind, power={**POWERS[kind], first: " "})
    assert refused.value.field == first


def test_section_2_2_offences_and_variants_of_an_arrest_are_not_for_other_powers(world):
    with pytest.raises(NotPossible) as refused:
        brought(world, DetentionType.RECALL, offence_ids=(world.shop_theft.pk,))
    assert refused.value.rule == "TYP-8"


def test_section_2_2_an_arrest_is_not_held_under_another_power_nor_the_reverse(world):
    record = brought(world, DetentionType.RECALL)
    given = {"record_id": record.pk, "version": record.version, "text": "Why.", "not_told": None}
    given |= {"occurred_at": NOON + HOUR, "by": world.custody_officer, "at": NOON + HOUR}
    with pytest.raises(NotPossible) as refused:
        authorise_detention(**given, grounds=[DetentionGround.QUESTION])
    assert refused.value.rule == "TYP-8"


def test_section_2_2_nobody_is_charged_or_arrested_further_under_another_power(world):
    record = held(world, DetentionType.BREACH_OF_PEACE)
    given = {"record_id": record.pk, "version": record.version}
    given |= {"occurred_at": NOON + HOUR, "by": world.custody_officer, "at": NOON + HOUR}
    with pytest.raises(NotPossible, match="not under arrest"):
        charge_person(
            **given,
            offence_ids=[],
            decision=Decision(DisposalCode.CHG_BAIL),
            facts=ChargeFacts(reply="None."),
        )
    with pytest.raises(NotPossible, match="not under arrest"):
        add_further_arrest(**given, offence_id=world.shop_theft.pk, text="Seen.")


def test_section_15_a_power_ends_only_in_its_own_ways(world):
    record = held(world, MH)
    for end in (None, Decision(DisposalCode.RUI, ENDING)):
        with pytest.raises(NotPossible) as refused:
            world.released(record, power_end=end)
        assert refused.value.field == "power_end"
    with pytest.raises(NotPossible) as refused:
        world.released(record, power_end=Decision(DisposalCode.MH_HOSPITAL, {}))
    assert refused.value.field == "place"


def test_vul_11_nobody_under_18_is_brought_in(world):
    with pytest.raises(NotPossible) as refused:
        brought(world, MH, world.child())
    assert (refused.value.rule, refused.value.field) == ("VUL-11", "detention_type")
    assert not CustodyRecord.objects.exists()


def test_mh_4_an_inspector_authorises_the_station(world):
    record = held(world, MH)
    kept = PlaceOfSafetyAuthority.objects.get(record=record)
    assert kept.inspector_id == world.inspector.id
    entry = record.entries.get(kind=CustodyEntryKind.AUTHORISATION)
    assert "Tried to strangle herself" in entry.text
    assert "MH-4" in entry.text


@pytest.mark.parametrize("left_out", ["imminent_risk", "no_other_place", "health_checks"])
def test_mh_4_each_condition_is_asked(world, left_out):
    place = inspectors(world, place=replace(PLACE, **{left_out: " "}))
    with pytest.raises(NotPossible) as refused:
        held(world, MH, place=place)
    assert (refused.value.rule, refused.value.field) == ("MH-4", left_out)


def test_mh_4_neither_a_sergeant_nor_nobody_authorises(world):
    sergeant = Staff.objects.get(pk=world.custody_officer.id)
    for place in (None, inspectors(world, inspector=sergeant)):
        with pytest.raises(NotPossible) as refused:
            held(world, MH, world.person(), place=place)
        assert refused.value.field == "inspector"


def test_mh_4_the_authority_comes_before_the_decision(world):
    with pytest.raises(NotPossible) as refused:
        held(world, MH, place=inspectors(world, NOON + HOUR))
    assert refused.value.field == "place_authorised_at"


def test_mh_2_the_limit_is_a_deadline_and_the_extension_moves_it(world):
    record = held(world, MH)
    assert due(world)[DeadlineKind.OWN_LIMIT] == NOON + 24 * HOUR
    chief = Staff.objects.get(pk=world.inspector.id)
    Staff.objects.filter(pk=chief.pk).update(rank=Rank.SUPERINTENDENT)
    chief.refresh_from_db()
    extend_mental_health_detention(
        record_id=record.pk,
        hours=6,
        practitioner="Dr Wells",
        superintendent=chief,
        text="Sedated: cannot be assessed.",
        occurred_at=NOON + 20 * HOUR,
        by=world.custody_officer,
        at=NOON + 20 * HOUR,
    )
    assert due(world)[DeadlineKind.OWN_LIMIT] == NOON + 30 * HOUR


def test_mh_3_time_at_another_place_of_safety_counts(world):
    held(world, MH, first_station_at=NOON - HOUR / 4)
    assert due(world)[DeadlineKind.OWN_LIMIT] == NOON + 24 * HOUR - HOUR / 4


def test_mh_5_both_checks_fall_due_on_the_board(world):
    record = held(world, MH)
    assert due(world)[DeadlineKind.HEALTH_CHECK] == NOON + HOUR / 2
    assert due(world)[DeadlineKind.STATION_REVIEW] == NOON + HOUR
    check_mental_health(
        record_id=record.pk,
        kind=MentalHealthCheckKind.HCP,
        still_holds=True,
        asleep=False,
        text="Seen by Nurse Bright.",
        occurred_at=NOON + HOUR / 2,
        by=world.detention_officer,
        at=NOON + HOUR,
    )
    assert due(world)[DeadlineKind.HEALTH_CHECK] == NOON + HOUR


def test_clk_1_hospital_stops_no_other_power(world):
    record = held(world, MH)
    leave_for_hospital(
        record_id=record.pk,
        version=record.version,
        purpose=HospitalPurpose.TREATMENT,
        where="Lampton",
        occurred_at=NOON + HOUR,
        by=world.custody_officer,
        at=NOON + HOUR,
    )
    assert not record.pauses.exists()
    assert due(world)[DeadlineKind.OWN_LIMIT] == NOON + 24 * HOUR


def test_rev_17_a_good_practice_review_has_no_latest_time(world):
    record = held(world, DetentionType.RECALL)
    at = NOON + timedelta(hours=20)
    review = hold_review(
        record_id=record.pk,
        version=record.version,
        outcome=ReviewOutcome.CONTINUE,
        text="The escort comes at nine.",
        occurred_at=at,
        by=world.inspector,
        at=at,
        representations=HEARD,
    )
    assert (review.due_at, review.postponed_for) == (at, "")
    entry = record.entries.get(kind=CustodyEntryKind.REVIEW)
    assert "as good practice (REV-17)" in entry.text


def test_the_board_reads_as_much_for_many_as_for_one(world, django_assert_num_queries):
    for number in range(3):
        held(world, MH, world.person(f"Person {number}"))
    with django_assert_num_queries(10):
        assert len(held_in([world.suite])) == 3
