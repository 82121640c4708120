"""The record on paper, and whether it is whole (REC-4, REC-7, REC-8)."""

from __future__ import annotations

from datetime import UTC, datetime

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from psycopg.conninfo import make_conninfo
from tests.custody.browser import signed_in
from tests.custody.test_act_pages import at
from tests.custody.world import HOUR, NOON
from tests.printed import Printed

from bluelamp.access.enums import Rank, Role
from bluelamp.audit.models import AuditLine
from bluelamp.core.errors import NotPossible
from bluelamp.core.postgres import database_urls
from bluelamp.custody.enums import AskedAs, CustodyEntryKind, DisposalCode, WithheldReason
from bluelamp.custody.models import CopyGiven, CopyRequest, CustodyEntry
from bluelamp.custody.selectors.wholeness import faults_in
from bluelamp.custody.services import (
    add_entry,
    correct_entry,
    give_copy,
    record_inspection,
    request_copy,
)

TEXT = "Said “I’m fine” – wants tea.\nشاي من فضلك আপনার *not bold* #let x = 1"


def drink(world, record, text=TEXT, when=NOON + HOUR):
    return add_entry(
        record_id=record.pk,
        kind=CustodyEntryKind.CARE,
        text=text,
        occurred_at=when,
        by=world.detention_officer,
        at=when,
    )


def released(world, record, when=NOON + 3 * HOUR):
    return world.released(record, DisposalCode.NFA, when, text="No evidence.")


def asked(world, record, when=NOON + 4 * HOUR, **change):
    return request_copy(
        **{
            "record_id": record.pk,
            "asked_by": "Kai Okafor",
            "asked_as": AskedAs.PERSON,
            "occurred_at": when,
            "by": world.detention_officer,
            "at": when,
        }
        | change
    )


def given(world, request, withheld=(), when=NOON + 5 * HOUR):
    return give_copy(
        request_id=request.pk,
        withheld=dict(withheld),
        occurred_at=when,
        by=world.detention_officer,
        at=when,
    )


@pytest.fixture
def as_owner():
    """Do what only somebody with the owner's rights over the tables could."""

    def do(sql):
        with psycopg.connect(owner_url(), autocommit=True) as owner:
            owner.execute("SET session_replication_role = replica")
            owner.execute(sql)

    return do


def owner_url():
    settings = connection.settings_dict
    return make_conninfo(database_urls().owner, dbname=settings["NAME"])


# --- The chain --------------------------------------------------------------------------------


def test_rec_4_entries_are_numbered_and_each_holds_the_hash_of_the_one_before(world):
    record = world.detained()
    drink(world, record)
    entries = list(record.entries.order_by("number"))
    assert [entry.number for entry in entries] == [1, 2, 3, 4]
    assert entries[0].previous_hash == ""
    assert [entry.previous_hash for entry in entries[1:]] == [e.hash for e in entries[:-1]]
    assert (record.chain.length, record.chain.head) == (4, entries[-1].hash)
    assert faults_in([record.pk]) == []


def test_a_number_or_hash_of_ones_own_choosing_is_not_taken(world):
    record = world.arrived()
    CustodyEntry.objects.create(
        record=record,
        kind=CustodyEntryKind.NOTE,
        occurred_at=NOON,
        author_id=world.detention_officer.id,
        author_label="x",
        text="x",
        number=77,
        hash="0" * 64,
    )
    assert list(record.entries.order_by("number").values_list("number", flat=True)) == [1, 2, 3]
    assert faults_in() == []


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE custody_entrychain SET length = 0",
        "DELETE FROM custody_entrychain",
        "UPDATE custody_custodyentry SET hash = ''",
    ],
)
def test_the_application_cannot_touch_the_chain(world, sql):
    world.arrived()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.parametrize(
    ("tampering", "number", "words"),
    [
        ("UPDATE custody_custodyentry SET text = 'x' WHERE number = 2", 2, "not as it was written"),
        (
            "UPDATE custody_custodyentry SET occurred_at = now() WHERE number = 1",
            1,
            "not as it was written",
        ),
        ("DELETE FROM custody_custodyentry WHERE number = 2", 3, "entry before it is missing"),
        ("DELETE FROM custody_custodyentry WHERE number = 4", 4, "last entries are missing"),
    ],
)
def test_a_gap_or_an_alteration_by_the_owner_of_the_tables_shows(
    committed_world, as_owner, tampering, number, words
):
    record = committed_world.detained()
    drink(committed_world, record)
    as_owner(tampering)
    faults = faults_in([record.pk])
    assert [(fault.number, words in fault.words) for fault in faults[:1]] == [(number, True)]
    assert faults[0].reference == record.event.reference


