"""The audit trail is read by auditors, in its own light, and never changes by being read."""

from __future__ import annotations

import csv
import io
import re
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.officers import member, signed_in

from bluelamp.access.enums import Role
from bluelamp.access.models import Staff
from bluelamp.audit import selectors
from bluelamp.audit.enums import Channel, Operation, Regime
from bluelamp.audit.models import AuditLine

pytestmark = pytest.mark.django_db
RECORD = uuid4()


@pytest.fixture
def auditor() -> Staff:
    return member("8001", Role.AUDITOR, given="Ada", family="Checks")


@pytest.fixture
def client(auditor: Staff) -> Client:
    return signed_in(auditor)


def line(
    action: str,
    *,
    at: datetime = datetime(2026, 11, 20, 12, tzinfo=UTC),
    by: Staff | None = None,
    **more: object,
) -> AuditLine:
    values = {
        "operation": Operation.CONSULT,
        "actor_id": by.id if by else uuid4(),
        "actor_label": by.label if by else "Constable A Nother 7",
        "reason_code": "CUSTODY",
        "record_kind": "custody_record",
        **more,
    }
    return AuditLine.objects.create(action=action, at=at, **values)


def ask(client: Client, **filter_: str) -> HttpResponse:
    return client.post("/audit/", filter_, follow=True)


def actions(response: HttpResponse) -> list[str]:
    return [row.action for row in response.context["rows"]]


def test_the_newest_line_stands_first(client: Client) -> None:
    line("older", at=datetime(2026, 11, 20, 11, tzinfo=UTC))
    line("newer")
    assert actions(client.get("/audit/")) == ["newer", "older"]


def test_to_read_the_trail_is_logged_with_whose_it_was(client: Client, auditor: Staff) -> None:
    pat = member("4021")
    line("view record", by=pat)
    response = ask(client, staff_number="4021")
    mine = AuditLine.objects.filter(actor_id=auditor.id).latest("id")
    assert (mine.operation, mine.regime, mine.action) == (
        Operation.CONSULT,
        Regime.GEN,
        "read_audit_trail",
    )
    assert (mine.records, mine.reason_code) == ([pat.id], "AUDIT")
    assert str(mine.request_id) == response["X-Request-Id"]


def test_the_page_says_what_the_trail_may_not_be_used_for_inf_5_4(client: Client) -> None:
    shown = client.get("/audit/").content.decode()
    assert "section 62(4)" in shown
    assert "must not feed performance dashboards, workload counts" in shown


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["d", "c", "b", "a"]),
        ({"staff_number": "4021"}, ["a"]),
        ({"operation": "DISCLOSE"}, ["b"]),
        ({"record": "CU-26-0000123-R"}, ["d", "c"]),
        ({"record": str(RECORD)}, ["d", "c"]),
        ({"since_day": "2", "since_month": "11", "since_year": "2026"}, ["d", "c", "b"]),
        ({"until_day": "2", "until_month": "11", "until_year": "2026"}, ["b", "a"]),
        ({"since_year": "2026", "until_month": "10", "until_year": "2026"}, ["a"]),
        ({"operation": "CONSULT", "staff_number": "4021", "since_year": "2027"}, []),
    ],
    ids=["all", "actor", "operation", "reference", "key", "since", "until", "months", "several"],
)
def test_lines_are_found_by_who_what_and_when(
    client: Client, asked: dict[str, str], found: list[str]
) -> None:
    line("a", at=datetime(2026, 10, 31, 9, tzinfo=UTC), by=member("4021"))
    line(
        "b",
        at=datetime(2026, 11, 2, 23, 59, tzinfo=UTC),
        operation=Operation.DISCLOSE,
        recipient="Court",
        channel=Channel.PRINT,
    )
    line(
        "c",
        at=datetime(2026, 11, 3, tzinfo=UTC),
        record_reference="CU-26-0000123-R",
        records=[RECORD],
    )
    line("d", at=datetime(2026, 11, 4, tzinfo=UTC), records=[uuid4(), RECORD])
    assert actions(ask(client, **asked)) == found


def test_days_are_days_in_london(client: Client) -> None:
    line("just after midnight in London", at=datetime(2026, 7, 1, 23, 30, tzinfo=UTC))
    asked = {"since_day": "2", "since_month": "7", "since_year": "2026"}
    assert actions(ask(client, **asked)) == ["just after midnight in London"]
    asked = {"until_day": "1", "until_month": "7", "until_year": "2026"}
    assert actions(ask(client, **asked)) == []


def test_asking_for_a_reference_does_not_make_the_auditor_part_of_that_record(
    client: Client,
) -> None:
    pat = member("4021")
    line("view", by=pat)
    ask(client, staff_number="4021", record="CU-1")
    shown = actions(ask(client, record="CU-1"))
    assert shown == ["read audit trail"]


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"staff_number": "NOBODY"}, "There is no member of staff with the number NOBODY"),
        ({"record": "x" * 61}, "Record must be 60 characters or fewer: you typed 61"),
        ({"operation": "SNOOP"}, "Select operation from the list"),
        ({"since_day": "31", "since_month": "2", "since_year": "2026"}, "From must be a real date"),
        ({"since_year": "2026", "until_year": "2025"}, "“To” must not be before “From”"),
    ],
)
def test_a_filter_that_cannot_be_is_named_and_shows_nothing(
    client: Client, asked: dict[str, str], words: str
) -> None:
    line("secret")
    shown = ask(client, **asked).content.decode()
    assert words in shown
    assert "secret" not in shown
    assert all(value in shown for value in asked.values() if value != "SNOOP")


