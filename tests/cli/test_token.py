"""`bluelamp token`: issuing, listing and revoking on the server."""

from __future__ import annotations

import pytest
from click.testing import CliRunner, Result
from django.test import Client
from tests.officers import member

from bluelamp.access.enums import Role
from bluelamp.access.models import ApiToken
from bluelamp.cli.token import command

pytestmark = pytest.mark.django_db
ISSUE = ("issue", "Crime mapping", "--role", "case_builder", "--reason", "CASE")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command, arguments)


def status(secret: str) -> int:
    client = Client(headers={"Authorization": f"Bearer {secret}"})
    return client.get("/api/v1/openapi.json").status_code


def test_a_token_is_issued_listed_and_revoked():
    issued = run(*ISSUE, "--reference", "DPIA-7", "--days", "30")
    assert issued.exit_code == 0, issued.output
    secret = issued.output.split()[-1]
    assert status(secret) == 200
    made = ApiToken.objects.get()
    assert (made.reason_reference, (made.expires_at - made.issued_at).days) == ("DPIA-7", 30)
    listed = run("list").output
    assert f"{made.id}  Works     Crime mapping (Case builder; Acts for nobody)" in listed
    assert secret not in listed
    assert run("revoke", str(made.id)).exit_code == 0
    assert status(secret) == 401
    assert "Revoked" in run("list").output


def test_a_token_acts_for_a_member_of_staff_who_holds_the_role():
    pat = member("4021", Role.CASE_BUILDER)
    assert run(*ISSUE, "--staff", "4021").exit_code == 0
    assert ApiToken.objects.get().staff_id == pat.id


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((*ISSUE, "--days", "367"), "at most 366 days"),
        ((*ISSUE, "--staff", "nobody"), "No serving member of staff has the number nobody"),
        (("issue", "x", "--role", "case_builder", "--reason", "OTHER"), "in a few words why"),
        (("issue", "x", "--role", "administrator", "--reason", "CASE"), "is not one of"),
        (("revoke", "00000000-0000-0000-0000-000000000000"), "no such token"),
    ],
)
def test_what_cannot_be_is_said_in_words(arguments, words):
    result = run(*arguments)
    assert result.exit_code != 0
    assert words in result.output
    assert not ApiToken.objects.exists()
