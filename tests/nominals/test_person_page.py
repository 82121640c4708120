"""The page of a person: warnings first, one timeline, who may see what."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from tests.nominals.pages import signed_in
from tests.nominals.people import officer
from tests.nominals.ties import tied_to_many

from bluelamp.access.enums import Permission, Role
from bluelamp.audit.models import AuditLine
from bluelamp.nominals import panels, registry
from bluelamp.nominals.enums import (
    EventKind,
    LinkRestriction,
    LinkRole,
    LinkStatus,
    WarningSignal,
)
from bluelamp.nominals.models import Link, WarningMarker
from bluelamp.nominals.panels import EventPage, Panel
from bluelamp.nominals.selectors import person_page
from bluelamp.nominals.services import add_warning_marker, link_entries, register_event

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def only_our_panels(monkeypatch):
    monkeypatch.setattr(registry, "_person_panels", [])
    monkeypatch.setattr(registry, "_event_pages", {})


@pytest.fixture
def happen(sergeant, at):
    def happened(kind=EventKind.CUSTODY, number=1, **parts):
        event = register_event(
            kind=kind,
            reference=f"EV-{number}",
            title="Lampton",
            occurred_at=at - timedelta(days=number),
            by=sergeant,
            at=at,
        )
        for role, person in parts.items():
            link_entries(source=person.pk, target=event.pk, role=LinkRole(role), by=sergeant, at=at)
        return event

    return happened


def page_text(client, person) -> str:
    response = client.get(reverse("nominals:person", args=[person.pk]))
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_the_page_shows_names_birth_numbers_and_address(client, record):
    person = record(
        "Ann",
        family="Roe",
        birth="1985-03-14",
        postcode="E1 6AN",
        identifiers=(("pnc", "08/410801U"),),
    )
    text = page_text(signed_in(client, Role.INSPECTOR), person)
    for shown in ("Ann Roe", "14/03/1985", "2008/0410801U", "1 Lamp Street, E1 6AN"):
        assert shown in text


def test_reading_is_logged_with_reason_and_version(client, record):
    person = record("Ann", family="Roe")
    page_text(signed_in(client, Role.INSPECTOR), person)
    line = AuditLine.objects.get(operation="CONSULT")
    assert (line.records, line.reason_code, line.record_version) == ([person.pk], "CUSTODY", 1)


def test_without_a_reason_the_officer_is_asked_first(client, record):
    person = record("Ann", family="Roe")
    client = signed_in(client, Role.INSPECTOR, reason=None)
    url = reverse("nominals:person", args=[person.pk])
    response = client.get(url)
    assert response["Location"].startswith(f"{reverse('access:working_reason')}?next=")
    assert not AuditLine.objects.filter(operation="CONSULT").exists()


def test_nobody_is_a_page_not_found(client):
    client = signed_in(client, Role.INSPECTOR)
    assert client.get(reverse("nominals:person", args=[uuid4()])).status_code == 404


def test_who_may_not_see_people_is_refused_and_the_attempt_logged(client, record):
    person = record("Ann", family="Roe")
    client = signed_in(client, Role.PROPERTY_OFFICER)
    response = client.get(reverse("nominals:person", args=[person.pk]))
    assert response.status_code == 403
    assert AuditLine.objects.get(outcome="REFUSED").records == [person.pk]
    assert "Roe" not in response.content.decode()


def test_wm3_only_evidenced_markers_within_review_are_current(client, record, happen, sergeant, at):
    person = record("Ann", family="Roe")
    event = happen(detained_person=person)
    add_warning_marker(
        person_id=person.pk,
        code=WarningSignal.VI,
        reason="Struck an officer",
        evidence=event.pk,
        review_on=(at + timedelta(days=3650)).date(),
        by=sergeant,
        at=at,
    )
    for code, evidence, review in (
        ("AL", None, at + timedelta(days=3650)),
        ("WE", event.pk, at - timedelta(1)),
    ):
        WarningMarker.objects.create(
            person=person,
            code=code,
            reason="Told",
            evidence_id=evidence,
            review_on=review.date(),
            set_at=at,
            set_by="X",
        )
    text = page_text(signed_in(client, Role.INSPECTOR), person)
    assert '<strong class="govuk-tag govuk-tag--red">VI Violent</strong>' in text
    assert '<strong class="govuk-tag govuk-tag--grey">AL Alcohol</strong>' in text
    assert '<strong class="govuk-tag govuk-tag--grey">WE Weapons</strong>' in text
    assert "Not current: no evidence recorded." in text
    assert "Not current: review overdue." in text
    order = [
        text.index(word) for word in ("VI Violent", "AL Alcohol", "Identity<", "Timeline</h2>")
    ]
    assert order == sorted(order)


@pytest.mark.parametrize(
    ("role", "seen"), [(Role.CUSTODY_OFFICER, True), (Role.CASE_BUILDER, False)]
)
def test_wm5_the_reason_of_a_health_marker_is_for_carers(client, record, at, role, seen):
    person = record("Ann", family="Roe")
    WarningMarker.objects.create(
        person=person, code="AT", reason="Needs insulin", set_at=at, set_by="X"
    )
    text = page_text(signed_in(client, role), person)
    assert ("Needs insulin" in text) is seen
    assert "AT Ailment" in text


def test_every_event_stands_on_one_timeline_with_parts_and_people(client, record, happen):
    ann, tom = record("Ann", family="Roe"), record("Tom", family="Diaz")
    happen(EventKind.CUSTODY, 1, detained_person=ann)
    happen(EventKind.CRIME, 2, victim=ann, suspect=tom)
    panels.register_event_page(
        EventPage(EventKind.CUSTODY, Permission.VIEW_CUSTODY_RECORD, "nominals:person")
    )
    text = page_text(signed_in(client, Role.INSPECTOR), ann)
    assert text.index("Custody EV-1") < text.index("Crime EV-2")
    assert text.count("Detained person") >= 2
    assert 'Suspect: <a class="govuk-link"' in text
    assert "Crime EV-2: Lampton</a>" not in text
    assert "Custody EV-1: Lampton</a>" in text


def test_ties_read_in_the_words_of_this_page_and_once_for_both_ends(client, record, sergeant, at):
    ann, tom = record("Ann", family="Roe"), record("Tom", family="Roe")
    link_entries(source=ann.pk, target=tom.pk, role=LinkRole.PARENT, by=sergeant, at=at)
    link_entries(source=tom.pk, target=ann.pk, role=LinkRole.CHILD, by=sergeant, at=at)
    client = signed_in(client, Role.INSPECTOR)
    assert page_text(client, ann).count('data-label="Linked as">Child<') == 1
    assert page_text(client, tom).count('data-label="Linked as">Parent<') == 1


def test_l1_a_denied_tie_is_told_apart_from_those_that_count(client, record, sergeant, at):
    ann, tom = record("Ann", family="Roe"), record("Tom", family="Roe")
    link_entries(source=ann.pk, target=tom.pk, role=LinkRole.ASSOCIATE, by=sergeant, at=at)
    Link.objects.update(status=LinkStatus.DENIED)
    text = page_text(signed_in(client, Role.INSPECTOR), ann)
    assert "Nobody is recorded." in text
    assert "<bdi>Tom Roe</bdi></a> – Associate (denied)" in text


def test_panels_of_other_modules_show_by_permission(client, record):
    person = record("Ann", family="Roe")
    for title, permission in (
        ("Seen", Permission.VIEW_CUSTODY_RECORD),
        ("Hidden", Permission.MANAGE_STAFF),
    ):
        panels.register_person_panel(
            Panel(title, permission, "components/empty.html", lambda key, by: {"text": "x"}, 1)
        )
    text = page_text(signed_in(client, Role.INSPECTOR), person)
    assert "Seen</h2>" in text
    assert "Hidden</h2>" not in text


def test_the_page_takes_as_many_statements_for_500_links_as_for_5(
    record, happen, sergeant, at, django_assert_num_queries
):
    ann, tom = record("Ann", family="Roe", postcode="E1 6AN"), record("Tom", family="Diaz")
    for number in range(1, 5):
        happen(EventKind.CRIME, number, victim=ann, suspect=tom)
    link_entries(source=tom.pk, target=ann.pk, role=LinkRole.ASSOCIATE, by=sergeant, at=at)
    by = officer(Role.INSPECTOR)
    with django_assert_num_queries(12):
        page = person_page(ann.pk, by)
    assert (len(page.timeline.parts), len(page.associates.ties.found)) == (4, 1)
    tied_to_many(ann, 250)
    with django_assert_num_queries(12):
        page = person_page(ann.pk, by)
    assert sum(each.count for each in page.timeline.counts) == 254
    assert (len(page.timeline.parts), len(page.associates.ties.found)) == (25, 15)
    assert page.associates.ties.left_out == 251 - 15


def test_the_timeline_is_narrowed_by_kind_and_year_and_goes_on_page_by_page(client, record, happen):
    ann = record("Ann", family="Roe")
    for number in range(1, 31):
        happen(EventKind.CRIME, number, victim=ann)
    happen(EventKind.CUSTODY, 400, detained_person=ann)
    client = signed_in(client, Role.INSPECTOR)
    url = reverse("nominals:person", args=[ann.pk])

    def shown(query):
        response = client.get(f"{url}{query}")
        return response.context["person"].timeline

    first = shown("")
    assert ([each.label for each in first.kinds], len(first.rows)) == (
        ["Every kind (31)", "Crime (30)", "Custody (1)"],
        25,
    )
    second = shown(first.earlier.removesuffix("#timeline"))
    assert [each.title for each in second.rows][-1] == "Custody EV-400: Lampton"
    assert (len(second.rows), second.earlier, bool(second.latest)) == (6, "", True)
    custody = shown("?kind=custody")
    assert [each.title for each in custody.rows] == ["Custody EV-400: Lampton"]
    assert [each.chosen for each in custody.kinds] == [False, False, True]
    assert [each.title for each in shown("?year=2025").rows] == ["Custody EV-400: Lampton"]
    assert len(shown("?kind=nonsense&year=never").rows) == 25
    assert custody.page.timeline.latest_role is LinkRole.VICTIM


def test_addresses_over_time_are_drawn_and_said(client, record, sergeant, at):
    ann = record("Ann", family="Roe", postcode="E1 6AN")
    Link.objects.filter(source=ann.pk).update(
        held_from=at - timedelta(days=1000), held_until=at - timedelta(days=500)
    )
    other = record("Tom", family="Roe", postcode="M14 5RX")
    home = Link.objects.get(source=other.pk).target_id
    link_entries(
        source=ann.pk,
        target=home,
        role=LinkRole.HOME,
        by=sergeant,
        at=at,
        held_from=at - timedelta(days=500),
    )
    client = signed_in(client, Role.INSPECTOR)
    context = client.get(reverse("nominals:person", args=[ann.pk])).context
    bars = context["person"].spans.bars
    assert [(bar.is_current, bar.start_known) for bar in bars] == [(False, True), (True, True)]
    assert bars[0].start == 0
    assert bars[0].start + bars[0].width == bars[1].start
    assert bars[1].start + bars[1].width == 1000
    assert len(context["person"].addresses) == 2


def test_names_of_every_script_stand_in_an_element_of_their_own_direction(client, record):
    person = record("محمد", family="الأحمد")
    assert "<bdi>محمد الأحمد</bdi>" in page_text(signed_in(client, Role.INSPECTOR), person)


@pytest.mark.parametrize(
    ("role", "seen"), [(Role.CUSTODY_OFFICER, False), (Role.SUPERINTENDENT, True)]
)
def test_l5_a_restricted_address_is_on_the_page_of_few(client, record, role, seen):
    ann = record("Ann", family="Roe", postcode="E1 6AN")
    Link.objects.filter(source=ann.pk).update(restriction=LinkRestriction.DOMESTIC_ABUSE)
    text = page_text(signed_in(client, role), ann)
    assert ("E1 6AN" in text) is seen
    assert ("Addresses" in text) is seen
