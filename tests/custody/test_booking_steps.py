"""Opening, risk, rights and who is called, by their services."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from tests.custody.telling import (
    LATER,
    adult_arrives,
    all_no,
    assess,
    declines,
    note,
    refused,
    tell_rights,
)
from tests.custody.world import HOUR, NOON

from bluelamp.access.enums import Rank, Role
from bluelamp.audit.models import AuditLine
from bluelamp.core.errors import NotAllowed
from bluelamp.custody.enums import (
    AdultBar,
    CallEvent,
    CallKind,
    CallState,
    DelayGround,
    ObservationLevel,
    RightsOccasion,
    RiskAnswer,
    RiskOccasion,
)
from bluelamp.custody.models import (
    Call,
    CallStep,
    ObservationSetting,
    RiskAssessment,
)
from bluelamp.custody.selectors import awaited_for
from bluelamp.custody.services import (
    CallNote,
    OffenceFacts,
)
from bluelamp.nominals.services import add_warning_marker

YES, NOT_ASKED = RiskAnswer.YES, RiskAnswer.NOT_ASKED
K, E = CallKind, CallEvent


def test_an_offence_has_day_and_place_of_the_arrest_unless_told(world):
    told = OffenceFacts(world.assault.pk, (NOON - 48 * HOUR).date(), "At home")
    record = world.arrived(offence_ids=(world.shop_theft.pk, world.assault.pk), committed=(told,))
    found = {one.offence_id: (str(one.committed_on), one.where) for one in record.offences.all()}
    assert found[world.shop_theft.pk] == ("2026-03-10", "High Street")
    assert found[world.assault.pk] == ("2026-03-08", "At home")


def test_nothing_is_committed_in_the_future(world):
    told = OffenceFacts(world.shop_theft.pk, (NOON + 48 * HOUR).date())
    with refused("ARR-1"):
        world.arrived(committed=(told,))


@pytest.mark.parametrize(
    ("sex", "kinds"),
    [("female", {"ADULT", "WELFARE", "WOMAN"}), ("male", {"ADULT", "WELFARE"})],
)
def test_vul_4_for_a_child_is_called_at_once(world, sex, kinds):
    record = world.arrived(world.child(sex=sex))
    assert {one.kind.value for one in awaited_for([record.pk])[record.pk]} == kinds


def test_for_an_adult_nobody_is_called_unasked(world):
    assert awaited_for([world.arrived().pk]) == {}


def test_car_1_an_assessment_sets_the_level_and_writes_its_entry(world):
    record = world.detained()
    told = all_no(INTOXICATED=(YES, "Slurred speech"), SELF_HARM=(NOT_ASKED, "Violent"))
    kept = assess(world, record, answers=told, level=ObservationLevel.INTERMITTENT)
    assert (kept.lowest_level, kept.level) == ("2", "2")
    [setting] = ObservationSetting.objects.filter(record=record)
    assert setting.level == "2"
    entry = record.entries.get(kind="RISK")
    assert "Not asked: Violent." in entry.text
    assert "“No” to the other 14 questions." in entry.text
    assert entry.occurred_at == LATER
    assert AuditLine.objects.filter(action="assess_risk").count() == 1


def test_car_1_a_blank_is_refused_and_nothing_is_kept(world):
    record = world.detained()
    told = all_no()
    del told["ILL"]
    with refused("CAR-1", "q_ILL"):
        assess(world, record, answers=told)
    assert not RiskAssessment.objects.exists()


def test_car_1_the_custody_officer_decides(world):
    record = world.detained()
    for officer in (world.detention_officer, world.arresting):
        with pytest.raises(NotAllowed):
            assess(world, record, by=officer)


def test_car_2_each_assessment_is_kept_with_its_occasion(world):
    record = world.detained()
    assess(world, record)
    assess(world, record, occasion=RiskOccasion.PRE_RELEASE, level=None)
    occasions = record.risk_assessments.values_list("occasion", flat=True)
    assert list(occasions) == ["ARRIVAL", "PRE_RELEASE"]
    with pytest.raises(Exception, match=r"append-only|permission denied"), transaction.atomic():
        RiskAssessment.objects.update(summary="")


def test_car_7_a_level_below_what_the_answers_point_to_has_a_reason(world):
    record = world.detained()
    told = {"answers": all_no(CONCEALED=(YES, "Seen to swallow"))}
    with refused("CAR-7", "level_reason"):
        assess(world, record, **told)
    kept = assess(world, record, **told, level_reason="Scanned: nothing there.")
    assert (kept.level, kept.lowest_level) == ("1", "3")


def test_a_warning_marker_is_shown_and_counts(world):
    record = world.detained()
    add_warning_marker(
        person_id=record.person_id,
        code="SH",
        reason="2024",
        evidence=record.pk,
        review_on=(NOON + 24 * HOUR).date(),
        by=world.custody_officer,
        at=NOON,
    )
    kept = assess(world, record, level=ObservationLevel.INTERMITTENT)
    assert (kept.markers, kept.lowest_level) == (["SH"], "2")


def test_vul_2_doubt_about_vulnerability_is_answered(world):
    record = world.detained()
    told = {"answers": all_no(LEARNING=(YES, "Cannot read"))}
    with refused("VUL-2", "vulnerable_reason"):
        assess(world, record, **told)
    with refused("VUL-4", "vulnerable"):
        assess(world, record, **told, vulnerable=True)
    assess(world, record, **told, vulnerable=True, calls=[CallNote(K.ADULT, E.ASK)])
    [awaited] = awaited_for([record.pk])[record.pk]
    assert awaited.words == "Appropriate adult to be contacted"


def test_rts_1_rights_with_each_reply_as_an_entry(world):
    record = world.detained()
    given = tell_rights(world, record)
    assert (given.occasion, given.with_adult) == (RightsOccasion.FIRST, False)
    states = dict(record.calls.values_list("kind", "state"))
    assert states == {
        "SOLICITOR": "DECLINED",
        "INTIMATION": "DECLINED",
        "INTERPRETER": "NOT_NEEDED",
        "CONSULATE": "NOT_NEEDED",
    }
    [advice] = record.entries.filter(kind="LEGAL_ADVICE")
    assert advice.text == "Solicitor: declined. Asked why: no reason given."


@pytest.mark.parametrize("left_out", range(4))
def test_rts_1_no_right_is_left_out(world, left_out):
    replies = declines()
    missing = replies.pop(left_out)
    with refused("RTS-1", missing.kind.lower()):
        tell_rights(world, world.detained(), calls=replies)


def test_rts_1_not_understood_has_a_reason(world):
    record = world.detained()
    with refused("RTS-1", "not_understood_why"):
        tell_rights(world, record, understood=False)
    assert tell_rights(world, record, understood=False, not_understood_why="Drunk").pk


def test_rts_3_a_refusal_can_be_changed(world):
    record = world.detained()
    tell_rights(world, record)
    note(world, record, K.SOLICITOR, E.ASK, text="Changed his mind.")
    note(world, record, K.SOLICITOR, E.CONTACT, who="Roe & Co")
    assert record.calls.get(kind="SOLICITOR").state == CallState.CONTACTED
    assert list(
        CallStep.objects.filter(call__kind="SOLICITOR").values_list("event", flat=True)
    ) == [
        "DECLINE",
        "ASK",
        "CONTACT",
    ]


def test_vul_5_rights_are_given_again_before_the_adult(world):
    record = world.detained(world.child())
    tell_rights(world, record)
    adult_arrives(world, record)
    again = tell_rights(world, record, calls=[])
    assert (again.occasion, again.with_adult) == (RightsOccasion.WITH_ADULT, True)


@pytest.mark.parametrize(
    ("kind", "event", "said", "rule", "field"),
    [
        (K.ADULT, E.ARRIVE, {}, "VUL-4", "who"),
        (K.ADULT, E.ARRIVE, {"who": "A", "bars": [AdultBar.POLICE]}, "VUL-3", "bars"),
        (K.HEALTHCARE, E.ASK, {}, "CAR-9", "text"),
        (K.SOLICITOR, E.LEAVE, {}, "RTS-6", "event"),
    ],
)
def test_what_cannot_be_noted(world, kind, event, said, rule, field):
    record = world.detained(world.child())
    with refused(rule, field):
        note(world, record, kind, event, **said)


def test_a_child_cannot_do_without(world):
    record = world.detained(world.child())
    with refused("VUL-4"):
        note(world, record, K.ADULT, E.NOT_NEEDED, text="Does not want one.")


def test_one_event_cannot_lie_before_the_last(world):
    record = world.detained()
    note(world, record, K.HEALTHCARE, E.ASK, text="Asthma")
    with refused("REC-3"):
        note(world, record, K.HEALTHCARE, E.ARRIVE, occurred_at=LATER - HOUR / 2)


def test_rts_7_legal_advice_is_delayed_by_a_superintendent_only(world):
    record = world.detained()
    tell_rights(world, record, calls=[CallNote(K.SOLICITOR, E.ASK), *declines()[1:]])
    told = {"grounds": [DelayGround.ALERT], "text": "Two suspects are at large."}
    with refused("RTS-7", "authorised_by"):
        note(world, record, K.SOLICITOR, E.DELAY, **told, authorised_by_id=world.inspector.id)
    superintendent = world.officer("X1", Rank.SUPERINTENDENT, Role.SUPERINTENDENT)
    entry = note(world, record, K.SOLICITOR, E.DELAY, **told, authorised_by_id=superintendent.id)
    assert "Authorised by" in entry.text
    assert awaited_for([record.pk]) == {}
    note(world, record, K.SOLICITOR, E.END_DELAY)
    assert [one.kind for one in awaited_for([record.pk])[record.pk]] == [K.SOLICITOR]


def test_the_database_holds_the_authority_of_a_delay(world):
    record = world.detained()
    tell_rights(world, record)
    with pytest.raises(IntegrityError, match="delay_with_authority"), transaction.atomic():
        Call.objects.filter(kind="SOLICITOR").update(state=CallState.DELAYED)


@pytest.mark.parametrize("people", [1, 3])
def test_who_is_awaited_takes_one_statement(world, people, django_assert_num_queries):
    records = [world.arrived(world.child(f"Child {n}")).pk for n in range(people)]
    with django_assert_num_queries(1):
        found = awaited_for(records)
        assert all(len(each) == 2 for each in found.values())
