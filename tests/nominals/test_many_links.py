"""People with thousands of links: their page, and joining two of them, cost as for a few."""

from __future__ import annotations

from threading import Thread

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.nominals.conftest import AT
from tests.nominals.pages import signed_in
from tests.nominals.people import claim, officer
from tests.nominals.sameness import join

from bluelamp.access.enums import Role
from bluelamp.nominals.models import Link, Person
from bluelamp.nominals.services import create_person, link_entries

MANY = 2_000
BY = officer(Role.CUSTODY_OFFICER)
_EVENTS = """
    WITH made AS (
        INSERT INTO nominals_entry (id, kind, marking)
        SELECT gen_random_uuid(), 'event', 'OFFICIAL' FROM generate_series(1, %s) RETURNING id
    ), happened AS (
        INSERT INTO nominals_event (entry_id, kind, reference, title, occurred_at)
        SELECT id, 'crime', id::text, '', now() FROM made RETURNING entry_id
    )
    INSERT INTO nominals_link (id, source_id, target_id, role, status, origin, recorded_by)
    SELECT gen_random_uuid(), person, entry_id, 'victim', 'confirmed', '', 'X'
    FROM happened, unnest(%s::uuid[]) AS person
"""


def link_to_events(many: int, *people: Person) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_EVENTS, [many, [each.pk for each in people]])


def statements_of_page(client, person) -> int:
    url = reverse("nominals:person", args=[person.pk])
    assert client.get(url).status_code == 200
    with CaptureQueriesContext(connection) as asked:
        client.get(url)
    return len(asked)


@pytest.mark.django_db
def test_the_page_of_thousands_of_links_takes_as_many_statements_as_that_of_two(client, record):
    ann, tom = record("Ann", family="Roe"), record("Tom", family="Diaz")
    link_to_events(2, tom)
    link_to_events(MANY, ann)
    officers = signed_in(client, Role.INSPECTOR)
    assert statements_of_page(officers, ann) == statements_of_page(officers, tom)


def test_nobody_waits_while_two_with_thousands_of_links_are_joined(committed_db):
    made: list[Person] = []
    for family in ("Roea", "Roeb", "Roec"):
        said = claim("Ann", family=family)
        shown = [each.pk for each in made]
        made.append(create_person(claim=said, candidates_shown=shown, by=BY, at=AT))
    one, other, third = made
    link_to_events(MANY, one, other)
    done: list[str] = []

    def elsewhere() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '5s'")
        link_entries(source=one.pk, target=third.pk, role="associate", by=BY, at=AT)
        Link.objects.filter(source=other.pk).update(details="looked at")
        done.append("linked and changed every link")
        connection.close()

    with transaction.atomic():
        join(one, other)
        thread = Thread(target=elsewhere, daemon=True)
        thread.start()
        thread.join(60)
        assert done, "somebody waits for the joining"
    assert Link.objects.filter(source=other.pk, details="looked at").count() == MANY
