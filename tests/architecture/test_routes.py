"""Every route, asked by everybody: deny by default, refusals logged, nothing open by mistake."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from types import ModuleType
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import NoReverseMatch, clear_url_caches, path, reverse
from tests.officers import member, signed_in
from tests.programs import Program

from bluelamp.access.enums import Door, Permission, Role, Touches
from bluelamp.access.rules.permissions import permissions_of
from bluelamp.audit.enums import Operation, Outcome
from bluelamp.audit.models import AuditLine
from bluelamp.config import urls
from bluelamp.config.route_table import ListedRoute, all_routes, pages

ROOT = Path(__file__).resolve().parents[2]
METHODS = ("get", "post")
NOBODY_IN_PARTICULAR = "no role"
# Keys are made up, so that a record is not found, a form is empty or a thing cannot be done.
ANSWERS = {200, 302, 400, 404, 405, 409}
OPERATIONS = {
    Touches.READS: Operation.CONSULT,
    Touches.CHANGES: Operation.ALTER,
    Touches.DISCLOSES: Operation.DISCLOSE,
}
EXAMPLES = (str(uuid4()), "1", "x", "CU-26-0000123-R", "2026-01-31")

ALL = all_routes()
SERVED = [route for route in ALL if route.declared]
BY_TOKEN = [route for route in SERVED if route.declared.door is Door.TOKEN]
BY_SECRET = [route for route in SERVED if route.declared.door is Door.FEED]
GUARDED = [
    route for route in SERVED if route.declared.permission and route not in [*BY_TOKEN, *BY_SECRET]
]
UNDECLARED = [route for route in ALL if route.declared is None]


def by_name(routes: list[ListedRoute]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("route", routes, ids=[route.name for route in routes])


def address_of(route: ListedRoute) -> str:
    """Return an address of the route, with made-up arguments that its patterns take."""
    offered = [_examples(part) for part in route.parts]
    names = [name for part in offered for name in part]
    for values in product(*(values for part in offered for values in part.values())):
        try:
            return reverse(route.name, kwargs=dict(zip(names, values, strict=True)))
        except NoReverseMatch:
            continue
    raise AssertionError(f"No made-up address fits {route.address}: add to EXAMPLES")


def _examples(part) -> dict[str, list]:
    converters = getattr(part, "converters", {})
    plain = {name: list(EXAMPLES) for name in part.regex.groupindex if name not in converters}
    return plain | {
        name: [
            converter.to_python(text) for text in EXAMPLES if re.fullmatch(converter.regex, text)
        ]
        for name, converter in converters.items()
    }


@dataclass(frozen=True)
class Visitors:
    """The session of one member of staff for each role, and of one without any."""

    sessions: dict[str, str]

    def client(self, who: str) -> Client:
        client = Client()
        client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[who]
        return client

    @staticmethod
    def roles(who: str) -> set[Role]:
        return set() if who == NOBODY_IN_PARTICULAR else {Role(who)}

    def who_may(self, permission: Permission) -> list[str]:
        return [who for who in self.sessions if permission in permissions_of(self.roles(who))]

    def who_may_not(self, permission: Permission) -> list[str]:
        return [who for who in self.sessions if permission not in permissions_of(self.roles(who))]


@pytest.fixture(scope="module")
def visitors(django_db_setup, django_db_blocker) -> Iterator[Visitors]:
    """Sign everybody in once; each test then runs in a transaction inside this one."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield Visitors({who: _session_of(who) for who in (*Role, NOBODY_IN_PARTICULAR)})
        transaction.set_rollback(True)


def _session_of(who: str) -> str:
    client = signed_in(member(f"T-{who[:12]}", *Visitors.roles(who)))
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def test_the_walk_finds_the_routes():
    names = {route.name for route in SERVED}
    assert {"home", "access:audit_trail", "custody:board", "account_login"} <= names
    assert len(UNDECLARED) > 5


@by_name(SERVED)
def test_a_served_route_has_a_name_of_its_own_and_checks_where_forms_come_from(route):
    assert not route.name.endswith(":")
    assert [other.name for other in ALL].count(route.name) == 1
    # Only a program need not show where its request comes from: no browser sends its token.
    assert getattr(route.view, "csrf_exempt", False) == (route in BY_TOKEN)


@by_name(UNDECLARED)
def test_what_is_not_declared_is_not_served(route, visitors, db):
    for method, who in product(METHODS, [None, Role.ADMINISTRATOR]):
        client = visitors.client(who) if who else Client()
        assert getattr(client, method)(address_of(route)).status_code == 404, (method, who)


@by_name(GUARDED)
def test_who_has_not_signed_in_is_sent_to_sign_in(route, db):
    for method in METHODS:
        response = getattr(Client(), method)(address_of(route))
        assert response.status_code == 302, method
        assert response["Location"].startswith(f"{reverse('account_login')}?next="), method
    assert not AuditLine.objects.exists()


