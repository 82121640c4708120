"""Several officers at once, each on a connection of their own (section 16)."""

from __future__ import annotations

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connection
from tests.custody.test_extensions import AT, REASONS, reviewed
from tests.custody.world import HEARD, HOUR, NOON

from bluelamp.access.enums import Rank, Role
from bluelamp.core.errors import BluelampError, NotAllowed
from bluelamp.custody.enums import ReviewOutcome
from bluelamp.custody.models import CellOccupation, CustodyRecord, Extension, Review
from bluelamp.custody.services import extend_detention, hold_review, place_in_cell

pytestmark = pytest.mark.slow


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Do everything at the same moment; return what came of each, refusals too."""
    barrier, came = Barrier(len(acts)), [None] * len(acts)

    def run(number: int) -> None:
        try:
            barrier.wait(timeout=30)
            came[number] = acts[number]()
        except BluelampError as refusal:
            came[number] = refusal
        finally:
            connection.close()

    threads = [Thread(target=run, args=(number,)) for number in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return came


def refusals(came):
    return [one for one in came if isinstance(one, BluelampError)]


def test_two_officers_and_one_cell(committed_world):
    world = committed_world
    records = [world.detained(world.person(name)) for name in ("First", "Second")]

    def move(record):
        return place_in_cell(
            record_id=record.pk,
            version=record.version,
            cell_id=world.cells[0].pk,
            occurred_at=NOON + HOUR,
            by=world.detention_officer,
            at=NOON + HOUR,
        )

    came = at_once(*(lambda record=record: move(record) for record in records))
    (refused,) = refusals(came)
    assert refused.field == "cell"
    assert CellOccupation.objects.filter(until=None).count() == 1


def test_two_openings_for_one_person(committed_world):
    world, person = committed_world, committed_world.person()
    came = at_once(lambda: world.arrived(person), lambda: world.arrived(person))
    (refused,) = refusals(came)
    assert "in custody already" in refused.reason
    assert CustodyRecord.objects.count() == 1


def test_a_review_by_the_investigating_officer_beside_a_lawful_one(committed_world):
    world = committed_world
    involved = world.officer("I9", Rank.INSPECTOR, Role.INSPECTOR)
    record = world.detained(investigating_officer_id=involved.id)

    def review(by):
        return hold_review(
            record_id=record.pk,
            version=record.version,
            outcome=ReviewOutcome.CONTINUE,
            text="Grounds.",
            representations=HEARD,
            occurred_at=NOON + 5 * HOUR,
            by=by,
            at=NOON + 5 * HOUR,
        )

    came = at_once(lambda: review(involved), lambda: review(world.inspector))
    assert [type(one) for one in refusals(came)] == [NotAllowed]
    assert [one.held_by_id for one in Review.objects.all()] == [world.inspector.id]


def test_two_extensions_at_once(committed_world):
    world = committed_world
    record = reviewed(world)
    officers = [
        world.officer(number, Rank.SUPERINTENDENT, Role.SUPERINTENDENT) for number in ("U1", "U2")
    ]

    def extend(by):
        return extend_detention(
            record_id=record.pk,
            version=record.version,
            until=NOON + 36 * HOUR,
            reasons=REASONS,
            representations=HEARD,
            occurred_at=AT,
            by=by,
            at=AT,
        )

    came = at_once(*(lambda by=by: extend(by) for by in officers))
    (refused,) = refusals(came)
    assert refused.field == "version"
    assert Extension.objects.count() == 1
