"""A page of personal data without an audit line is an error in tests and a log line in service."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import clear_url_caches, path
from tests.officers import somebody

from bluelamp.access.enums import Permission, Role, Touches
from bluelamp.access.logged_pages import PageWithoutLine
from bluelamp.access.policies import route
from bluelamp.audit.enums import Channel, Operation
from bluelamp.audit.services import (
    Subject,
    nobody_was_shown,
    record_change,
    record_disclosure,
    record_reading,
    record_refusal,
    watched,
)
from bluelamp.config import urls

pytestmark = pytest.mark.django_db
OF = Subject("person")
Logs = Callable[[Any], object]

LOGS: dict[str, Logs] = {
    "reads": lambda by: record_reading(by=by, of=OF, action="look"),
    "discloses": lambda by: record_disclosure(
        by=by, of=OF, action="print", recipient="Court", channel=Channel.PRINT
    ),
    "shows nobody": lambda by: nobody_was_shown(),
    "forgets": lambda by: None,
    "logs a change only": lambda by: record_change(by=by, of=OF, action="amend"),
    "logs a refusal only": lambda by: record_refusal(
        operation=Operation.CONSULT, by=by, of=OF, action="look", because="no"
    ),
}
ENOUGH = ["reads", "discloses", "shows nobody"]
TOO_LITTLE = [what for what in LOGS if what not in ENOUGH]


@pytest.fixture
def page(settings) -> Iterator[Callable[..., Client]]:
    """Return how to make a site with one page that logs in some way."""

    def make(what: str, touches: Touches = Touches.READS, status: int = 200) -> Client:
        def view(request: HttpRequest) -> HttpResponse:
            LOGS[what](request.officer)
            return HttpResponse("somebody", status=status)

        site = ModuleType("site_with_one_page")
        declared = route(Permission.USE_BLUELAMP, touches)(view)
        site.urlpatterns = [*urls.urlpatterns, path("page/", declared, name="page")]
        settings.ROOT_URLCONF = site
        clear_url_caches()
        return somebody(Role.SUPERVISOR)

    yield make
    clear_url_caches()


@pytest.mark.parametrize("touches", [Touches.READS, Touches.DISCLOSES])
@pytest.mark.parametrize("what", TOO_LITTLE)
def test_a_page_that_shows_somebody_must_say_so(page, what: str, touches: Touches) -> None:
    client = page(what, touches)
    with pytest.raises(PageWithoutLine, match=r"page answered .*\(INF-5\.1\)"):
        client.get("/page/")


@pytest.mark.parametrize("what", ENOUGH)
def test_a_page_that_says_so_is_served(page, what: str) -> None:
    assert page(what).get("/page/").status_code == 200


@pytest.mark.parametrize(
    ("touches", "status"), [(Touches.NOTHING, 200), (Touches.CHANGES, 200), (Touches.READS, 404)]
)
def test_other_answers_need_no_line(page, touches: Touches, status: int) -> None:
    assert page("forgets", touches, status).get("/page/").status_code == status


def test_in_service_the_page_is_served_and_the_log_complains(page, settings, caplog) -> None:
    settings.BLUELAMP_ENFORCE_AUDIT = False
    with caplog.at_level(logging.ERROR):
        assert page("forgets").get("/page/").status_code == 200
    assert "page answered with personal data but logged no CONSULT" in caplog.text


@pytest.mark.parametrize(
    ("touches", "kept"), [(Touches.READS, False), (Touches.CHANGES, True), (Touches.NOTHING, True)]
)
def test_what_was_shown_is_not_kept_but_what_was_typed_may_be(page, touches, kept: bool) -> None:
    response = page("reads", touches).get("/page/")
    assert ("no-store" not in response.get("Cache-Control", "")) is kept


def test_one_request_does_not_answer_for_another() -> None:
    with watched() as outer:
        with watched() as inner:
            nobody_was_shown()
        assert len(inner) == 1
    assert outer == []
