"""The packages' own host: it shares nothing with the application, and answers tickets alone."""

from __future__ import annotations

import json
from datetime import timedelta
from urllib.parse import quote
from uuid import uuid4

import pytest
from django.test import Client
from tests.officers import somebody
from tests.training.digital import HOST, Frame, digital_learner, film, launched, uploaded
from tests.training.packages.making import MP4, cmi5, scorm_12
from tests.training.world import AT

from bluelamp.access.enums import Door
from bluelamp.config.route_table import package_routes
from bluelamp.core import time as clock
from bluelamp.core.errors import NotPossible
from bluelamp.training.models import Launch, LearnerDocument
from bluelamp.training.player.hosts import packages_origin
from bluelamp.training.player.tickets import launch_with, ticket_of

ROUTES = package_routes()
PLACES = ["stage/", "ended/", "commit", "content/content/start.html", "fetch", "xapi/statements"]


@pytest.fixture
def learner(world):
    return digital_learner(world)


@pytest.fixture(autouse=True)
def _then(monkeypatch):
    """Stand in the days of the tests' programme, in which the launches are."""
    at = AT + timedelta(minutes=1)
    for module in ("content", "stage", "xapi", "documents"):
        monkeypatch.setattr(f"bluelamp.training.player.{module}.now", lambda: at)
    assert clock.now() != at


@pytest.fixture
def frame(world, learner) -> Frame:
    return Frame(launched(world, uploaded(world, scorm_12()), learner))


@pytest.fixture
def unit(world, learner) -> Frame:
    frame = Frame(launched(world, uploaded(world, cmi5()), learner))
    frame.fetch()
    return frame


# --- Two hosts -------------------------------------------------------------------------------


def test_every_route_of_the_host_declares_that_it_is_shown_a_ticket():
    assert len(ROUTES) == 12
    assert [each.name for each in ROUTES if each.declared.door is not Door.LAUNCH] == []


@pytest.mark.parametrize("path", ["/", "/account/login/", "/people/", "/api/v1/openapi.json"])
def test_no_page_of_the_application_is_on_the_host_of_packages(path, db):
    client = somebody()
    client.defaults["HTTP_HOST"] = HOST
    response = client.get(path)
    assert response.status_code == 404
    assert response.content == b"There is nothing here."
    assert not response.cookies


def test_nothing_of_a_package_is_on_the_host_of_the_application(frame):
    for place in PLACES:
        assert Client().get(frame.address(place)).status_code == 404, place


@pytest.mark.parametrize(
    "ticket",
    ["x", f"{uuid4().hex}.x", ticket_of(uuid4())],
    ids=["no ticket", "unsigned", "of no launch"],
)
@pytest.mark.parametrize("place", PLACES)
def test_a_ticket_that_is_none_opens_nothing(ticket, place, db):
    client = Client(HTTP_HOST=HOST)
    for method in ("get", "post"):
        assert getattr(client, method)(f"/{ticket}/{place}").status_code in {401, 404, 410}


def test_a_ticket_ends_with_its_launch(frame):
    ticket = ticket_of(frame.launch.pk)
    assert launch_with(ticket, at=AT) == frame.launch
    assert launch_with(ticket, at=AT + timedelta(hours=13)) is None
    assert launch_with(ticket[:-1], at=AT) is None
    Launch.objects.update(closed_at=AT)
    assert launch_with(ticket, at=AT) is None


def test_the_host_neither_reads_nor_sets_a_cookie(frame):
    frame.client.cookies["sessionid"] = "x"
    response = frame.get("stage/")
    assert response.status_code == 200
    assert "Cookie" not in response.get("Vary", "")
    assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize("place", ["stage/", "content/content/start.html"])
def test_a_package_is_sandboxed_and_framed_by_the_application_alone(frame, place):
    policy = frame.get(place)["Content-Security-Policy"]
    assert "sandbox allow-scripts allow-forms allow-same-origin allow-modals" in policy
    assert "allow-top-navigation" not in policy
    assert "http://testserver" in policy.split("frame-ancestors")[1]
    assert "form-action '" in policy


def test_a_package_without_a_host_is_not_played(settings, rf):
    assert packages_origin(rf.get("/", HTTP_HOST="localhost:8123")) == f"http://{HOST}:8123"
    settings.BLUELAMP_PACKAGES_HOST = ""
    with pytest.raises(NotPossible, match="No host for digital packages"):
        packages_origin(rf.get("/"))


# --- Files -----------------------------------------------------------------------------------


def test_a_file_is_sent_as_what_it_is(frame):
    response = frame.get("content/content/start.html")
    assert b"".join(response.streaming_content) == b"<h1>Hi</h1>"
    assert response["Content-Type"] == "text/html"
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("asked", "status", "sent", "says"),
    [
        ("bytes=0-3", 206, MP4[:4], f"bytes 0-3/{len(MP4)}"),
        ("bytes=4-", 206, MP4[4:], f"bytes 4-{len(MP4) - 1}/{len(MP4)}"),
        ("bytes=-5", 206, MP4[-5:], f"bytes {len(MP4) - 5}-{len(MP4) - 1}/{len(MP4)}"),
        ("bytes=0-99999", 206, MP4, f"bytes 0-{len(MP4) - 1}/{len(MP4)}"),
        ("bytes=9999-", 416, b"", f"bytes */{len(MP4)}"),
        ("pages=1-2", 200, MP4, None),
    ],
)
def test_a_part_of_a_film_is_sent(world, learner, asked, status, sent, says):
    frame = Frame(launched(world, film(world), learner))
    response = frame.get("content/video.mp4", Range=asked)
    body = b"".join(response) if response.streaming else response.content
    assert (response.status_code, body, response.get("Content-Range")) == (status, sent, says)


