"""Warrants of further detention."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.custody.test_extensions import authority, extend, reviewed
from tests.custody.world import HOUR, NOON

from bluelamp.access.enums import Rank, Role
from bluelamp.core.errors import NotAllowed, NotPossible
from bluelamp.custody.enums import ClockState, CourtPresence, WarrantOutcome
from bluelamp.custody.services import CourtDecision, apply_for_warrant, record_court_decision

LATER = NOON + 100 * HOUR


@pytest.fixture
def extended(world):
    record = reviewed(world)
    extend(record, world.officer("U1", Rank.SUPERINTENDENT, Role.SUPERINTENDENT))
    return record


def apply(world, record, **change):
    application = apply_for_warrant(
        **{
            "record_id": record.pk,
            "version": record.version,
            "court": "Lampton Magistrates",
            "applied_by_id": world.arresting.id,
            "information": "The laboratory will answer tomorrow.",
            "copy_given": True,
            "occurred_at": NOON + 35 * HOUR,
            "by": world.custody_officer,
            "at": LATER,
        }
        | change
    )
    record.refresh_from_db()
    return application


def decide(world, record, hours=36, **change):
    lasts = None if hours is None else timedelta(hours=hours)
    outcome = WarrantOutcome.REFUSED if hours is None else WarrantOutcome.ISSUED
    decision = CourtDecision(outcome, CourtPresence.IN_COURT, True, lasts, "No more time.")
    application = record_court_decision(
        **{
            "record_id": record.pk,
            "version": record.version,
            "decision": decision,
            "occurred_at": NOON + 35.5 * HOUR,
            "by": world.custody_officer,
            "at": LATER,
        }
        | change
    )
    record.refresh_from_db()
    return application


def test_lim_10_a_warrant_runs_from_its_issue(world, extended):
    apply(world, extended)
    warrant = decide(world, extended)
    assert warrant.ends_at == NOON + 71.5 * HOUR
    held = authority(extended, NOON + 40 * HOUR)
    assert (held.state, held.until) == (ClockState.WFD, NOON + 71.5 * HOUR)


def test_lim_11_extensions_end_at_96_hours(world, extended):
    apply(world, extended)
    decide(world, extended)
    second = apply(world, extended, occurred_at=NOON + 70 * HOUR)
    assert second.extends
    assert decide(world, extended, occurred_at=NOON + 71 * HOUR).ends_at == NOON + 96 * HOUR
    assert authority(extended, NOON + 80 * HOUR).state is ClockState.WFD_EXTENDED


def test_lim_9_while_no_court_can_sit_the_person_is_held_until_42_hours(world, extended):
    waiting = "No court sits before nine in the morning."
    with pytest.raises(NotPossible, match="say why no court could sit") as refusal:
        apply(world, extended, occurred_at=NOON + 37 * HOUR)
    assert refusal.value.field == "waiting_for_court"
    apply(world, extended, occurred_at=NOON + 37 * HOUR, waiting_for_court=waiting)
    held = authority(extended, NOON + 40 * HOUR)
    assert (held.state, held.until) == (ClockState.WFD_PENDING, NOON + 42 * HOUR)
    assert authority(extended, NOON + 42 * HOUR).state is ClockState.EXPIRED


def test_lim_9_not_after_42_hours(world, extended):
    with pytest.raises(NotPossible, match="Too late"):
        apply(world, extended, occurred_at=NOON + 43 * HOUR, waiting_for_court="No court.")


def test_lim_12_refused_the_rest_of_the_superintendents_time_stands(world, extended):
    apply(world, extended, occurred_at=NOON + 30 * HOUR)
    decide(world, extended, hours=None, occurred_at=NOON + 31 * HOUR)
    held = authority(extended, NOON + 32 * HOUR)
    assert (held.state, held.until) == (ClockState.SUPT_EXTENDED, NOON + 36 * HOUR)
    with pytest.raises(NotPossible, match="new evidence") as refusal:
        apply(world, extended, occurred_at=NOON + 32 * HOUR)
    assert refusal.value.field == "new_evidence"
    apply(world, extended, occurred_at=NOON + 33 * HOUR, new_evidence="A knife was found.")


@pytest.mark.parametrize("hours", [0, 37])
def test_lim_10_a_length_the_court_cannot_fix(world, extended, hours):
    apply(world, extended)
    with pytest.raises(NotPossible) as refusal:
        decide(world, extended, hours=hours)
    assert (refusal.value.field, refusal.value.rule) == ("lasts", "LIM-10")


@pytest.mark.parametrize(
    ("change", "rule"),
    [({"information": " "}, "LIM-8"), ({"copy_given": False}, "LIM-8"), ({"court": ""}, "LIM-8")],
)
def test_what_an_application_lacks_is_named(world, extended, change, rule):
    with pytest.raises(NotPossible) as refusal:
        apply(world, extended, **change)
    assert refusal.value.rule == rule


def test_one_application_at_a_time_and_no_extension_beside_it(world, extended):
    apply(world, extended)
    with pytest.raises(NotPossible, match="already pending"):
        apply(world, extended)
    superintendent = world.officer("U3", Rank.SUPERINTENDENT, Role.SUPERINTENDENT)
    with pytest.raises(NotPossible, match=r"applied to|later than"):
        extend(extended, superintendent, occurred_at=NOON + 35 * HOUR)


def test_a_decision_needs_an_application(world, extended):
    with pytest.raises(NotPossible, match="No application"):
        decide(world, extended)


def test_lim_15_a_summary_offence_is_not_put_before_the_court(world):
    record = world.detained(offence_ids=(world.assault.pk,))
    with pytest.raises(NotPossible) as refusal:
        apply(world, record, occurred_at=NOON + 20 * HOUR)
    assert refusal.value.rule == "LIM-15"


def test_only_a_custody_officer_records_the_court(world, extended):
    with pytest.raises(NotAllowed):
        apply(world, extended, by=world.inspector)
