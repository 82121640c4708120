"""The pages of property, as officers use them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.urls import reverse

from bluelamp.access.enums import Role
from bluelamp.audit.models import AuditLine
from bluelamp.core.time import LONDON, now
from bluelamp.nominals.enums import EventKind
from bluelamp.nominals.panels import event_panels, person_panels
from bluelamp.property.enums import ItemState
from bluelamp.property.models import Item
from bluelamp.property.panels import MOST_IN_QUEUE, taken_in_panel, waiting_items
from bluelamp.property.services import book_into_store

from .making import (
    BELONGINGS,
    CASH,
    EXHIBIT,
    NOW,
    TAKEN,
    a_custody_event,
    a_member_of_staff,
    a_person,
    a_store,
    an_item,
    an_officer,
    at_work,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():
    return a_member_of_staff(Role.DETENTION_OFFICER, Role.INVESTIGATING_OFFICER, name="Desk")


@pytest.fixture
def officer(staff):
    return at_work(staff)


@pytest.fixture
def page(client, staff):
    return sign_in(client, staff)


def sign_in(client, staff):
    client.force_login(staff)
    session = client.session
    session["working_reason"] = {"code": "PROPERTY", "reference": "", "text": ""}
    session.save()
    return client


def filled(*rows, **common):
    data = {"items-TOTAL_FORMS": "5", "items-INITIAL_FORMS": "0", **moment(), **common}
    for number, row in enumerate(rows):
        data |= {f"items-{number}-{name}": value for name, value in row.items()}
    return data


def moment(at="10/4/2026 10:05"):
    date, time = at.split()
    return {"occurred_at_date": date, "occurred_at_time": time}


WATCH = {"kind": "DET", "description": "Black Casio watch", "seal_number": "B 100"}
MONEY = {"kind": "DCASH", "description": "3 × £10", "amount": "£1,030.50", "seal_number": "B101"}


class TestRecording:
    @pytest.fixture
    def event(self):
        return a_custody_event(a_person())

    @pytest.fixture
    def url(self, event):
        return reverse("property:record", args=[event.pk])

    def test_the_page_asks_for_five_items_and_offers_the_present(self, page, url):
        shown = page.get(url).content.decode()
        assert shown.count('<legend class="govuk-fieldset__legend govuk-fieldset__legend--m">') == 5
        today = now().astimezone(LONDON)
        assert f'value="{today.day}/{today.month}/{today.year}"' in shown

    def test_several_items_are_recorded_and_empty_rows_ignored(self, page, url, event):
        second = a_member_of_staff()
        answer = page.post(url, filled(WATCH, MONEY, witness=second.staff_number.lower()))
        assert answer.status_code == 302
        items = Item.objects.filter(taken_in=event).order_by("pk")
        assert [(item.description, item.amount_pence) for item in items] == [
            ("Black Casio watch", None),
            ("3 × £10", 103_050),
        ]
        assert all(item.state == ItemState.BAGGED for item in items)
        assert all(item.continuity.last().witness_id == second.pk for item in items)

    def test_every_bad_row_says_so_and_keeps_what_was_typed(self, page, url):
        an_item(an_officer(Role.DETENTION_OFFICER), seal="B100")
        rows = [WATCH, {**MONEY, "amount": "lots"}, {"description": "Blå jacka 🧥"}]
        shown = page.post(url, filled(*rows)).content.decode()
        assert "Item 2: Amount in £ (cash) must be pounds and pence, like 12.50." in shown
        assert "Item 3: Select what it is" in shown
        assert "Item 1: Seal number B100 has been used before." in shown
        for typed in ("Black Casio watch", "lots", "Blå jacka 🧥"):
            assert typed in shown
        assert Item.objects.count() == 1

    def test_all_refusals_of_the_rules_stand_on_their_rows(self, page, url):
        an_item(an_officer(Role.DETENTION_OFFICER), seal="B100")
        rows = [WATCH, MONEY, {**WATCH, "seal_number": "B102", "description": "box"}]
        answer = page.post(url, filled(*rows))
        form = answer.context["form"]
        assert "used before" in form.rows.forms[0].errors["seal_number"][0]
        assert "told from another" in form.rows.forms[2].errors["description"][0]
        assert "second person" in form.taking.errors["witness"][0]
        assert "<title>Error: " in answer.content.decode()
        assert Item.objects.count() == 1

    def test_an_empty_page_is_told(self, page, url):
        assert "Enter at least one item." in page.post(url, filled()).content.decode()

    @pytest.mark.parametrize(
        ("common", "words"),
        [
            ({"witness": "NOBODY"}, "staff number NOBODY is not known"),
            (moment("10/4/2199 10:05"), "must not be in the future"),
            (moment("31/2/2026 10:05"), "must be a real date"),
        ],
    )
    def test_what_is_common_is_checked(self, page, url, common, words):
        shown = page.post(url, filled(WATCH, **common)).content.decode()
        assert words in shown
        assert "Black Casio watch" in shown

    @pytest.mark.parametrize("length", [300, 301])
    def test_a_description_has_300_characters(self, page, url, length):
        answer = page.post(url, filled({**WATCH, "description": "é" * length}))
        assert Item.objects.count() == (1 if length == 300 else 0)
        if length == 301:
            assert "must be 300 characters or fewer: you typed 301" in answer.content.decode()
            assert "é" * 301 in answer.content.decode()

    def test_evidence_needs_its_reference(self, page, event):
        url = reverse("property:evidence", args=[event.pk])
        row = {"kind": "EXH", "description": "Claw hammer", "seal_number": "B100"}
        shown = page.post(url, filled(row, basis="S54")).content.decode()
        assert "Enter exhibit reference" in shown
        page.post(url, filled({**row, "exhibit_reference": "jab / 1"}, basis="S54"))
        assert Item.objects.get().exhibit_reference == "JAB/1"

    def test_property_is_recorded_in_detentions_only(self, page, officer):
        for key in (a_person().pk, an_item(officer).pk):
            assert page.get(reverse("property:record", args=[key])).status_code == 404


class TestItemPage:
    def test_it_shows_both_times_of_each_link_and_is_audited(self, page, officer):
        item = an_item(officer, EXHIBIT)
        shown = page.get(reverse("property:item", args=[item.pk])).content.decode()
        assert "JAB/1" in shown
        assert " ".join(shown.split()).count("Recorded <time") == 2
        line = AuditLine.objects.get(action="view_item")
        assert (line.operation, line.records, line.record_reference) == (
            "CONSULT",
            [item.pk],
            item.event.reference,
        )

    def test_it_offers_what_may_be_done_now(self, page, officer, client):
        item = an_item(officer, seal="100")
        shown = page.get(reverse("property:item", args=[item.pk])).content.decode()
        offered = [slug for slug in SLUGS if f"/{slug}/" in shown]
        assert offered == ["seal", "drop", "keep-as-evidence", "return"]

    def test_statements_do_not_grow_with_the_chain(self, page, officer, django_assert_num_queries):
        few, many = an_item(officer, seal="100"), an_item(officer, seal="101")
        keeper = an_officer(Role.PROPERTY_OFFICER)
        for _ in range(10):
            book_into_store(item_id=many.pk, store=a_store(), occurred_at=NOW, by=keeper, at=NOW)
        page.get(reverse("property:item", args=[few.pk]))
        for item in (few, many):
            with django_assert_num_queries(STATEMENTS_OF_FRAME + 4):
                page.get(reverse("property:item", args=[item.pk]))

    def test_text_from_people_is_never_markup(self, page, officer):
        item = an_item(officer, replace(BELONGINGS, description="<script>alert(1)</script> ring"))
        assert (
            "<script>alert"
            not in page.get(reverse("property:item", args=[item.pk])).content.decode()
        )


SLUGS = ["seal", "take-over", "drop", "keep-as-evidence", "return", "book-in", "book-out"]
STATEMENTS_OF_FRAME = 5  # session, staff, roles, and the savepoint around the page


class TestHandling:
    def handle(self, page, item, slug, **answers):
        name = "property:move" if slug.startswith("book") else "property:handle"
        return page.post(
            reverse(name, args=[item.pk, slug]), {**moment("10/4/2026 11:00"), **answers}
        )

    def test_seal_hand_over_and_keep_as_evidence(self, page, staff, officer, client):
        item = an_item(officer)
        assert self.handle(page, item, "seal", seal_number="B100").status_code == 302
        other = sign_in(client, a_member_of_staff(Role.INVESTIGATING_OFFICER))
        answers = {"given_by": staff.staff_number, "seal_seen": "B100"}
        assert self.handle(other, item, "take-over", **answers).status_code == 302
        evidence = {"basis": "S32", "exhibit_reference": "JB/1", "seal_number": "B101"}
        assert self.handle(other, item, "keep-as-evidence", **evidence).status_code == 302
        item.refresh_from_db()
        assert (item.basis, item.exhibit_reference) == ("S32", "JB/1")

    def test_a_strange_seal_is_refused_and_put_on_record(self, client, officer, staff):
        item = an_item(officer, seal="7001")
        keeper = sign_in(client, a_member_of_staff(Role.PROPERTY_OFFICER))
        answers = {"store": a_store().pk, "given_by": staff.staff_number, "seal_seen": "7O01"}
        shown = self.handle(keeper, item, "book-in", **answers).content.decode()
        assert "The record says seal 7001, not 7O01" in shown
        line = AuditLine.objects.get(outcome="REFUSED")
        assert (line.detail, line.records) == ("SEAL_MISMATCH", [item.pk])
        item.refresh_from_db()
        assert item.state == ItemState.BAGGED

    def test_a_gap_is_refused_and_put_on_record(self, client, officer):
        item = an_item(officer, seal="7001")
        keeper = sign_in(client, a_member_of_staff(Role.PROPERTY_OFFICER))
        stranger = a_member_of_staff(name="Stranger")
        answers = {"store": a_store().pk, "given_by": stranger.staff_number, "seal_seen": "7001"}
        shown = self.handle(keeper, item, "book-in", **answers).content.decode()
        assert "a gap" in shown
        assert AuditLine.objects.get(outcome="REFUSED").detail == "CONTINUITY_GAP"

    def test_booking_in_and_out_is_for_property_officers(self, page, officer):
        item = an_item(officer, seal="7001")
        assert self.handle(page, item, "book-in", store=a_store().pk).status_code == 403

    def test_an_unknown_action_is_not_found(self, page, officer):
        assert self.handle(page, an_item(officer), "sell").status_code == 404

    @pytest.mark.parametrize("slug", [s for s in SLUGS if not s.startswith("book")])
    def test_every_form_opens(self, page, officer, slug):
        url = reverse("property:handle", args=[an_item(officer, seal="100").pk, slug])
        assert page.get(url).status_code == 200

    def test_the_statement_is_given_to_somebody(self, page, officer):
        item = an_item(officer, EXHIBIT)
        url = reverse("property:statement", args=[item.pk])
        assert (
            "Enter who is given the statement" in page.post(url, {"recipient": ""}).content.decode()
        )
        shown = page.post(url, {"recipient": "Crown Court, القاضي"}).content.decode()
        assert "Crown Court, القاضي" in shown
        assert officer.label in shown
        assert AuditLine.objects.get(operation="DISCLOSE").recipient == "Crown Court, القاضي"


class TestList:
    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("q=b%20100", ["Black Casio watch, cracked glass"]),
            ("q=JAB/1", ["Claw hammer, red handle"]),
            ("state=SEIZED", ["Silver ring"]),
            (
                "attention=on",
                ["Claw hammer, red handle", "Black Casio watch, cracked glass", "Silver ring"],
            ),
            ("q=nothing", []),
            (
                "store=not-a-key",
                ["Claw hammer, red handle", "Black Casio watch, cracked glass", "Silver ring"],
            ),
            (
                "page=99",
                ["Claw hammer, red handle", "Black Casio watch, cracked glass", "Silver ring"],
            ),
        ],
    )
    def test_it_is_narrowed(self, page, officer, query, found):
        an_item(officer, replace(BELONGINGS, description="Silver ring"))
        an_item(officer, seal="B100")
        an_item(officer, EXHIBIT)
        rows = page.get(f"{reverse('property:items')}?{query}").context["rows"]
        assert [row.description for row in rows] == found

    def test_statements_do_not_grow_with_the_items(self, page, officer, django_assert_num_queries):
        url = reverse("property:items")
        an_item(officer, seal="B1000")
        page.get(url)
        with django_assert_num_queries(STATEMENTS_OF_FRAME + 4):
            page.get(url)
        for number in range(30):
            an_item(officer, seal=f"B200{number}")
        with django_assert_num_queries(STATEMENTS_OF_FRAME + 4):
            page.get(url)

    def test_every_item_shown_is_audited(self, page, officer):
        item = an_item(officer)
        page.get(reverse("property:items"))
        assert AuditLine.objects.get(action="list_property").records == [item.pk]


class TestPanels:
    def test_a_custody_record_shows_what_was_taken(self, officer, django_assert_num_queries):
        event = a_custody_event(a_person())
        for details in (BELONGINGS, EXHIBIT):
            an_item(officer, details, taken_in=event.pk)
        with django_assert_num_queries(1):
            panel = taken_in_panel(event.pk, officer)
        assert [row.seal for row in panel["rows"]] == ["Not sealed", "7001"]
        assert panel["record_url"] == reverse("property:record", args=[event.pk])

    def test_who_may_only_look_is_offered_no_button(self, officer):
        event = a_custody_event(a_person())
        inspector = an_officer(Role.INSPECTOR)
        panels = event_panels(EventKind.CUSTODY, event.pk, inspector)
        assert (
            next(each for each in panels if each["panel"].title == "Property")["record_url"] == ""
        )

    def test_a_person_shows_what_was_taken_from_them(self, officer):
        item = an_item(officer)
        panels = person_panels([item.taken_from_id], officer)
        rows = next(each for each in panels if each["panel"].title == "Property")["rows"]
        assert [row.reference for row in rows] == [item.event.reference]


class TestQueue:
    def test_an_officer_is_reminded_of_what_they_have(self, officer):
        an_item(officer, CASH, witness=a_member_of_staff())
        an_item(officer, seal="B100")
        assert [work.what for work in waiting_items(officer, NOW)] == [
            "Bag and seal",
            "Take to a store",
        ]
        assert all(work.waiting_since == TAKEN for work in waiting_items(officer, NOW))

    def test_what_is_in_store_waits_for_nobody(self, officer):
        item, keeper = an_item(officer, seal="B100"), an_officer(Role.PROPERTY_OFFICER)
        book_into_store(item_id=item.pk, store=a_store(), occurred_at=NOW, by=keeper, at=NOW)
        assert list(waiting_items(officer, NOW)) == list(waiting_items(keeper, NOW)) == []

    def test_a_long_queue_says_that_there_is_more(self, officer):
        for _ in range(MOST_IN_QUEUE + 2):
            an_item(officer)
        work = list(waiting_items(officer, NOW))
        assert len(work) == MOST_IN_QUEUE + 1
        assert work[-1].what == "More items wait"
