"""A superintendent's authority beyond 24 hours."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from tests.custody.world import HEARD, HOUR, NOON

from bluelamp.access.enums import Rank, Role
from bluelamp.core.errors import NotAllowed, NotPossible
from bluelamp.custody.enums import (
    ClockState,
    CustodyEntryKind,
    RepresentationHow,
    Representer,
    ReviewOutcome,
    SuperintendentPresence,
)
from bluelamp.custody.models import CustodyRecord, Extension
from bluelamp.custody.policies import ActingUp
from bluelamp.custody.rules.deadlines import DeadlineKind
from bluelamp.custody.rules.representations import Representation
from bluelamp.custody.selectors import clock_of
from bluelamp.custody.selectors.authority import authority_of
from bluelamp.custody.selectors.board import held_in
from bluelamp.custody.services import ExtensionReasons, extend_detention, hold_review

AT = NOON + 16 * HOUR
REASONS = ExtensionReasons("Samples are at the laboratory.", "Three witnesses were seen today.")


@pytest.fixture
def superintendent(world):
    return world.officer("U1", Rank.SUPERINTENDENT, Role.SUPERINTENDENT)


def reviewed(world, record=None, *after):
    """Return a record with two reviews held, so that it may be extended."""
    record = record or world.detained()
    for hours in after or (5, 13):
        record.refresh_from_db()
        hold_review(
            record_id=record.pk,
            version=record.version,
            outcome=ReviewOutcome.CONTINUE,
            text="Grounds remain.",
            representations=HEARD,
            occurred_at=NOON + hours * HOUR,
            by=world.inspector,
            at=NOON + hours * HOUR,
        )
    record.refresh_from_db()
    return record


def extend(record, by, **change):
    extension = extend_detention(
        **{
            "record_id": record.pk,
            "version": record.version,
            "until": NOON + 36 * HOUR,
            "reasons": REASONS,
            "representations": HEARD,
            "occurred_at": AT,
            "by": by,
            "at": NOON + 40 * HOUR,
        }
        | change
    )
    record.refresh_from_db()
    return extension


def authority(record, at):
    fresh = CustodyRecord.objects.get(pk=record.pk)
    return authority_of(fresh, clock_of(fresh), at)


def test_lim_2_authority_reaches_to_36_hours(world, superintendent):
    record = reviewed(world)
    extend(record, superintendent)
    held = authority(record, NOON + 30 * HOUR)
    assert (held.state, held.until) == (ClockState.SUPT_EXTENDED, NOON + 36 * HOUR)
    assert authority(record, NOON + 37 * HOUR).state is ClockState.EXPIRED
    entry = record.entries.get(kind=CustodyEntryKind.EXTENSION)
    assert "Samples are at the laboratory." in entry.text
    assert "Superintendent Ada Lamp U1" in entry.author_label


def test_lim_16_the_board_counts_down_to_the_authority_given(world, superintendent):
    record = reviewed(world)
    extend(record, superintendent, until=NOON + 30 * HOUR)
    (held,) = held_in([world.suite])
    limits = [each for each in held.deadlines if each.kind is DeadlineKind.AUTHORITY]
    assert [each.at for each in limits] == [NOON + 30 * HOUR]
    assert not [each for each in held.deadlines if each.kind is DeadlineKind.LIMIT]


def test_everything_missing_is_named_at_once(world, superintendent):
    record = reviewed(world, world.detained(offence_ids=(world.assault.pk,)), 5)
    with pytest.raises(NotPossible) as refusal:
        extend(record, superintendent, reasons=ExtensionReasons("", ""))
    for rule in ("LIM-15", "LIM-3", "LIM-2"):
        assert rule in refusal.value.reason
    assert "second review has not been held (1 of 2)" in refusal.value.reason
    assert not Extension.objects.exists()


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"until": NOON + 37 * HOUR}, "LIM-2"),
        ({"occurred_at": NOON + 25 * HOUR}, "LIM-3"),
        ({"reasons": ExtensionReasons("a", "b", transfer_planned=True)}, "LIM-5"),
        ({"representations": ()}, "REV-9"),
        (
            {
                "representations": [
                    Representation(Representer.DETAINED_PERSON, RepresentationHow.ASLEEP)
                ]
            },
            "REV-11",
        ),
    ],
    ids=["beyond 36 h", "after 24 h", "transfer not weighed", "nobody heard", "asleep"],
)
def test_an_extension_that_cannot_be(world, superintendent, change, rule):
    with pytest.raises(NotPossible) as refusal:
        extend(reviewed(world), superintendent, **change)
    assert refusal.value.rule == rule


def test_lim_4_a_shorter_authority_is_topped_up_once_it_still_runs(world, superintendent):
    record = reviewed(world)
    first = extend(record, superintendent, until=NOON + 28 * HOUR)
    second = extend(record, superintendent, occurred_at=NOON + 27 * HOUR)
    assert second.tops_up == first
    assert authority(record, NOON + 30 * HOUR).until == NOON + 36 * HOUR


def test_lim_4_an_authority_that_ended_is_not_topped_up(world, superintendent):
    record = reviewed(world)
    extend(record, superintendent, until=NOON + 26 * HOUR)
    with pytest.raises(NotPossible, match="ended at"):
        extend(record, superintendent, occurred_at=NOON + 27 * HOUR)


def test_lim_7_the_position_of_a_child_is_weighed(world, superintendent):
    child = world.person(born=date(2010, 1, 1))
    record = reviewed(world, world.detained(child))
    with pytest.raises(NotPossible) as refusal:
        extend(record, superintendent)
    assert refusal.value.field == "position"
    weighed = ExtensionReasons(
        "a", "b", presence=SuperintendentPresence.LIVE_LINK, position="Mother agrees."
    )
    extend(record, superintendent, reasons=weighed)
    assert "Mother agrees." in record.entries.get(kind="EXTENSION").text


@pytest.mark.parametrize("rank", [Rank.INSPECTOR, Rank.CHIEF_INSPECTOR])
def test_rol_4_nobody_below_superintendent_extends_by_themselves(world, rank):
    officer = world.officer("U2", rank, Role.INSPECTOR)
    with pytest.raises(NotAllowed, match="superintendent"):
        extend(reviewed(world), officer)


@pytest.mark.parametrize(
    ("rank", "lender", "possible"),
    [
        (Rank.CHIEF_INSPECTOR, Rank.CHIEF_SUPERINTENDENT, True),
        (Rank.CHIEF_INSPECTOR, Rank.SUPERINTENDENT, False),
        (Rank.INSPECTOR, Rank.COMMANDER, False),
    ],
)
def test_rol_5_acting_up_needs_authority_from_the_rank_named(
    world, superintendent, rank, lender, possible
):
    record = reviewed(world)
    officer = world.officer("U2", rank, Role.INSPECTOR)
    acting = ActingUp(Rank.SUPERINTENDENT, superintendent.id, lender, "Chief Lamp 9")
    if not possible:
        with pytest.raises(NotAllowed):
            extend(record, officer, acting=acting)
        return
    extension = extend(record, officer, acting=acting)
    assert (extension.acting_as, extension.acting_authority) == ("superintendent", "Chief Lamp 9")
    assert "Acting as superintendent, authorised by Chief Lamp 9" in record.entries.last().text


@pytest.mark.parametrize("part", ["arrested_by_id", "investigating_officer_id"])
def test_rol_7_an_involved_superintendent_does_not_extend(world, superintendent, part):
    record = reviewed(world, world.detained(**{part: superintendent.id}))
    with pytest.raises(NotAllowed):
        extend(record, superintendent)


def test_an_extension_is_never_altered(world, superintendent):
    extension = extend(reviewed(world), superintendent)
    with pytest.raises(DatabaseError), transaction.atomic():
        Extension.objects.filter(pk=extension.pk).update(until=NOON + timedelta(days=9))
