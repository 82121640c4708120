"""Whom a person is tied to, to the second degree: read, drawn, told in a table, and logged."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from tests.nominals.pages import signed_in
from tests.nominals.sameness import join
from tests.nominals.ties import tied_to_many

from bluelamp.access.enums import Role
from bluelamp.audit.models import AuditLine
from bluelamp.nominals.enums import EventKind, LinkRestriction, LinkRole, LinkStatus
from bluelamp.nominals.enums.network import TieSort
from bluelamp.nominals.models import Link
from bluelamp.nominals.selectors import NetworkAsked, TiesAsked, network_of, ties_of
from bluelamp.nominals.services import link_entries, register_event

pytestmark = pytest.mark.django_db


@pytest.fixture
def tie(sergeant, at):
    def tied(one, other, role=LinkRole.ASSOCIATE):
        return link_entries(source=one.pk, target=other.pk, role=role, by=sergeant, at=at)

    return tied


@pytest.fixture
def meet(sergeant, at):
    def met(number, *people, kind=EventKind.CRIME, role=LinkRole.SUSPECT):
        event = register_event(
            kind=kind,
            reference=f"EV-{number}",
            title="",
            occurred_at=at - timedelta(days=number),
            by=sergeant,
            at=at,
        )
        for person in people:
            link_entries(source=person.pk, target=event.pk, role=role, by=sergeant, at=at)
        return event

    return met


@pytest.fixture
def four(record):
    return [record(name, family="Roe") for name in ("Ann", "Bob", "Cat", "Dan")]


def seen(network) -> dict:
    return {network.people[key].known_as.split()[0]: n for key, n in network.degree.items()}


def asked(depth=1, **more) -> NetworkAsked:
    return NetworkAsked(depth=depth, ties=TiesAsked(**more))


def test_direct_ties_and_shared_events_are_told_with_how_often_and_when(four, tie, meet, at):
    ann, bob, cat, _ = four
    tie(ann, bob, LinkRole.PARENT)
    meet(1, ann, cat)
    meet(9, ann, cat, kind=EventKind.CUSTODY)
    first, second = ties_of([ann.pk], TiesAsked()).found
    assert (first.other, [each.label for each in first.links], first.events) == (
        bob.pk,
        ["Child"],
        (),
    )
    assert (second.other, second.links, second.last_at) == (cat.pk, (), at - timedelta(days=1))
    assert [each.kind for each in second.events] == [EventKind.CRIME, EventKind.CUSTODY]


def test_the_second_degree_comes_by_depth_or_by_expanding_one_person(four, tie, meet):
    ann, bob, cat, dan = four
    tie(ann, bob)
    meet(1, bob, cat)
    tie(cat, dan)
    assert seen(network_of(ann.pk, asked())) == {"Ann": 0, "Bob": 1}
    assert seen(network_of(ann.pk, asked(2))) == {"Ann": 0, "Bob": 1, "Cat": 2}
    by_hand = NetworkAsked(expanded=frozenset({bob.pk, uuid4()}))
    assert seen(network_of(ann.pk, by_hand)) == {"Ann": 0, "Bob": 1, "Cat": 2}
    nobody = NetworkAsked(expanded=frozenset({cat.pk}))
    assert seen(network_of(ann.pk, nobody)) == {"Ann": 0, "Bob": 1}


def test_ties_among_the_first_degree_are_found_and_each_pair_stands_once(four, tie):
    ann, bob, cat, _ = four
    for one, other in ((ann, bob), (ann, cat), (bob, cat), (cat, bob)):
        tie(one, other)
    pairs = [frozenset((each.one, each.other)) for each in network_of(ann.pk, asked(2)).ties]
    assert sorted(pairs, key=sorted) == sorted(
        [frozenset((a.pk, b.pk)) for a, b in ((ann, bob), (ann, cat), (bob, cat))], key=sorted
    )


def test_l1_denied_links_and_those_at_work_tie_nobody(four, tie, meet, sergeant, at):
    ann, bob, cat, dan = four
    tie(ann, bob)
    Link.objects.update(status=LinkStatus.DENIED)
    event = meet(1, ann)
    for person, role in ((cat, LinkRole.LEGAL_REPRESENTATIVE), (dan, LinkRole.INTERPRETER)):
        link_entries(source=person.pk, target=event.pk, role=role, by=sergeant, at=at)
    assert ties_of([ann.pk], TiesAsked()).found == ()


def test_l5_a_shared_address_ties_nobody(record):
    ann = record("Ann", family="Roe", postcode="E1 6AN")
    record("Zoe", family="Poe", postcode="E1 6AN")
    assert Link.objects.filter(role=LinkRole.HOME).values("target").distinct().count() == 1
    assert ties_of([ann.pk], TiesAsked()).found == ()


def test_l4_l5_what_is_restricted_or_has_lapsed_is_not_followed(four, tie, meet, at):
    ann, bob, cat, dan = four
    tie(ann, bob)
    Link.objects.update(restriction=LinkRestriction.PROTECTED_WITNESS)
    tie(ann, cat)
    Link.objects.filter(target=cat.pk).update(lapses_at=at)
    event = meet(1, ann, dan)
    Link.objects.filter(source=dan.pk, target=event.pk).update(
        restriction=LinkRestriction.OTHER_RISK
    )
    assert ties_of([ann.pk], TiesAsked()).found == ()


@pytest.mark.parametrize(
    ("chosen", "names"),
    [
        ({"sorts": frozenset({TieSort.FAMILY})}, {"Bob"}),
        ({"sorts": frozenset({TieSort.EVENTS})}, {"Cat", "Dan"}),
        ({"sorts": frozenset({TieSort.ASSOCIATES, TieSort.EVENTS})}, {"Cat", "Dan"}),
        ({"most": 1}, {"Bob"}),
    ],
)
def test_ties_are_narrowed_by_kind_and_number(four, tie, meet, chosen, names):
    ann, bob, cat, dan = four
    tie(ann, bob, LinkRole.SIBLING)
    meet(1, ann, cat)
    meet(2, ann, dan)
    found = network_of(ann.pk, asked(**chosen))
    assert set(seen(found)) - {"Ann"} == names
    assert found.left_out == (2 if chosen == {"most": 1} else 0)


def test_ties_are_narrowed_by_time(four, tie, meet, at):
    ann, bob, cat, dan = four
    meet(10, ann, bob)
    meet(800, ann, cat)
    tie(ann, dan)
    Link.objects.filter(target=dan.pk).update(held_until=at - timedelta(days=700))
    since = at - timedelta(days=365)
    assert set(seen(network_of(ann.pk, asked(since=since)))) == {"Ann", "Bob"}
    assert set(seen(network_of(ann.pk, asked()))) == {"Ann", "Bob", "Cat", "Dan"}


def test_mg_02_the_records_of_one_person_are_one_point_with_the_ties_of_all(record, four, tie):
    ann, bob, cat, dan = four
    again, bobby = record("Anne", family="Roe"), record("Bobby", family="Roe")
    join(ann, again)
    join(bob, bobby)
    tie(ann, bob)
    tie(again, bobby, LinkRole.SIBLING)
    tie(bobby, cat)
    found = network_of(again.pk, asked(2))
    assert seen(found) == {"Ann": 0, "Bob": 1, "Cat": 2}
    assert len(found.ties[0].links) == 2
    assert dan.pk not in found.people


def test_as_many_statements_for_500_links_as_for_5(four, tie, meet, django_assert_num_queries):
    ann, bob, cat, _ = four
    tie(ann, bob)
    meet(1, ann, cat)
    meet(2, bob, cat)
    everything = NetworkAsked(depth=2, with_events=True)
    with django_assert_num_queries(5):
        network_of(ann.pk, everything)
    others = tied_to_many(ann, 250)
    with django_assert_num_queries(5):
        found = network_of(ann.pk, everything)
    assert found.left_out == len(others) + 2 - 25
    assert len(found.degree) == 26


# --- The page -----------------------------------------------------------------------------------


def page_of(client, person, query=""):
    return client.get(reverse("nominals:network", args=[person.pk]) + query)


def graph_in(response) -> dict:
    found = re.search(
        r'<script id="network-graph" type="application/json">(.*?)</script>',
        response.content.decode(),
    )
    return json.loads(found.group(1))


def test_the_table_tells_everybody_and_every_tie_that_is_drawn(client, four, tie, meet):
    ann, bob, cat, dan = four
    tie(ann, bob, LinkRole.PARENT)
    tie(bob, dan, LinkRole.CARER)
    meet(1, ann, cat)
    response = page_of(
        signed_in(client, Role.INSPECTOR),
        ann,
        "?depth=2&ties=family&ties=household&ties=events&period=all&most=25",
    )
    text = " ".join(response.content.decode().split())
    graph = graph_in(response)
    assert {point["id"] for point in graph["points"]} == {str(each.pk) for each in four}
    assert len(graph["lines"]) == 3
    for person in (bob, cat, dan):
        assert f'id="row-{person.pk}"' in text
        assert reverse("nominals:person", args=[person.pk]) in text
    for words in (
        "Child of Ann Roe",
        "Cared for by Bob Roe",
        "With <bdi>Ann Roe</bdi>: 1 event: crime 1",
    ):
        assert words in text


def test_everybody_drawn_is_in_the_one_line_of_the_audit(client, four, tie):
    ann, bob, cat, _ = four
    tie(ann, bob)
    tie(bob, cat)
    client = signed_in(client, Role.INSPECTOR)
    page_of(client, ann)
    page_of(client, ann, f"?expand={bob.pk}")
    first, second = AuditLine.objects.filter(action="view_network").order_by("at", "pk")
    assert first.records == [ann.pk, bob.pk]
    assert second.records == [ann.pk, bob.pk, cat.pk]


def test_one_is_expanded_and_folded_again_by_links(client, four, tie):
    ann, bob, cat, _ = four
    tie(ann, bob)
    tie(bob, cat)
    client = signed_in(client, Role.INSPECTOR)
    (row,) = page_of(client, ann).context["drawing"].rows
    expanded = page_of(client, ann, row.expand).context["drawing"].rows
    assert [each.card.name for each in expanded] == ["Bob Roe", "Cat Roe"]
    assert (expanded[0].expand, bool(expanded[0].fold), expanded[1].expand) == ("", True, "")
    (again,) = page_of(client, ann, expanded[0].fold).context["drawing"].rows
    assert again.expand == row.expand


def test_events_may_be_points_with_a_line_to_each_who_had_a_part(client, four, meet):
    ann, bob, *_ = four
    event = meet(1, ann, bob)
    asked = "?depth=1&ties=events&period=all&most=25&points=on"
    graph = graph_in(page_of(signed_in(client, Role.INSPECTOR), ann, asked))
    assert {line["target"] for line in graph["lines"]} == {str(event.pk)}
    assert {line["source"] for line in graph["lines"]} == {str(ann.pk), str(bob.pk)}


def test_no_kind_of_tie_is_a_mistake_that_is_named(client, four, tie):
    ann, bob, *_ = four
    tie(ann, bob)
    response = page_of(signed_in(client, Role.INSPECTOR), ann, "?depth=1&period=all&most=25")
    assert "Choose at least one kind of link." in response.content.decode()


def test_a_name_cannot_end_the_block_of_data(client, record, tie):
    ann, bob = record("Ann", family="Roe"), record("Bob", family="Roe")
    tie(ann, bob)
    type(bob).objects.filter(pk=bob.pk).update(known_as="</script><b>Bob")
    text = page_of(signed_in(client, Role.INSPECTOR), ann).content.decode()
    assert "</script><b>" not in text


def test_nobody_is_a_page_not_found_and_who_may_not_see_people_is_refused(client, record):
    client = signed_in(client, Role.INSPECTOR)
    assert client.get(reverse("nominals:network", args=[uuid4()])).status_code == 404
    client = signed_in(client, Role.PROPERTY_OFFICER)
    assert page_of(client, record("Ann", family="Roe")).status_code == 403
