"""Choosing by hand the record to compare with another."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.nominals.pages import signed_in
from tests.nominals.sameness import join, part, supervisor

from bluelamp.access.enums import Role
from bluelamp.audit.models import AuditLine
from bluelamp.core.errors import NotAllowed, NotPossible
from bluelamp.core.time import now
from bluelamp.resolution.enums import ProposalState
from bluelamp.resolution.models import Proposal
from bluelamp.resolution.services import propose_by_hand

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(record):
    return (
        record("William", family="O’Connor", birth="1979-11-02", postcode="M14 5RX"),
        record("Bill", family="OCONNOR", birth="1979-11-02", postcode="M14 5RX"),
    )


@pytest.fixture
def stranger(record):
    return record("Zainab", family="Hussain", birth="2001-03-14", postcode="E1 6AN")


@pytest.fixture
def client(client):
    return signed_in(client, Role.SUPERVISOR)


def page(person) -> str:
    return reverse("resolution:choose", args=[person.pk])


def shown(response) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_records_like_this_one_are_offered_and_the_record_itself_is_not(client, two, stranger):
    text = shown(client.get(page(two[0])))
    assert f'value="{two[1].pk}"' in text
    assert "Same postcode." in text
    assert str(stranger.pk) not in text
    assert f'value="{two[0].pk}"' not in text


def test_any_record_can_be_looked_for_and_every_one_shown_is_logged(client, two, stranger):
    text = shown(client.post(page(two[0]), {"words": "zainab hussain"}))
    assert f'value="{stranger.pk}"' in text
    line = AuditLine.objects.filter(action="view_records_like").latest("pk")
    assert set(line.records) == {two[0].pk, stranger.pk}


def test_the_choice_opens_both_side_by_side(client, two, stranger):
    response = client.post(page(two[0]), {"words": "", "other": str(stranger.pk)})
    made = Proposal.objects.get()
    assert response["Location"] == reverse("resolution:pair", args=[made.pk])
    assert {made.first_id, made.second_id} == {two[0].pk, stranger.pk}
    assert made.result == "NO"
    assert "Zainab Hussain" in shown(client.get(response["Location"]))


def test_a_person_page_leads_here_whoever_may_judge(client, two):
    url = reverse("nominals:person", args=[two[0].pk])
    assert page(two[0]) in shown(client.get(url))
    assert page(two[0]) not in shown(signed_in(client, Role.CUSTODY_OFFICER).get(url))


def test_a_pair_chosen_twice_is_one_and_a_judged_one_is_opened_again(two, at):
    by = supervisor()
    first = propose_by_hand(one=two[0].pk, other=two[1].pk, by=by, at=at)
    first.state = ProposalState.JUDGED
    first.save()
    again = propose_by_hand(one=two[1].pk, other=two[0].pk, by=by, at=now())
    assert (again.pk, again.state) == (first.pk, ProposalState.OPEN)


@pytest.mark.parametrize("sort", ["itself", "nobody", "the same already"])
def test_what_cannot_be_compared_is_refused_with_its_field(two, at, sort):
    other = {"itself": two[0].pk, "nobody": uuid4(), "the same already": two[1].pk}[sort]
    if sort == "the same already":
        join(*two)
    with pytest.raises(NotPossible) as refusal:
        propose_by_hand(one=two[0].pk, other=other, by=supervisor(), at=at)
    assert refusal.value.field == "other"


def test_after_a_parting_the_pair_may_be_chosen_again(two, at):
    join(*two)
    part(*two)
    assert propose_by_hand(one=two[0].pk, other=two[1].pk, by=supervisor(), at=at).pk


def test_only_those_who_judge_may_choose(two, at, sergeant):
    with pytest.raises(NotAllowed):
        propose_by_hand(one=two[0].pk, other=two[1].pk, by=sergeant, at=at)


def test_the_cost_of_the_page_is_the_same_for_few_and_many(client, two, record):
    client.get(page(two[0]))
    few = statements_of(client, page(two[0]))
    for letter in "ABDEFGHJ":
        record("William", family="O’Connor", birth="1979-11-02", postcode=f"M14 5{letter}X")
    assert statements_of(client, page(two[0])) == few


def statements_of(client, url: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        client.get(url)
    return len(asked)
