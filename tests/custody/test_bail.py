"""Bail before charge: terms, ladder, return on the same clock, arrest with its pause."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from tests.custody.world import DETAILS, HOUR, NOON

from bluelamp.access.enums import Rank, Role
from bluelamp.core.errors import NotAllowed, NotPossible
from bluelamp.custody.enums import (
    BailDecider,
    BailEnd,
    CustodyState,
    DetentionGround,
    DisposalCode,
)
from bluelamp.custody.models import Bail, CustodyRecord
from bluelamp.custody.panels import custody_work
from bluelamp.custody.rules.review_schedule import schedule_for
from bluelamp.custody.selectors import clock_of
from bluelamp.custody.services import (
    Decision,
    Reauthorised,
    add_further_arrest,
    answer_bail,
    arrest_on_bail,
    end_bail,
    extend_bail,
    suspend_bail,
    vary_bail,
)

BACK = NOON + timedelta(days=30)
REASONS = dict.fromkeys("ABCD", "Recorded.")


def bailed(world, code=DisposalCode.PCB, record=None, **terms):
    """Bailed at 20:00, with eight hours used."""
    record = record or world.detained()
    return world.released(record, code, bail=world.terms(**terms))


def again(at, **change):
    return Reauthorised(
        **(
            {"grounds": [DetentionGround.QUESTION], "text": "To charge.", "authorised_at": at}
            | change
        )
    )


def attend(world, record, at=BACK, **change):
    answer_bail(
        **{
            "record_id": record.pk,
            "version": record.version,
            "attended_at": at,
            "authority": again(at + HOUR / 6),
            "by": world.custody_officer,
            "at": BACK + timedelta(days=3),
        }
        | change
    )
    return fresh(record)


def arrest(world, record, at=BACK, **change):
    arrest_on_bail(
        **{
            "record_id": record.pk,
            "version": record.version,
            "why": BailEnd.BREACH,
            "arrested_at": at - HOUR / 2,
            "arrived_at": at,
            "reason": "Entered the shop.",
            "authority": again(at),
            "by": world.custody_officer,
            "at": BACK + timedelta(days=3),
        }
        | change
    )
    return fresh(record)


def fresh(record):
    return CustodyRecord.objects.get(pk=record.pk)


def test_bai_4_the_period_counts_from_the_day_after_arrest(world):
    bailed(world)
    bail = Bail.objects.get()
    assert (bail.starts_on, bail.period_ends_on) == (date(2026, 3, 11), date(2026, 6, 10))
    assert bail.condition_sets.get().text == "Not to enter the shop."


@pytest.mark.parametrize(
    ("terms", "field", "rule"),
    [
        ({"factors": ()}, "factors", "BAI-2"),
        ({"reason": ""}, "bail_reason", "BAI-2"),
        ({"victim_views": None}, "victim_views", "BAI-3"),
        ({"due_at": datetime(2026, 6, 11, 9, tzinfo=UTC)}, "bail_due", "BAI-5"),
        ({"due_at": NOON}, "bail_due", "BAI-5"),
    ],
)
def test_terms_that_do_not_hold_are_named(world, terms, field, rule):
    with pytest.raises(NotPossible) as refusal:
        bailed(world, **terms)
    assert (refusal.value.field, refusal.value.rule) == (field, rule)


def test_on_bail_the_person_may_be_booked_in_for_something_else(world):
    record = bailed(world)
    assert record.state == CustodyState.BAILED
    assert world.arrived(record.person).state == CustodyState.ARRIVED


def test_rt_10_answering_bail_the_same_clock_goes_on(world):
    record = attend(world, bailed(world))
    assert record.state == CustodyState.DETAINED
    clock = clock_of(record)
    assert clock.counted(BACK) == 8 * HOUR
    assert clock.limit(24) == BACK + 16 * HOUR
    assert record.offences.get().disposal == ""


def test_rev_18_the_earlier_of_old_count_and_fresh_one(world):
    record = attend(world, bailed(world))
    due = schedule_for(clock_of(record)).next_due
    # Authorised at 12:30, 7.5 h used of the review clock: overdue before bail, so due at once.
    assert due == NOON + 6.5 * HOUR


def test_rt_14_who_comes_early_is_in_custody_from_the_bail_time(world):
    authority = again(BACK + HOUR / 4)
    record = attend(world, bailed(world), BACK - HOUR, authority=authority)
    assert clock_of(record).detention[-1].start == BACK


def test_rt_12_an_arrest_pauses_the_clock_for_three_hours(world):
    record = arrest(world, bailed(world))
    clock = clock_of(record)
    assert clock.counted(BACK + 3 * HOUR) == 8 * HOUR
    assert clock.limit(24) == BACK + 19 * HOUR


def test_t10_dealt_with_sooner_the_pause_ends_then(world):
    record = arrest(world, bailed(world))
    world.released(record, DisposalCode.NFA, BACK + 1.5 * HOUR)
    pause = record.pauses.get()
    assert pause.ended_at - pause.began_at == 1.5 * HOUR


def test_after_a_second_bail_the_period_is_still_that_of_the_arrest(world):
    record = attend(world, bailed(world))
    world.released(
        record, DisposalCode.PCB, BACK + 2 * HOUR, bail=world.terms(due_at=BACK + 9 * 24 * HOUR)
    )
    assert [one.period_ends_on for one in Bail.objects.all()] == [date(2026, 6, 10)] * 2
    assert clock_of(fresh(record)).counted(BACK + 9 * HOUR) == 10 * HOUR


def test_in_custody_for_something_else_nobody_answers_bail(world):
    record = bailed(world)
    world.arrived(record.person)
    with pytest.raises(NotPossible, match="in custody already"):
        attend(world, record)


def decide(world, record, by, **change):
    decision = extend_bail(
        **{
            "record_id": record.pk,
            "version": record.version,
            "reasons": REASONS,
            "representations": "None made.",
            "due_at": datetime(2026, 9, 1, 9, tzinfo=UTC),
            "occurred_at": datetime(2026, 6, 9, 9, tzinfo=UTC),
            "by": by,
            "at": datetime(2026, 7, 1, tzinfo=UTC),
        }
        | change
    )
    record.refresh_from_db()
    return decision


def test_bai_17_the_ladder_rank_by_rank(world):
    record = bailed(world)
    first = decide(world, record, world.inspector)
    assert (first.decider, first.ends_on) == (BailDecider.INSPECTOR, date(2026, 9, 10))
    with pytest.raises(NotPossible, match="superintendent"):
        decide(world, record, world.inspector)
    superintendent = world.officer("U1", Rank.SUPERINTENDENT, Role.SUPERINTENDENT)
    assert decide(world, record, superintendent).ends_on == date(2026, 12, 10)
    with pytest.raises(NotPossible, match="court"):
        decide(world, record, superintendent)
    assert decide(world, record, world.custody_officer).decider == BailDecider.COURT


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"reasons": REASONS | {"C": " "}}, "reason_c"),
        ({"representations": ""}, "representations"),
        ({"due_at": datetime(2026, 10, 1, tzinfo=UTC)}, "due_at"),
    ],
)
def test_bai_6_what_an_extension_lacks_is_named(world, change, field):
    with pytest.raises(NotPossible) as refusal:
        decide(world, bailed(world), world.inspector, **change)
    assert refusal.value.field == field


def test_bai_6_not_after_the_period(world):
    with pytest.raises(NotPossible, match="has ended"):
        decide(world, bailed(world), world.inspector, occurred_at=datetime(2026, 6, 11, tzinfo=UTC))


def test_rol_7_the_officer_in_the_case_does_not_extend_bail(world):
    record = world.detained(investigating_officer_id=world.inspector.id)
    with pytest.raises(NotAllowed):
        decide(world, bailed(world, record=record), world.inspector)


def test_bai_12_every_set_of_conditions_is_kept(world):
    record = bailed(world)
    vary_bail(
        record_id=record.pk,
        version=record.version,
        conditions="Sleep at home.",
        due_at=BACK,
        reason="Moved house.",
        occurred_at=NOON + 48 * HOUR,
        by=world.custody_officer,
        at=NOON + 48 * HOUR,
    )
    sets = Bail.objects.get().condition_sets.values_list("text", "until_at")
    assert list(sets) == [
        ("Not to enter the shop.", NOON + 48 * HOUR),
        ("Sleep at home.", None),
    ]


def test_bai_9_while_the_cps_decides_the_period_stands_still(world):
    record = bailed(world, DisposalCode.PCB_CPS, due_at=datetime(2026, 8, 1, tzinfo=UTC))
    assert Bail.objects.get().suspended_at == NOON + 8 * HOUR
    restart = datetime(2026, 4, 10, 9, tzinfo=UTC)
    suspend_bail(
        record_id=record.pk,
        version=record.version,
        reason="More asked for.",
        occurred_at=restart,
        by=world.custody_officer,
        at=restart,
    )
    assert Bail.objects.get().period_ends_on == date(2026, 7, 11)


def test_bai_16_bail_ended_in_writing_closes_the_record(world):
    record = bailed(world)
    offence = record.offences.get()
    answers = {
        "record_id": record.pk,
        "version": record.version,
        "occurred_at": BACK,
        "by": world.custody_officer,
        "at": BACK,
    }
    with pytest.raises(NotPossible) as refusal:
        end_bail(**answers, disposals={})
    assert refusal.value.field == f"disposal_{offence.pk}"
    end_bail(**answers, disposals={offence.pk: Decision(DisposalCode.NFA, DETAILS)})
    record = fresh(record)
    assert (record.state, record.released_at) == (CustodyState.CLOSED, NOON + 8 * HOUR)
    assert clock_of(record).counted(BACK) == 8 * HOUR


def test_rt_9_a_further_arrest_keeps_the_relevant_time(world):
    record = world.detained()
    add_further_arrest(
        record_id=record.pk,
        version=record.version,
        offence_id=world.assault.pk,
        text="Named by a witness.",
        occurred_at=NOON + 2 * HOUR,
        by=world.custody_officer,
        at=NOON + 2 * HOUR,
    )
    record = fresh(record)
    assert record.relevant_time == NOON
    assert record.offences.count() == 2
    assert "(RT-9)" in record.entries.get(kind="FURTHER_ARREST").text


def test_bai_13_who_does_not_come_awaits_the_custody_officer(world):
    bailed(world)
    before = [one.what for one in custody_work(world.custody_officer, BACK - HOUR)]
    after = [one.what for one in custody_work(world.custody_officer, BACK + HOUR)]
    words = "Did not answer bail: arrest or new date"
    assert words not in before
    assert words in after


def test_bai_17_a_decision_due_awaits_the_inspector_only(world):
    bailed(world)
    at = datetime(2026, 6, 5, tzinfo=UTC)
    words = "Decide on extending bail"
    assert words in [one.what for one in custody_work(world.inspector, at)]
    assert words not in [one.what for one in custody_work(world.custody_officer, at)]


def further(world, record, **change):
    at = BACK + HOUR
    add_further_arrest(
        **{
            "record_id": record.pk,
            "version": record.version,
            "offence_id": world.assault.pk,
            "text": "Seen on video.",
            "occurred_at": at,
            "by": world.custody_officer,
            "at": at,
        }
        | change
    )
    return CustodyRecord.objects.get(pk=record.pk)


def test_rt_13_the_choice_of_clock_is_made_with_its_reason(world):
    record = attend(world, bailed(world)) or CustodyRecord.objects.get()
    with pytest.raises(NotPossible) as refused:
        further(world, record)
    assert (refused.value.rule, refused.value.field) == ("RT-13", "clock_reason")
    before = clock_of(record).limit(24)
    record = further(world, record, clock_reason="The usual view.")
    assert clock_of(record).limit(24) == before


def test_rt_13_a_fresh_clock_governs_once_the_offences_on_bail_are_settled(world):
    attend(world, bailed(world))
    record = CustodyRecord.objects.get()
    before = clock_of(record).limit(24)
    record = further(world, record, fresh_clock=True, clock_reason="No link between the two.")
    assert clock_of(record).limit(24) == before
    record.offences.filter(clock_from=None).update(disposal=DisposalCode.NFA, disposed_at=BACK)
    record = CustodyRecord.objects.get()
    clock = clock_of(record)
    assert clock.limit(24) == BACK + 25 * HOUR
    assert schedule_for(clock).next_due == BACK + HOUR / 6 + 6 * HOUR
