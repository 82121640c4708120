"""Parts of a population, made side by side, and the tail of rare names."""

from __future__ import annotations

from collections import Counter

import pytest

from bluelamp.demo.population import generate_part, generate_people
from bluelamp.nominals.rules.names import check_name

PARTS = 4


@pytest.fixture(scope="module")
def parts():
    return [list(generate_part(3_000, 5, part, PARTS)) for part in range(PARTS)]


def test_no_two_parts_share_an_id_a_household_a_number_or_an_email(parts):
    for told in (
        lambda person: {person.truth_id},
        lambda person: {person.household_id},
        lambda person: {*person.identifiers},
        lambda person: {*person.emails},
    ):
        sets = [set().union(*map(told, part)) for part in parts]
        assert sum(map(len, sets)) == len(set().union(*sets))


def test_parts_are_repeatable_and_differ(parts):
    assert list(generate_part(3_000, 5, 1, PARTS)) == parts[1]
    assert [p.name for p in parts[0]] != [p.name for p in parts[1]]


def test_second_recordings_name_a_record_of_their_own_part(parts):
    for part in parts:
        known = {person.truth_id for person in part}
        assert {person.same_as for person in part if person.same_as} <= known


@pytest.mark.parametrize(("part", "parts"), [(-1, 2), (2, 2), (0, 0)])
def test_a_part_there_is_not_is_refused(part, parts):
    with pytest.raises(ValueError, match="no part"):
        list(generate_part(10, 1, part, parts))


def test_common_names_stay_common_and_most_names_are_rare():
    names = Counter(p.name.family for p in generate_people(20_000, 2) if p.name.family)
    bearers = names.total()
    assert names["Smith"] == max(names.values())
    assert 0.003 < names["Smith"] / bearers < 0.02
    assert sum(count for count in names.values() if count <= 5) / bearers > 0.2


def test_rare_names_can_be_typed():
    names = {part for p in generate_people(5_000, 9) for part in (*p.name.given, p.name.family)}
    problems = {name: check_name(name, "Name", surname=True) for name in names}
    assert [name for name, found in problems.items() if any(each.blocks for each in found)] == []
