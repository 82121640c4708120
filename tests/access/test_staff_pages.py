"""The staff list, a member's page, changes to it, and the tree of units."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.officers import member, signed_in, somebody, unit

from bluelamp.access.enums import Rank, Role
from bluelamp.access.models import Staff, Unit
from bluelamp.access.policies import operator
from bluelamp.access.services import import_staff
from bluelamp.audit.enums import Operation, Outcome, Regime
from bluelamp.audit.models import AuditLine
from bluelamp.core.time import now

pytestmark = pytest.mark.django_db


@pytest.fixture
def force() -> dict[str, Unit]:
    top = unit("FORCE")
    north, south = unit("N", top, "BCU"), unit("S", top, "BCU")
    # Its code begins like the other's: a tree is not a prefix of words.
    return {"N": north, "NA": unit("NA", top, "BCU"), "S": south, "N-1": unit("N-1", north, "TEAM")}


@pytest.fixture
def people(force: dict[str, Unit]) -> dict[str, Staff]:
    return {
        "ann": member("P100", given="Ann", family="O'Neill-Źdźbło", of=force["N-1"]),
        "bo": member("P200", Role.SUPERVISOR, given="محمد", family="", of=force["N"]),
        "cy": member("P300", given="Cy", family="Stone", of=force["NA"]),
        "di": member("P310", given="Di", family="Stone", of=force["S"]),
    }


def names(response: HttpResponse) -> list[str]:
    return [row.name for row in response.context["rows"]]


def search(client: Client, words: str = "", unit: str = "") -> HttpResponse:
    return client.post("/staff/", {"words": words, "unit": unit}, follow=True)


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(
    ("words", "code", "found"),
    [
        ("stone", "", ["Stone, Cy", "Stone, Di"]),
        ("Di STONE", "", ["Stone, Di"]),
        ("p3", "", ["Stone, Cy", "Stone, Di"]),
        ("neill", "", ["O'Neill-Źdźbło, Ann"]),
        ("محمد", "", ["محمد"]),
        ("", "N", ["محمد", "O'Neill-Źdźbło, Ann"]),
        ("stone", "N", []),
        ("%", "", []),
        ("' OR 1=1 --", "", []),
    ],
)
def test_staff_are_found_by_words_and_by_unit_with_all_below(
    words: str, code: str, found: list[str]
) -> None:
    response = search(somebody(Role.SUPERVISOR), words, code)
    assert names(response) == found


def test_at_first_the_officers_own_unit_is_shown(people: dict[str, Staff]) -> None:
    response = signed_in(people["bo"]).get("/staff/")
    assert names(response) == ["محمد", "O'Neill-Źdźbło, Ann"]


@pytest.mark.usefixtures("people")
def test_what_was_searched_stays_out_of_the_address_and_in_the_form() -> None:
    client = somebody(Role.SUPERVISOR)
    response = client.post("/staff/", {"words": "Stone", "unit": "NA"})
    assert response["Location"] == "/staff/"
    shown = client.get("/staff/").content.decode()
    assert 'value="Stone"' in shown
    assert re.search(r'value="NA"\s+selected', shown)


@pytest.mark.usefixtures("people")
def test_each_list_logs_whom_it_showed() -> None:
    response = search(somebody(Role.SUPERVISOR), "stone")
    line = AuditLine.objects.latest("id")
    assert (line.operation, line.regime, line.action) == (
        Operation.CONSULT,
        Regime.GEN,
        "search_staff",
    )
    assert len(line.records) == 2
    assert str(line.request_id) == response["X-Request-Id"]


def test_an_over_long_name_is_named_and_kept() -> None:
    words = "é" * 300
    shown = search(somebody(Role.SUPERVISOR), words).content.decode()
    assert "Name or staff number must be 100 characters or fewer: you typed 300" in shown
    assert words in shown


def test_the_list_has_pages_and_takes_the_same_statements_for_few_and_many(
    people: dict[str, Staff],
) -> None:
    client = somebody(Role.SUPERVISOR)
    search(client)
    few = _statements(client, "/staff/")
    for number in range(60):
        member(f"Q{number}", Role.INSPECTOR, Role.SUPERVISOR, family=f"Zed{number:02d}")
    assert _statements(client, "/staff/") == few
    third = client.get("/staff/?page=3")
    assert names(third)[-1] == "Zed59, Jo"
    assert client.get("/staff/?page=nonsense").status_code == 200


def _statements(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_a_members_page_shows_unit_manager_roles_and_is_logged(
    people: dict[str, Staff], force: dict[str, Unit]
) -> None:
    ann = people["ann"]
    Staff.objects.filter(id=ann.id).update(line_manager=people["bo"])
    response = somebody(Role.SUPERVISOR).get(f"/staff/{ann.id}/")
    shown = response.content.decode()
    assert "Unit FORCE › Unit N › Unit N-1" in shown
    assert f'href="/staff/{people["bo"].id}/"' in shown
    assert "Has never held a role." in shown
    assert "Give a role" not in shown
    line = AuditLine.objects.latest("id")
    assert (line.operation, line.records, line.record_reference) == (
        Operation.CONSULT,
        [ann.id],
        "P100",
    )


def test_history_says_what_changed_by_whom(people: dict[str, Staff], force) -> None:
    admin = somebody(Role.ADMINISTRATOR)
    bo = people["bo"]
    holding = bo.role_holdings.get()
    admin.post(f"/staff/{bo.id}/give-role/", {"role": "inspector", "version": 1})
    admin.post(f"/staff/{bo.id}/end-role/{holding.id}/", {"version": 2})
    Staff.objects.filter(id=bo.id).update(rank=Rank.INSPECTOR, unit=force["S"])
    history = admin.get(f"/staff/{bo.id}/").context["history"]
    by_title = {item["title"]: item for item in history}
    titles = sorted(item["title"] for item in history)
    assert titles == ["Changed", "Role ended: Supervisor", "Role given: Inspector"]
    assert by_title["Role given: Inspector"]["by"] == "Sergeant Jo Bloggs 1"
    assert by_title["Changed"]["text"] == "Rank: Sergeant → Inspector\nUnit: Unit N → Unit S"
    assert by_title["Changed"]["by"] == ""


def test_history_joins_what_a_staff_file_changed_with_who_loaded_it(tmp_path, force) -> None:
    head = "staff_number,given_name,family_name,rank,unit_code,roles,line_manager,email,starts_on"
    file = tmp_path / "staff.csv"
    for rank in ("constable", "sergeant"):
        file.write_text(f"{head}\nP9,Ann,Lamp,{rank},N,,,,\n", encoding="utf-8")
        import_staff(file, by=operator("Night load"), at=now())
    ann = Staff.objects.get(staff_number="P9")
    history = somebody(Role.SUPERVISOR).get(f"/staff/{ann.id}/").context["history"]
    assert {(item["title"], item["by"]) for item in history} == {
        ("Loaded from a staff file", "Night load")
    }
    assert sorted(item["text"] for item in history) == ["", "Rank: Constable → Sergeant"]


def test_a_closed_account_says_in_its_history_who_closed_it(people: dict[str, Staff]) -> None:
    admin = somebody(Role.ADMINISTRATOR)
    page = f"/staff/{people['ann'].id}/"
    admin.post(f"{page}close/", {"version": 1})
    (item,) = admin.get(page).context["history"]
    assert (item["title"], item["by"]) == ("Account closed", "Sergeant Jo Bloggs 1")
    assert "May sign in: yes → no" in item["text"]


def test_a_members_page_takes_the_same_statements_however_long_its_history(
    people: dict[str, Staff],
) -> None:
    admin = somebody(Role.ADMINISTRATOR)
    bo = people["bo"]
    few = _statements(admin, f"/staff/{bo.id}/")
    for version, role in enumerate([Role.INSPECTOR, Role.CASE_BUILDER], start=1):
        admin.post(f"/staff/{bo.id}/give-role/", {"role": role, "version": version})
    assert _statements(admin, f"/staff/{bo.id}/") == few


def test_an_administrator_gives_and_ends_a_role(people: dict[str, Staff]) -> None:
    admin = somebody(Role.ADMINISTRATOR)
    page = f"/staff/{people['ann'].id}/"
    assert "Give a role" in admin.get(page).content.decode()
    response = admin.post(f"{page}give-role/", {"role": "inspector", "version": 1}, follow=True)
    assert "The role is given." in response.content.decode()
    holding = people["ann"].role_holdings.get()
    response = admin.post(f"{page}end-role/{holding.id}/", {"version": 2}, follow=True)
    assert "The role has ended." in response.content.decode()


def test_a_stale_page_says_so_shows_what_is_held_and_can_be_sent_again(
    people: dict[str, Staff],
) -> None:
    admin = somebody(Role.ADMINISTRATOR)
    page = f"/staff/{people['ann'].id}/give-role/"
    admin.post(page, {"role": "inspector", "version": 1})
    shown = admin.post(page, {"role": "case_builder", "version": 1}).content.decode()
    assert "Somebody else changed this member of staff" in shown
    assert "Inspector." in shown
    assert re.search(r'value="case_builder"\s+checked', shown)
    assert re.search(r'name="version" value="2"', shown)
    assert admin.post(page, {"role": "case_builder", "version": 2}).status_code == 302


@pytest.mark.parametrize("given", [{}, {"role": "king"}, {"role": "inspector", "version": "x"}])
def test_a_role_must_be_one_of_ours(people: dict[str, Staff], given: dict[str, str]) -> None:
    page = f"/staff/{people['ann'].id}/give-role/"
    response = somebody(Role.ADMINISTRATOR).post(page, {"version": 1, **given})
    assert response.status_code == 200
    assert "There is a problem" in response.content.decode()
    assert not people["ann"].role_holdings.exists()


def test_ones_own_page_says_why_nothing_can_be_changed() -> None:
    own = member("9001", Role.ADMINISTRATOR)
    client = signed_in(own)
    shown = client.get(f"/staff/{own.id}/").content.decode()
    assert "Another administrator must change your own roles" in shown
    assert "Close the account" not in shown
    response = client.post(f"/staff/{own.id}/give-role/", {"role": "inspector", "version": 1})
    assert response.status_code == 403
    refused = AuditLine.objects.latest("id")
    assert (refused.outcome, refused.records) == (Outcome.REFUSED, [own.id])


def test_an_account_is_closed_and_opened_again(people: dict[str, Staff]) -> None:
    admin = somebody(Role.ADMINISTRATOR)
    page = f"/staff/{people['bo'].id}/"
    assert "they cannot sign in again" in admin.get(f"{page}close/").content.decode()
    shown = admin.post(f"{page}close/", {"version": 1}, follow=True).content.decode()
    assert "Account closed" in shown
    assert "Open the account again" in shown
    shown = admin.post(f"{page}open/", {"version": 2}, follow=True).content.decode()
    assert "The account is open. It has no roles until you give some." in shown
    assert "Give a role" in shown


def test_units_are_counted_with_all_below_them(people: dict[str, Staff], force) -> None:
    client = somebody(Role.SUPERVISOR)
    Staff.objects.filter(staff_number="P300").update(is_active=False)
    top = client.get("/units/").context["unit"]
    assert {row["name"]: row["strength"] for row in top.below} == {
        "Unit N": 2,
        "Unit NA": 0,
        "Unit S": 1,
    }
    assert top.strength == 4
    lowest = client.get(f"/units/{force['N-1'].id}/").context["unit"]
    assert [step["text"] for step in lowest.trail] == ["Unit FORCE", "Unit N", "Unit N-1"]
    assert lowest.below == []


def test_a_level_of_units_takes_the_same_statements_for_few_and_many(force) -> None:
    client = somebody(Role.SUPERVISOR)
    few = _statements(client, "/units/")
    for number in range(20):
        team = unit(f"T{number}", force["S"], "TEAM")
        unit(f"B{number}", Unit.objects.get(code="FORCE"), "BCU")
        member(f"Q{number}", of=team)
    assert _statements(client, "/units/") == few


def test_a_unit_leads_to_its_staff(people: dict[str, Staff]) -> None:
    client = somebody(Role.SUPERVISOR)
    assert names(client.post("/staff/", {"unit": "N-1"}, follow=True)) == ["O'Neill-Źdźbło, Ann"]
    assert re.search(r'value="N-1"\s+selected', client.get("/staff/").content.decode())
