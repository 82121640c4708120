"""Households agree with themselves: ages, names, twins."""

from __future__ import annotations

import pytest

from bluelamp.demo.population import SyntheticPerson, generate_people
from bluelamp.nominals.enums import LinkRole, NameOrder, NameType, Sex

# Placeholder and partial dates of birth move a birthday within its year.
YOUNGEST_PARENT = 16
OLDEST_MOTHER = 47

REVERSED = {
    LinkRole.PARENT: LinkRole.CHILD,
    LinkRole.CHILD: LinkRole.PARENT,
    LinkRole.PARTNER: LinkRole.PARTNER,
    LinkRole.SIBLING: LinkRole.SIBLING,
    LinkRole.RELATIVE: LinkRole.RELATIVE,
}

People = dict[str, SyntheticPerson]


@pytest.fixture(scope="module")
def people() -> People:
    return {person.truth_id: person for person in generate_people(20_000, seed=2)}


def related(people: People, role: LinkRole) -> list[tuple[SyntheticPerson, SyntheticPerson]]:
    return [
        (person, people[other])
        for person in people.values()
        for known_as, other in person.relations
        if known_as is role
    ]


def twins(people: People) -> list[tuple[SyntheticPerson, SyntheticPerson]]:
    return [(person, people[person.twin_of]) for person in people.values() if person.twin_of]


def test_parents_are_of_an_age_to_be_parents(people: People):
    pairs = related(people, LinkRole.PARENT)
    assert len(pairs) > 2_000
    for child, parent in pairs:
        gap = int(child.dob[:4]) - int(parent.dob[:4])
        assert gap >= YOUNGEST_PARENT
        assert parent.sex is Sex.MALE or gap <= OLDEST_MOTHER


def test_every_relation_is_known_from_both_ends(people: People):
    for person in people.values():
        for role, other in person.relations:
            assert (REVERSED[role], person.truth_id) in people[other].relations


def test_relatives_share_household_and_address(people: People):
    for role in REVERSED:
        for one, other in related(people, role):
            assert one.household_id == other.household_id
            assert one.address == other.address


def test_no_one_has_more_than_two_parents_here(people: People):
    for person in people.values():
        assert sum(role is LinkRole.PARENT for role, _ in person.relations) <= 2


def test_polish_sons_and_daughters_bear_their_own_form_of_one_name(people: People):
    forms = {
        (brother.name.family, sister.name.family)
        for brother, sister in related(people, LinkRole.SIBLING)
        if brother.sex is Sex.MALE and sister.sex is Sex.FEMALE
    }
    assert ("Kowalski", "Kowalska") in forms or ("Wiśniewski", "Wiśniewska") in forms


def test_somali_children_bear_the_names_of_father_and_grandfather(people: People):
    pairs = [
        (child.name.given, father.name.given)
        for child, father in related(people, LinkRole.PARENT)
        if father.sex is Sex.MALE and child.name.order is father.name.order is NameOrder.PATRONYMIC
    ]
    assert len(pairs) > 20
    assert all(child[1:] == father[:2] for child, father in pairs)


def test_wives_who_took_a_name_keep_the_maiden_name(people: People):
    maiden = [
        person
        for person in people.values()
        if any(name.type is NameType.MAIDEN for name in person.names)
    ]
    assert len(maiden) > 500
    assert {person.sex for person in maiden} == {Sex.FEMALE}


def test_spanish_and_portuguese_children_bear_a_name_of_each_parent(people: People):
    families: dict[str, list[SyntheticPerson]] = {}
    for child, parent in related(people, LinkRole.PARENT):
        families.setdefault(child.truth_id, []).append(parent)
    checked = 0
    for child, parents in families.items():
        surnames = people[child].name.family.split()
        if len(surnames) != 2 or len(parents) != 2:
            continue
        if any(len(parent.name.family.split()) != 2 for parent in parents):
            continue
        checked += 1
        assert all(set(surnames) & set(parent.name.family.split()) for parent in parents)
    assert checked > 20


def test_twins_exist_and_point_at_each_other(people: People):
    pairs = twins(people)
    assert len(pairs) > 50
    assert all(other.twin_of == one.truth_id for one, other in pairs)


def test_twins_share_birth_and_address_but_not_given_names(people: People):
    for one, other in twins(people):
        assert (one.dob, one.dob_quality) == (other.dob, other.dob_quality)
        assert one.address == other.address
        assert one.name.given[0] != other.name.given[0]
        assert (LinkRole.SIBLING, other.truth_id) in one.relations


def test_twins_of_one_sex_share_their_surname(people: People):
    same_sex = [(one, other) for one, other in twins(people) if one.sex is other.sex]
    assert same_sex
    assert all(one.name.family == other.name.family for one, other in same_sex)


def test_a_few_sons_are_named_after_their_father(people: People):
    namesakes = [
        child
        for child, father in related(people, LinkRole.PARENT)
        if father.sex is child.sex is Sex.MALE
        and child.name.given[0] == father.name.given[0]
        and child.name.family == father.name.family
    ]
    assert namesakes
