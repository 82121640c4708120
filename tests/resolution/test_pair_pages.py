"""The queue of pairs and the page of one pair, side by side."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from tests.nominals.pages import signed_in
from tests.nominals.sameness import part

from bluelamp.access.enums import Role
from bluelamp.access.policies import operator
from bluelamp.audit.models import AuditLine
from bluelamp.core.time import now
from bluelamp.nominals.models import Judgement, WarningMarker
from bluelamp.resolution.models import Proposal
from bluelamp.resolution.services import propose_pairs

pytestmark = pytest.mark.django_db
PAIRS = "resolution:pairs"
SAID = {"reason": "Prints agree", "evidence": "PNC ID and photograph"}


@pytest.fixture
def pair(record):
    for given, family in (("William", "O’Connor"), ("Bill", "OCONNOR")):
        record(given, family=family, birth="1979-11-02", postcode="M14 5RX")
    propose_pairs(by=operator(), at=now() + timedelta(hours=1))
    return Proposal.objects.get()


@pytest.fixture
def client(client):
    return signed_in(client, Role.SUPERVISOR)


def text_of(response) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def url_of(pair) -> str:
    return reverse("resolution:pair", args=[pair.pk])


def test_the_queue_shows_names_age_risk_and_how_alike(client, pair, at):
    WarningMarker.objects.create(person=pair.first, code="FI", reason="Told", set_at=at, set_by="X")
    text = text_of(client.get(reverse(PAIRS)))
    for shown in ("William O’Connor", "Bill OCONNOR", "Very likely one person", "less than a day"):
        assert shown in text
    assert "Warning marker FI." in text
    line = AuditLine.objects.get(operation="CONSULT")
    assert sorted(line.records) == [pair.first_id, pair.second_id]


def test_nothing_waits(client):
    assert "No pair of records is waiting." in text_of(client.get(reverse(PAIRS)))


def test_side_by_side_says_field_by_field_what_agrees(client, pair):
    text = text_of(client.get(url_of(pair)))
    assert '<strong class="govuk-tag govuk-tag--green">Agrees</strong>' in text
    assert '<strong class="govuk-tag govuk-tag--yellow">Agrees in part</strong>' in text
    assert "Not recorded for both" in text
    assert "Same postcode." in text
    assert AuditLine.objects.filter(operation="CONSULT", action="view_pair").count() == 1


@pytest.mark.parametrize(
    ("verdict", "kept", "state"),
    [("same", "same", "judged"), ("not_same", "not_same", "judged"), ("unsure", "unsure", "open")],
)
def test_a_button_judges(client, pair, verdict, kept, state):
    response = client.post(url_of(pair), {**SAID, "verdict": verdict})
    assert response["Location"] == reverse(PAIRS)
    assert Judgement.objects.get().verdict == kept
    pair.refresh_from_db()
    assert pair.state == state


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"verdict": "same", "reason": "Prints agree"}, "Say what you compared"),
        ({"verdict": "same", "evidence": "Passport"}, "Say why you judge so."),
        (SAID, "Press the button that says what you judge."),
        ({**SAID, "verdict": "twins"}, "There is a problem"),
        ({**SAID, "verdict": "same", "reason": "x" * 401}, "There is a problem"),
    ],
    ids=["no evidence", "no reason", "no verdict", "another verdict", "too long"],
)
def test_bad_answers_are_named_and_what_was_typed_is_kept(client, pair, answers, words):
    text = text_of(client.post(url_of(pair), answers))
    assert words.lower() in text.lower()
    assert answers.get("evidence", "")[:40] in text
    assert not Judgement.objects.exists()


def test_g5_a_warning_must_be_answered(client, pair):
    part(pair.first, pair.second)
    text = text_of(client.post(url_of(pair), {**SAID, "verdict": "same"}))
    assert "Something speaks against joining these records." in text
    assert "Prints agree" in text
    answers = {**SAID, "verdict": "same", "answered": "earlier_not_same", "answer": "New prints"}
    client.post(url_of(pair), answers)
    assert Judgement.objects.order_by("-pk").first().verdict == "same"


def test_mg_01_a_second_officer_confirms(client, pair, at):
    WarningMarker.objects.create(person=pair.first, code="FI", reason="Told", set_at=at, set_by="X")
    assert "one officer proposes and another confirms" in text_of(client.get(url_of(pair)))
    client.post(url_of(pair), {**SAID, "verdict": "same"})
    text = text_of(client.get(url_of(pair)))
    assert "Another officer must confirm it." in text
    assert "Confirm: the same person" not in text
    other = signed_in(Client(), Role.INSPECTOR)
    assert "Confirm: the same person" in text_of(other.get(url_of(pair)))
    other.post(url_of(pair), {**SAID, "verdict": "same"})
    made = Judgement.objects.order_by("-pk").first()
    assert (made.verdict, bool(made.proposed_by_id)) == ("same", True)
    text = text_of(client.get(url_of(pair)))
    assert "These two records are judged one person." in text


def test_the_home_page_shows_what_waits(client, pair):
    text = text_of(client.get(reverse("home")))
    assert "Judge: one person or two?" in text
    assert "O’Connor" not in text


def test_who_may_not_judge_sees_neither(pair):
    other = signed_in(Client(), Role.CUSTODY_OFFICER)
    assert other.get(reverse(PAIRS)).status_code == 403
    assert other.post(url_of(pair), {**SAID, "verdict": "same"}).status_code == 403
    assert "one person or two" not in text_of(other.get(reverse("home")))


def test_no_such_pair(client):
    assert client.get(reverse("resolution:pair", args=[999])).status_code == 404
