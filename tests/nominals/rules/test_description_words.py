"""The words by which a description is found, and how it is told from names."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.nominals.enums import BodyPart, FeatureKind
from bluelamp.nominals.rules.appearance import DescriptionClaim, FeatureClaim
from bluelamp.nominals.rules.description_words import asked_words, told_apart, words_of

SWALLOW = FeatureClaim(FeatureKind.TATTOO, BodyPart.LEFT_ARM, "A swallow, blue ink")
WITNESSED = DescriptionClaim(
    described_on=date(2026, 3, 10),
    build="slim",
    hair="dark_brown",
    eye_left="not_known",
    height_from=180,
    height_to=190,
    clothing="grey hooded top, white trainers",
    features=(SWALLOW,),
)


def answers(text: str) -> bool:
    known = set(words_of(WITNESSED))
    return all(known & alike for alike in asked_words(text))


@pytest.mark.parametrize(
    "typed",
    [
        "tall, tattoo of a swallow, left forearm",
        "tattooed arm",
        "swallows on his left wrist",
        "dark hair",
        "skinny with white trainers",
        "Grey TOP",
    ],
)
def test_a_description_is_found_in_the_words_of_another_witness(typed):
    assert answers(typed)


@pytest.mark.parametrize(
    "typed", ["short", "scar", "tattoo on the neck", "fair hair", "brown eyes", "grey hair"]
)
def test_what_was_not_said_does_not_answer(typed):
    assert not answers(typed)


@pytest.mark.parametrize(
    ("typed", "names", "described"),
    [
        ("tall, tattoo of a swallow", "", "tall tattoo of a swallow"),
        ("John Smith tattoo neck", "John Smith", "tattoo neck"),
        ("rose tattoo", "", "rose tattoo"),
        ("Smith, curly hair", "Smith", "curly hair"),
        ("Smith, Jo, scarred left cheek", "Smith Jo", "scarred left cheek"),
        ("slim build", "", "slim build"),
        ("Green Short", "Green Short", ""),
        ("Hand, Tom", "Hand, Tom", ""),
        ("Brown 1985", "Brown 1985", ""),
        ("red jacket CU-26", "CU-26", "red jacket"),
    ],
)
def test_a_name_stays_a_name_unless_a_telling_word_stands_beside_it(typed, names, described):
    assert told_apart(typed) == (names, described)


@given(st.text(max_size=60))
def test_no_word_typed_is_lost(typed):
    names, described = told_apart(typed)
    kept = sorted(f"{names} {described}".replace(",", " ").split())
    assert kept == sorted(typed.replace(",", " ").split())
