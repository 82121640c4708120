"""The pages of search: nothing in addresses, everybody shown in the audit."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from tests.nominals.pages import signed_in

from bluelamp.access.enums import Role
from bluelamp.audit.models import AuditLine
from bluelamp.search.models import Search

pytestmark = pytest.mark.django_db
BOX = "/search/"


def look_for(client, text, **more):
    return client.post(BOX, {"q": text}, follow=True, **more)


def test_what_is_searched_for_stands_in_no_address(client, record):
    record("Ann", family="Roe")
    response = look_for(signed_in(client, Role.INSPECTOR), "Ann Roe")
    (address, status) = response.redirect_chain[-1]
    assert (address, status) == (f"/search/r/{Search.objects.get().pk}/", 302)
    assert "<bdi>Ann Roe</bdi>" in response.content.decode()


def test_the_box_of_every_page_posts(client):
    page = signed_in(client, Role.INSPECTOR).get("/").content.decode()
    start = page.index('role="search"')
    form = page[page.rindex("<form", 0, start) : page.index("</form>", start)]
    assert 'method="post"' in form
    assert "csrfmiddlewaretoken" in form


def test_everybody_shown_is_in_the_audit_line_with_the_search(client, record):
    people = {record("Ann", family="Roe").pk, record("Anne", family="Roe").pk}
    look_for(signed_in(client, Role.INSPECTOR), "Ann Roe")
    line = AuditLine.objects.get(operation="CONSULT")
    assert set(line.records) == people
    assert line.record_reference == str(Search.objects.get().pk)
    assert "Roe" not in f"{line.detail}{line.record_reference}{line.action}"


def test_only_who_searched_opens_the_results(client, record):
    record("Ann", family="Roe")
    look_for(signed_in(client, Role.INSPECTOR), "Ann Roe")
    url = reverse("search:results", args=[Search.objects.get().pk])
    client.logout()
    assert signed_in(client, Role.INSPECTOR).get(url).status_code == 404


def test_without_a_reason_the_officer_is_asked_and_comes_back(client, record):
    record("Ann", family="Roe")
    client = signed_in(client, Role.INSPECTOR, reason=None)
    response = client.post(BOX, {"q": "Ann Roe"})
    response = client.get(response["Location"])
    assert response["Location"].startswith("/")
    assert f"{Search.objects.get().pk}" in response["Location"]
    assert "Roe" not in response["Location"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Type what you look for"),
        ("x", "Type at least 2 letters"),
        ("x" * 300, "at most 200 characters"),
    ],
    ids=["empty", "too-short", "300-characters"],
)
def test_what_cannot_be_searched_for_is_said_and_kept(client, typed, said):
    page = signed_in(client, Role.INSPECTOR).post(BOX, {"q": typed}).content.decode()
    assert said in page
    assert f'value="{typed}"' in page or not typed
    assert not Search.objects.exists()


def test_nothing_found_helps_on(client):
    page = look_for(signed_in(client, Role.INSPECTOR), "Featherstonehaugh").content.decode()
    assert "Nothing that you may open was found." in page
    assert "type fewer words" in page


def test_the_rest_is_shown_when_asked_for_page_by_page(client, record):
    record("Ann", family="Roe", birth="1985-03-14")
    for letter in "abcdefghijklmnopqrstuvwxyz":
        record("Ann", f"Ma{letter}", family="Roe", birth="1985-03-15")
    response = look_for(signed_in(client, Role.INSPECTOR), "Ann Roe 14/03/1985")
    page = response.content.decode()
    assert page.count('class="bluelamp-result"') <= 10
    assert "Show the rest" in page
    whole = client.get(f"{response.redirect_chain[-1][0]}?show=person").content.decode()
    assert whole.count('class="bluelamp-result"') == 20
    second = client.get(f"{response.redirect_chain[-1][0]}?show=person&page=2").content.decode()
    assert second.count('class="bluelamp-result"') == 7


def test_an_officer_who_may_not_see_people_finds_none(client, record):
    record("Ann", family="Roe")
    page = look_for(signed_in(client, Role.PROPERTY_OFFICER), "Ann Roe").content.decode()
    assert "<bdi>Ann Roe</bdi>" not in page
    assert "Found" not in page


@pytest.mark.parametrize("typed", ["محمد", "José £5 😀", "<script>alert(1)</script>"])
def test_what_was_typed_comes_back_as_text(client, typed):
    page = look_for(signed_in(client, Role.INSPECTOR), typed).content.decode()
    assert "<script>alert" not in page
    assert 'dir="auto"' in page


def test_a_kept_search_is_never_altered(client):
    look_for(signed_in(client, Role.INSPECTOR), "Ann Roe")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE search_search SET text = ''")
    assert Search.objects.get().text == "Ann Roe"
