"""Officers who judge at the same moment end in one cluster, and nobody else waits for them."""

from __future__ import annotations

from threading import Barrier, Thread
from uuid import UUID

import pytest
from django.db import connection, transaction
from tests.nominals.conftest import AT
from tests.nominals.people import claim, officer
from tests.nominals.sameness import join, standing

from bluelamp.access.enums import Role
from bluelamp.core.errors import NotPossible
from bluelamp.nominals.models import Judgement, Link, Person
from bluelamp.nominals.services import amend_person, create_person, link_entries

BY = officer(Role.CUSTODY_OFFICER)


@pytest.fixture
def people(committed_db) -> list[Person]:
    made: list[Person] = []
    for letter in "abcd":
        shown: list[UUID] = [each.pk for each in made]
        said = claim("Ann", family=f"Roe{letter}")
        made.append(create_person(claim=said, candidates_shown=shown, by=BY, at=AT))
    return made


def at_once(*things) -> list[object]:
    """Do things at the same moment, each in a connection of its own; return what was refused."""
    refused: list[object] = []
    start = Barrier(len(things))

    def do(thing) -> None:
        start.wait()
        try:
            thing()
        except NotPossible as refusal:
            refused.append(refusal.rule)
        finally:
            connection.close()

    threads = [Thread(target=do, args=(thing,), daemon=True) for thing in things]
    for each in threads:
        each.start()
    for each in threads:
        each.join(30)
    assert not any(each.is_alive() for each in threads), "somebody waits for somebody else"
    return refused


def test_judgements_that_meet_in_one_record_make_one_cluster(people):
    a, b, c, d = people
    assert at_once(lambda: join(a, b), lambda: join(b, c), lambda: join(c, d)) == []
    assert standing() == {each.pk: a.pk for each in people}


def test_one_pair_is_judged_once(people):
    a, b, *_ = people
    assert at_once(lambda: join(a, b), lambda: join(b, a)) == ["MG-04"]
    assert Judgement.objects.count() == 1


def test_others_work_on_both_records_while_they_are_joined(people):
    a, b, c, _ = people
    with transaction.atomic():
        join(a, b)
        refused = at_once(
            lambda: amend_person(
                person_id=a.pk, version=1, changes={"nationality": "POL"}, by=BY, at=AT
            ),
            lambda: link_entries(source=b.pk, target=c.pk, role="associate", by=BY, at=AT),
        )
    assert refused == []
    assert Person.objects.get(pk=a.pk).nationality == "POL"
    assert Link.objects.get().source_id == b.pk
