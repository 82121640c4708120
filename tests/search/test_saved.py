"""Saved searches: what is new is told once, to who may see it, until it is no longer needed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.nominals.conftest import AT
from tests.nominals.people import CUSTODY
from tests.officers import member

from bluelamp.access.enums import Role
from bluelamp.access.models import RoleHolding
from bluelamp.access.policies import Officer, operator
from bluelamp.access.selectors import officer_for
from bluelamp.audit.models import AuditLine
from bluelamp.core.errors import NotAllowed, NotPossible
from bluelamp.core.time import day_of
from bluelamp.nominals.enums import EventKind, LinkRestriction, LinkRole
from bluelamp.nominals.models import Link
from bluelamp.nominals.services import Judged, judge_same, register_event
from bluelamp.search.models import SavedMatch, SavedSearch
from bluelamp.search.panels import news_of_saved_searches
from bluelamp.search.selectors import news_of
from bluelamp.search.services import (
    change_saved_search,
    delete_saved_search,
    keep_precise_search,
    keep_search,
    mark_matches_seen,
    pause_saved_search,
    resume_saved_search,
    run_saved_searches,
    save_search,
)

pytestmark = pytest.mark.django_db
REVIEW = day_of(AT) + timedelta(days=28)
HOUR = timedelta(hours=1)


@pytest.fixture
def staff():
    return member("8123", Role.INSPECTOR)


def working(staff) -> Officer:
    return officer_for(staff, at=AT, reason=CUSTODY)


@pytest.fixture
def owner(staff) -> Officer:
    return working(staff)


def saved_for(owner, text="Smith", name="Smiths", review_on=REVIEW) -> SavedSearch:
    search = keep_search(text=text, by=owner, at=AT)
    return save_search(search_id=search.pk, name=name, review_on=review_on, by=owner, at=AT)


def run(hours=1, **more) -> tuple[int, int]:
    done = run_saved_searches(by=operator(), at=AT + hours * HOUR, **more)
    return done.searches, done.told


def queue(owner, at=AT) -> list[tuple[str, str]]:
    return [(item.what, item.about) for item in news_of_saved_searches(owner, at)]


def test_what_is_there_already_is_no_news_and_what_comes_is_told_once(record, owner):
    record("John", family="Smith")
    saved = saved_for(owner)
    assert run(1) == (1, 0)
    assert queue(owner) == []
    new = record("Ann", family="Smith")
    assert run(2) == (1, 1)
    assert queue(owner) == [("Saved search: 1 new match", "Smiths")]
    assert run(3) == (1, 0)
    assert queue(owner) == [("Saved search: 1 new match", "Smiths")]
    news = news_of(saved, owner, day_of(AT))
    assert news.keys == {new.pk}
    assert mark_matches_seen(saved_id=saved.pk, keys=news.keys, by=owner, at=AT) == 1
    assert queue(owner) == []
    assert run(4) == (1, 0)
    assert queue(owner) == []


def test_a_run_is_logged_with_what_it_told_and_no_words(record, owner):
    saved = saved_for(owner, "Smith 1985")
    new = record("Ann", family="Smith", birth="1985-03-14")
    run()
    line = AuditLine.objects.get(action="run_saved_search")
    assert set(line.records) == {saved.pk, new.pk}
    assert line.record_reference == str(saved.search_id)
    assert "Smith" not in f"{line.detail}{line.action}{line.record_reference}"


def test_a_search_that_was_run_lately_waits(record, owner):
    saved_for(owner)
    record("Ann", family="Smith")
    assert run_saved_searches(by=operator(), at=AT + timedelta(minutes=5)).searches == 0
    assert run(1) == (1, 1)
    assert run(1) == (0, 0)


def test_a_run_goes_on_where_one_was_stopped(record, owner):
    for name in ("one", "two", "three"):
        saved_for(owner, name=name)
    record("Ann", family="Smith")
    assert run(1, most=1) == (1, 1)
    assert run(1) == (2, 2)


def test_paused_and_ended_searches_rest_and_say_so(record, owner):
    saved = saved_for(owner)
    record("Ann", family="Smith")
    pause_saved_search(saved_id=saved.pk, by=owner, at=AT)
    assert run(1) == (0, 0)
    resume_saved_search(saved_id=saved.pk, by=owner, at=AT)
    assert run(2) == (1, 1)
    ended = AT + timedelta(days=28)
    assert run_saved_searches(by=operator(), at=ended).searches == 0
    assert ("Saved search has ended: renew or delete it", "Smiths") in queue(owner, ended)
    assert ("Saved search ends soon", "Smiths") in queue(owner, AT + timedelta(days=22))
    later = REVIEW + timedelta(days=28)
    change_saved_search(saved_id=saved.pk, name="Smiths", review_on=later, by=owner, at=ended)
    assert run_saved_searches(by=operator(), at=ended).searches == 1


def test_what_the_owner_may_no_longer_see_is_neither_told_nor_counted(record, staff, owner):
    saved = saved_for(owner)
    record("Ann", family="Smith")
    run(1)
    assert len(queue(owner)) == 1
    RoleHolding.objects.filter(staff=staff).update(role=Role.PROPERTY_OFFICER)
    keeper = working(staff)
    assert queue(keeper) == []
    assert news_of(saved, keeper, day_of(AT)).keys == frozenset()
    record("Bob", family="Smith")
    assert run(2) == (1, 0)
    RoleHolding.objects.filter(staff=staff).delete()
    assert queue(working(staff)) == []
    assert run(3) == (1, 0)


def test_who_has_left_is_told_nothing(record, staff, owner):
    saved_for(owner)
    record("Ann", family="Smith")
    staff.is_active = False
    staff.save()
    assert run() == (0, 0)


def test_an_address_that_is_hidden_before_it_was_seen_is_told_no_more(record, owner):
    saved = saved_for(owner, "SW9", "SW9")
    ann = record("Ann", family="Smith", postcode="SW9 8AB")
    assert run(1) == (1, 1)
    Link.objects.filter(source=ann.pk, role=LinkRole.HOME).update(
        restriction=LinkRestriction.DOMESTIC_ABUSE
    )
    assert news_of(saved, owner, day_of(AT)).keys == frozenset()
    assert run(2) == (1, 0)
    assert queue(owner) == []
    bob = record("Bob", family="Roe", postcode="SW9 8AB")
    Link.objects.filter(source=bob.pk, role=LinkRole.HOME).update(
        restriction=LinkRestriction.ADOPTED
    )
    assert run(3) == (1, 0)


def test_records_of_kinds_the_owner_may_not_open_are_not_told(owner, sergeant):
    guard = working(member("8124", Role.DETENTION_OFFICER))
    for by, name in ((owner, "inspector"), (guard, "guard")):
        saved_for(by, "01AB12", name)
    register_event(
        kind=EventKind.CASE, reference="01AB1234526", title="", occurred_at=AT, by=sergeant, at=AT
    )
    assert run() == (2, 1)
    assert queue(owner) == [("Saved search: 1 new match", "inspector")]
    assert queue(guard) == []


def test_who_is_judged_one_with_somebody_known_is_no_news(record, owner):
    later_known = record("Jon", family="Smith")
    first = record("Ann", family="Smith", birth="1985-03-14")
    saved_for(owner)
    new = record("Ann", family="Smith", birth="1985-03-14", postcode="SW9 8AB")
    supervisor = working(member("8125", Role.SUPERVISOR))
    judge_same(
        one=first.pk,
        other=new.pk,
        said=Judged(reason="The same face and address", evidence="Photographs"),
        by=supervisor,
        at=AT,
    )
    assert run() == (1, 0)
    assert later_known


def test_a_search_that_finds_too_many_is_not_saved(record, owner, monkeypatch):
    monkeypatch.setattr("bluelamp.search.selectors.people.MOST_PEOPLE", 2)
    for letter in "abc":
        record("John", f"M{letter}", family="Smith")
    with pytest.raises(NotPossible, match="too many"):
        saved_for(owner)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"name": "  "}, "name"),
        ({"name": "x" * 61}, "name"),
        ({"name": "Smiths"}, "name"),
        ({"review_on": day_of(AT)}, "review_on"),
        ({"review_on": day_of(AT) + timedelta(days=400)}, "review_on"),
    ],
)
def test_what_is_wrong_with_a_saved_search_names_its_field(owner, more, field):
    saved_for(owner)
    with pytest.raises(NotPossible) as refusal:
        saved_for(owner, **{"name": "Others", **more})
    assert refusal.value.field == field


def test_without_a_reason_nothing_is_saved(staff):
    idle = officer_for(staff, at=AT)
    with pytest.raises(NotPossible, match="Say why"):
        saved_for(idle)


def test_only_the_owner_may_change_pause_or_delete(record, owner):
    saved = saved_for(owner)
    other = working(member("8126", Role.INSPECTOR))
    for do in (pause_saved_search, resume_saved_search, delete_saved_search):
        with pytest.raises(NotAllowed):
            do(saved_id=saved.pk, by=other, at=AT)
    with pytest.raises(NotAllowed):
        mark_matches_seen(saved_id=saved.pk, keys=[], by=other, at=AT)
    with pytest.raises(NotPossible):
        save_search(search_id=saved.search_id, name="Mine", review_on=REVIEW, by=other, at=AT)


def test_deleting_forgets_the_matches_and_the_audit_keeps_the_act(record, owner):
    saved = saved_for(owner)
    record("Ann", family="Smith")
    run()
    delete_saved_search(saved_id=saved.pk, by=owner, at=AT)
    assert not SavedMatch.objects.exists()
    assert queue(owner) == []
    assert AuditLine.objects.filter(action="delete_saved_search").exists()


def test_a_search_in_parts_is_watched_as_well(record, owner):
    search = keep_precise_search(parts={"family_name": "sm*", "area": "SW9"}, by=owner, at=AT)
    save_search(search_id=search.pk, name="Sm in SW9", review_on=REVIEW, by=owner, at=AT)
    record("Ann", family="Smith", postcode="E1 6AN")
    record("Bob", family="Smythe", postcode="SW9 8AB")
    assert run() == (1, 1)


def test_the_queue_costs_one_statement_however_many_are_saved(record, owner):
    saved_for(owner)
    with CaptureQueriesContext(connection) as one:
        queue(owner)
    for number in range(5):
        saved_for(owner, name=f"Search {number}")
    record("Ann", family="Smith")
    run()
    with CaptureQueriesContext(connection) as many:
        assert len(queue(owner)) == 6
    assert len(one) == len(many) == 1
