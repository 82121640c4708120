"""Meals, medication, healthcare, watch, rest, interview, force, incidents, complaints."""

from __future__ import annotations

from contextlib import nullcontext

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext
from tests.custody.care_world import MINUTE, ONE, acts_of_care, refused, set_level, visit, words
from tests.custody.test_cells import at_once
from tests.custody.world import HOUR, NOON

from bluelamp.access.enums import Rank, Role
from bluelamp.access.models import Staff
from bluelamp.core.errors import NotAllowed
from bluelamp.custody import services
from bluelamp.custody.care_work import care_work
from bluelamp.custody.enums import (
    CareAnswer,
    CareKind,
    CareTaskKind,
    DetentionType,
    IncidentKind,
    MentalHealthCheckKind,
    RestEnd,
)
from bluelamp.custody.models import (
    CareGiven,
    CareTask,
    ConstantWatch,
    CustodyRecord,
    InterviewStay,
    Medication,
    RestPeriod,
)
from bluelamp.custody.selectors.care import care_due_in
from bluelamp.custody.selectors.observation import observation_of


@pytest.fixture
def record(world):
    return world.detained(cell=world.cells[0].pk)


@pytest.fixture
def do(world, record):
    return acts_of_care(world, record)


def staff(officer) -> Staff:
    return Staff.objects.get(pk=officer.id)


@pytest.mark.parametrize("answer", CareAnswer)
def test_car_11_what_was_offered_and_what_became_of_it(do, record, answer):
    do("give_care", kind=CareKind.MAIN_MEAL, answer=answer, text="Halal curry.")
    given = CareGiven.objects.get()
    assert (given.given_at, given.answer) == (ONE, answer)
    assert words(record, "CARE") == f"Main meal: {answer.label.lower()}. Halal curry."


def test_car_15_a_talk_about_personal_needs_needs_words(do):
    talk = {"kind": CareKind.PERSONAL_NEEDS, "answer": CareAnswer.ACCEPTED}
    with refused("text", "CAR-15"):
        do("give_care", **talk)
    do("give_care", **talk, text="Asked by a woman officer in private; products given.")


MEDICINE = {
    "name": "Diazepam 5 mg",
    "quantity": "1 tablet",
    "answer": CareAnswer.ACCEPTED,
    "advised_by": "Nurse Ng",
}


def test_car_10_medication_is_signed_by_two(do, world, record):
    with refused("witness", "CAR-10"):
        do("give_medication", **MEDICINE, witness=staff(world.custody_officer))
    do("give_medication", **MEDICINE, witness=staff(world.detention_officer))
    assert "1 tablet: accepted. Advised by Nurse Ng. Witnessed by" in words(record, "MEDICATION")


def test_car_10_a_controlled_drug_only_under_supervision(do, world, record):
    second = staff(world.detention_officer)
    with refused("supervised_by", "CAR-10"):
        do("give_medication", **MEDICINE, witness=second, controlled=True)
    do("give_medication", **MEDICINE, witness=second, controlled=True, supervised_by="Dr Roe")
    assert "supervised by Dr Roe" in words(record, "MEDICATION")


def test_the_database_holds_the_rules_of_medication(do, world, record):
    do("give_medication", **MEDICINE, witness=staff(world.detention_officer))
    row = Medication.objects.values().get()
    for change, name in [
        ({"witnessed_by_id": row["given_by_id"]}, "medication_signed_by_two"),
        ({"controlled": True}, "controlled_drug_supervised"),
        ({"quantity": ""}, "medication_has_a_quantity"),
    ]:
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            Medication.objects.create(**{k: v for k, v in row.items() if k != "id"} | change)
    with pytest.raises(ProgrammingError, match="denied"), transaction.atomic():
        Medication.objects.update(quantity="9 tablets")


def test_car_7_a_watch_is_handed_over_without_a_gap(do, world, record):
    with refused("watcher", "CAR-7"):
        do("hand_over_watch", watcher=staff(world.detention_officer))
    set_level(world, record, "3", ONE)
    do("hand_over_watch", watcher=staff(world.detention_officer))
    with refused("watcher", "CAR-7"):
        do("hand_over_watch", watcher=staff(world.detention_officer), at=ONE + HOUR)
    do("hand_over_watch", watcher=staff(world.arresting), at=ONE + HOUR)
    first, second = ConstantWatch.objects.order_by("began_at")
    assert (first.ended_at, second.began_at, second.ended_at) == (ONE + HOUR, ONE + HOUR, None)
    assert "relieving" in words(record, "OBSERVATION")


