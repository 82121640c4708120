"""The limit in force on the drawn clock, and those before it (LIM-1, LIM-2, LIM-10, MH-2)."""

from __future__ import annotations

import pytest
from tests.custody.power_world import held
from tests.custody.test_extensions import extend, reviewed
from tests.custody.test_warrants import apply, decide
from tests.custody.world import DETAILS, HOUR, NOON

from bluelamp.access.enums import Rank, Role
from bluelamp.custody.enums import DetentionType, DisposalCode
from bluelamp.custody.models import MentalHealthExtension
from bluelamp.custody.presenters.board import board_page
from bluelamp.custody.presenters.limit_marks import DONE, FORMER, LIMIT_KIND, limit_marks
from bluelamp.custody.presenters.record import record_page
from bluelamp.custody.rules.deadlines import DeadlineKind
from bluelamp.custody.selectors import clock_of
from bluelamp.custody.selectors.board import board_of, held_in
from bluelamp.custody.selectors.records import record_for_page
from bluelamp.custody.services import Decision


@pytest.fixture
def superintendent(world):
    return world.officer("U1", Rank.SUPERINTENDENT, Role.SUPERINTENDENT)


def marks(record, *looks):
    found = record_for_page(record.pk)
    return [(at, kind) for at, kind, _ in limit_marks(found, clock_of(found)) if kind in looks]


def test_lim_1_the_first_limit_is_the_one_in_force(world):
    assert marks(world.detained(), LIMIT_KIND, FORMER, DONE) == [(NOON + 24 * HOUR, LIMIT_KIND)]


def test_lim_2_after_an_extension_its_end_is_in_force_and_24_h_is_what_was_before(
    world, superintendent
):
    record = reviewed(world)
    extend(record, superintendent)
    assert marks(record, LIMIT_KIND, FORMER) == [
        (NOON + 24 * HOUR, FORMER),
        (NOON + 36 * HOUR, LIMIT_KIND),
    ]
    shown = record_page(record_for_page(record.pk), (), NOON + 17 * HOUR, superintendent)
    words = [mark.words for mark in shown.clock.line.marks]
    assert "24 h, before the extension (LIM-1)" in words
    assert "24 h limit (LIM-1)" not in words


def test_lim_10_after_a_warrant_its_end_is_in_force(world, superintendent):
    record = reviewed(world)
    extend(record, superintendent)
    apply(world, record)
    assert marks(record, LIMIT_KIND) == [(NOON + 42 * HOUR, LIMIT_KIND)]
    decide(world, record)
    assert marks(record, LIMIT_KIND, FORMER) == [
        (NOON + 24 * HOUR, FORMER),
        (NOON + 36 * HOUR, FORMER),
        (NOON + 71.5 * HOUR, LIMIT_KIND),
    ]


def test_mh_2_the_practitioners_extension_and_the_limit_before_it(world, superintendent):
    record = held(world, DetentionType.MENTAL_HEALTH)
    MentalHealthExtension.objects.create(
        record=record,
        hours=6,
        practitioner="Dr Wells",
        superintendent_id=superintendent.id,
        granted_at=NOON + 20 * HOUR,
    )
    assert marks(record, LIMIT_KIND, FORMER, DONE) == [
        (NOON + 24 * HOUR, FORMER),
        (NOON + 20 * HOUR, DONE),
        (NOON + 30 * HOUR, LIMIT_KIND),
    ]


def test_clk_7_after_charge_no_limit_is_drawn(world):
    assert marks(world.charged(world.detained()), LIMIT_KIND, FORMER) == []


def test_chg_10_kept_for_court_the_board_and_the_record_say_where_and_when(world):
    hearing = DETAILS | {"hearing_on": "2026-03-11", "hearing_time": "10:00"}
    record = world.detained(cell=world.cells[0].pk)
    record = world.charged(record, decision=Decision(DisposalCode.CHG_REMAND, hearing))
    at = NOON + 3 * HOUR
    card = board_page(board_of(world.suite, drafts=False), at, world.custody_officer).cells[0].held
    said = "Lampton Magistrates, 11 March 2026 at 10:00"
    assert (card.state, card.court) == ("Awaiting the court", said)
    page = record_page(record_for_page(record.pk), (), at, world.custody_officer)
    assert (page.state, page.court) == ("Awaiting the court", said)
    assert page.power == "Charged, bail refused"
    (one,) = held_in([world.suite])
    due = {deadline.kind: deadline.at for deadline in one.deadlines}
    assert due[DeadlineKind.COURT] == NOON + 22 * HOUR
    entry = record.entries.get(kind="DISPOSAL")
    assert "Date of the hearing: 11 March 2026. Time of the hearing: 10:00." in entry.text


def test_chg_10_without_an_hour_the_day_is_said_and_nothing_counts_down(world):
    world.charged(world.detained())
    (one,) = held_in([world.suite])
    assert one.court.words == "Lampton Magistrates, 24 March 2026"
    assert DeadlineKind.COURT not in {deadline.kind for deadline in one.deadlines}
