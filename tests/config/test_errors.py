"""What is answered when a view breaks: a page to people, a document to programs."""

from __future__ import annotations

import json

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import path
from tests.officers import somebody
from tests.programs import Program

from bluelamp.access.enums import Permission, Role, Touches
from bluelamp.access.policies import operation, route
from bluelamp.config import urls
from bluelamp.core.problems import PROBLEM

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]
SECRET = "Zoe Okafor, 14/03/1985"


@route(Permission.USE_BLUELAMP, Touches.NOTHING)
def broken(request: HttpRequest) -> HttpResponse:
    """Break, as no view should."""
    raise RuntimeError(SECRET)


@operation(Permission.USE_BLUELAMP, Touches.NOTHING)
def broken_operation(request: HttpRequest) -> HttpResponse:
    """Break, as no operation should."""
    raise RuntimeError(SECRET)


handler500 = urls.handler500
urlpatterns = [path("api/v1/broken", broken_operation), path("broken/", broken), *urls.urlpatterns]


def test_a_program_is_answered_with_a_problem_document():
    program = Program(Role.SUPERVISOR)
    program.client.raise_request_exception = False
    response = program.client.get("/api/v1/broken")
    assert (response.status_code, response["Content-Type"]) == (500, PROBLEM)
    assert json.loads(response.content)["status"] == 500
    assert SECRET not in response.content.decode()


def test_a_person_is_answered_with_a_page():
    client = somebody(Role.SUPERVISOR)
    client.raise_request_exception = False
    response = client.get("/broken/")
    assert (response.status_code, response["Content-Type"][:9]) == (500, "text/html")
    assert SECRET not in response.content.decode()