@by_name(GUARDED)
def test_a_role_without_the_permission_is_refused_and_the_attempt_is_logged(route, visitors, db):
    for who in visitors.who_may_not(route.declared.permission):
        for method in METHODS:
            response = getattr(visitors.client(who), method)(address_of(route))
            assert response.status_code == 403, (who, method)
            _check_line(route, response["X-Request-Id"])


def _check_line(route: ListedRoute, request_id: str) -> None:
    lines = list(AuditLine.objects.filter(request_id=request_id))
    if route.declared.touches is Touches.NOTHING:
        assert lines == []
        return
    line = lines.pop()
    assert lines == []
    assert (line.outcome, line.action) == (Outcome.REFUSED, route.name)
    assert line.operation == OPERATIONS[route.declared.touches]


@by_name(GUARDED)
def test_a_role_with_the_permission_is_not_refused(route, visitors, db):
    allowed = visitors.who_may(route.declared.permission)
    assert allowed, f"No role holds {route.declared.permission}"
    for who in allowed:
        for method in METHODS:
            response = getattr(visitors.client(who), method)(address_of(route))
            assert response.status_code in ANSWERS, (who, method)
            assert not response.get("Location", "").startswith(reverse("account_login"))
            _check_headers(response)


@by_name(BY_TOKEN)
def test_a_program_shows_a_token_and_no_session(route, visitors, db):
    assert route.declared.permission
    for client in (Client(), *(visitors.client(who) for who in visitors.sessions)):
        for method in METHODS:
            response = getattr(client, method)(address_of(route))
            assert response.status_code == 401, method
            _check_headers(response)
    assert not AuditLine.objects.exists()


@by_name(BY_TOKEN)
@pytest.mark.parametrize("role", Role)
def test_a_token_may_do_what_its_role_may_do_and_the_rest_is_logged(route, role, db):
    client = Program(role).client
    allowed = route.declared.permission in permissions_of({role})
    for method in METHODS:
        response = getattr(client, method)(address_of(route), headers={"Idempotency-Key": "k" * 8})
        assert (response.status_code != 403) == allowed, method
        assert response.status_code in ANSWERS | {403, 422}, method
        _check_headers(response)
        if not allowed:
            _check_line(route, response["X-Request-Id"])


@by_name(BY_SECRET)
def test_a_feed_is_found_by_its_secret_and_by_nothing_else(route, visitors, db):
    for client in (Client(), *(visitors.client(who) for who in visitors.sessions)):
        response = client.get(address_of(route))
        assert response.status_code == 404
        _check_headers(response)
        assert client.post(address_of(route)).status_code == 405
    assert not AuditLine.objects.exists()


@by_name([route for route in SERVED if route.declared.permission is None])
def test_what_is_open_to_all_shows_nothing_of_anybody(route, db):
    assert route.declared.touches is Touches.NOTHING
    for method in METHODS:
        response = getattr(Client(), method)(address_of(route))
        assert response.status_code in ANSWERS, method
        _check_headers(response)


def _check_headers(response: HttpResponse) -> None:
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-" not in policy
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("name", ["routes.md", "permissions.md"])
def test_the_tables_of_the_documentation_are_up_to_date(name):
    kept = (ROOT / "docs" / "rules" / name).read_text(encoding="utf-8")
    assert kept == pages()[name], "run `make docs`"


# --- Deny by default ---------------------------------------------------------------------------


@pytest.fixture
def forgotten(settings) -> Iterator[list[str]]:
    """A site with a view that nobody declared; what it does is noted."""
    ran: list[str] = []

    def forgotten_view(request: HttpRequest) -> HttpResponse:
        ran.append(request.method)
        return HttpResponse("everything about everybody")

    site = ModuleType("site_with_a_forgotten_view")
    site.urlpatterns = [*urls.urlpatterns, path("forgotten/", forgotten_view, name="forgotten")]
    settings.ROOT_URLCONF = site
    clear_url_caches()
    yield ran
    clear_url_caches()


@pytest.mark.parametrize("who", [None, NOBODY_IN_PARTICULAR, *Role])
def test_a_view_without_a_declaration_never_runs(who, forgotten, visitors, db):
    client = visitors.client(who) if who else Client()
    for method in (*METHODS, "head", "put", "delete", "options"):
        response = getattr(client, method)("/forgotten/")
        assert response.status_code == 404, method
        assert b"everybody" not in response.content
    assert forgotten == []


def test_a_permission_that_no_role_holds_is_held_by_nobody():
    granted = permissions_of(Role)
    assert [permission for permission in Permission if permission not in granted] == []
    assert permissions_of([]) == {Permission.USE_BLUELAMP}
