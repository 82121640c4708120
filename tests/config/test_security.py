"""What the settings promise about security, seen in what the site answers."""

from __future__ import annotations

import logging
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from importlib import import_module
from types import ModuleType

import pytest
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import clear_url_caches, path, reverse
from tests.officers import PASSWORD, member, signed_in, somebody, unit

from bluelamp.access.enums import Permission, Role, Touches
from bluelamp.access.models import Staff
from bluelamp.access.policies import operator, route
from bluelamp.access.services import import_staff
from bluelamp.config import urls
from bluelamp.config.log_lines import LineFormatter
from bluelamp.core.time import now

SECRET = "Featherstonehaugh"
NUMBER = "P-40217"
YEAR = 365 * 24 * 60 * 60
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "bluelamp.config.settings.production",
    "BLUELAMP_SECRET_KEY": "k" * 20 + "0123456789abcdefghijklmnopqrstuvwxyz",
    "BLUELAMP_HOSTS": "records.example.police.uk,bluelamp.example.police.uk",
}


# --- Production --------------------------------------------------------------------------------


@pytest.fixture
def production(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    for name, value in PRODUCTION.items():
        monkeypatch.setenv(name, value)
    return import_module("bluelamp.config.settings.production")


def test_production_is_reached_by_tls_alone(production: ModuleType) -> None:
    assert production.SECURE_SSL_REDIRECT
    assert production.SECURE_HSTS_SECONDS >= YEAR
    assert production.SECURE_HSTS_INCLUDE_SUBDOMAINS
    assert production.SECURE_PROXY_SSL_HEADER == ("HTTP_X_FORWARDED_PROTO", "https")


@pytest.mark.parametrize("cookie", ["SESSION", "CSRF"])
def test_cookies_of_production_are_for_this_host_over_tls_and_not_for_scripts(
    production: ModuleType, cookie: str
) -> None:
    assert getattr(production, f"{cookie}_COOKIE_NAME").startswith("__Host-")
    assert getattr(production, f"{cookie}_COOKIE_SECURE")
    assert getattr(production, f"{cookie}_COOKIE_HTTPONLY")
    assert getattr(production, f"{cookie}_COOKIE_SAMESITE") == "Lax"
    # A browser takes a __Host- cookie only for the whole of one host.
    assert getattr(production, f"{cookie}_COOKIE_DOMAIN", None) is None
    assert getattr(production, f"{cookie}_COOKIE_PATH", "/") == "/"


def test_production_shows_no_workings_and_guesses_no_secret(production: ModuleType) -> None:
    assert production.DEBUG is False
    assert PRODUCTION["BLUELAMP_SECRET_KEY"] == production.SECRET_KEY
    assert PRODUCTION["BLUELAMP_HOSTS"].split(",") == production.ALLOWED_HOSTS
    assert "*" not in production.ALLOWED_HOSTS
    assert getattr(production, "AXES_ENABLED", True) is not False
    assert production.PASSWORD_HASHERS[0].endswith("ScryptPasswordHasher")


@pytest.mark.parametrize("missing", ["BLUELAMP_SECRET_KEY", "BLUELAMP_HOSTS"])
def test_production_does_not_start_without_its_secret_and_its_hosts(missing: str) -> None:
    answer = _manage("check", without=missing)
    assert answer.returncode != 0
    assert missing in answer.stderr


def test_the_deployment_check_is_clean() -> None:
    answer = _manage("check", "--deploy", "--fail-level", "WARNING")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert "no issues" in answer.stdout


def _manage(*arguments: str, without: str = "") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **PRODUCTION}
    environment.pop(without, None)
    command = [sys.executable, "-m", "bluelamp.cli", "manage", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_the_guards_stand_before_every_view(production: ModuleType) -> None:
    chain = production.MIDDLEWARE
    declared = chain.index("bluelamp.access.middleware.DeclaredRouteMiddleware")
    for guard in [
        "django.middleware.security.SecurityMiddleware",
        "csp.middleware.CSPMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
        "bluelamp.access.middleware.OfficerMiddleware",
    ]:
        assert chain.index(guard) < declared, guard


def test_no_script_or_style_may_stand_in_a_page(production: ModuleType) -> None:
    directives = production.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    sources = [source for allowed in directives.values() for source in allowed]
    assert not [source for source in sources if "unsafe" in str(source) or "*" in str(source)]
    assert "CONTENT_SECURITY_POLICY_REPORT_ONLY" not in vars(production)
    for closed in ("default-src", "base-uri", "frame-ancestors"):
        assert [str(source) for source in directives[closed]] == ["'none'"], closed


# --- Pages -------------------------------------------------------------------------------------


def broken(request: HttpRequest) -> HttpResponse:
    name = SECRET
    raise ValueError(f"cannot read {name}")


def clashing(request: HttpRequest) -> HttpResponse:
    with transaction.atomic():
        member(NUMBER, family=SECRET)
    return HttpResponse()


@pytest.fixture
def site_with_faults(settings) -> Iterator[None]:
    site = ModuleType("site_with_faults")
    declare = route(Permission.USE_BLUELAMP, Touches.NOTHING)
    site.urlpatterns = [
        *urls.urlpatterns,
        path("broken/", declare(broken)),
        path("clashing/", declare(clashing)),
    ]
    settings.ROOT_URLCONF = site
    clear_url_caches()
    yield
    clear_url_caches()


@pytest.fixture
def logged(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """The log as production writes it: the same formatter, everything from INFO."""
    caplog.handler.setFormatter(LineFormatter("%(levelname)s %(name)s %(request_id)s %(message)s"))
    caplog.set_level(logging.INFO)
    return caplog


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/account/login/", 200),
        ("/nowhere/", 404),
        ("/", 200),
        ("/reason/", 200),
        ("/staff/", 200),
        ("/audit/", 403),
        ("/broken/", 500),
        ("/account/second-step/", 200),
    ],
)
@pytest.mark.usefixtures("site_with_faults")
def test_every_kind_of_page_carries_the_policy_and_keeps_to_it(address: str, status: int) -> None:
    client = Client() if "login" in address else somebody(Role.SUPERVISOR)
    client.raise_request_exception = False
    response = client.get(address)
    assert response.status_code == status
    assert "unsafe-" not in response["Content-Security-Policy"]
    assert "default-src 'none'" in response["Content-Security-Policy"]
    shown = response.content.decode()
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=\"|javascript:", shown)
    assert re.findall(r"<script(?! src=| nonce=)", shown) == []


