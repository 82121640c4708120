from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.template.loader import get_template
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bluelamp.access import panels
from bluelamp.access.context import navigation, shell
from bluelamp.access.enums import Permission, Rank, Role
from bluelamp.access.models import RoleHolding, Staff, Unit
from bluelamp.access.panels import NavigationItem, WorkItem
from bluelamp.access.presenters import QueueRow, greeting
from bluelamp.access.rules.usual_reason import usual_reason
from bluelamp.access.selectors import officer_for
from bluelamp.access.sign_in import staff_number_tried
from bluelamp.audit.enums import ReasonCode
from bluelamp.audit.models import AuditLine
from bluelamp.core.time import now

PASSWORD = "correct horse battery"
pytestmark = pytest.mark.django_db


def staff(number: str = "4021", *roles: Role) -> Staff:
    force, _ = Unit.objects.get_or_create(
        code="FORCE", defaults={"name": "Force", "kind": "FORCE", "path": "FORCE/"}
    )
    member = Staff(
        staff_number=number,
        given_name="Jo",
        family_name="Bloggs",
        rank=Rank.SERGEANT,
        unit=force,
    )
    member.set_password(PASSWORD)
    member.save()
    RoleHolding.objects.bulk_create(RoleHolding(staff=member, role=role) for role in roles)
    return member


def sign_in(client: Client, number: str = "4021", password: str = PASSWORD, **more: str):
    return client.post(reverse("account_login"), {"login": number, "password": password, **more})


@pytest.fixture
def at_work(client: Client) -> Client:
    staff("4021", Role.CUSTODY_OFFICER)
    sign_in(client)
    return client


@pytest.fixture
def one_thing_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    def waiting(officer, at):
        yield WorkItem(
            "First review", "CU-26-0000123-R", "/", at - timedelta(hours=6), at - timedelta(1)
        )

    monkeypatch.setattr(panels, "_work_sources", [waiting])


def test_nobody_sees_a_page_before_signing_in(client: Client) -> None:
    response = client.get("/")
    assert response.status_code == 302
    assert response["Location"] == "/account/login/?next=/"


def test_sign_in_is_by_staff_number_and_starts_with_the_usual_reason(client: Client) -> None:
    staff("A4021", Role.PROPERTY_OFFICER)
    response = sign_in(client, "a4021")
    assert response["Location"] == "/"
    assert "Handling of property or exhibits" in client.get("/").content.decode()


def test_a_wrong_password_keeps_the_staff_number_and_says_so(client: Client) -> None:
    staff()
    shown = sign_in(client, password="wrong").content.decode()
    assert "The staff number or the password is wrong." in shown
    assert 'value="4021"' in shown
    assert "wrong" not in shown.split('name="password"')[1].split(">")[0]
    assert "<title>Error: Sign in" in " ".join(shown.split())


@pytest.mark.parametrize("path", ["signup/", "password/reset/", "email/", "inactive-user/"])
def test_what_the_library_offers_beyond_need_does_not_exist(client: Client, path: str) -> None:
    assert client.get(f"/account/{path}").status_code == 404


def test_five_wrong_tries_lock_one_person_and_not_the_station(client: Client, settings) -> None:
    settings.AXES_ENABLED = True
    staff("4021", Role.CUSTODY_OFFICER)
    staff("4022", Role.CUSTODY_OFFICER)
    answers = [sign_in(client, " 4021", password="wrong") for _ in range(5)]
    assert [answer.status_code for answer in answers] == [200] * 4 + [429]
    assert "Wait 15 minutes" in answers[-1].content.decode()
    assert sign_in(client, "4021").status_code == 429
    assert sign_in(client, "4022").status_code == 302


@pytest.mark.parametrize(
    ("credentials", "posted", "tried"),
    [
        ({"username": " a4021 "}, {}, "A4021"),
        (None, {"login": "4021"}, "4021"),
        (None, {}, ""),
    ],
)
def test_wrong_tries_are_counted_in_one_spelling(credentials, posted, tried: str) -> None:
    request = RequestFactory().post("/", posted)
    assert staff_number_tried(request, credentials) == tried


