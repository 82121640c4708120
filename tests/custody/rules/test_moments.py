"""Whether something can have happened when it is said to have."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bluelamp.core.time import LONDON
from bluelamp.custody.enums import Circumstance
from bluelamp.custody.rules.moments import may_have_happened
from bluelamp.custody.rules.opening import may_open_record, opening_circumstances

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("minutes", "possible"), [(-61, False), (-60, True), (0, True), (1, False)]
)
def test_between_what_came_first_and_now(minutes, possible):
    after = [("arrival", NOON - 60 * MINUTE), ("a review", None)]
    answer = may_have_happened("Release", NOON + minutes * MINUTE, now=NOON, after=after)
    assert bool(answer) is possible


def test_the_reason_names_both_facts_in_local_time():
    arrived = datetime(2026, 7, 1, 12, tzinfo=UTC)
    answer = may_have_happened(
        "Release", arrived - MINUTE, now=arrived + MINUTE, after=[("arrival", arrived)]
    )
    assert answer.reason == "Release cannot be before arrival, Wed 1 Jul 2026 13:00 BST."


def test_instants_are_compared_and_not_wall_clocks():
    first = datetime(2026, 10, 25, 1, 30, tzinfo=LONDON, fold=0)
    second = datetime(2026, 10, 25, 1, 30, tzinfo=LONDON, fold=1)
    now = NOON + timedelta(days=365)
    assert may_have_happened("Release", second, now=now, after=[("arrival", first)])
    assert not may_have_happened("Release", first, now=now, after=[("arrival", second)])


def test_rec_1_where_a_clock_goes_on_its_record_does():
    refused = {one for one in Circumstance if not may_open_record(one)}
    assert refused == set(Circumstance) - set(opening_circumstances())
    assert opening_circumstances()[0] == Circumstance.STATION
    assert Circumstance.FURTHER_ARREST in refused
