"""From the facts of the index to the engine and back (nominals.md 8.3, 8.4)."""

from __future__ import annotations

from datetime import date

import pytest
from tests.nominals.people import claim

from bluelamp.nominals.enums import Sex
from bluelamp.nominals.finder import candidate_finder
from bluelamp.nominals.models import Person
from bluelamp.nominals.panels import Sameness
from bluelamp.nominals.rules.birth import exactly
from bluelamp.nominals.selectors import candidates_for, known_people
from bluelamp.resolution.candidates import IndexFinder, people_sharing
from bluelamp.resolution.claims import claim_of
from bluelamp.resolution.matching import Claim, Contact, Name, prepare, query_keys
from bluelamp.resolution.plans import rows_by_index

pytestmark = pytest.mark.django_db


def test_resolution_is_what_finds_candidates():
    assert isinstance(candidate_finder(), IndexFinder)


def test_the_facts_of_a_person_reach_the_engine(record):
    person = record(
        "Ann",
        family="Roe",
        birth="1985-03-14",
        postcode="E1 6AN",
        sex=Sex.FEMALE,
        identifiers=(("pnc", "08/410801U"), ("phone", "07700900123"), ("email", "a@b.org")),
    )
    said = claim_of(known_people([person.pk])[person.pk])
    assert (said.names[0].given, said.names[0].family) == (("Ann",), "Roe")
    assert said.births == (exactly(date(1985, 3, 14)),)
    assert said.identifiers == {"pnc": ("2008/0410801U",)}
    assert [each.value for each in said.phones] == ["+447700900123"]
    assert [each.value for each in said.emails] == ["a@b.org"]
    assert (said.addresses[0].postcode, said.sex) == ("E1 6AN", "female")


@pytest.mark.parametrize(
    ("on_record", "said", "result"),
    [
        (
            claim("Katarzyna", family="Nowak", birth="1990-02-28"),
            claim("Kasia", family="Nowak", birth="1990-02-28"),
            "REVIEW or MATCH",
        ),
        (
            claim("Paul", family="Reid", birth="1981-10-23"),
            claim("Paul", family="Read", birth="1918-10-23"),
            "REVIEW",
        ),
        (
            claim("An", family="Nguyen", birth="1995-08-22", postcode="SE15 4AA"),
            claim("Nguyen", family="An", birth="1995-08-22", postcode="SE15 9ZZ"),
            "MATCH",
        ),
        (
            claim("Emma", family="Clarke", birth="1988-12-11", postcode="B29 4AA"),
            claim("Emma", family="Wright", birth="1988-12-11", postcode="B29 7AA"),
            "REVIEW",
        ),
        (
            claim("Sarah", family="Jones", birth="1990-04-03"),
            claim("Sarah", family="Jones", birth="1990-03-04"),
            "REVIEW",
        ),
    ],
    ids=[
        "pair-29-diminutive", "pair-21-digits", "pair-9-order", "pair-17-married", "pair-5-swapped",
    ],
)  # fmt: skip
def test_worked_pairs_are_found_through_the_keys(record, on_record, said, result):
    person = record(
        *on_record.names[0].given,
        family=on_record.names[0].family,
        birth=on_record.birth,
        postcode=on_record.address.postcode if on_record.address else "",
    )
    found = candidates_for(said)
    assert [each.person for each in found] == [person]
    assert found[0].result in result
    assert found[0].reasons


def test_the_likeliest_stands_first(record):
    record("William", family="O’Connor", birth="1979-11-20")
    likeliest = record("Bill", family="O’Connor", birth="1979-11-02", postcode="M14 5RX")
    found = candidates_for(
        claim("William", family="OConnor", birth="1979-11-02", postcode="M14 5RX")
    )
    assert (found[0].person, found[0].result) == (likeliest, Sameness.MATCH)


def test_somebody_with_nothing_in_common_is_no_candidate(record):
    record("Ann", family="Roe", birth="1985-03-14")
    assert candidates_for(claim("Tom", family="Diaz", birth="1961-07-02")) == []


def test_no_keys_find_nobody_without_asking(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert not people_sharing(prepare(Claim()))


@pytest.mark.parametrize(("shared", "born", "found"), [(1, 1950, 0), (2, 1950, 1), (1, 1985, 1)])
def test_one_combination_may_be_shared_by_chance(record, shared, born, found):
    """Combinations share a space of numbers: one alone says nothing of somebody born elsewhen."""
    asked = prepare(Claim(names=(Name(("Ann",), "Roe"),), births=(exactly(date(1985, 3, 14)),)))
    stranger = record("Zoe", family="Quill", birth=f"{born}-07-02")
    stranger.keys = sorted({*stranger.keys, *sorted(query_keys(asked))[:shared]})
    stranger.save()
    assert len(people_sharing(asked)) == found


def test_a_single_number_of_ones_own_is_enough(record):
    asked = prepare(Claim(phones=(Contact("07700 900123"),)))
    bearer = record("Zoe", family="Quill", identifiers=(("phone", "07700900123"),))
    assert list(people_sharing(asked)) == [bearer.pk]


def test_the_index_serves_the_keys(record):
    record("Ann", family="Roe", birth="1985-03-14")
    plan = "EXPLAIN SELECT entry_id FROM nominals_person WHERE keys && %s::integer[]"
    assert any("person_keys" in line for (line,) in rows_by_index(plan, [list(range(500))]))


def test_keys_of_people_are_whole_numbers_of_four_bytes(record):
    keys = record("Ann", family="Roe", birth="1985-03-14", postcode="E1 6AN").keys
    assert keys == sorted(set(keys))
    assert all(-(2**31) <= key < 2**31 for key in keys)
    assert Person.objects.get().keys == keys


@pytest.mark.parametrize("said", [("Mohammed",), ("Muhammad",), ("Mohamed", "Naveed")])
def test_people_of_a_common_name_are_shown_when_nothing_else_is_known(record, said):
    khan = record("Mohammed", "Naveed", family="Khan", birth="1969-01-31")
    record("Grace", family="Khan", birth="1990-11-27")
    found = candidates_for(claim(*said, family="Khan"))
    assert [each.person for each in found] == [khan]
    assert found[0].result is Sameness.REVIEW
    assert any("Nothing but the name" in reason for reason in found[0].reasons) or len(said) > 1


def test_namesakes_are_left_out_once_a_date_of_birth_tells_them_apart(record):
    record("Mohammed", "Naveed", family="Khan", birth="1969-01-31")
    assert candidates_for(claim("Mohammed", family="Khan", birth="1999-05-05")) == []


@pytest.mark.parametrize("namesakes", [1, 12])
def test_namesakes_take_as_many_statements_for_many_as_for_few(
    record, namesakes, django_assert_max_num_queries
):
    for number in range(namesakes):
        record("Mohammed", family="Khan", birth=f"19{60 + number}-01-31")
    candidates_for(claim("Mohammed", family="Khan"))
    with django_assert_max_num_queries(12):
        assert len(candidates_for(claim("Mohammed", family="Khan"))) == min(namesakes, 10)
