"""People recorded twice, with the key that says who is who."""

from __future__ import annotations

from collections import Counter

import pytest

from bluelamp.demo.population import SyntheticPerson, generate_people
from bluelamp.demo.population.duplicates import VARIATIONS

COUNT = 15_000
People = dict[str, SyntheticPerson]


@pytest.fixture(scope="module")
def people() -> People:
    return {p.truth_id: p for p in generate_people(COUNT, seed=4, duplicate_share=0.2)}


@pytest.fixture(scope="module")
def again(people: People) -> list[SyntheticPerson]:
    return [person for person in people.values() if person.same_as]


def test_the_share_is_the_one_asked_for(again: list[SyntheticPerson]):
    assert len(again) == pytest.approx(COUNT * 0.2 / 1.2, rel=0.1)


def test_no_one_is_recorded_twice_when_none_is_asked_for():
    assert not any(person.same_as for person in generate_people(500, 1, duplicate_share=0))


def test_the_key_names_an_earlier_record_of_the_same_person(
    people: People, again: list[SyntheticPerson]
):
    for person in again:
        first = people[str(person.same_as)]
        assert first.same_as is None
        assert first.truth_id < person.truth_id
        assert (first.sex, first.household_id) == (person.sex, person.household_id)


def test_every_second_record_differs_as_it_says(people: People, again: list[SyntheticPerson]):
    for person in again:
        first = people[str(person.same_as)]
        assert person.variation
        assert (person.name, person.dob, person.address) != (first.name, first.dob, first.address)


def test_every_variation_is_met(again: list[SyntheticPerson]):
    met = Counter(word for person in again for word in person.variation.split("+"))
    assert set(met) == {name for name, _ in VARIATIONS}


def test_a_second_record_never_has_other_identifiers(people: People, again: list[SyntheticPerson]):
    kept = [person for person in again if person.identifiers]
    assert kept
    assert all(person.identifiers == people[str(person.same_as)].identifiers for person in kept)


def test_a_second_record_knows_no_relations(again: list[SyntheticPerson]):
    assert all(person.relations == () and person.twin_of is None for person in again)