@pytest.mark.django_db
@pytest.mark.usefixtures("site_with_faults")
@pytest.mark.parametrize("address", ["/broken/", "/clashing/"])
def test_an_error_page_shows_neither_workings_nor_names(address: str) -> None:
    client = somebody(Role.SUPERVISOR)
    member(NUMBER)
    client.raise_request_exception = False
    response = client.get(f"{address}?q={SECRET}")
    shown = response.content.decode()
    assert response.status_code == 500
    for told in (SECRET, "Traceback", "ValueError", "IntegrityError", ".py", NUMBER):
        assert told not in shown, told


@pytest.mark.django_db
def test_a_host_that_is_not_ours_is_refused_without_workings() -> None:
    response = Client(headers={"host": "evil.example.org"}).get("/account/login/")
    assert response.status_code == 400
    assert "evil.example.org" not in response.content.decode()


@pytest.mark.django_db
def test_a_form_from_elsewhere_is_refused() -> None:
    staff = member(NUMBER, Role.SUPERVISOR)
    client = Client(enforce_csrf_checks=True)
    client.cookies.update(signed_in(staff).cookies)
    response = client.post("/staff/", {"words": SECRET})
    assert response.status_code == 403
    assert SECRET not in response.content.decode()


@pytest.mark.django_db
def test_what_was_shown_is_not_kept_by_the_browser() -> None:
    assert somebody(Role.SUPERVISOR).get("/staff/")["Cache-Control"] == "private, no-store"


# --- The log -----------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.usefixtures("site_with_faults")
@pytest.mark.parametrize("address", ["/broken/", "/clashing/", "/nowhere/", "/staff/", "/audit/"])
def test_the_log_of_a_request_tells_neither_query_nor_names(
    address: str, logged: pytest.LogCaptureFixture
) -> None:
    client = somebody(Role.SUPERVISOR)
    member(NUMBER)
    client.raise_request_exception = False
    client.get(f"{address}?q={SECRET}")
    response = client.post(f"{address}?q={SECRET}", {"words": SECRET})
    assert SECRET not in logged.text
    assert "Bloggs" not in logged.text
    assert NUMBER not in logged.text
    if address == "/broken/":
        assert "builtins.ValueError" in logged.text
        assert response["X-Request-Id"] in logged.text


@pytest.mark.django_db
def test_the_log_of_a_wrong_sign_in_tells_neither_number_nor_password(
    settings, logged: pytest.LogCaptureFixture
) -> None:
    settings.AXES_ENABLED = True
    member(NUMBER)
    for _ in range(6):
        sign_in(Client(), NUMBER, SECRET)
    assert SECRET not in logged.text
    assert NUMBER not in logged.text


def test_the_site_logs_with_the_formatter_that_leaves_names_out(production: ModuleType) -> None:
    logging_ = production.LOGGING
    used = {handler["formatter"] for handler in logging_["handlers"].values()}
    kinds = {logging_["formatters"][name]["()"] for name in used}
    assert kinds == {f"{LineFormatter.__module__}.{LineFormatter.__qualname__}"}


