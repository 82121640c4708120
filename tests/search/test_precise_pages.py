"""The precise form, the filters and the rest, as pages."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.nominals.pages import signed_in

from bluelamp.access.enums import Role
from bluelamp.search.models import Search

pytestmark = pytest.mark.django_db
PRECISE = "/search/precise/"


@pytest.fixture
def boss(client):
    return signed_in(client, Role.INSPECTOR)


def look_for(client, **said) -> str:
    client.post(PRECISE, said)
    return reverse("search:results", args=[Search.objects.latest("made_at").pk])


def test_the_form_finds_and_can_be_taken_up_again(boss, record):
    record("Ann", family="Smythe", postcode="SW9 8AB")
    record("Bob", family="Smith", postcode="E1 6AN")
    url = look_for(boss, family_name="sm*", area="SW9")
    page = boss.get(url).content.decode()
    assert "<bdi>Ann Smythe</bdi>" in page
    assert "Bob Smith" not in page
    assert "Has an address in SW9 8AB." in page
    assert "SW9" not in url
    again = boss.get(f"{PRECISE}?from={url.split('/')[-2]}").content.decode()
    assert 'value="sm*"' in again


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, "Fill in at least one answer"),
        ({"birth": "31/02/1985"}, "Write a date of birth as"),
        ({"age_from": "30", "age_to": "20"}, "Age to cannot be less"),
        ({"area": "nowhere"}, "Area is a postcode"),
        ({"role": "nonsense"}, "Part in it"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_kept(boss, said, words):
    page = boss.post(PRECISE, said).content.decode()
    assert words in page
    assert "There is a problem" in page
    assert not Search.objects.exists()


def test_filters_narrow_say_how_many_and_are_taken_away(boss, record):
    for number in range(3):
        record("Ann", f"M{'abc'[number]}", family="Smith", postcode="SW9 8AB")
    record("Bob", family="Smith", postcode="E1 6AN")
    url = look_for(boss, family_name="Smith")
    page = boss.get(url).content.decode()
    assert "SW9 <span" in page
    narrowed = boss.get(f"{url}?area=E1&area=nonsense").content.decode()
    assert "Found <strong>1 person</strong> of 4 people" in narrowed
    assert "Bob Smith" in narrowed
    assert "Ann" not in narrowed.split("<main")[1].split("Narrow the results</h2>")[0]
    assert 'href="?area=nonsense"' in narrowed


def test_a_page_takes_as_many_statements_for_many_as_for_few(boss, record):
    record("Ann", family="Smith", postcode="SW9 8AB")
    url = look_for(boss, family_name="Smith", area="SW9")
    boss.get(url)
    with CaptureQueriesContext(connection) as asked:
        boss.get(url)
    few = len(asked)
    for number in range(24):
        record("Ann", f"X{chr(97 + number)}", family="Smith", postcode="SW9 8AB")
    boss.get(url)  # names that came in since are read by the first search after them
    with CaptureQueriesContext(connection) as many:
        page = boss.get(f"{url}?show=person").content.decode()
    assert page.count('class="bluelamp-result"') == 20
    # Which records stand for those beyond the first is one statement more.
    assert few <= len(many) <= few + 1


def test_an_officer_who_may_not_see_people_is_told_nothing_by_the_form(client, record):
    record("Ann", family="Smith", postcode="SW9 8AB")
    keeper = signed_in(client, Role.PROPERTY_OFFICER)
    page = keeper.get(look_for(keeper, area="SW9")).content.decode()
    assert "Nothing that you may open was found." in page
    assert "Narrow the results" not in page
