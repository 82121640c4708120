"""Rows for COPY: what they load is what the services would have written."""

from __future__ import annotations

import json

import pytest
from django.db import connection

from bluelamp.demo.population import generate_part
from bluelamp.demo.scale.rows import COLUMNS, RowMaker, columns_of
from bluelamp.nominals.models import Identifier, Link, Location, Person, PersonName
from bluelamp.nominals.panels import candidate_finder
from bluelamp.nominals.selectors import known_people

pytestmark = pytest.mark.django_db
COUNT = 400


@pytest.fixture
def people():
    return list(generate_part(COUNT, 3, 0, 1, duplicate_share=0.2))


@pytest.fixture
def answers(people):
    rows = RowMaker().rows(people)
    with connection.cursor():
        raw = connection.connection.cursor()
        for table in COLUMNS:
            columns = columns_of(table)
            named = ", ".join(f'"{column}"' for column in columns)
            with raw.copy(f"COPY {table} ({named}) FROM STDIN") as copy:
                copy.write(rows.tables[table].getvalue())
        connection.check_constraints()
    return [json.loads(line) for line in rows.answers]


def test_everybody_is_loaded_with_names_numbers_and_a_home(people, answers):
    assert Person.objects.count() == COUNT
    assert PersonName.objects.count() == sum(len(person.names) for person in people)
    numbers = [each for person in people for each in (*person.identifiers, *person.emails)]
    assert Identifier.objects.count() == len(numbers)
    assert Location.objects.count() == len({person.address for person in people})
    assert Link.objects.count() == COUNT
    given = {tuple(name) for name in PersonName.objects.values_list("given", flat=True)}
    assert given == {name.given for person in people for name in person.names}


def test_keys_are_those_of_the_facts_that_can_be_read_back(answers):
    stored = dict(Person.objects.values_list("pk", "keys"))
    for key, facts in known_people(stored).items():
        assert sorted(stored[key]) == candidate_finder().keys_of(facts)


def test_the_answer_key_names_two_records_and_how_they_differ(people, answers):
    assert len(answers) == sum(bool(person.same_as) for person in people) > 20
    assert [told["kind"] for told in answers] == [p.variation for p in people if p.same_as]
    named = {told[side] for told in answers for side in ("record", "truth")}
    assert Person.objects.filter(pk__in=named).count() == len(named)
