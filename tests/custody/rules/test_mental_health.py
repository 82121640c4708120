"""MH-2 and MH-5: the limit under the Mental Health Act, and the checks meanwhile."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.custody.rules.vectors import h, z

from bluelamp.custody.enums import MentalHealthCheckKind
from bluelamp.custody.rules.mental_health import (
    MentalHealthCheck,
    PlaceOfSafety,
    limit,
    may_be_brought,
    may_extend,
    may_keep,
    next_check,
)

ARRIVED = z("2026-03-28 20:00")
HCP, CO = MentalHealthCheckKind.HCP, MentalHealthCheckKind.CUSTODY_OFFICER


def test_mh_2_twenty_four_real_hours_also_when_the_clocks_change():
    assert limit(ARRIVED) == z("2026-03-29 20:00")
    assert limit(ARRIVED, h(12)) == z("2026-03-30 08:00")


@pytest.mark.parametrize(
    ("hours", "after", "superintendent", "possible"),
    [
        (12, 20, True, True),
        (1, 24, True, True),
        (13, 20, True, False),
        (0, 20, True, False),
        (12, 25, True, False),
        (12, 20, False, False),
    ],
)
def test_mh_2_an_extension(hours, after, superintendent, possible):
    answer = may_extend(
        h(hours),
        granted_at=ARRIVED + h(after),
        arrived_at=ARRIVED,
        superintendent=superintendent,
    )
    assert (answer.possible, answer.rule) == (possible, "MH-2")


@pytest.mark.parametrize(
    ("kind", "made", "due"),
    [
        (HCP, [], h(0, 30)),
        (CO, [], h(1)),
        (HCP, [MentalHealthCheck(HCP, ARRIVED + h(2), asleep=True)], h(2, 30)),
        (CO, [MentalHealthCheck(CO, ARRIVED + h(2))], h(3)),
        (CO, [MentalHealthCheck(CO, ARRIVED + h(2), asleep=True)], h(5)),
        (CO, [MentalHealthCheck(HCP, ARRIVED + h(2))], h(1)),
        (
            CO,
            [MentalHealthCheck(CO, ARRIVED + h(3)), MentalHealthCheck(CO, ARRIVED + h(2))],
            h(4),
        ),
    ],
)
def test_mh_5_when_the_next_check_is_due(kind, made, due):
    assert next_check(kind, ARRIVED, made) == ARRIVED + due


def test_vul_11_nobody_under_18_is_brought_to_a_police_station():
    refused = may_be_brought(date(2026, 3, 10), child=True)
    assert (bool(refused), refused.rule) == (False, "VUL-11")
    assert may_be_brought(date(2026, 3, 10), child=False)


def test_mh_6_police_stations_end_as_places_of_safety_on_a_day():
    ended = date(2027, 1, 1)
    assert may_be_brought(date(2026, 12, 31), child=False, ended=ended)
    refused = may_be_brought(ended, child=False, ended=ended)
    assert (bool(refused), refused.rule) == (False, "MH-6")


WHOLE = PlaceOfSafety("Risk of death.", "No other place.", "Every 30 minutes.")


@pytest.mark.parametrize("left_out", ["imminent_risk", "no_other_place", "health_checks"])
def test_mh_4_each_condition_is_answered(left_out):
    refused = may_keep(replace(WHOLE, **{left_out: " "}), inspector=True)
    assert (bool(refused), refused.rule) == (False, "MH-4")


def test_mh_4_an_inspector_authorises():
    assert may_keep(WHOLE, inspector=True)
    assert not may_keep(WHOLE, inspector=False)
