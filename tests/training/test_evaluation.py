"""Evaluation: asked once, counted without names, shown without small cells (section 9)."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.officers import signed_in
from tests.training.world import FIRST_DAY, good_venue

from bluelamp.access.enums import Role
from bluelamp.access.models import Staff
from bluelamp.audit.models import AuditLine
from bluelamp.core.errors import NotAllowed, NotPossible
from bluelamp.training.enums import (
    BookingState,
    DeliveryMode,
    Dimension,
    EvaluationLevel,
    Outcome,
    Question,
    Teller,
    Theme,
)
from bluelamp.training.models import (
    AdjustmentPlan,
    Booking,
    Declaration,
    EqualityEntry,
    EvaluationComment,
    EvaluationCount,
    EvaluationGiven,
    Requirement,
)
from bluelamp.training.rules.evaluation import QUESTIONS
from bluelamp.training.selectors.evaluation import open_forms
from bluelamp.training.services import (
    code_comment,
    declare_characteristics,
    give_evaluation,
)

EVENING = datetime(2027, 2, 8, 17, 30, tzinfo=UTC)
AFTER = datetime(2027, 2, 15, 9, 0, tzinfo=UTC)
MONTH_AFTER_GO_LIVE = datetime(2027, 4, 13, 9, 0, tzinfo=UTC)
REACTION = EvaluationLevel.REACTION, Teller.SELF


@pytest.fixture
def clock(monkeypatch):
    def set_to(at):
        for module in ("mine", "evaluation", "evaluation_results", "equality"):
            monkeypatch.setattr(f"bluelamp.training.views.{module}.now", lambda: at)

    set_to(EVENING)
    return set_to


def text(response) -> str:
    assert response.status_code == 200, response
    return response.content.decode()


def client_of(officer):
    return signed_in(Staff.objects.get(pk=getattr(officer, "staff_id", officer.id)))


def sat(world, **more):
    """Return somebody who has sat the course."""
    learner = world.learner(of=world.new_team(), **more)
    session = world.session(room=world.another_room())
    booking = world.booked(session, learner)
    Booking.objects.filter(pk=booking.pk).update(state=BookingState.ATTENDED)
    return learner


def ratings(level=REACTION, each: int = 4) -> dict[Question, int]:
    return dict.fromkeys(QUESTIONS[level], each)


def give(world, learner, at=EVENING, level=REACTION, by=None, **more) -> None:
    given = {"ratings": ratings(level), "comment": "", **more}
    give_evaluation(
        learner_id=learner.pk,
        course_id=world.course.pk,
        level=level[0],
        teller=level[1],
        by=by or world.of(learner),
        at=at,
        **given,
    )


def count(drop, dimension, group, mode, numbers, question=Question.CONFIDENCE) -> None:
    """Put answers into the counts: so many of each rating."""
    EvaluationCount.objects.bulk_create(
        EvaluationCount(
            drop=drop,
            week=FIRST_DAY,
            level=EvaluationLevel.REACTION,
            teller=Teller.SELF,
            mode=mode,
            dimension=dimension,
            group=group,
            question=question,
            rating=rating,
            number=number,
        )
        for rating, number in numbers.items()
    )


def test_the_form_is_offered_at_the_end_of_the_session_and_answered_once(world, clock):
    learner = sat(world)
    client = client_of(learner)
    assert "1 form waits for you" in text(client.get(reverse("training:mine")))
    assert "How it was" in text(client.get(reverse("evaluation:mine")))
    url = reverse("evaluation:give", args=[world.course.pk, "reaction"])
    page = text(client.post(url, {"RELEVANCE": 5, "comment": "The room was loud"}))
    assert "Choose from 1 to 5: I can do my job on day 1" in page
    assert "The room was loud" in page
    told = {each.value: 4 for each in QUESTIONS[REACTION]}
    client.post(url, told | {"comment": "The room was loud"})
    assert client.get(url).status_code == 404
    assert "Nothing is asked of you now" in text(client.get(reverse("evaluation:mine")))
    assert EvaluationComment.objects.get().words == "The room was loud"
    with pytest.raises(NotPossible):
        give(world, learner)


def test_nothing_is_asked_before_the_class_nor_after_two_weeks(world):
    learner = sat(world)
    days = [FIRST_DAY - timedelta(days=1), FIRST_DAY, FIRST_DAY + timedelta(days=15)]
    assert [len(open_forms(learner, day, Teller.SELF)) for day in days] == [0, 1, 0]


def test_an_answer_is_counted_in_every_group_and_kept_as_nobodys(world):
    learner = sat(world)
    by = world.of(learner)
    told = {Dimension.SEX: "female", Dimension.DISABILITY: ""}
    declare_characteristics(told=told, by=by, at=EVENING)
    give(world, learner, comment="Too fast")
    give(world, sat(world))
    confident = EvaluationCount.objects.filter(question=Question.CONFIDENCE, rating=4)
    numbers = {(each.dimension, each.group): each.number for each in confident}
    assert numbers["ALL", "all"] == 2
    assert numbers["COURSE", "RESP"] == 2
    assert numbers["VENUE", "V1"] == 2
    assert numbers["SEX", "female"] == 1
    assert numbers["SEX", "not_said"] == 1
    assert numbers["DISABILITY", "not_said"] == 2
    for model in (EvaluationCount, EvaluationComment):
        people = {"staff", "learner", "booking", "session", "at", "recorded_at", "told_by"}
        assert not people & {field.name for field in model._meta.get_fields()}
    for name in ("EvaluationCount", "EvaluationComment", "EvaluationGiven", "Declaration"):
        assert f"training.{name}Event".lower() not in {
            model._meta.label_lower for model in apps.get_models()
        }
    assert EvaluationComment.objects.get().pk.version == 4
    assert EvaluationGiven.objects.first().pk.version == 4
    detail = AuditLine.objects.values_list("action", "detail")
    assert all("female" not in each and "Too fast" not in each for each in detail.values_list())


def test_what_is_declared_is_read_by_its_person_alone_and_taken_back_is_gone(world, clock):
    learner = sat(world)
    client = client_of(learner)
    url = reverse("evaluation:about_me")
    client.post(url, {"SEX": "female", "RACE": "asian"})
    assert Declaration.objects.count() == 2
    other = text(client_of(sat(world)).get(url))
    asian = re.compile(r'value="asian"[^>]*\schecked')
    assert asian.search(text(client.get(url)))
    assert not asian.search(other)
    assert Declaration.objects.filter(staff=learner.staff_id).count() == 2
    client.post(url, {"SEX": ""})
    assert not Declaration.objects.exists()
    assert "error" in text(client.post(url, {"SEX": "purple"}))
    with pytest.raises(NotPossible):
        declare_characteristics(told={Dimension.SEX: "purple"}, by=world.of(learner), at=EVENING)


def test_behaviour_is_asked_of_the_person_and_of_their_line_manager(world, clock):
    manager = world.officer(Role.SUPERVISOR, of=world.new_team())
    learner = world.learner(of=world.new_team(), manager=manager)
    Requirement.objects.filter(learner=learner).update(
        outcome=Outcome.PASSED, completed_on=FIRST_DAY
    )
    clock(MONTH_AFTER_GO_LIVE)
    client = client_of(manager)
    url = reverse("evaluation:give_of", args=[learner.pk, world.course.pk])
    assert url in text(client.get(reverse("evaluation:mine")))
    told = {each.value: 5 for each in QUESTIONS[EvaluationLevel.BEHAVIOUR, Teller.MANAGER]}
    client.post(url, told)
    assert client.get(url).status_code == 404
    assert "How it shows at work" in text(client_of(learner).get(reverse("evaluation:mine")))
    stranger = client_of(world.officer(Role.SUPERVISOR))
    assert stranger.get(url).status_code == 403
    level = EvaluationLevel.BEHAVIOUR, Teller.MANAGER
    with pytest.raises(NotAllowed):
        give(world, learner, level=level, by=world.coordinator, ratings=ratings(level))
    assert client_of(learner).get(url).status_code == 403


def test_people_to_tell_of_are_read_the_same_for_few_and_many(world, clock):
    manager = world.officer(Role.SUPERVISOR, of=world.new_team())
    clock(MONTH_AFTER_GO_LIVE)
    client = client_of(manager)
    numbers = []
    for more in (1, 4):
        for _ in range(more):
            learner = world.learner(of=world.new_team(), manager=manager)
            Requirement.objects.filter(learner=learner).update(
                outcome=Outcome.PASSED, completed_on=FIRST_DAY
            )
        with CaptureQueriesContext(
            connection,
        ) as caught:
            client.get(reverse("evaluation:mine"))
        numbers.append(len(caught))
    assert numbers[0] == numbers[1]


def test_results_show_no_small_cell_and_no_week_that_is_not_over(world, clock):
    for mode in DeliveryMode:
        count(world.drop, Dimension.ALL, "all", mode, {2: 20, 5: 40})
        count(world.drop, Dimension.SEX, "female", mode, {2: 4, 5: 5})
        count(world.drop, Dimension.SEX, "male", mode, {2: 6, 5: 15})
        count(world.drop, Dimension.SEX, "not_said", mode, {2: 10, 5: 20})
    client = client_of(world.coordinator)
    url = reverse("evaluation:level", args=["reaction"])
    assert "nothing is shown" in text(client.get(url))
    clock(AFTER)
    page = text(client.get(url))
    assert "66 % of 60" in page
    assert "2 groups not shown" in page
    assert "71 % of 21" in page
    assert "of 9" not in page
    assert "of 30" not in page
    file = client.get(reverse("evaluation:file", args=["reaction"])).content.decode()
    assert "Sex,Female,Classroom,Not shown," in file
    assert "Sex,Not said,Digital,Not shown," in file
    assert "Sex,Male,Digital,71 % of 21" in file
    assert "Level 1" in text(client.get(reverse("evaluation:results")))


def test_a_group_far_behind_is_named_in_the_record(world, clock):
    clock(AFTER)
    for mode in DeliveryMode:
        count(world.drop, Dimension.ALL, "all", mode, {1: 20, 5: 60})
        count(world.drop, Dimension.DISABILITY, "yes", mode, {1: 15, 5: 15})
        count(world.drop, Dimension.DISABILITY, "no", mode, {1: 5, 5: 45})
    page = text(client_of(world.coordinator).get(reverse("evaluation:equality")))
    assert "Disability, Disabled, classroom: 50 %, beside 75 % of everybody" in page


def test_a_reader_codes_comments_and_deletes_what_tells_who_somebody_is(world, clock):
    for words in ("Too fast", "I am the only sergeant of V1"):
        EvaluationComment.objects.create(
            drop=world.drop, week=FIRST_DAY, level="REACTION", mode="CLASSROOM", words=words
        )
    client = client_of(world.coordinator)
    page = text(client.get(reverse("evaluation:comments")))
    assert "Too fast" in page
    fast, named = EvaluationComment.objects.order_by("-words")
    url = reverse("evaluation:comment", args=[fast.pk])
    assert "Choose at least one theme" in text(client.post(url, {"version": 1}))
    client.post(url, {"version": 1, "themes": ["PACE"]})
    fast.refresh_from_db()
    assert fast.themes == [Theme.PACE]
    with pytest.raises(NotPossible):
        code_comment(
            comment_id=fast.pk, version=1, themes=[Theme.OTHER], by=world.coordinator, at=AFTER
        )
    client.post(reverse("evaluation:comment", args=[named.pk]), {"delete": "1"})
    assert list(EvaluationComment.objects.all()) == [fast]
    assert "Too fast" in text(client.get(reverse("evaluation:comments"), {"read": "1"}))
    clock(AFTER)
    results = text(client.get(reverse("evaluation:results")))
    assert "Pace and length" in results
    assert "Not shown" in results
    supervisor = client_of(world.officer(Role.SUPERVISOR))
    assert supervisor.get(reverse("evaluation:comments")).status_code == 403


def entry_data(**more) -> dict:
    return {
        "trigger": "DIFFERENCE",
        "characteristic": "DISABILITY",
        "found": "Confidence is lower in digital courses.",
        "done": "A place in a classroom is offered.",
        "decided_by": "Programme board",
        "decided_on": "2027-02-10",
        "look_again_on": "2027-03-10",
        **more,
    }


def test_the_equality_record_tells_what_was_found_done_decided_and_when(world, clock):
    clock(AFTER)
    good_venue("V7", contemplation_room=False)
    client = client_of(world.coordinator)
    add = reverse("evaluation:add_entry")
    wrong = text(client.post(add, entry_data(decided_on="2027-03-01")))
    assert "The day must not be in the future" in wrong
    assert "A place in a classroom is offered." in wrong
    client.post(add, entry_data())
    first = EqualityEntry.objects.get()
    client.post(add, entry_data(corrects=first.pk, found="It is lower in classrooms."))
    version = reverse("evaluation:add_version")
    told = {"accepted_on": "2027-02-01", "accepted_by": "Reference Group"}
    early = text(client.post(version, told | {"next_due": "2027-01-01"}))
    assert "due after this one" in early
    client.post(version, told | {"next_due": "2027-02-14"})
    page = text(client.get(reverse("evaluation:equality")))
    assert "Programme board, Wed 10 Feb 2027" in page
    assert "Corrected later" in page
    assert "waits for the next version (GOV-8.5)" in page
    assert "Venue V7: no contemplation room" in page
    assert {"add_equality_entry", "accept_equality_version"} <= set(
        AuditLine.objects.values_list("action", flat=True)
    )
    for change in (
        lambda: EqualityEntry.objects.exclude(corrects=None).delete(),
        lambda: EqualityEntry.objects.update(found="x"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_how_often_measures_are_agreed_shows_no_small_number(world, clock):
    clock(AFTER)
    people = [world.learner() for _ in range(11)]
    for number, learner in enumerate(people):
        AdjustmentPlan.objects.create(
            learner=learner,
            need="Mine",
            asked_by_id=learner.staff_id,
            asked_at=EVENING,
            state="AGREED",
            agreed_by_id=world.coordinator.id,
            agreed_at=EVENING,
            review_on=date(2027, 3, 1),
            loop=True,
            quiet_place=number < 9,
        )
    page = text(client_of(world.coordinator).get(reverse("evaluation:equality")))
    assert "11 people" in page
    assert "9 people" not in page
