"""The pages of refreshers: before go-live is moved, one's own, the team's, the programme's."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from tests.officers import signed_in

from bluelamp.access.enums import Role
from bluelamp.access.models import Staff
from bluelamp.access.panels import work_for
from bluelamp.audit.models import AuditLine
from bluelamp.core.time import day_of, now
from bluelamp.training.enums import Delivery
from bluelamp.training.models import Drop, PracticeCopy, Refresher, RefresherDue, RefresherRun
from bluelamp.training.services import set_clearances

from .refreshing import completed, due_of, planned, set_up, stands

TODAY = day_of(now())
LATER = TODAY + timedelta(days=20)


def page(by, name: str, *args, status: int = 200, **asked) -> str:
    client = signed_in(Staff.objects.get(pk=getattr(by, "staff_id", None) or by.id))
    found = client.get(reverse(name, args=args), asked)
    assert found.status_code == status
    return found.content.decode()


def sent(by, name: str, *args, **given):
    client = signed_in(Staff.objects.get(pk=getattr(by, "staff_id", None) or by.id))
    return client.post(reverse(name, args=args), given, follow=True)


@pytest.fixture
def manager(world):
    return world.officer(Role.SUPERVISOR)


@pytest.fixture
def stale(world, manager):
    """Return somebody who completed too early for a go-live that is near."""
    Drop.objects.update(starts_on=TODAY - timedelta(days=90), go_live=TODAY + timedelta(days=10))
    learner = world.learner(manager=manager)
    completed(world, learner, TODAY - timedelta(days=30))
    return learner


@pytest.fixture
def due(world, stale):
    set_up(world)
    Drop.objects.update(go_live=LATER)
    planned(world, now())
    return due_of(stale)


def test_moving_go_live_shows_what_it_means_before_anything_changes(world, stale):
    set_clearances(at=now())
    address = ("live_access:slip", world.drop.pk)
    looked = sent(world.coordinator, *address, go_live=LATER.isoformat()).content.decode()
    assert "1 person needs a refresher then; 0 do now." in " ".join(looked.split())
    assert "1 person loses live access at once" in looked
    assert world.command.name in looked
    assert "Response" in looked
    assert not RefresherRun.objects.exists()
    day = LATER.isoformat()
    moved = sent(world.coordinator, *address, go_live=day, seen=day).content.decode()
    assert "1 refreshers planned" in moved
    assert Drop.objects.get().go_live == LATER
    assert stands(stale) == ("DUE", "")


def test_another_day_than_was_seen_is_shown_again(world, stale):
    sent(world.coordinator, "live_access:slip", world.drop.pk, go_live=LATER, seen=TODAY)
    assert Drop.objects.get().go_live != LATER


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("", "Enter the new day of go-live"),
        ("31/31/2027", "a real date"),
        ((TODAY - timedelta(days=100)).isoformat(), "after the first day of training"),
        ((TODAY + timedelta(days=10)).isoformat(), "on that day already"),
    ],
)
def test_a_wrong_day_is_named_and_kept(world, stale, given, words):
    answer = sent(world.coordinator, "live_access:slip", world.drop.pk, go_live=given)
    text = answer.content.decode()
    assert words.lower() in text.lower()
    assert f'value="{given}"' in text or not given


def test_my_training_offers_it_and_its_page_both_parts(world, stale, due):
    PracticeCopy.objects.create(
        name="open-practice",
        address="http://practice.test:8100",
        logins=20,
        made_at=now(),
        expires_on=LATER,
    )
    mine = page(stale, "training:mine")
    assert "Refresh before go-live" in mine
    assert reverse("refreshers:own", args=[due.pk]) in mine
    own = page(stale, "refreshers:own", due.pk)
    assert "Start the e-learning" in own
    assert "Book in and release one person" in own
    assert 'href="http://practice.test:8100"' in own
    begun = sent(stale, "refreshers:begin", due.pk)
    assert begun.resolver_match.view_name == "digital:course"


def test_what_is_over_says_so(world, stale, due):
    Drop.objects.update(go_live=TODAY + timedelta(days=10))
    planned(world, now())
    own = page(stale, "refreshers:own", due.pk)
    assert "No longer needed" in own
    assert "what was learnt is fresh" in own
    assert "Start the e-learning" not in own
    assert "Refresh before go-live" not in page(stale, "training:mine")


def test_nobody_elses_is_found(world, stale, due):
    other = world.learner()
    for name in ("refreshers:own", "refreshers:begin", "refreshers:task_done"):
        client = signed_in(Staff.objects.get(pk=other.staff_id))
        act = client.get if name == "refreshers:own" else client.post
        assert act(reverse(name, args=[due.pk])).status_code == 404


def test_too_early_it_is_said_from_when(world, stale, due):
    opens = TODAY + timedelta(days=5)
    RefresherDue.objects.update(opens_on=opens, due_by=opens + timedelta(days=41))
    own = page(stale, "refreshers:own", due.pk)
    assert own.count("earlier it would not be fresh at go-live") == 2
    assert "Start the e-learning" not in own
    assert "would not be fresh" in sent(stale, "refreshers:begin", due.pk).content.decode()


def test_a_task_goes_to_the_manager_and_back(world, manager, stale, due):
    sent(stale, "refreshers:task_done", due.pk)
    manager_sees = [each.what for each in work_for(manager, now())]
    assert "Look at a practice task, and sign it off" in manager_sees
    address = ("refreshers:sign_off", due.pk)
    assert "Said to be done on" in page(manager, *address)
    missing = sent(manager, *address, decision="not_yet").content.decode()
    assert "Say what is missing" in missing
    sent(manager, *address, decision="not_yet", because="No review was made")
    assert "No review was made" in page(stale, "refreshers:own", due.pk)
    sent(manager, *address, decision="done")
    assert stands(stale) == ("TASK_DONE", "")


def test_a_task_of_who_has_no_line_manager_goes_to_who_leads_the_unit(world, manager, stale, due):
    Staff.objects.filter(pk=stale.staff_id).update(line_manager=None)
    sent(stale, "refreshers:task_done", due.pk)
    elsewhere = world.officer(Role.SUPERVISOR, of=world.new_team())
    asked = "Look at a practice task, and sign it off"
    assert asked in [each.what for each in work_for(manager, now())]
    assert asked not in [each.what for each in work_for(elsewhere, now())]


def test_the_team_page_lists_it(manager, stale, due):
    text = page(manager, "training:team")
    assert "Refreshers before go-live" in text
    assert reverse("refreshers:sign_off", args=[due.pk]) in text


def test_tasks_are_found_by_staff_number_by_who_may_sign_them(world, stale, due):
    number = Staff.objects.get(pk=stale.staff_id).staff_number
    trainer = world.officer(Role.TRAINER)
    address = reverse("refreshers:sign_off", args=[due.pk])
    assert address in sent(trainer, "refreshers:find", person=number).content.decode()
    colleague = world.learner()
    refused = sent(colleague, "refreshers:find", person=number).content.decode()
    assert "super-user of their command signs it off" in refused
    assert address not in refused
    nobody = sent(trainer, "refreshers:find", person="Z999").content.decode()
    assert "staff number Z999 is not known" in nobody


def test_everybody_has_their_refresher_in_the_work_queue(world, stale, due):
    mine = [each for each in work_for(world.of(stale), now()) if "Refresh" in each.what]
    assert [each.url for each in mine] == [reverse("refreshers:own", args=[due.pk])]


def test_the_coordinator_is_told_where_the_e_learning_is_missing(world, stale):
    Drop.objects.update(go_live=LATER)
    planned(world, now())
    assert any("Set up refreshers" in each.what for each in work_for(world.coordinator, now()))
    assert "Missing" in page(world.coordinator, "refreshers:list")


def test_a_refresher_is_set_up_and_its_package_is_added_next(world):
    address = ("refreshers:set_up", world.course.pk)
    wrong = sent(world.coordinator, *address, task="", task_words="x", minutes="500")
    for words in ("Enter the name of the practice task", "at most 120 minutes"):
        assert words in wrong.content.decode()
    given = {"task": "Take in one exhibit", "task_words": "Step 1", "minutes": "15"}
    assert sent(world.coordinator, *address, **given).resolver_match.view_name == (
        "digital:add_package"
    )
    sent(world.coordinator, *address, **given | {"minutes": "25"})
    made = Refresher.objects.get()
    assert (made.task, made.course_version.minutes) == ("Take in one exhibit", 25)
    assert made.course_version.delivery == Delivery.REFRESHER


def test_the_people_behind_a_number_are_shown_and_logged(world, stale, due):
    code = world.command.code
    for asked, found in (
        ({"command": code, "state": "DUE"}, True),
        ({"course": "RESP"}, True),
        ({"state": "DONE"}, False),
        ({"state": "LATE"}, False),
        ({"command": "nowhere"}, False),
    ):
        label = Staff.objects.get(pk=stale.staff_id).label
        assert (label in page(world.coordinator, "refreshers:people", **asked)) is found
    assert AuditLine.objects.filter(action="list_refreshers").count() == 2
    page(world.coordinator, "refreshers:people", status=404, state="NONSENSE")
    page(world.coordinator, "refreshers:people", status=404, after="x")


def test_the_dashboard_counts_them_by_command(world, stale, due):
    text = page(world.coordinator, "readiness:dashboard")
    assert f"{reverse('refreshers:people')}?command={world.command.code}&amp;state=DUE" in text


def test_lists_ask_the_same_of_the_database_for_few_and_for_many(
    world, stale, due, django_assert_num_queries
):
    for name in ("refreshers:list", "refreshers:people"):
        counts = []
        for _ in range(2):
            client = signed_in(Staff.objects.get(pk=world.coordinator.id))
            with django_assert_num_queries(16, exact=False) as asked:
                assert client.get(reverse(name)).status_code == 200
            counts.append(len(asked))
            for _ in range(3):
                completed(world, world.learner(of=world.team), TODAY - timedelta(days=30))
            planned(world, now())
        assert counts[0] == counts[1]


def test_pages_of_many_people_follow_one_another(world, stale, due, monkeypatch):
    monkeypatch.setattr("bluelamp.training.selectors.refreshers.ON_A_PAGE", 2)
    for _ in range(3):
        completed(world, world.learner(of=world.team), TODAY - timedelta(days=30))
    planned(world, now())
    keys = sorted(RefresherDue.objects.values_list("pk", flat=True))
    first = page(world.coordinator, "refreshers:people")
    assert f"after={keys[1]}" in first
    second = page(world.coordinator, "refreshers:people", after=str(keys[1]))
    assert "after=" not in second
    assert second.count('data-label="Course"') == 2