def test_car_7_a_watch_ends_only_once_the_level_is_lower(do, world, record):
    set_level(world, record, "4", ONE)
    do("hand_over_watch", watcher=staff(world.detention_officer))
    with refused("occurred_at", "CAR-7"):
        do("end_watch", at=ONE + HOUR)
    set_level(world, record, "2", ONE + HOUR)
    do("end_watch", at=ONE + HOUR)
    with refused("occurred_at", "CAR-7"):
        do("end_watch", at=ONE + HOUR)


def test_car_12_rest_begins_ends_and_says_why(do, record):
    do("begin_rest")
    with refused("occurred_at", "CAR-12"):
        do("begin_rest", at=ONE + HOUR)
    with refused("text", "CAR-12"):
        do("end_rest", why=RestEnd.HARM_OR_DELAY, text="", at=ONE + HOUR)
    do("end_rest", why=RestEnd.HARM_OR_DELAY, text="Accomplice nearby.", at=ONE + HOUR)
    assert "A fresh period must be allowed. Accomplice nearby." in words(record, "REST")
    with refused("occurred_at", "CAR-12"):
        do("end_rest", why=RestEnd.OVER, text="", at=ONE + HOUR)


def test_car_18_out_for_interview_and_back(do, world, record):
    fit = {"interviewer": staff(world.arresting), "fitness": "Fit; nurse agrees."}
    with pytest.raises(NotAllowed):
        do("hand_to_interviewer", **fit, by=world.detention_officer)
    visit(world, record, at=NOON + HOUR / 2)
    do("hand_to_interviewer", **fit)
    assert observation_of([record])[record.pk].due_at is None
    with refused("occurred_at", "CAR-18"):
        do("hand_to_interviewer", **fit, at=ONE + HOUR)
    do("return_from_interview", text="Break at 13:40.", at=ONE + HOUR)
    assert observation_of([record])[record.pk].due_at == ONE + 2 * HOUR
    with refused("occurred_at", "CAR-18"):
        do("return_from_interview", text="", at=ONE + HOUR)


def test_nobody_rests_while_out_for_interview(do, world):
    do("hand_to_interviewer", interviewer=staff(world.arresting), fitness="Fit.")
    with refused("occurred_at", "CAR-18"):
        do("begin_rest", at=ONE + HOUR)


@pytest.mark.parametrize(
    ("model", "name", "columns"),
    [
        (RestPeriod, "one_open_rest_a_record", {"began_at": NOON}),
        (
            ConstantWatch,
            "one_open_watch_a_record",
            {"began_at": NOON, "level": "3", "watcher_label": "A"},
        ),
        (
            InterviewStay,
            "one_open_interview_a_record",
            {"out_at": NOON, "taken_by_label": "A", "fitness": "Fit"},
        ),
    ],
)
def test_the_database_allows_one_open_of_each(world, record, model, name, columns):
    whose = {"watcher_id": world.arresting.id} if model is ConstantWatch else {}
    if model is InterviewStay:
        whose = {"taken_by_id": world.arresting.id}
    model.objects.create(record=record, **columns, **whose)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        model.objects.create(record=record, **columns, **whose)


def test_two_officers_begin_a_watch_at_once(committed_world):
    world = committed_world
    record = world.detained()
    set_level(world, record, "3", ONE)
    watchers = [staff(world.detention_officer), staff(world.arresting)]

    def begin(watcher):
        services.hand_over_watch(
            record_id=record.pk,
            watcher=watcher,
            occurred_at=ONE,
            by=world.custody_officer,
            at=ONE,
        )

    at_once(*(lambda who=who: begin(who) for who in watchers))
    assert ConstantWatch.objects.filter(ended_at=None).count() == 1


def test_car_16_use_of_force_says_who_what_and_why(do, record):
    told = {
        "who": "PC Lamp",
        "technique": "Rear handcuffs",
        "why": "Kicked out in the corridor.",
        "form_reference": "UF-1",
        "injuries": "",
    }
    for field in ("who", "technique", "why"):
        with refused(field, "CAR-16"):
            do("record_force", **told | {field: " "})
    entry = do("record_force", **told)
    assert entry.detail["told"]["form"] == "UF-1"
    assert "Injuries: none seen. Use-of-force record: UF-1." in entry.text


@pytest.mark.parametrize("kind", IncidentKind)
def test_car_17_the_inspector_is_told_and_the_gravest_referred(do, kind):
    do(
        "record_incident",
        kind=kind,
        text="Ligature found.",
        scene_preserved=True,
        recordings_preserved=False,
    )
    opened = set(CareTask.objects.values_list("kind", flat=True))
    referred = {CareTaskKind.REFER_IOPC} if kind.is_referred else set()
    assert opened == {CareTaskKind.TELL_INSPECTOR, *referred}


