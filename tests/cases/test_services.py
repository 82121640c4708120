"""Opening a case and working on it: what is written, what is refused and where it says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import override_settings
from tests.property.making import BELONGINGS, EXHIBIT, NOW, TAKEN, a_person, an_item, an_officer

from bluelamp.access.enums import Role
from bluelamp.audit.models import AuditLine
from bluelamp.cases.models import Case, CaseExhibit, CaseNote, CaseOffence
from bluelamp.cases.services import (
    OffenceDetails,
    add_exhibit,
    add_note,
    add_offence,
    amend_offence,
    amend_summary,
)
from bluelamp.core.errors import NotAllowed, NotPossible
from bluelamp.nominals.enums import EventKind, LinkRole
from bluelamp.nominals.models import Link
from bluelamp.property.services import return_item

from .making import a_case, a_custody_record, alleged, an_offence

pytestmark = pytest.mark.django_db
TODAY = date(2026, 4, 10)


@pytest.fixture
def officer():
    return an_officer(Role.INVESTIGATING_OFFICER, name="Case")


def refused(call) -> tuple[str | None, str | None]:
    with pytest.raises(NotPossible) as refusal:
        call()
    return refusal.value.field, refusal.value.rule


class TestOpening:
    def test_the_case_is_registered_and_the_defendant_tied_to_it(self, officer):
        record = a_custody_record()
        case = a_case(officer, record)
        assert (case.event.kind, case.event.reference) == (EventKind.CASE, case.urn)
        link = Link.objects.get(target=case.pk, role=LinkRole.DEFENDANT)
        assert link.source_id == record.person_id
        defendant = case.defendants.get()
        assert (defendant.person_id, defendant.custody_record) == (record.person_id, record)

    def test_the_offences_chosen_come_with_dates_and_place(self, officer):
        record = a_custody_record("Theft from a shop", "Robbery")
        details = alleged(record, committed_from=TODAY, where="12 Market Street")
        case = a_case(officer, record, offences=details[:1])
        offence = CaseOffence.objects.get(defendant__case=case)
        assert (offence.offence.title, offence.committed_from, offence.where) == (
            "Theft from a shop",
            TODAY,
            "12 Market Street",
        )

    def test_exhibits_of_the_detention_come_with_it_and_belongings_do_not(self, officer):
        record = a_custody_record()
        hammer = an_item(officer, EXHIBIT, taken_in=record.pk)
        an_item(officer, BELONGINGS, taken_in=record.pk)
        an_item(officer, replace(EXHIBIT, seal_number="7002"))
        case = a_case(officer, record)
        exhibit = case.exhibits.get()
        assert (exhibit.item, exhibit.reference) == (hammer, "JAB/1")
        assert Link.objects.get(target=case.pk, role=LinkRole.EXHIBIT).source_id == hammer.pk

    def test_a_case_can_be_about_somebody_not_arrested(self, officer):
        person = a_person()
        case = a_case(
            officer,
            custody_record_id=None,
            person_id=person.pk,
            offences=[OffenceDetails(an_offence().pk)],
        )
        assert case.defendants.get().person == person

    def test_opening_is_audited(self, officer):
        case = a_case(officer)
        line = AuditLine.objects.get(action="open_case")
        assert (line.operation, line.records, line.record_reference) == (
            "COLLECT",
            [case.pk],
            case.urn,
        )

    def test_who_may_not_open_is_refused(self):
        with pytest.raises(NotAllowed):
            a_case(an_officer(Role.CUSTODY_OFFICER))

    @pytest.mark.parametrize(
        ("typed", "root"),
        [
            pytest.param("01AB1234525", "01AB1234525", id="01AB1234525"),
            pytest.param("11Z12222233", "11Z12222233", id="11Z12222233"),
            pytest.param("11AA2222233/4", "11AA2222233", id="11AA2222233/4"),
            pytest.param("11AA2222233(M)/1", "11AA2222233", id="11AA2222233(M)/1"),
            pytest.param("01ab1234525", "01AB1234525", id="01ab1234525 in capitals"),
            pytest.param(" 01 AB 12345 25 ", "01AB1234525", id="with spaces"),
        ],
    )
    def test_a_urn_is_kept_as_its_root(self, officer, typed, root):
        assert a_case(officer, urn=typed).urn == root

    @pytest.mark.parametrize(
        "typed",
        ["1AB1234525", "01AB123452", "01AB12345255", "01£B1234525", "٠١AB1234525", "🚓", "x" * 300],
    )
    def test_a_malformed_urn_is_refused(self, officer, typed):
        assert refused(lambda: a_case(officer, urn=typed)) == ("urn", "VR-01")
        assert not Case.objects.exists()

    def test_a_urn_is_used_once(self, officer):
        a_case(officer, urn="01AB1234525")
        assert refused(lambda: a_case(officer, urn="01AB1234525/2")) == ("urn", "VR-01")

    @override_settings(BLUELAMP_FORCE_NUMBER="01", BLUELAMP_FORCE_UNIT="ZZ")
    def test_the_next_urn_is_issued_for_this_force_and_year(self, officer):
        first, second = a_case(officer), a_case(officer)
        assert {case.urn[:4] + case.urn[-2:] for case in (first, second)} == {"01ZZ26"}
        assert int(second.urn[4:9]) == int(first.urn[4:9]) + 1

    def test_a_number_typed_before_its_turn_is_passed_over(self, officer):
        serial = int(a_case(officer).urn[4:9])
        a_case(officer, urn=f"99BL{serial + 1:05}26")
        assert int(a_case(officer).urn[4:9]) == serial + 2

    def test_the_year_of_a_urn_is_that_of_london(self, officer):
        record = a_custody_record()
        new_year = NOW.replace(year=2026, month=12, day=31, hour=23, minute=59)
        assert a_case(officer, record, at=new_year).urn.endswith("26")

    @pytest.mark.parametrize("number", ["", "  ", "P99999"])
    def test_the_officer_in_the_case_serves(self, officer, number):
        found = refused(lambda: a_case(officer, officer_in_case=number))
        assert found == ("officer_in_case", "VR-02")

    def test_a_case_alleges_something(self, officer):
        assert refused(lambda: a_case(officer, offences=[])) == ("offences", "VR-04")

    def test_only_offences_of_the_arrest_come_from_the_custody_record(self, officer):
        stranger = [OffenceDetails(an_offence("Arson").pk)]
        assert refused(lambda: a_case(officer, offences=stranger)) == ("offences", "VR-04")

    def test_a_case_has_a_defendant(self, officer):
        offences = [OffenceDetails(an_offence().pk)]
        found = refused(lambda: a_case(officer, custody_record_id=None, offences=offences))
        assert found == ("person", "VR-03")

    def test_no_case_from_a_detention_not_authorised(self, officer):
        record = a_custody_record(authorised=False)
        assert refused(lambda: a_case(officer, record)) == ("custody_record", "ARR-10")

    def test_an_offence_of_an_arrest_is_in_one_case_only(self, officer):
        record = a_custody_record("Theft from a shop", "Robbery")
        a_case(officer, record, offences=alleged(record)[:1])
        assert refused(lambda: a_case(officer, record))[0] == "offences"
        assert a_case(officer, record, offences=alleged(record)[1:])

    @pytest.mark.parametrize(
        ("first", "last", "field"),
        [
            (TODAY + timedelta(days=1), None, "offences-0-committed_from"),
            (TODAY, TODAY + timedelta(days=1), "offences-0-committed_to"),
            (TODAY, TODAY - timedelta(days=1), "offences-0-committed_to"),
            (None, TODAY, "offences-0-committed_from"),
        ],
    )
    def test_impossible_dates_are_refused_on_their_row(self, officer, first, last, field):
        record = a_custody_record()
        details = alleged(record, committed_from=first, committed_to=last)
        assert refused(lambda: a_case(officer, record, offences=details)) == (field, "VR-04")


class TestExhibits:
    def test_an_exhibit_is_added_under_its_own_reference(self, officer):
        case, item = a_case(officer), an_item(officer, EXHIBIT)
        exhibit = add_exhibit(case_id=case.pk, item_id=item.pk, by=officer, at=NOW)
        assert exhibit.reference == "JAB/1"
        assert AuditLine.objects.filter(action="add_exhibit").exists()

    def test_an_item_is_an_exhibit_once(self, officer):
        case, item = a_case(officer), an_item(officer, EXHIBIT)
        add = lambda: add_exhibit(case_id=case.pk, item_id=item.pk, by=officer, at=NOW)  # noqa: E731
        add()
        assert refused(add) == ("item", "REF-3")

    def test_a_reference_is_unique_in_the_case(self, officer):
        case = a_case(officer)
        first = an_item(officer, EXHIBIT)
        second = an_item(officer, replace(EXHIBIT, seal_number="7002"))
        where = {"case_id": case.pk, "by": officer, "at": NOW}
        add_exhibit(item_id=first.pk, **where)
        assert refused(lambda: add_exhibit(item_id=second.pk, **where)) == ("reference", "REF-2")
        assert add_exhibit(item_id=second.pk, reference="JAB2/1", **where).reference == "JAB2/1"
        assert CaseExhibit.objects.count() == 2

    def test_belongings_are_not_an_exhibit(self, officer):
        case, item = a_case(officer), an_item(officer)
        call = lambda: add_exhibit(case_id=case.pk, item_id=item.pk, by=officer, at=NOW)  # noqa: E731
        assert refused(call) == ("item", "LAW-15")

    def test_what_went_back_is_not_taken_over(self, officer):
        record = a_custody_record()
        item = an_item(officer, BELONGINGS, taken_in=record.pk, seal="100")
        return_item(item_id=item.pk, returned_to="Ann", occurred_at=TAKEN, by=officer, at=NOW)
        assert not a_case(officer, record).exhibits.exists()


class TestNotes:
    def note(self, case, officer, text="CCTV asked for", at=NOW):
        return add_note(case_id=case.pk, text=text, occurred_at=at, by=officer, at=NOW)

    @pytest.mark.parametrize("text", ["£40 – “café” 🏪", "شاهد واحد"])
    def test_a_note_is_kept_as_written(self, officer, text):
        case = a_case(officer)
        assert CaseNote.objects.get(pk=self.note(case, officer, text).pk).text == text

    def test_an_empty_note_and_one_of_tomorrow_are_refused(self, officer):
        case = a_case(officer)
        assert refused(lambda: self.note(case, officer, " "))[0] == "text"
        tomorrow = NOW + timedelta(days=1)
        assert refused(lambda: self.note(case, officer, at=tomorrow))[0] == "occurred_at"

    @pytest.mark.parametrize(
        "statement",
        ["UPDATE cases_casenote SET text = ''", "DELETE FROM cases_casenote"],
    )
    def test_the_database_keeps_notes_as_written(self, officer, statement):
        self.note(a_case(officer), officer)
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
        assert CaseNote.objects.get().text == "CCTV asked for"


class TestOffences:
    def test_an_offence_is_added_and_amended(self, officer):
        case = a_case(officer)
        offence = add_offence(
            case_id=case.pk,
            defendant_id=case.defendants.get().pk,
            details=OffenceDetails(an_offence("Robbery").pk),
            by=officer,
            at=NOW,
        )
        amended = amend_offence(
            case_id=case.pk,
            case_offence_id=offence.pk,
            details=OffenceDetails(offence.offence_id, TODAY, TODAY, " High Street ", "Robbed X"),
            version=1,
            by=officer,
            at=NOW,
        )
        assert (amended.where, amended.wording, amended.committed_to) == (
            "High Street",
            "Robbed X",
            TODAY,
        )

    def test_a_defendant_of_another_case_is_not_charged_here(self, officer):
        case, other = a_case(officer), a_case(officer)
        call = lambda: add_offence(  # noqa: E731
            case_id=case.pk,
            defendant_id=other.defendants.get().pk,
            details=OffenceDetails(an_offence().pk),
            by=officer,
            at=NOW,
        )
        assert refused(call) == ("defendant", "VR-04")

    def test_the_database_refuses_dates_out_of_order(self, officer):
        offence = CaseOffence.objects.get(defendant__case=a_case(officer))
        offence.committed_from, offence.committed_to = TODAY, TODAY - timedelta(days=1)
        with pytest.raises(DatabaseError), transaction.atomic():
            offence.save()


class TestSummary:
    def amend(self, case, officer, text, version):
        return amend_summary(case_id=case.pk, summary=text, version=version, by=officer, at=NOW)

    def test_each_save_is_a_version_of_its_own(self, officer):
        case = a_case(officer)
        assert self.amend(case, officer, "First", 1).version == 2
        assert self.amend(case, officer, "Second", 2).version == 3

    def test_a_stale_save_is_refused_and_loses_nothing(self, officer):
        case = a_case(officer)
        self.amend(case, officer, "Theirs", 1)
        found = refused(lambda: self.amend(case, officer, "Mine", 1))
        assert found == ("version", "edit conflict")
        case.refresh_from_db()
        assert case.summary == "Theirs"

    def test_an_ended_case_is_not_worked_on(self, officer):
        case = a_case(officer)
        Case.objects.filter(pk=case.pk).update(state="closed")
        with pytest.raises(NotAllowed):
            self.amend(case, officer, "Late", 1)
