"""The pages of cases, as officers use them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse
from tests.property.making import (
    EXHIBIT,
    NOW,
    TAKEN,
    a_member_of_staff,
    a_person,
    an_item,
    an_officer,
    at_work,
)
from tests.property.test_pages import STATEMENTS_OF_FRAME, sign_in

from bluelamp.access.enums import Role
from bluelamp.audit.models import AuditLine
from bluelamp.cases.models import Case, CaseNote, CaseOffence
from bluelamp.cases.panels import cases_to_open, custody_panel, person_panel
from bluelamp.cases.services import add_note, amend_summary
from bluelamp.custody.models import ArrestOffence
from bluelamp.investigations.models import Offence
from bluelamp.property.services import hand_over_item

from .making import a_case, a_custody_record, an_entry, an_offence

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():
    return a_member_of_staff(Role.INVESTIGATING_OFFICER, name="Case")


@pytest.fixture
def officer(staff):
    return at_work(staff)


@pytest.fixture
def page(client, staff):
    return sign_in(client, staff)


def text_of(answer) -> str:
    return " ".join(answer.content.decode().split())


def date_of(field, day, month, year):
    return {f"{field}_day": day, f"{field}_month": month, f"{field}_year": year}


class TestOpening:
    def opening(self, record, **answers):
        ticked = {f"offences-{row}-taken": "on" for row in range(record.offences.count())}
        return {"urn": "", "officer_in_case": record.arrested_by.staff_number, **ticked, **answers}

    def test_offences_and_officer_are_there_already(self, page, staff):
        record = a_custody_record("Theft from a shop", "Robbery", investigating_officer=staff)
        record.offences.update(where="12 Market Street")
        shown = text_of(page.get(reverse("cases:open", args=[record.pk])))
        assert shown.count("checked") == 2
        assert shown.count('value="12 Market Street"') == 2
        assert f'value="{staff.staff_number}"' in shown

    def test_a_case_is_opened_with_one_press(self, page):
        record = a_custody_record("Theft from a shop", "Robbery")
        answer = page.post(reverse("cases:open", args=[record.pk]), self.opening(record))
        case = Case.objects.get()
        assert answer.headers["Location"] == reverse("cases:case", args=[case.pk])
        assert CaseOffence.objects.count() == 2
        assert case.officer_in_case == record.arrested_by

    def test_an_offence_unticked_stays_out(self, page):
        record = a_custody_record("Theft from a shop", "Robbery")
        answers = self.opening(record)
        del answers["offences-0-taken"]
        page.post(reverse("cases:open", args=[record.pk]), answers)
        assert CaseOffence.objects.get().offence.title == "Robbery"

    @pytest.mark.parametrize(
        ("answers", "words"),
        [
            ({"urn": "1AB1234525"}, "A URN is force"),
            ({"urn": "x" * 300}, "must be 20 characters or fewer"),
            ({"officer_in_case": "NOBODY"}, "No serving member of staff has the number NOBODY."),
            ({"offences-0-where": "é" * 201}, "must be 200 characters or fewer"),
            (date_of("offences-0-committed_from", "1", "1", "2199"), "must not be in the future"),
            (date_of("offences-0-committed_from", "", "3", "2026"), "must include a day"),
            (
                date_of("offences-0-committed_from", "10", "4", "2026")
                | date_of("offences-0-committed_to", "9", "4", "2026"),
                "cannot end before it begins",
            ),
        ],
    )
    def test_bad_answers_name_their_field_and_keep_what_was_typed(self, page, answers, words):
        record = a_custody_record()
        url = reverse("cases:open", args=[record.pk])
        kept = {"offences-0-where": "Marché £ 🛒 سوق"} if "offences-0-where" not in answers else {}
        shown = text_of(page.post(url, self.opening(record, **kept, **answers)))
        assert words in shown
        assert "<title>Error: " in shown
        for typed in [*kept.values(), *(value for value in answers.values() if value)]:
            assert typed in shown
        assert not Case.objects.exists()

    def test_a_place_is_kept_as_typed(self, page):
        record, where = a_custody_record(), "Marché £ 🛒 سوق"
        answers = self.opening(record, **{"offences-0-where": where})
        page.post(reverse("cases:open", args=[record.pk]), answers)
        assert where in text_of(page.get(reverse("cases:case", args=[Case.objects.get().pk])))

    def test_nothing_ticked_is_told(self, page):
        record = a_custody_record()
        answers = {"urn": "", "officer_in_case": record.arrested_by.staff_number}
        shown = text_of(page.post(reverse("cases:open", args=[record.pk]), answers))
        assert "Select at least one offence." in shown

    def test_a_detention_not_authorised_is_refused(self, page):
        record = a_custody_record(authorised=False)
        assert page.get(reverse("cases:open", args=[record.pk])).status_code == 403

    def test_a_case_about_somebody_not_arrested(self, page, staff):
        person, offence = a_person(), an_offence("Arson")
        url = reverse("cases:open_for_person", args=[person.pk])
        assert f"Arson ({offence.code})" in text_of(page.get(url))
        answers = {"urn": "", "officer_in_case": staff.staff_number}
        shown = text_of(page.post(url, answers | {"offences-0-offence": "Treason"}))
        assert "There is no offence like “Treason”." in shown
        page.post(url, answers | {"offences-0-offence": f"Arson ({offence.code})"})
        assert Case.objects.get().defendants.get().person == person

    @pytest.mark.parametrize("typed", ["ARSON", "arson reckless", "reck", "ar00001"])
    def test_an_offence_is_named_by_a_part_of_its_title(self, page, staff, typed):
        offence = an_offence("Arson being reckless as to life")
        Offence.objects.filter(pk=offence.pk).update(code="AR00001")
        an_offence("Affray")
        url = reverse("cases:open_for_person", args=[a_person().pk])
        page.post(url, {"officer_in_case": staff.staff_number, "offences-0-offence": typed})
        assert CaseOffence.objects.get().offence_id == offence.pk

    def test_several_offences_of_one_part_are_named(self, page, staff):
        an_offence("Arson")
        an_offence("Arson being reckless as to life")
        an_offence("Affray")
        url = reverse("cases:open_for_person", args=[a_person().pk])
        answers = {"officer_in_case": staff.staff_number, "offences-0-offence": "ars"}
        assert "“ars” can be 2 offences: Arson (" in text_of(page.post(url, answers))


class TestCasePage:
    def full(self, officer, exhibits):
        record = a_custody_record(person=a_person("زينب Example"))
        an_entry(record, officer, text="Private words of care")
        for number in range(exhibits):
            details = replace(
                EXHIBIT,
                seal_number=f"S{record.pk.hex[-6:]}{number}",
                exhibit_reference=f"JB/{number + 1}",
            )
            an_item(officer, details, taken_in=record.pk)
        case = a_case(officer, record)
        add_note(case_id=case.pk, text="CCTV <b>asked</b>", occurred_at=NOW, by=officer, at=NOW)
        return case

    def test_a_supervisor_sees_it_all(self, client, officer):
        case = self.full(officer, 1)
        item = case.exhibits.get().item
        receiver = an_officer(Role.INVESTIGATING_OFFICER, name="Receiver")
        later = TAKEN + timedelta(hours=1)
        hand_over_item(item_id=item.pk, receiver=receiver, occurred_at=later, at=NOW)
        supervisor = sign_in(client, a_member_of_staff(Role.SUPERVISOR))
        answer = supervisor.get(reverse("cases:case", args=[case.pk]))
        shown = text_of(answer)
        for words in (
            "زينب Example",
            "Defendant",
            "Detained at North: arrested Fri 10 Apr 2026 09:05",
            "detention authorised Fri 10 Apr 2026 10:15",
            "Theft from a shop",
            "JB/1",
            f"With {receiver.label}",
            "CCTV &lt;b&gt;asked&lt;/b&gt;",
        ):
            assert words in shown
        assert "Private words of care" not in shown
        titles = [each["title"] for each in answer.context["page"].timeline]
        assert titles == [
            "JB/1: Taken",
            "JB/1: Bagged and sealed",
            "Custody: Care and welfare",
            "JB/1: Received",
            "Note",
        ]

    def test_statements_do_not_grow_with_the_exhibits(
        self, page, officer, django_assert_num_queries
    ):
        one, twenty = self.full(officer, 1), self.full(officer, 20)
        for case in (one, twenty):
            url = reverse("cases:case", args=[case.pk])
            page.get(url)
            with django_assert_num_queries(STATEMENTS_OF_FRAME + 12):
                assert page.get(url).status_code == 200

    def test_what_is_missing_links_to_where_it_is_put_right(self, page, officer):
        case = a_case(officer)
        rows = page.get(reverse("cases:case", args=[case.pk])).context["page"].lacks
        assert {row.rule for row in rows} == {"VR-02", "VR-03", "VR-04"}
        offence, person = CaseOffence.objects.get(), case.defendants.get().person
        links = {row.url for row in rows}
        assert reverse("cases:amend_offence", args=[case.pk, offence.pk]) in links
        assert reverse("nominals:person", args=[person.pk]) in links

    def test_everyone_and_everything_shown_is_audited(self, page, officer):
        case = self.full(officer, 2)
        page.get(reverse("cases:case", args=[case.pk]))
        line = AuditLine.objects.get(action="view_case")
        assert line.record_reference == case.urn
        assert set(line.records) == {
            case.pk,
            case.defendants.get().person_id,
            *case.exhibits.values_list("item_id", flat=True),
        }

    def test_who_may_only_look_is_offered_no_change(self, client, officer):
        case = a_case(officer)
        looking = sign_in(client, a_member_of_staff(Role.INSPECTOR))
        shown = text_of(looking.get(reverse("cases:case", args=[case.pk])))
        assert "Add a note" not in shown
        assert looking.get(reverse("cases:add_note", args=[case.pk])).status_code == 403

    def test_no_case_no_page(self, page):
        assert page.get(reverse("cases:case", args=[a_person().pk])).status_code == 404


class TestWorking:
    @pytest.fixture
    def case(self, officer):
        return a_case(officer)

    def post(self, page, case, name, *more, **answers):
        return page.post(reverse(f"cases:{name}", args=[case.pk, *more]), answers)

    def test_a_stale_summary_shows_both_and_loses_neither(self, page, officer, case):
        amend_summary(case_id=case.pk, summary="Theirs ✍", version=1, by=officer, at=NOW)
        answer = self.post(page, case, "amend_summary", summary="Mine <b>£</b>", version="1")
        shown = text_of(answer)
        assert "Theirs ✍" in shown
        assert "Mine &lt;b&gt;£&lt;/b&gt;" in shown
        assert "Somebody else has changed this" in shown
        case.refresh_from_db()
        assert case.summary == "Theirs ✍"
        assert 'name="version" value="2"' in shown
        self.post(page, case, "amend_summary", summary="Both", version="2")
        case.refresh_from_db()
        assert case.summary == "Both"

    def test_a_stale_offence_shows_both(self, page, officer, case):
        offence = CaseOffence.objects.get()
        named = offence.offence.code
        amend_summary(case_id=case.pk, summary="Theirs", version=1, by=officer, at=NOW)
        answers = {"offence": named, "where": "Mine", "version": "1"}
        shown = text_of(self.post(page, case, "amend_offence", offence.pk, **answers))
        assert "No place" in shown
        assert 'value="Mine"' in shown
        again = self.post(page, case, "amend_offence", offence.pk, **answers | {"version": "2"})
        assert again.status_code == 302
        assert CaseOffence.objects.get().where == "Mine"

    def test_an_offence_is_added(self, page, case):
        offence = an_offence("Arson")
        defendant = case.defendants.get()
        answers = {"defendant": str(defendant.pk), "offence": "arson", "where": "Mill Lane"}
        self.post(page, case, "add_offence", **answers, **date_of("committed_from", 9, 4, 2026))
        assert CaseOffence.objects.get(offence=offence).where == "Mill Lane"

    def test_an_exhibit_of_the_detention_is_picked(self, page, officer, case):
        record = case.defendants.get().custody_record
        item = an_item(officer, EXHIBIT, taken_in=record.pk)
        url = reverse("cases:add_exhibit", args=[case.pk])
        assert "JAB/1: Claw hammer, red handle" in text_of(page.get(url))
        page.post(url, {"item": str(item.pk)})
        assert case.exhibits.get().item == item
        assert "JAB/1: Claw hammer" not in text_of(page.get(url))

    def test_a_reference_twice_is_refused_beside_its_field(self, page, officer, case):
        add = {"item": "other", "named": "7001", "reference": ""}
        an_item(officer, EXHIBIT)
        an_item(officer, replace(EXHIBIT, seal_number="7002"))
        self.post(page, case, "add_exhibit", **add)
        shown = text_of(self.post(page, case, "add_exhibit", **add | {"named": "7002"}))
        assert "JAB/1 is another exhibit of this case" in shown
        assert 'value="7002"' in shown
        self.post(page, case, "add_exhibit", **add | {"named": "7002", "reference": "jab2/1"})
        assert set(case.exhibits.values_list("reference", flat=True)) == {"JAB/1", "JAB2/1"}

    @pytest.mark.parametrize(
        ("named", "words"),
        [("", "Enter the property reference"), ("JAB/1", "No item has"), ("9999", "No item has")],
    )
    def test_another_item_is_named_by_seal_or_property_reference(
        self, page, officer, case, named, words
    ):
        an_item(officer, EXHIBIT)
        answer = self.post(page, case, "add_exhibit", item="other", named=named, reference="")
        assert words in text_of(answer)

    def test_a_note_in_the_future_is_refused_and_kept_on_the_page(self, page, case):
        answers = {"text": "Anruf 🕵 £5", "occurred_at_date": "1/1/2199", "occurred_at_time": "1000"}
        shown = text_of(self.post(page, case, "add_note", **answers))
        assert "must not be in the future" in shown
        assert "Anruf 🕵 £5" in shown
        self.post(page, case, "add_note", **answers | {"occurred_at_date": "10/4/2026"})
        assert CaseNote.objects.get().text == "Anruf 🕵 £5"


class TestList:
    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("", ["02AB0000226", "01AB0000126"]),
            ("q=01ab", ["01AB0000126"]),
            ("q=02+AB+00002+26", ["02AB0000226"]),
            ("mine=on", ["01AB0000126"]),
            ("q=%C2%A3", []),
            ("page=99", ["02AB0000226", "01AB0000126"]),
        ],
    )
    def test_it_is_narrowed(self, page, officer, query, found):
        a_case(officer, urn="01AB0000126")
        a_case(an_officer(Role.CASE_BUILDER), urn="02AB0000226")
        rows = page.get(f"{reverse('cases:cases')}?{query}").context["rows"]
        assert [row.urn for row in rows] == found

    def test_statements_do_not_grow_with_the_cases(self, page, officer, django_assert_num_queries):
        url = reverse("cases:cases")
        a_case(officer)
        page.get(url)
        for more in (0, 20):
            for _ in range(more):
                a_case(officer)
            with django_assert_num_queries(STATEMENTS_OF_FRAME + 6):
                page.get(url)


class TestPanels:
    def test_a_custody_record_offers_a_case_until_it_has_one(self, officer):
        record = a_custody_record()
        before = custody_panel(record.pk, officer)
        assert (before["rows"], before["open_url"]) == (
            [],
            reverse("cases:open", args=[record.pk]),
        )
        case = a_case(officer, record)
        assert [row["urn"] for row in custody_panel(record.pk, officer)["rows"]] == [case.urn]
        rows = person_panel([record.person_id], officer)["rows"]
        assert [row["urn"] for row in rows] == [case.urn]

    def test_no_button_before_detention_is_authorised_or_without_permission(self, officer):
        assert not custody_panel(a_custody_record(authorised=False).pk, officer)["open_url"]
        inspector = an_officer(Role.INSPECTOR)
        assert not custody_panel(a_custody_record().pk, inspector)["open_url"]

    def test_both_pages_show_the_panels(self, page, officer):
        record = a_custody_record()
        case = a_case(officer, record)
        for url in (
            reverse("custody:record", args=[record.pk]),
            reverse("nominals:person", args=[record.person_id]),
        ):
            assert case.urn in text_of(page.get(url))


class TestQueue:
    @pytest.mark.parametrize(
        ("disposal", "waits"), [("CHG_BAIL", True), ("RUI", True), ("NFA", False), ("", False)]
    )
    def test_a_charge_or_release_under_investigation_wants_a_case(self, staff, disposal, waits):
        record = a_custody_record(investigating_officer=staff)
        ArrestOffence.objects.update(disposal=disposal, disposed_at=TAKEN if disposal else None)
        work = list(cases_to_open(at_work(staff), NOW))
        assert [item.about for item in work] == ([record.event.reference] if waits else [])
        if waits:
            a_case(at_work(staff), record)
            assert list(cases_to_open(at_work(staff), NOW)) == []

    def test_it_waits_for_the_officer_in_the_case_alone(self, staff):
        record = a_custody_record(investigating_officer=staff)
        ArrestOffence.objects.update(disposal="RUI", disposed_at=TAKEN)
        assert list(cases_to_open(at_work(record.arrested_by), NOW)) == []
        other = an_officer(Role.INVESTIGATING_OFFICER)
        assert list(cases_to_open(other, NOW)) == []
