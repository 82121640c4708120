"""Tokens: issued by an administrator, with one role and one reason, and refused when they end."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from tests.officers import member, signed_in, somebody
from tests.programs import Program, token

from bluelamp.access.enums import Permission, Rank, Role
from bluelamp.access.models import ApiToken
from bluelamp.access.policies import Officer
from bluelamp.access.rules.permissions import permissions_of
from bluelamp.access.rules.tokens import LONGEST_LIFE, fingerprint_of
from bluelamp.access.selectors import officer_for, officer_of_token
from bluelamp.access.services import issue_token, revoke_token
from bluelamp.audit.enums import Operation, Outcome, ReasonCode
from bluelamp.audit.models import AuditLine
from bluelamp.audit.services import Reason
from bluelamp.core.errors import NotAllowed, NotPossible
from bluelamp.core.time import now

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def admin() -> Officer:
    return officer_for(member("9001", Role.ADMINISTRATOR), at=now())


def issued(by: Officer, **more: Any) -> tuple[ApiToken, str]:
    at = now()
    said = {
        "name": " Crime  mapping",
        "staff_id": None,
        "role": Role.CASE_BUILDER,
        "reason": Reason(ReasonCode.CASE, "DPIA-7"),
        "expires_at": at + DAY,
        "at": at,
    }
    return issue_token(by=by, **{**said, **more})


def ask(secret: str, kind: str = "Bearer") -> Any:
    return Client(headers={"Authorization": f"{kind} {secret}"}).get("/api/v1/openapi.json")


# --- Issuing and revoking -----------------------------------------------------------------------


def test_only_a_hash_of_the_secret_is_kept_and_the_issue_is_logged(admin):
    made, secret = issued(admin)
    row = ApiToken.objects.filter(pk=made.pk).values().get()
    assert secret not in str(row)
    assert row["secret_hash"] == fingerprint_of(secret)
    assert (row["name"], row["issued_by"]) == ("Crime mapping", admin.label)
    line = AuditLine.objects.get()
    assert (line.operation, line.action, line.records) == (
        Operation.ALTER,
        "issue_token",
        [made.pk],
    )
    assert secret not in str(vars(line))


def test_two_secrets_are_never_the_same(admin):
    assert len({issued(admin)[1] for _ in range(5)}) == 5


def test_a_token_may_do_what_its_role_may_do_and_nothing_else(admin):
    pat = member("4021", Role.CASE_BUILDER, Role.CUSTODY_OFFICER, family="Ng")
    made, _ = issued(admin, staff_id=pat.id)
    officer = officer_of_token(made, closed=())
    assert officer.permissions == permissions_of({Role.CASE_BUILDER})
    assert not officer.may(Permission.CREATE_PERSON)
    assert officer.id == pat.id
    assert officer.label == "Sergeant Jo Ng 4021 by token Crime mapping"
    assert officer.reason == Reason(ReasonCode.CASE, "DPIA-7")


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"role": Role.ADMINISTRATOR}, "role"),
        ({"role": Role.AUDITOR}, "role"),
        ({"name": " "}, "name"),
        ({"expires_at": now() - DAY}, "expires_at"),
        ({"expires_at": now() + LONGEST_LIFE + DAY}, "expires_at"),
    ],
)
def test_a_token_that_cannot_be_names_its_fault(admin, more, field):
    with pytest.raises(NotPossible) as refusal:
        issued(admin, **more)
    assert refusal.value.field == field
    assert not ApiToken.objects.exists()


def test_a_token_acts_for_nobody_who_does_not_hold_its_role(admin):
    pat = member("4021", Role.CUSTODY_OFFICER)
    with pytest.raises(NotPossible, match="does not hold"):
        issued(admin, staff_id=pat.id)


def test_nobody_issues_a_token_that_acts_for_themselves(admin):
    with pytest.raises(NotAllowed, match="Another administrator"):
        issued(admin, staff_id=admin.id)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_only_an_administrator_issues_and_revokes(role):
    made = token(Role.CASE_BUILDER, "x")
    officer = officer_for(member("1", role), at=now())
    with pytest.raises(NotAllowed):
        issued(officer)
    with pytest.raises(NotAllowed):
        revoke_token(token_id=made.pk, by=officer, at=now())


def test_the_database_refuses_a_token_that_ends_before_it_begins():
    with pytest.raises(IntegrityError, match="token_ends"), transaction.atomic():
        token(Role.CASE_BUILDER, "x", expires_at=now() - 2 * DAY)


# --- Showing a token ----------------------------------------------------------------------------


def test_a_token_that_is_revoked_is_refused_from_then_on(admin):
    made, secret = issued(admin)
    assert ask(secret).status_code == 200
    revoke_token(token_id=made.pk, by=admin, at=now())
    refused = ask(secret)
    assert (refused.status_code, refused["WWW-Authenticate"]) == (401, 'Bearer realm="Bluelamp"')
    assert refused["Content-Type"] == "application/problem+json"
    with pytest.raises(NotPossible, match="already"):
        revoke_token(token_id=made.pk, by=admin, at=now())


def test_a_token_that_has_expired_is_refused():
    program = Program(Role.CASE_BUILDER, expires_at=now() - timedelta(seconds=1))
    assert program.get("openapi.json").status_code == 401


def test_a_token_ends_with_the_role_and_the_account_of_whom_it_acts_for(admin):
    pat = member("4021", Role.CASE_BUILDER)
    _, secret = issued(admin, staff_id=pat.id)
    assert ask(secret).status_code == 200
    pat.role_holdings.update(held_until=now() - timedelta(seconds=1))
    assert ask(secret).status_code == 401
    pat.role_holdings.update(held_until=None)
    assert ask(secret).status_code == 200
    pat.is_active = False
    pat.save()
    assert ask(secret).status_code == 401


@pytest.mark.parametrize(
    "shown", ["", "Bearer", "Bearer ", "Basic eDp5", "bearer x", "Bearer \x00", "Bearer é"]
)
def test_what_is_no_token_is_refused(shown):
    client = Client(headers={"Authorization": shown})
    assert client.get("/api/v1/people/" + "0" * 32).status_code in {401, 404}
    assert client.post("/api/v1/search", {}).status_code == 401


def test_a_wrong_token_leaves_a_line_that_does_not_repeat_it():
    shown = "bluelamp_" + "x" * 43
    headers = {"Authorization": f"Bearer {shown}"}
    body = {"query": "Ada Stone"}
    refused = Client(headers=headers).post("/api/v1/search", body, "application/json")
    line = AuditLine.objects.get(request_id=refused["X-Request-Id"])
    assert (line.outcome, line.operation, line.action) == (
        Outcome.REFUSED,
        Operation.CONSULT,
        "api:find_anything",
    )
    assert (line.actor_id, line.actor_label, line.reason_code) == (None, "Unknown token", "")
    assert "Stone" not in str(vars(line))
    assert shown not in str(vars(line))


def test_an_ended_token_is_named_in_the_line():
    program = Program(Role.CASE_BUILDER, revoked_at=now(), revoked_by="Administrator")
    refused = program.post("search", {"query": "Ada Stone"})
    line = AuditLine.objects.get(request_id=refused["X-Request-Id"])
    assert (line.actor_id, line.outcome) == (program.token.id, Outcome.REFUSED)
    assert line.actor_label == "Program by token Crime mapping"


def test_a_session_is_no_token():
    client = somebody(Role.CUSTODY_OFFICER)
    refused = client.post("/api/v1/search", {"query": "Ada Stone"}, "application/json")
    assert refused.status_code == 401
    assert not AuditLine.objects.exists()


def test_a_token_opens_no_page():
    program = Program(Role.CUSTODY_OFFICER)
    answer = program.client.get("/search/")
    assert (answer.status_code, answer["Location"]) == (302, "/account/login/?next=/search/")


def test_when_a_token_was_last_used_is_kept():
    program = Program(Role.CASE_BUILDER)
    program.get("openapi.json")
    program.token.refresh_from_db()
    first = program.token.last_used_at
    assert first is not None
    program.get("openapi.json")
    program.token.refresh_from_db()
    assert program.token.last_used_at == first


# --- Pages --------------------------------------------------------------------------------------

SAID = {
    "name": "Crime mapping",
    "staff_number": "",
    "role": "case_builder",
    "days": "30",
    "code": "CASE",
    "reference": "DPIA-7",
    "text": "",
}


def test_an_administrator_issues_a_token_and_sees_its_secret_once():
    client = somebody(Role.ADMINISTRATOR)
    page = client.post("/tokens/issue/", SAID)
    secret = page.context["secret"]
    assert secret in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert ask(secret).status_code == 200
    shown = client.get("/tokens/").content.decode()
    assert "Crime mapping" in shown
    assert "DPIA-7" in shown
    assert secret not in shown


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"staff_number": "nobody"}, "No serving member of staff has the number nobody"),
        ({"days": "367"}, "must be 366 or less"),
        ({"role": "administrator"}, "Select role from the list"),
        ({"code": "OTHER", "text": "work"}, "a single word such as"),
    ],
)
def test_a_form_with_a_fault_keeps_what_was_typed(change, words):
    page = somebody(Role.ADMINISTRATOR).post("/tokens/issue/", {**SAID, **change})
    text = page.content.decode()
    assert words in text
    assert "DPIA-7" in text
    assert not ApiToken.objects.exists()


def test_an_administrator_revokes_a_token():
    program = Program(Role.CASE_BUILDER)
    client = somebody(Role.ADMINISTRATOR)
    address = f"/tokens/{program.token.id}/revoke/"
    assert "Crime mapping" in client.get(address).content.decode()
    assert program.get("openapi.json").status_code == 200
    assert client.post(address)["Location"] == "/tokens/"
    assert program.get("openapi.json").status_code == 401
    assert "already" in client.post(address).content.decode()


def test_the_staff_list_leads_administrators_to_tokens():
    link = 'href="/tokens/"'
    assert link in somebody(Role.ADMINISTRATOR).get("/staff/").content.decode()
    supervisor = signed_in(member("2", Role.SUPERVISOR))
    assert link not in supervisor.get("/staff/").content.decode()


def test_a_rank_is_that_of_whom_the_token_acts_for():
    pat = member("4021", Role.CASE_BUILDER)
    assert (
        officer_of_token(token(Role.CASE_BUILDER, "x", staff=pat), closed=()).rank is Rank.SERGEANT
    )
    assert officer_of_token(token(Role.CASE_BUILDER, "y"), closed=()).rank is Rank.POLICE_STAFF