@pytest.mark.parametrize(
    ("roles", "reason"),
    [
        ({Role.CUSTODY_OFFICER}, ReasonCode.CUSTODY),
        ({Role.DETENTION_OFFICER}, ReasonCode.CUSTODY),
        ({Role.INVESTIGATING_OFFICER}, ReasonCode.INVESTIGATION),
        ({Role.PROPERTY_OFFICER}, ReasonCode.PROPERTY),
        ({Role.CASE_BUILDER}, ReasonCode.CASE),
        ({Role.INSPECTOR}, ReasonCode.SUPERVISION),
        ({Role.SUPERINTENDENT}, ReasonCode.SUPERVISION),
        ({Role.SUPERVISOR}, ReasonCode.SUPERVISION),
        ({Role.AUDITOR}, ReasonCode.AUDIT),
        ({Role.INSPECTOR, Role.CUSTODY_OFFICER}, ReasonCode.CUSTODY),
        ({Role.ADMINISTRATOR}, None),
        (set(), None),
    ],
)
def test_the_usual_reason_goes_with_the_role(roles: set[Role], reason: ReasonCode | None) -> None:
    assert usual_reason(roles) is reason


def test_signing_out_needs_a_post(at_work: Client) -> None:
    at_work.get(reverse("account_logout"))
    assert at_work.get("/").status_code == 200
    at_work.post(reverse("account_logout"))
    assert at_work.get("/").status_code == 302


def test_the_frame_marks_the_page_and_says_who_works_and_why(at_work: Client) -> None:
    shown = at_work.get("/").content.decode()
    assert shown.count("OFFICIAL-SENSITIVE") == 2
    assert "Sergeant Jo Bloggs 4021" in shown
    assert "Custody of a detained person" in shown
    assert 'href="#main-content"' in shown


def test_the_frame_asks_the_database_nothing(at_work: Client) -> None:
    member = Staff.objects.get(staff_number="4021")
    request = RequestFactory().get("/")
    request.officer = officer_for(member, at=now())
    with CaptureQueriesContext(connection) as asked:
        shell(request)
    assert len(asked) == 0


def test_search_is_offered_to_those_who_may_search(client: Client) -> None:
    staff("1", Role.AUDITOR)
    sign_in(client, "1")
    assert 'role="search"' not in client.get("/").content.decode()


def test_the_navigation_marks_where_the_officer_is(monkeypatch: pytest.MonkeyPatch) -> None:
    items = [
        NavigationItem("Home", "home", Permission.USE_BLUELAMP, 0),
        NavigationItem("Reason", "access:working_reason", Permission.USE_BLUELAMP, 1),
        NavigationItem("Audit", "home", Permission.VIEW_AUDIT, 2),
    ]
    monkeypatch.setattr(panels, "_navigation", items)
    officer = officer_for(staff("4021", Role.CUSTODY_OFFICER), at=now())
    here = {entry["label"]: entry["current"] for entry in navigation(officer, "/reason/more/")}
    assert here == {"Home": "", "Reason": "true"}
    assert navigation(officer, "/")[0]["current"] == "page"


@pytest.mark.usefixtures("one_thing_waits")
def test_the_queue_shows_what_is_late_in_words_and_is_logged(at_work: Client) -> None:
    shown = at_work.get("/").content.decode()
    assert "First review" in shown
    assert "Overdue" in shown
    line = AuditLine.objects.latest("id")
    assert (line.action, line.reason_code) == ("home", ReasonCode.CUSTODY)


@pytest.mark.usefixtures("one_thing_waits")
def test_the_queue_is_not_shown_before_there_is_a_reason(client: Client) -> None:
    staff("9001", Role.ADMINISTRATOR)
    sign_in(client, "9001")
    response = client.get("/")
    assert response.status_code == 302
    assert response["Location"] == "/reason/?next=%2F"


