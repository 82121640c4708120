"""The relevant time in each of its variants."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.custody.rules.vectors import local, z

from bluelamp.core.errors import NotPossible
from bluelamp.custody.enums import Circumstance
from bluelamp.custody.rules.relevant_time import (
    ArrestFacts,
    bail_detention_starts,
    relevant_time,
)

if TYPE_CHECKING:
    from datetime import datetime

RT = z("2026-10-01 08:00")
T3 = {
    "arrested_at": local("2026-06-01 09:00"),
    "first_station_at": local("2026-06-01 09:40"),
    "area_station_at": local("2026-06-01 17:30"),
}

VARIANTS = [
    pytest.param(
        ArrestFacts(
            Circumstance.STATION,
            arrested_at=z("2026-03-10 14:10"),
            first_station_at=z("2026-03-10 14:52"),
        ),
        z("2026-03-10 14:52"),
        "RT-1",
        id="T1",
    ),
    pytest.param(
        ArrestFacts(
            Circumstance.STATION,
            arrested_at=z("2010-11-07 12:20"),
            first_station_at=z("2010-11-07 12:40"),
        ),
        z("2010-11-07 12:40"),
        "RT-1",
        id="T2",
    ),
    pytest.param(
        ArrestFacts(Circumstance.OTHER_AREA, **T3), z("2026-06-01 16:30"), "RT-3", id="T3"
    ),
    pytest.param(
        ArrestFacts(
            Circumstance.OTHER_AREA, **(T3 | {"area_station_at": local("2026-06-02 10:00")})
        ),
        local("2026-06-02 09:00"),
        "RT-3",
        id="T3-arrives-after-24h",
    ),
    pytest.param(
        ArrestFacts(Circumstance.OTHER_AREA, **T3, questioned_elsewhere=True),
        local("2026-06-01 09:40"),
        "RT-4",
        id="RT-4",
    ),
    pytest.param(
        ArrestFacts(
            Circumstance.VOLUNTARY,
            arrested_at=local("2026-07-08 11:20"),
            first_station_at=local("2026-07-08 10:00"),
        ),
        z("2026-07-08 10:20"),
        "RT-2",
        id="T5",
    ),
    pytest.param(
        ArrestFacts(Circumstance.OTHER_POWER, arrested_at=z("2026-03-10 16:00")),
        z("2026-03-10 16:00"),
        "RT-2",
        id="RT-2-held-under-another-power",
    ),
    pytest.param(
        ArrestFacts(
            Circumstance.OUTSIDE,
            entered_country_at=z("2026-05-01 10:00"),
            area_station_at=z("2026-05-02 11:00"),
        ),
        z("2026-05-02 10:00"),
        "RT-5",
        id="RT-5",
    ),
    pytest.param(ArrestFacts(Circumstance.STREET_BAIL, first_station_at=RT), RT, "RT-6", id="RT-6"),
    pytest.param(
        ArrestFacts(
            Circumstance.HELD_ELSEWHERE,
            left_other_area_at=z("2026-05-01 10:00"),
            area_station_at=z("2026-05-01 13:00"),
        ),
        z("2026-05-01 13:00"),
        "RT-7",
        id="RT-7",
    ),
    pytest.param(
        ArrestFacts(
            Circumstance.HELD_ELSEWHERE, original_relevant_time=RT, questioned_elsewhere=True
        ),
        RT,
        "RT-8",
        id="RT-8",
    ),
    pytest.param(
        ArrestFacts(Circumstance.FURTHER_ARREST, original_relevant_time=RT), RT, "RT-9", id="RT-9"
    ),
    pytest.param(
        ArrestFacts(Circumstance.BAIL_RETURN, original_relevant_time=RT), RT, "RT-10", id="T9"
    ),
    pytest.param(
        ArrestFacts(Circumstance.BAIL_ARREST, original_relevant_time=RT),
        RT,
        "RT-10, RT-12",
        id="T10",
    ),
    pytest.param(
        ArrestFacts(
            Circumstance.NEW_EVIDENCE,
            arrested_at=z("2026-12-02 09:20"),
            first_station_at=z("2026-12-02 10:00"),
            original_relevant_time=RT,
        ),
        z("2026-12-02 10:00"),
        "RT-11",
        id="T11",
    ),
    pytest.param(
        ArrestFacts(Circumstance.BAIL_RETURN_OTHER, original_relevant_time=RT),
        RT,
        "RT-13",
        id="RT-13",
    ),
    pytest.param(
        ArrestFacts(
            Circumstance.BAIL_RETURN_OTHER,
            arrested_at=z("2026-12-02 09:20"),
            original_relevant_time=RT,
            fresh_clock_chosen=True,
        ),
        z("2026-12-02 09:20"),
        "RT-13",
        id="RT-13-fresh",
    ),
    pytest.param(
        ArrestFacts(Circumstance.TRANSFER, original_relevant_time=RT), RT, "RT-15", id="T7"
    ),
]


@pytest.mark.parametrize(("facts", "at", "rule"), VARIANTS)
def test_relevant_time(facts: ArrestFacts, at: datetime, rule: str) -> None:
    found = relevant_time(facts)
    assert (found.at, found.rule, found.provisional) == (at, rule, False)
    assert found.explanation.endswith(".")


def test_every_circumstance_has_a_variant() -> None:
    assert {param.values[0].circumstance for param in VARIANTS} == set(Circumstance)


def test_not_yet_arrived_in_the_area_is_provisional() -> None:
    facts = ArrestFacts(Circumstance.OTHER_AREA, arrested_at=T3["arrested_at"])
    found = relevant_time(facts)
    assert found.provisional
    assert found.at == local("2026-06-02 09:00")


@pytest.mark.parametrize(
    ("circumstance", "field", "rule"),
    [
        (Circumstance.STATION, "first_station_at", "RT-1"),
        (Circumstance.VOLUNTARY, "arrested_at", "RT-2"),
        (Circumstance.OTHER_AREA, "arrested_at", "RT-3"),
        (Circumstance.OUTSIDE, "entered_country_at", "RT-5"),
        (Circumstance.HELD_ELSEWHERE, "left_other_area_at", "RT-7"),
        (Circumstance.BAIL_RETURN, "original_relevant_time", "RT-10"),
        (Circumstance.NEW_EVIDENCE, "arrested_at", "RT-11"),
    ],
)
def test_missing_fact_is_named(circumstance: Circumstance, field: str, rule: str) -> None:
    with pytest.raises(NotPossible) as refused:
        relevant_time(ArrestFacts(circumstance))
    assert (refused.value.field, refused.value.rule) == (field, rule)


def test_arrival_before_arrest_is_refused() -> None:
    facts = ArrestFacts(
        Circumstance.STATION,
        arrested_at=z("2026-03-10 14:52"),
        first_station_at=z("2026-03-10 14:10"),
    )
    with pytest.raises(NotPossible, match="before the arrest"):
        relevant_time(facts)


@pytest.mark.parametrize(
    ("attended", "dealt_with", "begins"),
    [
        pytest.param("13:30", None, "14:00", id="early"),
        pytest.param("13:30", "13:45", "13:45", id="early-dealt-with"),
        pytest.param("14:00", "15:10", "14:00", id="officers-late"),
        pytest.param("14:20", None, "14:20", id="late"),
    ],
)
def test_answering_bail_early_or_late(attended: str, dealt_with: str | None, begins: str) -> None:
    def at(clock: str) -> datetime:
        return z(f"2026-11-12 {clock}")

    found = bail_detention_starts(at(attended), at("14:00"), dealt_with and at(dealt_with))
    assert found == at(begins)
