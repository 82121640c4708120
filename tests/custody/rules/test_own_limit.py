"""Section 2.2: the limits of powers that never get the twenty-four hours of PACE."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.custody.rules.vectors import h, z

from bluelamp.core.time import day_of
from bluelamp.custody.enums import DetentionType, DisposalCode
from bluelamp.custody.rules.other_powers import (
    CHOSEN_ON_ARRIVAL,
    OTHER_POWERS,
    answered,
    kept,
    lacking,
    may_end_by,
)
from bluelamp.custody.rules.own_limit import HeldFacts, before_a_justice, good_friday, own_limit
from bluelamp.custody.rules.regime import REGIMES

T = DetentionType
ARRESTED, ARRIVED = z("2026-03-10 11:30"), z("2026-03-10 12:00")


def facts(kind: DetentionType, **more: object) -> HeldFacts:
    return HeldFacts(**{"kind": kind, "arrested_at": ARRESTED, "held_from": ARRIVED, **more})


@pytest.mark.parametrize(
    ("kind", "more", "at", "rule"),
    [
        pytest.param(T.MENTAL_HEALTH, {}, "2026-03-11 12:00", "MH-2", id="MH-2"),
        pytest.param(
            T.MENTAL_HEALTH, {"extension": h(12)}, "2026-03-12 00:00", "MH-2", id="MH-2-extended"
        ),
        pytest.param(T.COURT_BAIL_BREACH, {}, "2026-03-11 11:30", "TYP-6", id="TYP-6"),
        pytest.param(T.REMAND_INQUIRIES, {}, "2026-03-13 11:30", "TYP-7", id="TYP-7"),
        pytest.param(
            T.REMAND_INQUIRIES, {"child": True}, "2026-03-11 11:30", "TYP-7", id="TYP-7-child"
        ),
        pytest.param(
            T.REMAND_INQUIRIES,
            {"court_until": z("2026-03-11 09:00")},
            "2026-03-11 09:00",
            "TYP-7",
            id="TYP-7-as-ordered",
        ),
        pytest.param(T.IMMIGRATION, {}, "2026-03-15 12:00", "TYP-9", id="TYP-9"),
        pytest.param(
            T.IMMIGRATION, {"removal_set": True}, "2026-03-17 12:00", "TYP-9", id="TYP-9-removal"
        ),
        pytest.param(
            T.DRUG_CONCEALMENT,
            {"court_until": z("2026-04-10 09:00")},
            "2026-03-18 11:30",
            "TYP-12",
            id="TYP-12",
        ),
    ],
)
def test_section_2_2_each_limit_is_the_powers_own(kind, more, at, rule):
    found = own_limit(facts(kind, **more))
    assert (found.at, found.rule) == (z(at), rule)
    assert rule in found.sentence


@pytest.mark.parametrize("kind", [T.WARRANT, T.RECALL, T.BREACH_OF_PEACE, T.OTHER_POWER, T.ARREST])
def test_section_2_2_a_power_without_hours_gets_no_limit(kind):
    assert own_limit(facts(kind)) is None


def test_mh_2_says_what_the_limit_was_before_the_extension():
    found = own_limit(facts(T.MENTAL_HEALTH, extension=h(6)))
    assert found.before == z("2026-03-11 12:00")
    assert "+ 6 h by the practitioner" in found.words


@pytest.mark.parametrize(
    ("arrested", "before"),
    [
        pytest.param("2026-03-10 11:30", "2026-03-11 11:30", id="a weekday"),
        pytest.param("2026-03-14 20:00", "2026-03-16 20:00", id="Saturday into Sunday"),
        pytest.param("2026-03-15 09:00", "2026-03-17 00:00", id="on a Sunday"),
        pytest.param("2026-12-24 18:00", "2026-12-26 18:00", id="over Christmas Day"),
        pytest.param("2026-04-02 17:00", "2026-04-04 17:00", id="over Good Friday"),
    ],
)
def test_typ_6_sundays_christmas_day_and_good_friday_are_left_out(arrested, before):
    assert before_a_justice(z(arrested)) == z(before)


@given(st.timedeltas(timedelta(0), timedelta(days=7300)))
def test_typ_6_exactly_twenty_four_hours_of_other_days_pass(later):
    start = datetime(2020, 1, 1, tzinfo=UTC) + later
    end = before_a_justice(start)
    assert timedelta(hours=24) <= end - start <= timedelta(days=5)
    last = day_of(end - timedelta(microseconds=1))
    assert last.isoweekday() != 7
    assert last != good_friday(last.year)


@pytest.mark.parametrize(
    "friday", [date(2024, 3, 29), date(2025, 4, 18), date(2026, 4, 3), date(2038, 4, 23)]
)
def test_good_friday(friday):
    assert good_friday(friday.year) == friday


def test_section_2_2_every_other_power_says_what_it_rests_on_and_how_it_ends():
    assert set(OTHER_POWERS) == {kind for kind in T if kind.is_other_power}
    assert not any(REGIMES[kind].pace_clock for kind in OTHER_POWERS)
    assert set(CHOSEN_ON_ARRIVAL) >= set(OTHER_POWERS) | {T.ARREST}
    for kind, power in OTHER_POWERS.items():
        assert DisposalCode.POWER_ENDED in power.ends
        assert lacking(kind, {}).field == power.asked[0].field


def test_section_2_2_only_what_was_asked_is_kept_and_said_in_words():
    told = {"section": "S136", "consulted": " Nurse Bright ", "offence": "none"}
    details = kept(T.MENTAL_HEALTH, told)
    assert details == {"section": "S136", "consulted": "Nurse Bright"}
    assert answered(T.MENTAL_HEALTH, details)[0][1] == "Section 136: found by a constable"


def test_section_15_nobody_is_bailed_or_recalled_under_the_mental_health_act():
    assert may_end_by(T.MENTAL_HEALTH, DisposalCode.MH_HOSPITAL)
    for code in (DisposalCode.PCB, DisposalCode.RUI, DisposalCode.RECALL, DisposalCode.CHG_BAIL):
        refused = may_end_by(T.MENTAL_HEALTH, code)
        assert not refused
        assert refused.rule == "TYP-10"
