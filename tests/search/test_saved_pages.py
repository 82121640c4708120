"""The pages of saved searches: save, news, rename, pause and delete, each by its owner alone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from tests.nominals.pages import signed_in

from bluelamp.access.enums import Role
from bluelamp.access.policies import operator
from bluelamp.core.time import day_of, now
from bluelamp.search.models import SavedSearch, Search
from bluelamp.search.services import run_saved_searches

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss(client):
    return signed_in(client, Role.INSPECTOR)


@pytest.fixture
def saved(boss, record) -> SavedSearch:
    boss.post("/search/", {"q": "Smith"})
    url = reverse("search:save", args=[Search.objects.get().pk])
    review = day_of(now()) + timedelta(days=20)
    answer = boss.post(url, {"name": "Smiths", "review_on": f"{review:%d/%m/%Y}"})
    assert answer["Location"] == reverse("search:saved_list")
    return SavedSearch.objects.get()


def page_of(client, name, *args) -> str:
    return client.get(reverse(f"search:{name}", args=args)).content.decode()


def test_a_saved_search_brings_news_to_the_queue_until_it_is_seen(boss, saved, record):
    assert "No new matches" in page_of(boss, "saved_list")
    ann = record("Ann", family="Smith")
    run_saved_searches(by=operator(), at=now() + timedelta(hours=1))
    assert "Saved search: 1 new match" in boss.get("/").content.decode()
    page = page_of(boss, "saved", saved.pk)
    assert "<bdi>Ann Smith</bdi>" in page
    assert "Why this was found" in page
    boss.post(reverse("search:seen", args=[saved.pk]), {"found": [str(ann.pk), "nonsense"]})
    assert "Saved search" not in boss.get("/").content.decode().split('id="queue"')[1]
    assert "Nothing new" in page_of(boss, "saved", saved.pk)


def test_it_is_renamed_paused_resumed_and_deleted(boss, saved):
    change = reverse("search:change", args=[saved.pk])
    review = day_of(now()) + timedelta(days=30)
    boss.post(change, {"name": "Everybody", "review_on": f"{review:%Y-%m-%d}"})
    saved.refresh_from_db()
    assert (saved.name, saved.review_on) == ("Everybody", review)
    boss.post(reverse("search:pause", args=[saved.pk]))
    assert "Paused" in page_of(boss, "saved_list")
    boss.post(reverse("search:pause", args=[saved.pk]), {"resume": "yes"})
    assert "Running" in page_of(boss, "saved_list")
    assert "Delete <bdi>Everybody</bdi>?" in page_of(boss, "delete", saved.pk)
    assert SavedSearch.objects.exists()
    boss.post(reverse("search:delete", args=[saved.pk]))
    assert not SavedSearch.objects.exists()


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"name": "", "review_on": "1/1/2099"}, "Give the saved search a name"),
        ({"name": "Others", "review_on": ""}, "Say until when"),
        ({"name": "Others", "review_on": "soon"}, "Runs until is a date"),
        ({"name": "Others", "review_on": "1/1/2020"}, "must be after today"),
        ({"name": "Others", "review_on": "1/1/2099"}, "at most a year away"),
        ({"name": "Smiths", "review_on": None}, "named “Smiths” already"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(boss, saved, said, words):
    review = day_of(now()) + timedelta(days=20)
    said = {**said, "review_on": said["review_on"] if said["review_on"] is not None else review}
    page = boss.post(reverse("search:save", args=[saved.search_id]), said).content.decode()
    assert words in page
    assert f'value="{said["name"]}"' in page or not said["name"]


@pytest.mark.parametrize("name", ["saved", "seen", "change", "pause", "delete"])
def test_nobody_else_knows_of_it(boss, client, saved, name):
    boss.logout()
    other = signed_in(client, Role.INSPECTOR)
    url = reverse(f"search:{name}", args=[saved.pk])
    assert other.post(url).status_code == (405 if name == "saved" else 404) or name == "saved"
    assert other.get(url).status_code in (404, 405)
    assert "Smiths" not in page_of(other, "saved_list")
    assert SavedSearch.objects.get().paused_at is None


def test_no_address_or_audit_line_names_what_is_watched(boss, saved):
    from bluelamp.audit.models import AuditLine

    page_of(boss, "saved", saved.pk)
    page_of(boss, "saved_list")
    said = " ".join(f"{each.detail}{each.record_reference}" for each in AuditLine.objects.all())
    assert "Smith" not in said
