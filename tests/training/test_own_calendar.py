"""One's own calendar: read by its secret alone, and ended with it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import vobject
from django.test import Client
from django.urls import reverse
from tests.officers import signed_in
from tests.training.world import AT, FIRST_DAY

from bluelamp.access.models import Staff
from bluelamp.audit.models import AuditLine
from bluelamp.training.models import CalendarFeed
from bluelamp.training.rules.feeds import READS, READS_WITHIN, reads_counted, too_many
from bluelamp.training.services import (
    cancel_booking,
    keep_booking_open,
    make_feed,
    move_session,
    stop_feed,
)


@pytest.fixture
def learner(world):
    return world.learner(of=world.new_team())


@pytest.fixture
def me(learner):
    return signed_in(Staff.objects.get(pk=learner.staff_id))


def address(secret: str) -> str:
    return reverse("training:feed", args=[secret])


def events(response) -> dict[str, str]:
    """Return the events by their booking, with how sure they are."""
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    found = vobject.readOne(response.content.decode())
    rows = found.contents.get("vevent", [])
    return {each.uid.value.partition("@")[0]: each.status.value for each in rows}


def test_it_holds_what_is_confirmed_and_what_is_not_sure_yet(world, learner):
    secret = make_feed(by=world.of(learner), at=AT)
    assert events(Client().get(address(secret))) == {}
    sure = world.booked(world.session(), learner)
    assert events(Client().get(address(secret))) == {str(sure.pk): "CONFIRMED"}
    cancel_booking(booking_id=sure.pk, because="Moved away", by=world.coordinator, at=AT)
    later = world.session(FIRST_DAY + timedelta(days=1))
    open_ = world.booked(later, learner, accept=False)
    assert events(Client().get(address(secret))) == {}
    keep_booking_open(booking_id=open_.pk, by=world.of(learner), at=AT)
    assert events(Client().get(address(secret))) == {str(open_.pk): "TENTATIVE"}


def test_it_says_nothing_of_anybody(world, learner):
    secret = make_feed(by=world.of(learner), at=AT)
    world.booked(world.session(), learner)
    staff = Staff.objects.get(pk=learner.staff_id)
    shown = Client().get(address(secret))
    for word in (staff.family_name, staff.staff_number, "mailto:"):
        assert word not in shown.content.decode()
    assert secret not in str(list(CalendarFeed.objects.values()))


def test_what_has_not_changed_is_not_sent_again(world, learner):
    secret = make_feed(by=world.of(learner), at=AT)
    session = world.session()
    world.booked(session, learner)
    first = Client().get(address(secret))
    assert first["Cache-Control"] == "private, no-cache"
    again = Client().get(address(secret), headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    later = FIRST_DAY + timedelta(days=1)
    move_session(session_id=session.pk, days=[later], by=world.coordinator, at=AT)
    moved = Client().get(address(secret), headers={"If-None-Match": first["ETag"]})
    assert moved.status_code == 200
    assert "SEQUENCE:1" in moved.content.decode()


def test_a_new_address_ends_the_old_one_and_stopping_ends_both(world, learner):
    officer = world.of(learner)
    old, new = (make_feed(by=officer, at=AT) for _ in range(2))
    assert old != new
    assert Client().get(address(old)).status_code == 404
    assert Client().get(address(new)).status_code == 200
    stop_feed(by=officer, at=AT)
    assert Client().get(address(new)).status_code == 404
    assert list(AuditLine.objects.order_by("pk").values_list("action", flat=True))[-3:] == [
        "make_feed",
        "make_feed",
        "stop_feed",
    ]


def test_who_has_left_has_no_calendar(world, learner):
    secret = make_feed(by=world.of(learner), at=AT)
    Staff.objects.filter(pk=learner.staff_id).update(is_active=False)
    assert Client().get(address(secret)).status_code == 404


def test_it_is_not_read_without_end(world, learner):
    secret = make_feed(by=world.of(learner), at=AT)
    CalendarFeed.objects.update(counted_from="2999-01-01T00:00:00Z", reads=READS - 1)
    assert Client().get(address(secret)).status_code == 200
    refused = Client().get(address(secret))
    assert (refused.status_code, refused["Retry-After"]) == (429, "600")


def test_reads_are_counted_anew_after_a_while():
    assert reads_counted(counted_from=None, reads=0, at=AT) == (AT, 1)
    almost = AT + READS_WITHIN - timedelta(seconds=1)
    assert reads_counted(counted_from=AT, reads=READS, at=almost) == (AT, READS + 1)
    assert too_many(READS + 1)
    assert not too_many(READS)
    after = AT + READS_WITHIN
    assert reads_counted(counted_from=AT, reads=READS + 1, at=after) == (after, 1)


def test_it_is_read_in_as_many_statements_for_few_and_many(
    world, learner, django_assert_max_num_queries
):
    secret = make_feed(by=world.of(learner), at=AT)
    world.booked(world.session(), learner)
    with django_assert_max_num_queries(9):
        Client().get(address(secret))


# --- The pages --------------------------------------------------------------------------------


def test_the_address_is_shown_once_and_works(me, learner):
    url = reverse("training:my_calendar")
    assert "Make an address" in me.get(url).content.decode()
    made = me.post(url, {"make": "1"})
    assert "no-store" in made["Cache-Control"]
    found = re.search(r"http://testserver(/training/calendar/[\w-]+\.ics)", made.content.decode())
    assert found
    assert Client().get(found[1]).status_code == 200
    page = me.get(url).content.decode()
    assert "Make a new address" in page
    assert found[1] not in page
    assert me.post(url, {"stop": "1"}).status_code == 302
    assert Client().get(found[1]).status_code == 404
    assert "has no address" in me.post(url, {"stop": "1"}, follow=True).content.decode()


def test_one_booking_is_a_file_for_its_person_alone(world, me, learner):
    booking = world.booked(world.session(), learner, accept=False)
    page = me.get(reverse("training:my_booking", args=[booking.pk])).content.decode()
    url = reverse("training:my_ics", args=[booking.pk])
    assert url in page
    shown = me.get(url)
    assert shown["Content-Disposition"] == 'attachment; filename="training.ics"'
    assert events(shown) == {str(booking.pk): "TENTATIVE"}
    other = signed_in(Staff.objects.get(pk=world.officer().id))
    assert other.get(url).status_code == 404