@pytest.mark.parametrize("place", ["content/none.html", "content/../imsmanifest.xml", "content/"])
def test_what_the_package_does_not_hold_is_not_found(frame, place):
    assert frame.get(place).status_code == 404


def test_no_service_worker_is_given(frame):
    place = "content/content/start.html"
    assert frame.get(place, **{"Service-Worker": "script"}).status_code == 404


# --- Committing ------------------------------------------------------------------------------


@pytest.mark.parametrize("body", ["", "[]", "{", '{"version": 0, "cmi": []}'])
def test_what_is_no_commit_is_refused(frame, body):
    response = frame.client.post(frame.address("commit"), body, content_type="application/json")
    assert response.status_code == 409
    assert frame.client.get(frame.address("commit")).status_code == 409


# --- xAPI ------------------------------------------------------------------------------------


def test_the_token_is_given_once(unit):
    again = unit.client.post(unit.address("fetch"))
    assert (again.status_code, again.json()["error-code"]) == (400, "1")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Authorization": ""}, 401),
        ({"Authorization": "Basic guess"}, 401),
        ({"Authorization": "Bearer guess"}, 401),
        ({"X-Experience-API-Version": ""}, 400),
        ({"X-Experience-API-Version": "2.0"}, 400),
    ],
)
def test_who_asks_shows_the_token_and_the_version(unit, headers, status):
    response = unit.ask("GET", "statements", **headers)
    assert response.status_code == status
    assert response["X-Experience-API-Version"] == "1.0.3"


def agent(frame: Frame) -> str:
    return quote(json.dumps(frame.statement("initialized")["actor"]))


def state_address(frame: Frame, name: str = "", who: str = "") -> str:
    attempt = frame.launch.progress.attempt
    rest = f"&stateId={name}" if name else ""
    activity = frame.launch.progress.unit_id.urn
    about = f"activityId={activity}&registration={attempt.pk}&agent={who or agent(frame)}"
    return f"activities/state?{about}{rest}"


def test_the_launch_data_are_there_and_are_the_platforms_own(unit):
    data = unit.ask("GET", state_address(unit, "LMS.LaunchData"))
    assert data.json()["moveOn"] == "CompletedOrPassed"
    assert data.json()["masteryScore"] == 0.8
    assert data.json()["returnURL"].startswith(f"http://{HOST}/")
    assert unit.ask("PUT", state_address(unit, "LMS.LaunchData"), {}).status_code == 403


def test_the_state_is_kept_laid_over_listed_and_deleted(unit):
    place = state_address(unit, "bookmark")
    assert unit.ask("GET", place).status_code == 404
    assert unit.ask("PUT", place, {"page": 3, "a": 1}).status_code == 204
    assert unit.ask("POST", place, {"page": 4}).status_code == 204
    found = unit.ask("GET", place)
    assert found.json() == {"page": 4, "a": 1}
    assert unit.ask("GET", state_address(unit)).json() == ["bookmark"]
    stale = unit.ask("PUT", place, {}, **{"If-Match": '"other"'})
    assert stale.status_code == 412
    assert unit.ask("PUT", place, {}, **{"If-Match": found["ETag"]}).status_code == 204
    assert unit.ask("DELETE", place).status_code == 204
    assert not LearnerDocument.objects.exists()


def test_another_learners_state_is_not_shown(world, unit):
    other = Frame(launched(world, unit.launch.progress.attempt.package, digital_learner(world)))
    assert unit.ask("GET", state_address(unit, "x", agent(other))).status_code == 400


def test_the_preferences_of_a_learner(unit):
    place = f"agents/profile?agent={agent(unit)}&profileId=cmi5LearnerPreferences"
    assert unit.ask("GET", place).json()["languagePreference"] == "en-GB"


def test_a_profile_is_written_over_only_knowingly(unit):
    place = f"agents/profile?agent={agent(unit)}&profileId=mine"
    assert unit.ask("PUT", place, {"a": 1}, **{"If-None-Match": "*"}).status_code == 204
    assert unit.ask("PUT", place, {"a": 2}).status_code == 409
    assert unit.ask("PUT", place, {"a": 2}, **{"If-None-Match": "*"}).status_code == 412
    tag = unit.ask("GET", place)["ETag"]
    assert unit.ask("PUT", place, {"a": 2}, **{"If-Match": tag}).status_code == 204


def test_the_unit_and_the_learner_are_described(unit):
    activity = unit.launch.progress.unit_id.urn
    described = unit.ask("GET", f"activities?activityId={activity}").json()
    assert described["definition"]["name"] == {"en-GB": "Building"}
    person = unit.ask("GET", f"agents?agent={agent(unit)}").json()
    learner = unit.launch.progress.attempt.learner_id
    assert [each["name"] for each in person["account"]] == [str(learner)]


def test_statements_of_the_registration_are_shown(unit):
    unit.state("initialized")
    shown = unit.ask("GET", "statements?ascending=true").json()["statements"]
    assert [each["verb"]["id"].rpartition("/")[2] for each in shown] == ["launched", "initialized"]
    one = shown[1]["id"]
    assert unit.ask("GET", f"statements?statementId={one}").json()["id"] == one
    assert unit.ask("GET", f"statements?statementId={uuid4()}").status_code == 404
    assert unit.ask("GET", "statements?statementId=1").status_code == 400


def test_the_address_of_a_unit_has_what_cmi5_asks(unit):
    start = unit.get("stage/").context["setting"]["start"]
    assert start.startswith(f"http://{HOST}/")
    for name in ("endpoint", "fetch", "actor", "registration", "activityId"):
        assert f"{name}=" in start
