"""What a typed word loses against a recorded one, and what a whole name loses."""

from __future__ import annotations

import pytest

from bluelamp.resolution.matching.closeness import Typed, loss

RARITY = 10.0


@pytest.mark.parametrize(
    ("word", "nearer", "farther"),
    [
        ("WILLIAM", "WILLIAM", "BILL"),
        ("BILL", "WILLIAM", "BELL"),
        ("ASHCOMB", "ASHCOMBE", "ASHCOMBLEY"),
        ("HAMTHWITE", "HAMTHWAITE", "HAMTHWARD"),
        ("SMYTHE", "SMYTH", "JONES"),
        ("KAT", "KATARZYNA", "KENNETH"),
        ("J", "JOHN", "MARY"),
        ("HAZ", "HARRY", "MARY"),
    ],
)
def test_nearer_names_lose_less(word, nearer, farther):
    assert loss(word, nearer, RARITY)[0] > loss(word, farther, RARITY)[0]


def test_a_word_not_borne_costs_most_where_it_is_rare():
    assert loss("OSBORNE", "KOWALSKI", 14.0)[0] < loss("OSBORNE", "KOWALSKI", 4.0)[0]


def typed(*words: str) -> Typed:
    return Typed([(word, RARITY) for word in words])


def test_order_costs_next_to_nothing():
    name = [("JOHN", "ASHCOMBE")]
    assert 0 <= typed("JOHN", "ASHCOMBE").lost(name) - typed("ASHCOMBE", "JOHN").lost(name) < 1


def test_words_may_stand_in_different_names_of_one_person():
    names = [("WILLIAM", "ASHCOMBE"), ("SPARKY",)]
    assert typed("SPARKY", "ASHCOMBE").lost(names) > typed("WANDA", "ASHCOMBE").lost(names)


def test_each_recorded_name_answers_one_word():
    assert typed("ALI", "ALI").lost([("ALI", "KHAN")]) < typed("ALI", "KHAN").lost(
        [("ALI", "KHAN")]
    )


def test_names_left_over_tell_two_people_apart():
    asked = typed("JOHN", "ASHCOMBE")
    assert asked.lost([("JOHN", "ASHCOMBE")]) > asked.lost([("JOHN", "PAUL", "ASHCOMBE")])


def test_nothing_typed_loses_nothing():
    assert typed().lost([("JOHN",)]) == 0.0
    assert typed("JOHN").lost([]) == 0.0


def test_a_name_borne_twice_answers_two_words():
    father = [("ABRAHAM", "AMANUEL", "ABRAHAM")]
    asked = typed("ABRAHM", "AMANUEL", "ABRAHAM")
    assert asked.lost(father) > asked.lost([("ABRAHAM", "AMANUEL", "KIDANE")])
