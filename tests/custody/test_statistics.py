"""Statistics: counted from the rows of the record, for those who oversee custody alone."""

from __future__ import annotations

import csv
from datetime import timedelta

import pytest
from benchmarks.people_held import hold
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.custody.power_world import held
from tests.custody.test_board import sign_in
from tests.custody.world import HOUR, NOON

from bluelamp.access.enums import Role
from bluelamp.audit.models import AuditLine
from bluelamp.core.time import now
from bluelamp.custody.enums import DetentionType, PostponementReason, ReviewOutcome, SearchKind
from bluelamp.custody.models import Review, Search
from bluelamp.custody.presenters.statistics import figures_of
from bluelamp.custody.selectors.statistics import count_custody

DAY = timedelta(days=1)
PAGE = reverse("custody:statistics")


def figures(since=NOON - DAY, until=NOON + DAY):
    found = figures_of(count_custody(since, until))
    return {one.code: {bar.words: bar.number for bar in one.bars if bar.number} for one in found}


def searched(world, record, kind=SearchKind.STRIP, **more):
    facts = {"age": 15, "location": "Search room", "authority_rank": "inspector"} | more
    return Search.objects.create(
        record=record,
        kind=kind,
        occurred_at=NOON + HOUR,
        recorded_by_id=world.custody_officer.id,
        authorised_by_id=world.inspector.id,
        reason="Something was seen",
        sex="MALE",
        present=[{"part": "Officer", "name": "Ada Lamp", "sex": "MALE"}],
        **facts,
    )


def reviewed(world, record, minutes_late, reason=""):
    Review.objects.create(
        record=record,
        due_at=NOON + 6 * HOUR,
        held_at=NOON + 6 * HOUR + timedelta(minutes=minutes_late),
        held_by_id=world.inspector.id,
        postponed_for=reason,
        outcome=ReviewOutcome.CONTINUE,
    )


def test_detentions_count_by_suite_within_the_span_alone(world):
    world.detained()
    assert figures()["detentions"] == {"Lampton": 1}
    assert figures(until=NOON)["detentions"] == {}


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "0 to 15 min"),
        (15, "0 to 15 min"),
        (16, "15 to 30 min"),
        (60, "30 to 60 min"),
        (61, "Over 60 min"),
    ],
)
def test_time_to_authorisation_falls_into_one_step(world, minutes, words):
    record = world.detained()
    type(record).objects.update(authorised_at=NOON + timedelta(minutes=minutes))
    assert figures()["authorisation"] == {words: 1}


def test_whoever_is_not_yet_authorised_is_counted_apart(world):
    world.arrived()
    assert figures()["authorisation"] == {"Not authorised": 1}


def test_section_2_2_detentions_count_by_their_power(world):
    world.arrived()
    held(world, DetentionType.RECALL, world.person("Noor Ali"))
    assert figures()["powers"] == {DetentionType.ARREST.label: 1, DetentionType.RECALL.label: 1}


def test_late_reviews_count_by_reason_and_those_without_one_are_named(world):
    record = world.detained()
    reviewed(world, record, 0)
    reviewed(world, record, 5, PostponementReason.INTERVIEW)
    reviewed(world, record, 9)
    assert figures()["reviews"] == {
        "In time": 1,
        f"Late: {PostponementReason.INTERVIEW.label}": 1,
        "Late, no reason recorded": 1,
    }


def test_strip_searches_count_by_age_ethnicity_location_and_authority(world):
    record = world.detained(world.person(self_defined_ethnicity="W2"))
    searched(world, record)
    searched(world, record, kind=SearchKind.STRIP_EXPOSED, age=18, location="Cell M1")
    searched(world, record, kind=SearchKind.PERSON)
    found = figures()
    assert found["strip-age"] == {"14 to 17": 1, "18 to 24": 1}
    assert found["strip-ethnicity"] == {"White – Irish": 2}
    assert found["strip-location"] == {"Cell M1": 1, "Search room": 1}
    assert found["strip-authority"] == {"Inspector": 2}


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.INSPECTOR, 200),
        (Role.SUPERINTENDENT, 200),
        (Role.AUDITOR, 200),
        (Role.CUSTODY_OFFICER, 403),
        (Role.INVESTIGATING_OFFICER, 403),
    ],
)
def test_statistics_are_for_those_who_oversee(world, client, role, status):
    sign_in(client, world.officer(f"R-{role}"[:20], "sergeant", role))
    assert client.get(PAGE).status_code == status
    file = reverse("custody:statistics_file", args=["detentions"])
    assert client.get(file).status_code == status


def test_a_figure_is_downloaded_as_it_is_drawn_and_logged(world, client):
    hold(
        world.suite,
        3,
        staff_id=world.custody_officer.id,
        offence_id=world.shop_theft.pk,
        at=now(),
    )
    sign_in(client, world.inspector)
    sent = client.get(reverse("custody:statistics_file", args=["detentions"]) + "?days=7")
    head, row = csv.reader(sent.content.decode("utf-8-sig").splitlines())
    assert head[:2] == ["Suite", "Number"]
    assert row[:2] == ["Lampton", "3"]
    assert "not for publication" in row[3]
    line = AuditLine.objects.get(action="export_custody_statistics")
    assert line.records == []


def test_a_place_typed_as_a_formula_stays_words_in_the_file(world, client):
    record = world.detained()
    searched(world, record, location="=1+1")
    sign_in(client, world.inspector)
    sent = client.get(reverse("custody:statistics_file", args=["strip-location"]) + "?days=364")
    assert "\n'=1+1,1," in sent.content.decode().replace("\r", "")


def test_a_figure_that_is_not_there_is_not_found(world, client):
    sign_in(client, world.inspector)
    assert client.get(reverse("custody:statistics_file", args=["none"])).status_code == 404


def test_many_detentions_take_as_many_statements_as_few(world, client):
    sign_in(client, world.inspector)
    counts = []
    for more in (1, 20):
        hold(
            world.suite,
            more,
            staff_id=world.custody_officer.id,
            offence_id=world.shop_theft.pk,
            at=now(),
        )
        with CaptureQueriesContext(connection) as asked:
            client.get(PAGE)
        counts.append(len(asked))
    assert counts[0] == counts[1]
