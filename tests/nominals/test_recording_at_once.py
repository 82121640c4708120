"""Two officers record one person at the same moment (NV-11)."""

from __future__ import annotations

from datetime import UTC, datetime
from threading import Barrier, Thread
from uuid import UUID

from django.db import connection
from tests.nominals.people import BILL, WILLIAM, officer

from bluelamp.access.enums import Role
from bluelamp.core.errors import NotPossible
from bluelamp.nominals.models import Person
from bluelamp.nominals.services import PersonClaim, create_person

AT = datetime(2026, 3, 10, 14, 52, tzinfo=UTC)


def test_two_officers_with_one_person_meet(committed_db):
    """Both begin at once; the second is shown whom the first has just recorded."""
    outcomes: list[object] = []
    start = Barrier(2)

    def book(said: PersonClaim) -> None:
        start.wait()
        try:
            made = create_person(
                claim=said, candidates_shown=[], by=officer(Role.CUSTODY_OFFICER), at=AT
            )
            outcomes.append(made.pk)
        except NotPossible as refusal:
            outcomes.append(refusal.rule)
        finally:
            connection.close()

    both = [Thread(target=book, args=(said,)) for said in (WILLIAM, BILL)]
    for each in both:
        each.start()
    for each in both:
        each.join()
    assert sorted(isinstance(each, UUID) for each in outcomes) == [False, True]
    assert "NV-11" in outcomes
    assert Person.objects.count() == 1
