"""What of the index reaches the engine: judgements, prints, ties, crowded places."""

from __future__ import annotations

from datetime import date

import pytest
from tests.nominals.sameness import join, part, supervisor

from bluelamp.nominals.enums import LinkRole
from bluelamp.nominals.models import Identifier
from bluelamp.nominals.selectors import known_people
from bluelamp.nominals.services import end_judgement, link_entries
from bluelamp.resolution.claims import claim_of
from bluelamp.resolution.matching import Link, compare

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 10)


def compared(one, other):
    facts = known_people([one.pk, other.pk])
    return compare(claim_of(facts[one.pk]), claim_of(facts[other.pk]), today=TODAY)


@pytest.fixture
def twins(record):
    return [
        record(name, family="Khan", birth="2001-06-17", postcode="NG7 2QA")
        for name in ("Zara", "Zahra")
    ]


def test_pair_37_a_human_not_same_stands_above_any_score(record):
    one = record("Zara", family="Khan", birth="2001-06-17", postcode="NG7 2QA")
    other = record("Zara", family="Khan", birth="2001-06-17", postcode="NG7 2QA")
    assert compared(one, other).result == "MATCH"
    made = part(one, other)
    found = compared(one, other)
    assert (found.result, found.reasons[0]) == (
        "NO",
        "A person has judged these to be two people (G5).",
    )
    end_judgement(judgement_id=made.pk, reason="Wrong", by=supervisor(), at=made.judged_at)
    assert compared(one, other).result == "MATCH"


def test_g5_a_human_same_stands_too(record):
    one, other = record("Ann", family="Roe"), record("Zoe", family="Diaz")
    assert compared(one, other).result == "NO"
    join(one, other)
    assert compared(one, other).result == "MATCH"


def test_pairs_24_and_25_an_alias_of_a_fingerprinted_person_joins_nobody(record):
    printed = record("Stephen", family="Lee", birth="1994-04-04")
    assert claim_of(known_people([printed.pk])[printed.pk]).fingerprint_confirmed is False
    Identifier.objects.create(
        person=printed, scheme="pnc", value="2011/0055123H", confirmed_by_prints=True
    )
    assert claim_of(known_people([printed.pk])[printed.pk]).fingerprint_confirmed is True


@pytest.mark.parametrize("role", [LinkRole.SIBLING, LinkRole.PARENT, LinkRole.PARTNER])
def test_relatives_are_two_people_whichever_end_recorded_it(twins, sergeant, at, role):
    one, other = twins
    link_entries(source=other.pk, target=one.pk, role=role, by=sergeant, at=at)
    assert compared(one, other).result == "NO"
    assert "One is recorded as a relative of the other." in compared(other, one).reasons


def test_the_same_parent_speaks_for_one_person_however_it_was_recorded(twins, record, sergeant, at):
    one, other = twins
    parent = record("Amir", family="Khan", birth="1970-01-02")
    link_entries(source=parent.pk, target=one.pk, role=LinkRole.PARENT, by=sergeant, at=at)
    link_entries(source=other.pk, target=parent.pk, role=LinkRole.CHILD, by=sergeant, at=at)
    facts = known_people([one.pk, other.pk])
    claims = [claim_of(facts[each.pk]) for each in twins]
    assert [claim.links for claim in claims] == [(Link("parent", str(parent.pk)),)] * 2
    assert compared(one, other).scores["links"] == 6.0


def test_facts_of_many_take_one_statement(twins, record, django_assert_num_queries):
    join(*twins)
    with django_assert_num_queries(1):
        known_people([each.pk for each in twins])
