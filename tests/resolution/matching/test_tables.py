"""The bundled tables: rich enough, and consistent with each other."""

from __future__ import annotations

import pytest

from bluelamp.resolution.matching.tables import (
    _formal_names,
    _load,
    formal_groups,
    is_established,
    name_weight,
    spelling_groups,
)
from bluelamp.resolution.matching.tokens import forename_level, surname_level


def test_there_are_enough_nicknames_and_spellings():
    groups = [line for culture in _load("variants.json").values() for line in culture]
    assert sum(map(len, _formal_names().values())) >= 300
    assert len(groups) >= 60


@pytest.mark.parametrize("name", ["nicknames.json", "variants.json", "frequencies.json"])
def test_tables_hold_only_capitals(name):
    text = " ".join(str(part) for part in _load(name).values())
    assert not [word for word in text.split() if "_" not in word and word != word.strip()]


@pytest.mark.parametrize(
    ("a", "b", "level"),
    [
        ("JOHN", "JOHN", "equal"),
        ("BILL", "WILLIAM", "nickname"),
        ("MO", "MUHAMMAD", "nickname"),
        ("KASIA", "KATARZYNA", "nickname"),
        ("ALEX", "ALEXANDRA", "nickname"),
        ("BILL", "WILL", "two_short_forms"),
        ("AISHA", "AYESHA", "variant"),
        ("MICHEAL", "MICHAEL", "variant"),
        ("JONATHAM", "JONATHAN", "similar"),
        ("J", "JOHN", "initial"),
        ("DANIEL", "DANIELLE", "none"),
        ("MARTIN", "MARVIN", "none"),
        ("HASSAN", "HUSSAIN", "none"),
        ("ALEXANDER", "ALEXANDRA", "none"),
    ],
)
def test_forenames_agree_at_a_level(a, b, level):
    assert forename_level(a, b) == forename_level(b, a) == level


@pytest.mark.parametrize(
    ("a", "b", "level"),
    [
        ("OCONNOR", "CONNOR", "particle"),
        ("MACDONALD", "MCDONALD", "particle"),
        ("KOWALSKA", "KOWALSKI", "gendered"),
        ("CHAUDHRY", "CHOUDHURY", "variant"),
        ("REID", "READ", "phonetic"),
        ("SMITH", "SMYTH", "phonetic"),
        ("FEATHERSTONE", "FEATHERSTON", "similar"),
        ("CLARKE", "WRIGHT", "none"),
    ],
)
def test_surnames_agree_at_a_level(a, b, level):
    assert surname_level(a, b) == surname_level(b, a) == level


def test_rare_names_weigh_more():
    assert name_weight("SMITH", "surnames") < name_weight("REID", "surnames")
    assert name_weight("REID", "surnames") < name_weight("FEATHERSTONEHAUGH", "surnames")


def test_every_spelling_of_a_common_name_is_common():
    assert name_weight("MOXAMED", "forenames") > name_weight("MAXAMED", "forenames")
    assert name_weight("MAXAMED", "forenames") == name_weight("MOHAMMED", "forenames")


def test_a_short_form_may_stand_for_several_names():
    assert formal_groups("ALEX") >= spelling_groups("ALEXANDER") | spelling_groups("ALEXANDRA")


def test_a_slip_is_no_name_of_its_own():
    assert is_established("MICHAEL")
    assert not is_established("MICHEEL")
