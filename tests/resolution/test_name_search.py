"""Step by step to whom was meant: beyond the tables of names, and beyond the birth typed."""

from __future__ import annotations

from datetime import date

import pytest

from bluelamp.nominals.panels import read_sought
from bluelamp.nominals.selectors import people_sought
from bluelamp.resolution.vocabulary import MOST_BEGINNINGS, Vocabulary
from bluelamp.resolution.word_counts import count_words

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 10)


def first_of(text):
    found = people_sought(read_sought(text, TODAY))
    return found[0].person_id if found else None


@pytest.fixture
def harry(record):
    record("Harriet", family="Osbourne", birth="1962-04-01")
    record("Zed", family="Quill", birth="1990-12-03")
    return record("Harry", "Amos", family="Osborne", birth="1990-05-17")


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("Zizzo Osborne 1990", id="a short form nobody listed"),
        pytest.param("Harry Osborne 1950", id="a birth altogether wrong"),
        pytest.param("Harry Osbrone 05/1990", id="a slip and a month"),
        pytest.param("Osborne Harry 05/17/1990", id="order and a date that is none"),
        pytest.param("Harry Osborne 01/05/1990", id="another day"),
        pytest.param("Harry Bertram Osborne", id="a name that is not borne"),
        pytest.param("Harr Amos Osborn", id="parts of names"),
    ],
)
def test_the_person_meant_comes_first(harry, typed):
    assert first_of(typed) == harry.pk


def test_a_name_not_borne_and_another_birth_find_nobody(harry):
    assert first_of("Bertram Fotheringay 1931") is None


def test_of_many_names_with_one_beginning_the_commonest_are_kept(record):
    for number in range(MOST_BEGINNINGS + 3):
        record("Ann", family="Mar" + "abcdefghijklmnopqrstuvwxyz"[number] * 2)
    record("Bea", family="Marzz")
    for given in ("Cat", "Dee"):
        record(given, family="Marzz")
    count_words()
    words = Vocabulary().read()
    assert words._beginnings("MAR")[0] == "MARZZ"
    assert len(words._beginnings("MAR")) == MOST_BEGINNINGS


def test_a_name_recorded_since_the_last_search_is_found_by_a_slip_of_it(harry, record):
    assert first_of("Harry Quilxey") is None
    late = record("Harry", family="Quixley", birth="1971-02-03")
    assert first_of("Harry Quilxey") == late.pk
