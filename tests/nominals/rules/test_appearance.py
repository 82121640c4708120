"""Descriptions of people: P_003, P_007, NV-02, M4 and the lists DS_039 to DS_046."""

from __future__ import annotations

from datetime import date

import pytest

from bluelamp.nominals.enums import (
    BodyPart,
    Build,
    Complexion,
    EyeColour,
    FeatureKind,
    HairColour,
)
from bluelamp.nominals.rules.appearance import (
    DescriptionClaim,
    FeatureClaim,
    is_enough,
    items_described,
    problems_of_appearance,
)

TODAY = date(2026, 11, 23)
TATTOO = FeatureClaim(FeatureKind.TATTOO, BodyPart.NECK, "a rose")


def said(**more: object) -> DescriptionClaim:
    return DescriptionClaim(described_on=TODAY, **more)


@pytest.mark.parametrize(
    ("claim", "sex", "count"),
    [
        pytest.param(said(build="slim"), "not_known", 1, id="P_003-one"),
        pytest.param(said(build="slim"), "male", 2, id="P_003-gender-counts"),
        pytest.param(
            said(build="slim", complexion="pale", features=(TATTOO,)), "male", 4, id="P_003-four"
        ),
        pytest.param(
            said(eye_left="blue", eye_right="brown", hair="red", observed_ethnicity="IC1"),
            "",
            4,
            id="P_003-each-eye-counts",
        ),
        pytest.param(
            said(build="not_known", eye_left="not_known", observed_ethnicity="IC9"),
            "not_known",
            0,
            id="P_003-not-known-tells-nothing",
        ),
    ],
)
def test_items_of_a_description(claim, sex, count):
    items = items_described([claim], sex)
    assert len(items) == count
    assert is_enough(items) is (count >= 4)


@pytest.mark.parametrize(
    ("claim", "answer"),
    [
        pytest.param(said(), "build", id="M4-nothing"),
        pytest.param(said(build="not_known"), "build", id="M4-only-not-known"),
        pytest.param(
            DescriptionClaim(described_on=date(2026, 11, 24), build="slim"),
            "described_on",
            id="future",
        ),
        pytest.param(said(height_from=180, height_to=170), "height_from", id="height-in-order"),
        pytest.param(said(height_from=400), "height_from", id="height-of-nobody"),
        pytest.param(said(age_to=130), "age_from", id="age-of-nobody"),
        pytest.param(said(hair="plaid"), "hair", id="DS_046-list"),
        pytest.param(said(eye_right="red"), "eye_right", id="DS_042-list"),
    ],
)
def test_description_that_cannot_be(claim, answer):
    assert [each for each, _ in problems_of_appearance(claim, TODAY)] == [answer]


def test_a_single_height_is_a_span_of_one_value():
    assert said(height_from=180).height == (180, 180)
    assert said(height_to=180).height == (180, 180)
    assert said(age_from=0, age_to=2).age == (0, 2)


@pytest.mark.parametrize(
    ("words", "count"),
    [
        pytest.param(Build, 12, id="DS_039"),
        pytest.param(Complexion, 10, id="DS_040"),
        pytest.param(EyeColour, 6, id="DS_041-042"),
        pytest.param(FeatureKind, 6, id="DS_043"),
    ],
)
def test_lists_are_those_of_the_dictionary(words, count):
    assert len(words) == count


def test_hair_has_the_colours_of_the_dictionary():
    said_words = "black fair grey mousey white blonde brown dark_brown light_brown ginger red"
    listed = {*said_words.split(), "auburn", "sandy", "multicoloured", "other", "none"}
    assert listed <= {each.value for each in HairColour}