def test_an_empty_queue_says_so(at_work: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(panels, "_work_sources", [])
    assert "Nothing is waiting for you." in at_work.get("/").content.decode()


@pytest.mark.parametrize(
    ("minutes", "risk", "tag", "colour"),
    [(-1, "High risk", "Overdue", "red"), (1, "High risk", "High risk", "orange"), (1, "", "", "")],
)
def test_lateness_outranks_risk(minutes: int, risk: str, tag: str, colour: str) -> None:
    at = now()
    item = WorkItem("Visit", "CU", "/", at, at + timedelta(minutes=minutes), risk)
    row = QueueRow.of(item, at)
    assert (row.tag, row.colour) == (tag, colour)


@pytest.mark.parametrize(
    ("hour", "words"),
    [(3, "evening"), (4, "morning"), (11, "morning"), (12, "afternoon"), (18, "evening")],
)
def test_the_greeting_goes_by_the_clock_in_london(hour: int, words: str) -> None:
    officer = officer_for(staff(), at=now())
    at = now().replace(month=1, hour=hour)
    assert greeting(officer, at) == f"Good {words}, Sergeant Jo Bloggs 4021"


def test_a_reason_is_kept_and_leads_back(at_work: Client) -> None:
    given = {"code": "COURT", "reference": "URN 01AB", "text": "ignored", "next": "/reason/?a=1"}
    response = at_work.post("/reason/", given)
    assert response["Location"] == "/reason/?a=1"
    kept = at_work.session["working_reason"]
    assert kept == {"code": "COURT", "reference": "URN 01AB", "text": ""}


@pytest.mark.parametrize(
    "elsewhere", ["https://example.org/", "//example.org", "javascript:alert(1)", ""]
)
def test_the_way_back_never_leaves_the_site(at_work: Client, elsewhere: str) -> None:
    response = at_work.post("/reason/", {"code": "COURT", "next": elsewhere})
    assert response["Location"] == "/"


@pytest.mark.parametrize("words", ["", "work", "police work"])
def test_a_bare_word_is_no_reason_inf_5_8(at_work: Client, words: str) -> None:
    response = at_work.post("/reason/", {"code": "OTHER", "text": words, "reference": "CU-1"})
    shown = response.content.decode()
    assert response.status_code == 200
    assert '<a href="#id_text">Say in a few words why' in shown
    assert 'value="CU-1"' in shown
    assert at_work.session["working_reason"]["code"] == "CUSTODY"


def test_other_with_words_is_a_reason_in_any_script(at_work: Client) -> None:
    words = "طلب من المحكمة 😀 £5"
    assert at_work.post("/reason/", {"code": "OTHER", "text": words}).status_code == 302
    assert words in at_work.get("/").content.decode()


def test_an_unknown_page_is_not_found_in_the_frame(at_work: Client) -> None:
    response = at_work.get("/nowhere/")
    assert response.status_code == 404
    assert "Page not found" in response.content.decode()


@pytest.mark.parametrize("template", ["400.html", "500.html"])
def test_the_last_resorts_need_nothing(template: str) -> None:
    shown = get_template(template).render()
    assert "Nothing was saved" in shown
    assert "<style" not in shown
    assert "<script" not in shown


def test_no_script_or_style_stands_in_a_page_without_a_nonce(at_work: Client) -> None:
    shown = at_work.get("/").content.decode()
    assert "<style" not in shown
    assert " style=" not in shown
    assert " onclick=" not in shown
    assert shown.count("<script nonce=") == 1


def test_the_authenticator_app_can_be_set_up_without_an_e_mail_address(at_work: Client) -> None:
    at_work.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    shown = at_work.get(reverse("mfa_activate_totp")).content.decode()
    assert "<svg" in shown
    assert "data:image" not in shown