def test_the_state_of_all_records_is_read_in_one_statement(world, django_assert_num_queries):
    for name in "ABC":
        drink(world, world.detained(world.person(name)))
    with django_assert_num_queries(1):
        assert faults_in() == []


# --- Copies -----------------------------------------------------------------------------------


def test_rec_8_a_copy_is_given_once_the_person_has_left(world):
    record = world.detained()
    request = asked(world, record, NOON + 2 * HOUR)
    with pytest.raises(NotPossible) as refusal:
        given(world, request)
    assert refusal.value.rule == "REC-8"
    released(world, record)
    assert given(world, request).up_to == record.entries.count() - 1


def test_rec_8_after_12_months_it_is_no_longer_a_right(world):
    record = released(world, world.detained())
    last = datetime(2027, 3, 10, 23, 0, tzinfo=UTC)
    asked(world, record, last)
    with pytest.raises(NotPossible, match="ended on 10 March 2027"):
        asked(world, record, last + 2 * HOUR)


def test_what_is_withheld_is_recorded_with_its_reason(world):
    record = world.detained()
    secret = drink(world, record, "His brother told us where the knife is.")
    request = asked(world, released(world, record))
    copy = given(world, request, {secret.pk: WithheldReason.THIRD_PARTY})
    assert [(w.entry_id, w.reason) for w in copy.withheld.all()] == [(secret.pk, "THIRD_PARTY")]
    entry = record.entries.order_by("number").last()
    assert "Withheld: entry 4: it is about another person." in entry.text
    line = AuditLine.objects.get(action="give_copy")
    assert (line.operation, line.recipient) == ("DISCLOSE", "Kai Okafor, the person detained")


def test_a_copy_is_given_once_on_each_request(world):
    request = asked(world, released(world, world.detained()))
    given(world, request)
    with pytest.raises(NotPossible, match="given already"):
        given(world, request)


@pytest.mark.parametrize("rows", [CopyRequest, CopyGiven])
def test_requests_and_copies_are_never_altered(world, rows):
    given(world, asked(world, released(world, world.detained())))
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.objects.all().delete()


def test_rec_7_an_inspection_says_what_was_held_back(world):
    record = world.detained()
    record_inspection(
        record_id=record.pk,
        inspected_by="Ms Lee of Lee & Co",
        asked_as=AskedAs.SOLICITOR,
        held_back="entry 2, which names the witness",
        occurred_at=NOON + HOUR,
        by=world.custody_officer,
        at=NOON + HOUR,
    )
    text = record.entries.get(kind="COPY").text
    assert text == (
        "Record inspected by Ms Lee of Lee & Co (their solicitor). "
        "Held back: entry 2, which names the witness"
    )
    assert AuditLine.objects.get(action="record_inspection").operation == "DISCLOSE"


# --- Pages and PDFs ---------------------------------------------------------------------------


def paper_of(browser, record, **answers):
    url = reverse("custody:paper_pdf", args=[record.pk])
    response = browser.post(url, {"recipient": "The suite’s own file"} | answers)
    assert response["Content-Type"] == "application/pdf"
    assert "no-store" in response["Cache-Control"]
    return Printed.of(response.content)