def test_what_was_asked_stays_out_of_the_address(client: Client) -> None:
    member("4021")
    assert client.post("/audit/", {"staff_number": "4021"})["Location"] == "/audit/"
    assert 'value="4021"' in client.get("/audit/").content.decode()


def test_older_lines_follow_by_key_with_none_twice_and_none_lost(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selectors, "PAGE", 10)
    same = datetime(2026, 11, 1, tzinfo=UTC)
    made = [
        line(f"line {n}", at=same if n < 25 else datetime(2026, 11, 2, n % 24, tzinfo=UTC))
        for n in range(47)
    ]
    asked = {"until_day": "3", "until_month": "11", "until_year": "2026"}
    response, seen = ask(client, **asked), []
    while True:
        seen += [row.id for row in response.context["rows"]]
        if not response.context["older"]:
            break
        response = client.get(f"/audit/?before={response.context['older']}")
    assert len(seen) == len(set(seen)) == len(made)
    assert set(seen) == {each.id for each in made}
    first = [row.id for row in client.get("/audit/?before=nonsense").context["rows"]]
    assert first == seen[:10]


def test_a_page_of_the_trail_takes_the_same_statements_for_few_and_many(client: Client) -> None:
    line("one")
    with CaptureQueriesContext(connection) as few:
        client.get("/audit/")
    for number in range(80):
        line(f"line {number}")
    with CaptureQueriesContext(connection) as many:
        client.get("/audit/")
    assert len(many) == len(few)


@pytest.mark.parametrize(
    ("wanted", "index"),
    [
        (selectors.TrailFilter(), "audit_by_time"),
        (selectors.TrailFilter(actor_id=RECORD), "audit_by_actor"),
        (selectors.TrailFilter(record="CU-26-0000123-R"), "audit_by_reference"),
        (selectors.TrailFilter(record=str(RECORD)), "audit_by_record"),
        (selectors.TrailFilter(operation=Operation.ERASE), "audit_by_rare_operation"),
    ],
    ids=["all", "actor", "reference", "key", "operation"],
)
def test_a_large_trail_is_read_by_index(wanted: selectors.TrailFilter, index: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    plan = selectors.lines_matching(wanted)[:51].explain()
    assert index in plan
    assert "Seq Scan" not in plan


# --- In a file ---------------------------------------------------------------------------------


def rows_of(response: HttpResponse) -> list[list[str]]:
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_an_export_is_one_disclosure_naming_everybody_in_it_l6(
    client: Client, auditor: Staff
) -> None:
    made = [line(f"line {n}", records=[uuid4()]) for n in range(40)]
    response = client.post("/audit/export/")
    disclosed = AuditLine.objects.get(operation=Operation.DISCLOSE)
    assert (disclosed.channel, disclosed.recipient) == (Channel.EXPORT, auditor.label)
    assert set(disclosed.records) >= {key for each in made for key in each.records}
    assert set(disclosed.records) >= {each.actor_id for each in made}
    assert len(rows_of(response)) == 41


def test_the_file_is_marked_and_holds_only_what_the_filter_finds(client: Client) -> None:
    line("a", by=member("4021"))
    line("b")
    ask(client, staff_number="4021")
    response = client.post("/audit/export/")
    head, *rows = rows_of(response)
    assert [row[head.index("action")] for row in rows] == ["a"]
    assert rows[0][-1] == "OFFICIAL-SENSITIVE"
    assert re.search(
        r'filename="audit-trail-OFFICIAL-SENSITIVE-\d{8}T\d{6}Z\.csv"',
        response["Content-Disposition"],
    )
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_of_the_file_is_run_by_a_spreadsheet(client: Client, start: str) -> None:
    line("a", reason_text=f"{start}HYPERLINK(1)")
    head, row = rows_of(client.post("/audit/export/"))
    assert row[head.index("reason in words")].startswith("'")


def test_names_in_any_script_survive_the_file(client: Client) -> None:
    line("a", actor_label="محمد Źdźbło 😀 £5, “quoted”")
    head, row = rows_of(client.post("/audit/export/"))
    assert row[head.index("who")] == "محمد Źdźbło 😀 £5, “quoted”"


def test_too_many_lines_are_not_handed_out(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selectors, "EXPORTED_AT_MOST", 3)
    for number in range(4):
        line(f"line {number}")
    response = client.post("/audit/export/")
    assert response.status_code == 409
    assert "More than 3 lines match: narrow the filter first" in response.content.decode()
    assert not AuditLine.objects.filter(operation=Operation.DISCLOSE).exists()


def test_an_export_is_never_a_link(client: Client) -> None:
    assert client.get("/audit/export/").status_code == 405


def test_a_reason_is_asked_before_the_trail_is_shown(auditor: Staff) -> None:
    response = signed_in(auditor, reason=None).get("/audit/")
    assert response["Location"] == "/reason/?next=%2Faudit%2F"


def test_keys_of_lines_that_are_gone_or_never_were_do_no_harm(client: Client) -> None:
    line("one")
    assert actions(client.get("/audit/?before=999999999999")) == ["one"]
    assert isinstance(RECORD, UUID)