@pytest.mark.django_db
def test_a_database_error_would_have_told_a_name() -> None:
    """Why the formatter leaves out what errors say."""
    member(NUMBER)
    with pytest.raises(IntegrityError, match=NUMBER), transaction.atomic():
        member(NUMBER, family=SECRET)


# --- Signing in --------------------------------------------------------------------------------


def sign_in(client: Client, number: str, password: str) -> HttpResponse:
    return client.post(reverse("account_login"), {"login": number, "password": password})


@pytest.mark.django_db
def test_the_session_cookie_is_not_for_scripts_or_other_sites_and_ends_with_the_browser() -> None:
    member("4021", Role.SUPERVISOR)
    cookie = sign_in(Client(), "4021", PASSWORD).cookies["sessionid"]
    assert cookie["httponly"] is True
    assert cookie["samesite"] == "Lax"
    assert (cookie["max-age"], cookie["expires"]) == ("", "")


@pytest.mark.django_db
def test_signing_in_takes_a_new_session_so_that_none_can_be_planted() -> None:
    member("4021", Role.SUPERVISOR)
    client = Client()
    session = client.session
    session["planted"] = "yes"
    session.save()
    planted = session.session_key
    sign_in(client, "4021", PASSWORD)
    assert client.session.session_key != planted


@pytest.mark.django_db
def test_the_answer_tells_not_which_staff_numbers_exist() -> None:
    member("4021")
    member("4022")
    Staff.objects.filter(staff_number="4022").update(is_active=False)
    answers = [_without_what_always_differs(n) for n in ("4021", "4022", "9999")]
    assert answers[0] == answers[1] == answers[2]


def _without_what_always_differs(number: str) -> tuple[int, str]:
    response = sign_in(Client(), number, "not the password")
    shown = response.content.decode().replace(number, "NUMBER")
    for mark in (r'name="csrfmiddlewaretoken" value="[^"]+"', r'nonce="[^"]+"'):
        shown = re.sub(mark, "", shown)
    return response.status_code, shown


@pytest.mark.django_db
def test_an_unknown_number_is_locked_out_like_a_known_one(settings) -> None:
    settings.AXES_ENABLED = True
    member("4021")
    tries = {
        number: [sign_in(Client(), number, "wrong").status_code for _ in range(6)]
        for number in ("4021", "9999")
    }
    assert tries["4021"] == tries["9999"] == [200] * 4 + [429] * 2


@pytest.mark.django_db
def test_a_lock_out_holds_against_the_right_password_and_is_lifted_by_time(settings) -> None:
    from axes.models import AccessAttempt

    settings.AXES_ENABLED = True
    member("4021", Role.SUPERVISOR)
    for _ in range(5):
        sign_in(Client(), "4021", "wrong")
    assert sign_in(Client(), "4021", PASSWORD).status_code == 429
    AccessAttempt.objects.update(attempt_time=now() - timedelta(minutes=16))
    assert sign_in(Client(), "4021", PASSWORD).status_code == 302


@pytest.mark.django_db
@pytest.mark.parametrize("password", ["", "!", " ", "None", "P7", "password"])
def test_imported_staff_cannot_sign_in_before_a_password_is_set(tmp_path, password: str) -> None:
    unit("FORCE")
    file = tmp_path / "staff.csv"
    file.write_text(
        "staff_number,given_name,family_name,rank,unit_code,roles,line_manager,email,starts_on\n"
        "P7,Ann,Lamp,constable,FORCE,investigating_officer,,,\n",
        encoding="utf-8",
    )
    assert import_staff(file, by=operator(), at=now()).added == 1
    client = Client()
    assert sign_in(client, "P7", password).status_code == 200
    assert sign_in(client, "P7", Staff.objects.get().password).status_code == 200
    assert client.get("/").status_code == 302


@pytest.mark.django_db
def test_a_closed_account_does_not_sign_in_with_the_right_password() -> None:
    member("4021", Role.SUPERVISOR)
    Staff.objects.update(is_active=False)
    client = Client()
    sign_in(client, "4021", PASSWORD)
    assert client.get("/").status_code == 302


@pytest.mark.django_db
def test_a_new_password_ends_the_other_sessions() -> None:
    staff = member("4021", Role.SUPERVISOR)
    client = signed_in(staff)
    assert client.get("/reason/").status_code == 200
    staff.set_password("another horse entirely")
    staff.save()
    assert client.get("/reason/").status_code == 302


@pytest.mark.parametrize(
    ("password", "good"),
    [("short", False), ("password1234", False), ("correct horse battery", True)],
)
def test_weak_passwords_are_not_taken(password: str, good: bool) -> None:
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    try:
        validate_password(password)
    except ValidationError:
        assert not good
    else:
        assert good