@pytest.mark.parametrize("assault", [True, False])
def test_car_19_a_complaint_waits_for_the_inspector(do, world, assault):
    do("record_complaint", text="Pushed in the van.", assault=assault)
    waiting = [item.what for item in care_work(world.inspector, ONE)]
    assert waiting == ["Tell the inspector"]
    own = {item.what for item in care_work(world.custody_officer, ONE)}
    assert ("Call a healthcare professional" in own) is assault
    task = CareTask.objects.get(kind=CareTaskKind.TELL_INSPECTOR)
    do("finish_task", task_id=task.pk, outcome="Seen.", by=world.inspector, at=ONE)
    assert list(care_work(world.inspector, ONE)) == []


def test_mh_5_checks_and_who_makes_them(do, world, record):
    check = {"still_holds": False, "asleep": False, "text": "Calmer; bed found."}
    with refused(None, "TYP-10"):
        do("check_mental_health", kind=MentalHealthCheckKind.HCP, **check)
    CustodyRecord.objects.update(detention_type=DetentionType.MENTAL_HEALTH)
    for kind in MentalHealthCheckKind:
        own = kind is MentalHealthCheckKind.CUSTODY_OFFICER
        with pytest.raises(NotAllowed) if own else nullcontext():
            do("check_mental_health", kind=kind, **check, by=world.detention_officer)
    do("check_mental_health", kind=MentalHealthCheckKind.CUSTODY_OFFICER, **check)
    assert "move the person" in words(record, "HEALTHCARE")
    due = care_due_in([world.suite], ONE)[0].checks
    assert list(due.values()) == [ONE + HOUR / 2, ONE + HOUR]


def test_mh_2_the_extension_is_once_and_approved_by_a_superintendent(do, world):
    CustodyRecord.objects.update(detention_type=DetentionType.MENTAL_HEALTH)
    told = {"hours": 12, "practitioner": "Dr Roe", "text": "Heavily sedated."}
    with refused("superintendent", "MH-2"):
        do("extend_mental_health_detention", **told, superintendent=staff(world.inspector))
    boss = staff(world.officer("U1", Rank.SUPERINTENDENT, Role.SUPERINTENDENT))
    with refused("hours", "MH-2"):
        do("extend_mental_health_detention", **told | {"hours": 13}, superintendent=boss)
    do("extend_mental_health_detention", **told, superintendent=boss)
    with refused("hours", "MH-2"):
        do("extend_mental_health_detention", **told, superintendent=boss)


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("give_care", {"kind": CareKind.DRINK, "answer": CareAnswer.ACCEPTED}),
        ("begin_rest", {}),
        ("record_complaint", {"text": "Cold.", "assault": False}),
    ],
)
def test_care_has_a_possible_time_and_an_officer_who_cares(do, world, name, given):
    for at in (NOON - HOUR, ONE + 2 * HOUR):
        with refused("occurred_at", "REC-3"):
            do(name, **given, occurred_at=at)
    with pytest.raises(NotAllowed):
        do(name, **given, by=world.arresting)


def work(officer, at):
    return {item.what: item for item in care_work(officer, at)}


def test_the_queue_says_what_is_overdue_and_owed(do, world, record):
    assert "Visit overdue" not in work(world.detention_officer, ONE)
    late = work(world.detention_officer, ONE + MINUTE)["Visit overdue"]
    assert (late.due_at, late.risk) == (ONE, "Overdue 1 min")
    assert late.url.endswith(f"/visits/?record={record.pk}")
    visit(world, record, at=ONE + MINUTE)
    assert "Visit overdue" not in work(world.detention_officer, ONE + 30 * MINUTE)
    assert "Meal owed" in work(world.custody_officer, NOON + 8 * HOUR)
    assert "Rest owed: 8 h in 24" not in work(world.custody_officer, NOON + 14 * HOUR)
    assert "Rest owed: 8 h in 24" in work(world.custody_officer, NOON + 15 * HOUR)
    assert work(world.arresting, NOON + 15 * HOUR) == {}


def test_fifty_people_take_as_many_statements_as_five(world):
    counts = []
    for people in (5, 45):
        for number in range(people):
            world.arrived(world.person(f"Person {number}"))
        with CaptureQueriesContext(connection) as made:
            list(care_work(world.custody_officer, NOON + 9 * HOUR))
        counts.append(len(made))
    assert counts[0] == counts[1] <= 10
