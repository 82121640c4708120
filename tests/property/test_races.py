"""Two officers at the same moment: one is first, the other is told."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
from django.db import connections

from bluelamp.access.enums import Role
from bluelamp.core.errors import NotPossible
from bluelamp.property.models import ContinuityEvent, Item, Seal
from bluelamp.property.services import hand_over_item

from .making import BELONGINGS, NOW, TAKEN, a_custody_event, a_person, an_item, an_officer, staff_of

pytestmark = pytest.mark.usefixtures("committed_db")


def at_once(*calls):
    """Run calls in threads that start together; return what each answered or was refused with."""
    together = Barrier(len(calls))

    def run(call):
        together.wait()
        try:
            return call()
        except NotPossible as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def test_two_officers_with_one_seal():
    officers = [an_officer(Role.DETENTION_OFFICER) for _ in range(2)]
    events = [a_custody_event(a_person()).pk for _ in officers]
    sealed = replace(BELONGINGS, seal_number="7001")
    answers = at_once(
        lambda: an_item(officers[0], sealed, taken_in=events[0]),
        lambda: an_item(officers[1], sealed, taken_in=events[1]),
    )
    refused = [each for each in answers if isinstance(each, NotPossible)]
    assert [(each.field, each.rule) for each in refused] == [("seal_number", "REF-6")]
    assert Seal.objects.count() == Item.objects.count() == 1


def test_two_officers_take_over_one_item():
    giver, first, second = (an_officer(Role.DETENTION_OFFICER) for _ in range(3))
    item = an_item(giver, seal="7001")
    given_by = staff_of(giver)

    def take(receiver):
        return lambda: hand_over_item(
            item_id=item.pk, receiver=receiver, given_by=given_by, occurred_at=TAKEN, at=NOW
        )

    answers = at_once(take(first), take(second))
    refused = [each for each in answers if isinstance(each, NotPossible)]
    assert [(each.field, each.rule) for each in refused] == [("given_by", "CON-1")]
    assert ContinuityEvent.objects.filter(item=item).count() == 3
