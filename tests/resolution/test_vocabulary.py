"""The names of the index, read once and then only what is new."""

from __future__ import annotations

import pytest

from bluelamp.resolution.vocabulary import Vocabulary

pytestmark = pytest.mark.django_db


@pytest.fixture
def names(record):
    for given, family in (("Katarzyna", "Nowak"), ("William", "O’Connor"), ("Ann", "Roe")):
        record(given, family=family)
    return Vocabulary().read()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Wiliam", {"WILLIAM"}),
        ("Willaim", {"WILLIAM"}),
        ("OConor", {"OCONNOR"}),
        ("Kat", {"KATARZYNA"}),
        ("Ka", set()),
        ("Ro", set()),
        ("Xyzzy", set()),
        ("😀", set()),
    ],
)
def test_a_slip_or_a_beginning_leads_to_names_on_record(names, typed, meant):
    assert set(names.tokens_like(typed)) == meant


def test_what_is_recorded_later_is_taken_in(names, record):
    assert names.tokens_like("Featherstonehaugh") == []
    record("Kay", family="Featherstonehaugh")
    assert "FEATHERSTONEHAUGH" in names.read().tokens_like("Fetherstonehaugh")


def test_reading_is_one_statement_and_empty_when_nothing_is_new(names, django_assert_num_queries):
    with django_assert_num_queries(1):
        names.read()
    assert names.tokens_like("Nowk") == ["NOWAK"]