def test_the_whole_record_on_paper(client, world):
    record = world.detained(cell=world.cells[0].pk)
    wrong = drink(world, record)
    correct_entry(
        entry_id=wrong.pk,
        text="Wants water.",
        occurred_at=wrong.occurred_at,
        by=world.detention_officer,
        at=NOON + 2 * HOUR,
    )
    printed = paper_of(signed_in(client, world.custody_officer), record)
    assert printed.is_tagged
    assert "pdfuaid" in printed.claims
    for page in printed.pages:
        assert page.count("OFFICIAL") == 2
        assert record.event.reference in page
        assert f"Printed by {world.custody_officer.label}" in page
    assert f"Page 1 of {len(printed.pages)}" in printed.pages[0]
    assert "Kai Okafor" in printed.pages[0]
    for words in (
        "Said “I’m fine” – wants tea.",
        "*not bold* #let x = 1",
        "شاي",
        "আপনার",
        "Corrected by entry 6",
        "Corrects entry 5",
        "Theft from a shop",
        "The record is whole up to entry 6. Seal ",
        "typed",
    ):
        assert words in printed.text, words
    line = AuditLine.objects.get(action="print_custody_record")
    assert (line.operation, line.recipient) == ("DISCLOSE", "The suite’s own file")


def test_letters_that_no_font_of_ours_has_do_not_stop_the_paper(client, world):
    record = world.detained()
    drink(world, record, "Said 你好 😀 and then nothing.")
    printed = paper_of(signed_in(client, world.custody_officer), record)
    assert "and then nothing." in printed.text
    assert "pdfuaid" not in printed.claims


def test_paper_for_nobody_is_not_printed(client, world):
    record = world.detained()
    browser = signed_in(client, world.custody_officer)
    shown = browser.post(reverse("custody:paper_pdf", args=[record.pk]), {"recipient": ""})
    assert "Enter who this paper is for" in shown.content.decode()
    assert not AuditLine.objects.filter(operation="DISCLOSE").exists()


def test_only_some_entries_and_the_paper_says_so(client, world):
    record = world.detained()
    drink(world, record)
    browser = signed_in(client, world.custody_officer)
    shown = browser.get(reverse("custody:paper", args=[record.pk]), {"kinds": ["CARE"]})
    words = shown.content.decode()
    assert "Only these entries: Care and welfare." in words
    assert "wants tea" in words
    assert "Detention authorised to" not in words
    printed = paper_of(browser, record, kinds=["CARE"])
    assert "Only these entries: Care and welfare." in printed.text


def test_the_copy_as_given_withholds_and_says_so(client, world):
    record = world.detained()
    secret = drink(world, record, "His brother told us where the knife is.")
    browser = signed_in(client, world.detention_officer)
    released(world, record)
    url = reverse("custody:request_copy", args=[record.pk])
    browser.post(url, {"version": 1, "asked_by": "Kai", "asked_as": "PERSON"} | at(NOON + 4 * HOUR))
    request = CopyRequest.objects.get()
    answers = {"version": 1, f"entry_{secret.pk}": "SAFETY"} | at(NOON + 5 * HOUR)
    assert browser.post(reverse("custody:give_copy", args=[request.pk]), answers).status_code == 302
    copy = CopyGiven.objects.get()
    drink(world, record, "Written after the copy was given.", NOON + 6 * HOUR)
    response = browser.get(reverse("custody:copy_pdf", args=[copy.pk]))
    printed = Printed.of(response.content)
    assert "Copy of custody record" in printed.text
    assert "For Kai (the person detained)" in printed.text
    assert "Telling it would put somebody at risk (Code C 2.4)." in printed.text
    assert "knife" not in printed.text
    assert "Written after" not in printed.text
    assert AuditLine.objects.get(action="print_copy").operation == "DISCLOSE"
    listed = browser.get(reverse("custody:copies", args=[record.pk])).content.decode()
    assert "The right to a copy lasts until 10 March 2027." in listed


@pytest.mark.parametrize("role", [Role.PROPERTY_OFFICER, Role.AUDITOR])
def test_others_have_nothing_on_paper(client, world, role):
    record = world.detained()
    browser = signed_in(client, world.officer("X9", Rank.POLICE_STAFF, role))
    for name in ("paper", "copies", "request_copy"):
        assert browser.get(reverse(f"custody:{name}", args=[record.pk])).status_code == 403
    assert browser.post(reverse("custody:paper_pdf", args=[record.pk])).status_code == 403
