"""The tree of units: BCUs and boroughs as in training.md 3.1, codes that stay."""

from __future__ import annotations

from collections import Counter

import pytest

from bluelamp.access.enums import CommandClass, UnitKind
from bluelamp.demo.force import Unit, generate_units

BOROUGHS_OF_BCU = {
    "AS": 2,
    "AW": 3,
    "CE": 2,
    "CN": 2,
    "EA": 3,
    "NA": 2,
    "NE": 2,
    "NW": 3,
    "SE": 3,
    "SN": 3,
    "SW": 4,
    "WA": 3,
}


@pytest.fixture(scope="module")
def units() -> list[Unit]:
    return list(generate_units(seed=1))


def of_kind(units: list[Unit], kind: UnitKind) -> list[Unit]:
    return [unit for unit in units if unit.kind is kind]


def test_the_same_seed_gives_the_same_tree(units: list[Unit]):
    assert units == list(generate_units(seed=1))
    assert units != list(generate_units(seed=2))


def test_there_are_twelve_bcus_of_thirty_two_boroughs(units: list[Unit]):
    assert {unit.code for unit in of_kind(units, UnitKind.BCU)} == set(BOROUGHS_OF_BCU)
    stations = of_kind(units, UnitKind.STATION)
    assert Counter(station.parent for station in stations) == BOROUGHS_OF_BCU
    assert len({station.name for station in stations}) == 32


def test_codes_are_unique_and_fit_their_columns(units: list[Unit]):
    assert len({unit.code for unit in units}) == len(units)
    assert all(len(unit.code) <= 30 and "/" not in unit.code for unit in units)
    assert all(len(unit.name) <= 120 for unit in units)


def test_every_unit_comes_after_the_unit_above_it(units: list[Unit]):
    seen = {""}
    for unit in units:
        assert unit.parent in seen
        seen.add(unit.code)
    assert [unit.code for unit in units if not unit.parent] == ["BLC"]


def test_every_borough_has_response_teams_a_to_e_on_two_two_two_four(units: list[Unit]):
    patterns: dict[str, list[str]] = {}
    for unit in units:
        if unit.shape == "response":
            patterns.setdefault(unit.parent, []).append(unit.pattern)
    assert len(patterns) == 32
    assert all(p == [f"2-2-2-4/{letter}" for letter in "ABCDE"] for p in patterns.values())


@pytest.mark.parametrize("bcu", BOROUGHS_OF_BCU)
def test_every_bcu_has_each_kind_of_team(units: list[Unit], bcu: str):
    found = {unit.shape for unit in units if unit.code.startswith(f"{bcu}-") and unit.shape}
    assert found == {
        "response",
        "neighbourhood",
        "custody",
        "property_store",
        "local_investigation",
        "safeguarding",
    }


def test_the_classes_follow_the_commands(units: list[Unit]):
    assert {unit.command_class for unit in units} == set(CommandClass)
    for unit in units:
        is_bcu = unit.code.split("-")[0] in BOROUGHS_OF_BCU
        assert (unit.command_class is CommandClass.BCU) == is_bcu
