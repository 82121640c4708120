"""The coordinator's list of messages that did not go out."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from tests.officers import signed_in
from tests.training.world import AT

from bluelamp.access.enums import Role
from bluelamp.access.models import Staff
from bluelamp.training.enums import MessageKind, MessageState
from bluelamp.training.models import BookingMessage

URL = "/training/messages/"


@pytest.fixture
def coordinator(world):
    return signed_in(Staff.objects.get(pk=world.coordinator.id))


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("bluelamp.training.views.messages.now", lambda: AT)


@pytest.fixture
def server(settings):
    settings.BLUELAMP_MAIL_URL = "smtp://mail.test"


def failed(world, number: int = 1) -> list[BookingMessage]:
    """Leave messages as a server that refuses them does."""
    booking = world.booked(world.session(), world.learner(of=world.new_team()))
    BookingMessage.objects.all().delete()
    span = [[booking.session.starts_at.isoformat(), booking.session.ends_at.isoformat()]]
    return BookingMessage.objects.bulk_create(
        BookingMessage(
            booking=booking,
            kind=MessageKind.REQUEST,
            sequence=each,
            times=span,
            place="One",
            state=MessageState.FAILED,
            problem="The mail server refused it (554)",
            settled_at=AT,
        )
        for each in range(number)
    )


def text(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def test_it_says_who_did_not_get_what_and_why(world, coordinator, server):
    (message,) = failed(world)
    page = text(coordinator.get(URL))
    assert message.booking.learner.staff.label in page
    assert "The mail server refused it (554)" in page
    assert "Look at messages that could not be sent" in text(coordinator.get(reverse("home")))


def test_one_and_all_are_sent_again(world, coordinator, server, jobs):
    first, *_rest = failed(world, 3)
    done = coordinator.post(reverse("training:send_again", args=[first.pk]), follow=True)
    assert "1 message waits to be sent." in text(done)
    assert jobs.waiting("send_message")[-1] == {"message_id": str(first.pk)}
    again = coordinator.post(reverse("training:send_again", args=[first.pk]), follow=True)
    assert "have gone out, or wait to" in text(again)


def test_what_is_over_is_not_sent_with_the_rest(world, coordinator, server, jobs, monkeypatch):
    failed(world, 3)
    before = len(jobs.waiting("send_message"))
    for at, said in ((AT + timedelta(days=60), "have gone out"), (AT, "3 messages wait")):
        monkeypatch.setattr("bluelamp.training.views.messages.now", lambda at=at: at)
        done = coordinator.post(reverse("training:send_all_again"), follow=True)
        assert said in text(done)
    assert len(jobs.waiting("send_message")) == before + 3


def test_without_a_server_it_says_so_and_offers_nothing(world, coordinator):
    (message,) = failed(world)
    page = text(coordinator.get(URL))
    assert "No mail server is set" in page
    assert "Send again" not in page
    refused = coordinator.post(reverse("training:send_again", args=[message.pk]), follow=True)
    assert "No mail server is set." in text(refused)


def test_it_lists_by_state_and_takes_an_unknown_one_for_the_usual(world, coordinator, server):
    failed(world)
    assert "No messages here." in text(coordinator.get(URL, {"state": "SENT"}))
    for state in ("FAILED", "", "NONSENSE"):
        assert "refused it" in text(coordinator.get(URL, {"state": state}))
    assert coordinator.get(URL, {"after": "nonsense"}).status_code == 409


def test_it_reads_the_same_for_few_and_many_and_goes_on_to_the_next_page(
    world, coordinator, server, django_assert_max_num_queries
):
    failed(world, 30)
    BookingMessage.objects.filter(sequence__gte=2).update(state=MessageState.SENT)
    with django_assert_max_num_queries(14) as few:
        text(coordinator.get(URL))
    BookingMessage.objects.update(state=MessageState.FAILED)
    with django_assert_max_num_queries(len(few)):
        page = text(coordinator.get(URL))
    assert page.count("refused it") == 25
    following = page.split("?after=")[1].split('"')[0]
    assert text(coordinator.get(URL, {"after": following})).count("refused it") == 5


def test_only_who_runs_the_programme_sees_it(world):
    supervisor = signed_in(Staff.objects.get(pk=world.officer(Role.SUPERVISOR).id))
    assert supervisor.get(URL).status_code == 403
    assert supervisor.post(reverse("training:send_again", args=[uuid4()])).status_code == 403
