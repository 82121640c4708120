"""Ends and parts of numbers, looks and arrest numbers: who is found, how, and why."""

from __future__ import annotations

import pytest
from django.db import connection
from tests.nominals.people import officer
from tests.search.finding import TODAY, found_by, names_of

from bluelamp.access.enums import Role
from bluelamp.nominals.enums import (
    NumberScheme,
    ObjectKind,
)
from bluelamp.nominals.models import Event, PhysicalDescription
from bluelamp.nominals.panels import read_sought
from bluelamp.nominals.rules.object_numbers import NumberClaim
from bluelamp.nominals.rules.things import ObjectClaim
from bluelamp.nominals.services import (
    give_asn,
    record_object,
)
from bluelamp.search.presenters import (
    understood_words,
    why_place,
    why_record,
    why_words,
)
from bluelamp.search.selectors import found_for, people_of, result_page
from bluelamp.search.selectors.parts_of_numbers import (
    mark_expression,
    threes_in,
    with_mark,
    with_number_ending,
)

pytestmark = pytest.mark.django_db


def test_one_box_looks_at_both_readings_of_what_may_be_a_postcode(town, van, record, inspector):
    claim = {"identifiers": (("vrm", "LM5 1ZZ"),)}
    owner = record("Olive", family="Park", **claim)
    lives = record("Leo", family="Field", postcode="LM5 1ZZ")
    found = found_for(read_sought("LM51ZZ", TODAY), inspector, TODAY)
    assert {each.person_id for each in found.people} == {owner.pk, lives.pk}
    people = people_of(found.people)
    why = {
        each.person_id: why_words(
            each, found.sought, people[each.person_id], found.backgrounds[each.person_id]
        )
        for each in found.people
    }
    assert "LM5 1ZZ" in str(why[lives.pk])
    assert "has what was typed" in str(why[owner.pk])
    assert [each.object.pk for each in found.things] == [van.pk]
    assert [why_place(each, found.sought) for each in found.places] == ["The postcode is as typed."]
    assert understood_words(found.sought) == "postcode LM5 1ZZ; or registration mark with LM51ZZ"


@pytest.mark.parametrize(
    ("typed", "who"),
    [
        ("ends 0123", {"ali"}),
        ("phone ending 123", {"ali"}),
        ("Khan *0123", {"ali"}),
        ("Khan ends 999", set()),
        ("ends 999", set()),
    ],
)
def test_people_are_found_by_how_their_telephone_ends(town, inspector, typed, who):
    assert names_of(found_by(read_sought(typed, TODAY), inspector), town) == who


@pytest.mark.parametrize(
    ("typed", "who"),
    [
        ("tall, tattoo of a rose, neck", {"john"}),
        ("male tattoo arm", set()),
        ("Smith, rose tattoo", {"john"}),
        ("slim build", {"john", "ali"}),
    ],
)
def test_the_box_takes_what_somebody_looks_like(described, inspector, typed, who):
    assert names_of(found_by(read_sought(typed, TODAY), inspector), described) == who


_MANY_NUMBERS = """
    INSERT INTO nominals_identifier
        (id, person_id, scheme, value, valid, confirmed_by_prints, source)
    SELECT gen_random_uuid(), %s, 'phone', '+4477009' || number, true, false, ''
    FROM generate_series(10000, 13000) AS number
"""


@pytest.mark.parametrize(
    ("condition", "index"),
    [
        (lambda: with_number_ending(["0123"]), "identifier_phone_ending"),
        (
            lambda: PhysicalDescription.objects.filter(found_by__overlap=["tattoo"]),
            "description_words",
        ),
    ],
    ids=["telephone-ending", "words-of-description"],
)
def test_ends_of_numbers_and_words_of_descriptions_are_indexed(town, condition, index):
    with connection.cursor() as cursor:
        cursor.execute(_MANY_NUMBERS, [town["ali"].pk])
        cursor.execute("SET LOCAL enable_seqscan = off")
    assert index in condition().explain()


@pytest.mark.parametrize(
    ("mark", "pieces"),
    [("B12C", {"812", "12C"}), ("AB?2*DEF", {"DEF"}), ("A*B?2", set())],
)
def test_a_part_of_a_mark_asks_the_index_for_every_three_characters(mark, pieces):
    assert threes_in(mark_expression(mark)) == pieces
    assert str(with_mark([mark]).query).count("nominals_parts_of_mark") == bool(pieces)


def test_who_is_found_by_description_says_which_words_of_whom(described, inspector):
    found = found_for(read_sought("rose tattoo", TODAY), inspector, TODAY)
    [john] = people_of(found.people, described=True).values()
    assert why_words(found.people[0], found.sought, john) == (
        "Described on 10/03/2026: build Slim; hair Dark brown; height 180 to 185 cm; "
        "ethnicity as seen IC2 – White – South European; distinguishing features Tattoo, "
        "neck: Rose.",
    )


def test_of_many_objects_five_are_shown_first_and_the_rest_when_asked_for(inspector, at):
    for number in range(7):
        mark = NumberClaim(NumberScheme.VRM, f"LM51 ZZ{'ABCDEFG'[number]}")
        claim = ObjectClaim(ObjectKind.VEHICLE, numbers=(mark,), make="Ford", model="Transit")
        by = officer(Role.INVESTIGATING_OFFICER)
        record_object(claim=claim, by=by, at=at)
    found = found_for(read_sought("LM51ZZ*", TODAY), inspector, TODAY)
    first, rest = result_page(found), result_page(found, show="object")
    assert (len(first.things), first.things_left) == (5, 2)
    assert (len(rest.things), rest.things_left, len(rest.people)) == (7, 0, 0)


def test_a_record_is_found_by_its_arrest_number_however_it_is_written(town, inspector, at):
    event = Event.objects.get(reference="custody-jane")
    give_asn(event=event, asn="26/01AB/01/45678T", by=inspector, at=at)
    for typed in ("2601AB0100000045678T", "asn 26/01ab/01/45678t"):
        found = found_for(read_sought(typed, TODAY), inspector, TODAY)
        assert [each.event.reference for each in found.events] == ["custody-jane"]
        assert why_record(found.events[0].event, found.sought) == (
            "Arrest/summons number 2601AB0100000045678T is as typed."
        )
    slip = read_sought("2601AB0100000045678X", TODAY)
    assert found_for(slip, inspector, TODAY).events == ()
    assert "check letter" in understood_words(slip)
