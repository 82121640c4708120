"""People told of refreshers by a real mail server: once, and never in secret (TRN-10.11)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from tests.training.mail_server import mail_server

from bluelamp.access.models import Staff
from bluelamp.core.errors import NotPossible
from bluelamp.training.models import (
    Course,
    Learner,
    RefresherMessage,
)
from bluelamp.training.services import (
    remind_of_refreshers,
    send_refreshers_again,
)

from .refreshing import (
    EDGE,
    ON_TIME,
    SLIPPED,
    completed,
    planned,
    slipped,
    stale_learner,
)
from .world import GO_LIVE

TOO_EARLY = datetime.combine(EDGE - timedelta(days=1), time(9), UTC)


@pytest.fixture
def mail(settings, monkeypatch):
    monkeypatch.setattr("bluelamp.training.tasks.now", lambda: ON_TIME)
    settings.BLUELAMP_ADDRESS = "https://bluelamp.test"
    with mail_server(settings) as keeping:
        yield keeping


def with_address(learner: Learner) -> Learner:
    Staff.objects.filter(pk=learner.staff_id).update(email=f"p{learner.number}@force.test")
    return learner


def test_one_mail_a_person_says_which_courses_and_by_when(world, jobs, mail):
    other = Course.objects.create(drop=world.drop, code="CUST", title="Custody", module="custody")
    learner = with_address(stale_learner(world))
    completed(world, learner, course=other)
    slipped(world)
    jobs.run()
    (message,) = mail.arrived
    assert message["Subject"] == "OFFICIAL: Refresh your training before go-live"
    text = message.get_content().splitlines()
    assert (text[0], text[-1]) == ("OFFICIAL", "OFFICIAL")
    assert "  Response: by Sun 28 Mar 2027" in text
    assert "  Custody: by Sun 28 Mar 2027" in text
    assert "https://bluelamp.test/training/mine/" in text


def test_who_was_told_is_told_that_it_is_not_needed_and_nobody_else(world, jobs, mail):
    learner = with_address(stale_learner(world))
    slipped(world)
    jobs.run()
    unheard = with_address(stale_learner(world))
    planned(world)
    slipped(world, GO_LIVE)
    jobs.run()
    assert [each["Subject"] for each in mail.arrived][1:] == [
        "OFFICIAL: No refresher needed any more"
    ]
    states = RefresherMessage.objects.filter(learner=unheard).values_list("state", flat=True)
    assert list(states) == ["OVERTAKEN"]
    assert RefresherMessage.objects.filter(learner=learner, state="SENT").count() == 2


def test_slipping_twice_before_the_mail_goes_tells_once(world, jobs, mail):
    with_address(stale_learner(world))
    slipped(world)
    slipped(world, SLIPPED + timedelta(days=7))
    jobs.run()
    assert len(mail.arrived) == 1
    assert "from " not in mail.arrived[0].get_content().split("Custody")[0].split("Response")[0]
    assert "by Sun 4 Apr 2027" in mail.arrived[0].get_content()


def test_reminders_go_once_a_day_to_those_who_have_something_to_do(world, jobs, mail):
    with_address(stale_learner(world))
    slipped(world, at=TOO_EARLY)
    for at, reminded in (
        (datetime.combine(EDGE, time(3), UTC), 1),
        (datetime.combine(EDGE, time(23), UTC), 0),
        (ON_TIME, 0),
        (datetime.combine(SLIPPED - timedelta(days=8), time(3), UTC), 1),
    ):
        assert remind_of_refreshers(at=at) == reminded
    jobs.run()
    assert [each["Subject"].startswith("OFFICIAL: Reminder") for each in mail.arrived]


def test_without_a_mail_server_it_is_kept_and_sent_later(world, jobs, settings):
    with_address(stale_learner(world))
    slipped(world)
    assert [each.state for each in RefresherMessage.objects.all()] == ["UNSENT"]
    with pytest.raises(NotPossible):
        send_refreshers_again(by=world.coordinator, at=ON_TIME)
    with mail_server(settings) as keeping:
        assert send_refreshers_again(by=world.coordinator, at=ON_TIME) == 1
        jobs.run()
        assert len(keeping.arrived) == 1


def test_a_mail_says_nothing_of_anybody_else_nor_of_adjustments(world, jobs, mail):
    with_address(stale_learner(world))
    slipped(world)
    jobs.run()
    said = mail.arrived[0].as_string()
    for name in Staff.objects.values_list("family_name", flat=True):
        assert name not in said
    assert date(2027, 3, 28).isoformat() not in said
