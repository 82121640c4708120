"""The workforce: 45,000, half of them for classrooms, led as a force is led."""

from __future__ import annotations

from collections import Counter, defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.access.enums import CommandClass, Rank, Role, UnitKind
from bluelamp.demo.force import StaffMember, Unit, generate_staff, generate_units
from bluelamp.demo.force.strength import apportion, group_sizes
from bluelamp.demo.force.workforce import AS_OF

WHOLE = 45_000
# Chosen among the workforce when the programme is loaded.
APPOINTED = {Role.TRAINING_COORDINATOR, Role.TRAINER, Role.ADJUSTMENTS_COORDINATOR}
CLASSROOM = {CommandClass.BCU, CommandClass.MET_INTEL, CommandClass.SPECIALIST_CRIME}


@pytest.fixture(scope="module")
def units() -> dict[str, Unit]:
    return {unit.code: unit for unit in generate_units(seed=1)}


@pytest.fixture(scope="module")
def staff() -> list[StaffMember]:
    return list(generate_staff(WHOLE, seed=1))


@pytest.fixture(scope="module")
def by_unit(staff: list[StaffMember]) -> dict[str, list[StaffMember]]:
    found = defaultdict(list)
    for person in staff:
        found[person.unit_code].append(person)
    return found


def in_classrooms(staff: list[StaffMember], units: dict[str, Unit]) -> int:
    return sum(units[person.unit_code].command_class in CLASSROOM for person in staff)


def test_half_of_forty_five_thousand_are_for_classrooms(
    staff: list[StaffMember], units: dict[str, Unit]
):
    assert len(staff) == WHOLE
    assert in_classrooms(staff, units) == 22_500


@pytest.mark.parametrize("count", [200, 201, 999, 5_000])
def test_smaller_forces_are_exact_too(count: int, units: dict[str, Unit]):
    staff = list(generate_staff(count, seed=1))
    assert len(staff) == count
    assert in_classrooms(staff, units) == count // 2


@pytest.mark.parametrize("count", [0, 199, 150_001])
def test_a_force_without_teams_or_numbers_is_refused(count: int):
    with pytest.raises(ValueError, match="count"):
        next(generate_staff(count, seed=1))


def test_a_small_force_has_every_role():
    held = {role for person in generate_staff(500, seed=1) for role in person.roles}
    assert held == set(Role) - APPOINTED


def test_the_same_seed_gives_the_same_people(staff: list[StaffMember]):
    assert staff[:3_000] == list(generate_staff(WHOLE, seed=1))[:3_000]
    assert staff[:100] != list(generate_staff(WHOLE, seed=2))[:100]


def test_numbers_and_addresses_are_unique(staff: list[StaffMember]):
    assert len({person.staff_number for person in staff}) == WHOLE
    assert len({person.email for person in staff}) == WHOLE
    assert all(person.email.endswith("@example.org") for person in staff)
    collars = [person.collar_number for person in staff if person.collar_number]
    assert len(set(collars)) == len(collars) > WHOLE / 2


def test_a_post_keeps_its_number_when_the_force_grows(staff: list[StaffMember]):
    first_of = {person.staff_number: person.unit_code for person in staff}
    for person in generate_staff(1_000, seed=1):
        assert first_of[person.staff_number] == person.unit_code


def test_managers_come_first_and_lead_to_one_head(staff: list[StaffMember]):
    seen: set[str] = set()
    heads = []
    for person in staff:
        if person.line_manager is None:
            heads.append(person)
        else:
            assert person.line_manager in seen
        seen.add(person.staff_number)
    assert [head.rank for head in heads] == [Rank.ASSISTANT_COMMISSIONER]


def test_no_one_reports_to_a_lower_rank(staff: list[StaffMember]):
    by_number = {person.staff_number: person for person in staff}
    for person in staff:
        if person.line_manager:
            assert by_number[person.line_manager].rank.is_at_least(person.rank)


def test_ranks_make_a_pyramid(staff: list[StaffMember]):
    ranks = Counter(person.rank for person in staff)
    order = list(Rank)[list(Rank).index(Rank.CONSTABLE) :]
    numbers = [ranks[rank] for rank in order]
    assert numbers == sorted(numbers, reverse=True)
    assert 4 < ranks[Rank.CONSTABLE] / ranks[Rank.SERGEANT] < 9
    assert {Rank.PCSO, Rank.POLICE_STAFF, Rank.SPECIAL_CONSTABLE} <= set(ranks)


def test_every_team_has_a_sergeant_or_a_supervisor_of_police_staff(
    by_unit: dict[str, list[StaffMember]], units: dict[str, Unit]
):
    for unit in units.values():
        if unit.kind is not UnitKind.TEAM:
            continue
        team = by_unit[unit.code]
        ranks = {person.rank for person in team}
        assert Rank.SERGEANT in ranks or ranks == {Rank.POLICE_STAFF}
        assert any(Role.SUPERVISOR in person.roles for person in team)


@pytest.mark.parametrize(
    "bcu", ["AS", "AW", "CE", "CN", "EA", "NA", "NE", "NW", "SE", "SN", "SW", "WA"]
)
def test_every_custody_suite_can_run(by_unit: dict[str, list[StaffMember]], bcu: str):
    for letter in "ABCDE":
        held = {(p.rank, role) for p in by_unit[f"{bcu}-CU-{letter}"] for role in p.roles}
        assert (Rank.SERGEANT, Role.CUSTODY_OFFICER) in held
        assert (Rank.POLICE_STAFF, Role.DETENTION_OFFICER) in held
        assert (Rank.INSPECTOR, Role.INSPECTOR) in held
    store = by_unit[f"{bcu}-PS-1"]
    assert any(Role.PROPERTY_OFFICER in person.roles for person in store)
    assert any(Role.SUPERINTENDENT in person.roles for person in by_unit[bcu])


def test_custody_officers_are_sergeants(staff: list[StaffMember]):
    ranks = {person.rank for person in staff if Role.CUSTODY_OFFICER in person.roles}
    assert ranks == {Rank.SERGEANT}


def test_most_are_investigating_officers_or_have_no_role(staff: list[StaffMember]):
    plain = {(), (Role.INVESTIGATING_OFFICER,)}
    assert sum(person.roles in plain for person in staff) > WHOLE / 2
    assert all(len(set(person.roles)) == len(person.roles) for person in staff)


def test_everybody_has_names_and_has_started(staff: list[StaffMember]):
    assert all(person.given_name and person.family_name for person in staff)
    assert all(person.starts_on < AS_OF for person in staff)


@given(
    st.integers(0, 100_000),
    st.dictionaries(st.text(max_size=3), st.floats(0.1, 1_000), min_size=1, max_size=40),
)
def test_shares_add_up_and_stray_by_less_than_one(total: int, weights: dict[str, float]):
    shares = apportion(total, weights)
    assert sum(shares.values()) == total
    whole = sum(weights.values())
    assert all(abs(shares[k] - total * weights[k] / whole) < 1.001 for k in weights)


@given(st.integers(200, 150_000))
def test_the_classroom_half_is_exact_for_every_force(count: int):
    sizes = group_sizes(count)
    assert sum(sizes.values()) == count
    assert sum(size for group, size in sizes.items() if group in set(CommandClass)) == count // 2
