"""Judgements are facts; joining and parting are their consequence (section 8.7)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.nominals.people import name, officer
from tests.nominals.sameness import SAID, everything, held, join, part, standing, supervisor

from bluelamp.access.enums import Role
from bluelamp.audit.models import AuditLine
from bluelamp.core.errors import NotAllowed, NotPossible
from bluelamp.nominals import registry
from bluelamp.nominals.enums import EventKind, JoinCaution, LinkRole
from bluelamp.nominals.models import (
    Identifier,
    Judgement,
    Link,
    Parting,
    PersonName,
    WarningMarker,
)
from bluelamp.nominals.services import (
    Judged,
    UnansweredCautions,
    add_identifier,
    add_name,
    end_judgement,
    give_part,
    judge_unsure,
    register_event,
    settle_parting,
    tie_entries,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_other_modules(monkeypatch):
    monkeypatch.setattr(registry, "_cares", [])


def test_joining_writes_a_judgement_and_moves_nothing(two):
    ann, anne = two
    before = everything()
    made = join(anne, ann)
    assert (made.verdict, made.first_id, made.second_id) == ("same", ann.pk, anne.pk)
    assert standing() == {ann.pk: ann.pk, anne.pk: ann.pk}
    after = everything()
    assert after.pop("clustermember") != before.pop("clustermember")
    assert after == before
    held()


def test_l5_one_combine_line_names_both_and_an_alter_line_the_changed_record(two):
    ann, anne = two
    join(ann, anne)
    line = AuditLine.objects.get(operation="COMBINE")
    assert (line.action, sorted(line.records)) == ("join_records", [ann.pk, anne.pk])
    assert "before" in line.detail
    altered = AuditLine.objects.filter(operation="ALTER", action="join_records")
    assert [each.records for each in altered] == [[anne.pk]]


def test_mg_07_ending_parts_them_as_they_were_and_not_same_stands(two):
    ann, anne = two
    before = everything()
    made = join(ann, anne)
    ended = end_judgement(
        judgement_id=made.pk, reason="Two sisters", by=supervisor(), at=made.judged_at
    )
    assert (ended.verdict, ended.supersedes_id) == ("not_same", made.pk)
    assert everything() == before
    assert AuditLine.objects.filter(operation="COMBINE", action="part_records").count() == 1
    held()


def test_only_the_authority_role_may_judge(two):
    ann, anne = two
    for role in (Role.CUSTODY_OFFICER, Role.INVESTIGATING_OFFICER, Role.ADMINISTRATOR):
        with pytest.raises(NotAllowed):
            join(ann, anne, by=officer(role))
    join(ann, anne, by=officer(Role.INSPECTOR))


@pytest.mark.parametrize(
    ("said", "field"),
    [
        (replace(SAID, reason=" "), "reason"),
        (replace(SAID, evidence=""), "evidence"),
        (replace(SAID, reason="x" * 401), "reason"),
    ],
)
def test_mg_01_reason_and_evidence_are_needed(two, said, field):
    with pytest.raises(NotPossible) as refusal:
        join(*two, said=said)
    assert refusal.value.field == field
    assert not Judgement.objects.exists()


def test_a_record_is_not_judged_against_itself(two):
    with pytest.raises(NotPossible):
        join(two[0], two[0])


def test_mg_04_chains_end_in_the_first_recorded_and_twice_the_same_is_refused(record):
    people = [record("Ann", family=f"Roe{letter}") for letter in "abcd"]
    join(people[2], people[3])
    join(people[1], people[2])
    join(people[0], people[3])
    assert standing() == {each.pk: people[0].pk for each in people}
    with pytest.raises(NotPossible) as refusal:
        join(people[3], people[2])
    assert refusal.value.rule == "MG-04"


def test_parting_one_link_of_a_chain_leaves_the_rest_joined(record):
    a, b, c, d = (record("Ann", family=f"Roe{letter}") for letter in "abcd")
    for one, other in ((a, b), (b, c), (c, d)):
        join(one, other)
    part(b, c)
    assert standing() == {a.pk: a.pk, b.pk: a.pk, c.pk: c.pk, d.pk: c.pk}
    held()


def test_parting_a_pair_that_others_still_join_parts_nothing_yet(record):
    a, b, c = (record("Ann", family=f"Roe{letter}") for letter in "abc")
    for one, other in ((a, b), (b, c)):
        join(one, other)
    join(a, c)
    part(a, b)
    assert set(standing().values()) == {a.pk}
    assert not Parting.objects.exists()


def test_g5_an_earlier_not_same_stops_joining_until_it_is_answered(two):
    ann, anne = two
    part(ann, anne)
    with pytest.raises(UnansweredCautions) as refusal:
        join(ann, anne)
    assert [each.code for each in refusal.value.cautions] == [JoinCaution.EARLIER_NOT_SAME]
    answered = frozenset({JoinCaution.EARLIER_NOT_SAME})
    with pytest.raises(UnansweredCautions):
        join(ann, anne, said=replace(SAID, answered=answered))
    made = join(ann, anne, said=replace(SAID, answered=answered, answer="New prints"))
    assert (made.cautions, made.answer) == (["earlier_not_same"], "New prints")
    assert standing()


def test_g5_a_not_same_between_others_of_the_two_clusters_stops_it_too(record):
    a, b, c = (record("Ann", family=f"Roe{letter}") for letter in "abc")
    join(a, b)
    part(a, c)
    with pytest.raises(UnansweredCautions):
        join(b, c)


def test_g7_two_fingerprint_numbers_need_an_answer_and_a_second_officer(record):
    ann = record("Mark", family="Taylor", identifiers=(("pnc", "1997/0088123L"),))
    other = record("Mark", family="Tailor", identifiers=(("pnc", "2014/0302211C"),))
    with pytest.raises(UnansweredCautions) as refusal:
        join(ann, other)
    assert "1997/0088123L" in refusal.value.reason
    said = replace(
        SAID, answered=frozenset({JoinCaution.NUMBERS_DIFFER}), answer="One number was given twice"
    )
    assert join(ann, other, said=said).verdict == "same_proposed"
    assert standing() == {}
    assert join(ann, other, said=said).verdict == "same"
    assert standing()


@pytest.mark.parametrize("code", ["FI", "WE", "XP"])
def test_mg_01_grave_markers_need_a_second_officer(two, at, code):
    ann, anne = two
    WarningMarker.objects.create(person=ann, code=code, reason="Told", set_at=at, set_by="X")
    first = supervisor()
    assert join(ann, anne, by=first).verdict == "same_proposed"
    with pytest.raises(NotPossible) as refusal:
        join(ann, anne, by=first)
    assert refusal.value.rule == "MG-01"
    made = join(ann, anne)
    assert (made.verdict, made.proposed_by_id) == ("same", first.id)


def test_mg_01_what_modules_hold_asks_for_a_second_officer(two, monkeypatch):
    ann, anne = two
    monkeypatch.setattr(registry, "_cares", [lambda people: {anne.pk: ["In custody now: CU-1."]}])
    assert join(ann, anne).verdict == "same_proposed"
    assert standing() == {}


def test_unsure_is_kept_and_changes_nothing(two, at):
    ann, anne = two
    by = supervisor()
    made = judge_unsure(one=ann.pk, other=anne.pk, said=Judged("No photograph"), by=by, at=at)
    assert (made.verdict, standing()) == ("unsure", {})
    join(ann, anne)
    with pytest.raises(NotPossible):
        judge_unsure(one=ann.pk, other=anne.pk, said=Judged("Hm"), by=by, at=at)


def test_a_judgement_that_was_superseded_cannot_be_ended(two, at):
    ann, anne = two
    first = part(ann, anne)
    end_judgement(judgement_id=first.pk, reason="Too early", by=supervisor(), at=at)
    with pytest.raises(NotPossible):
        end_judgement(judgement_id=first.pk, reason="Again", by=supervisor(), at=at)
    join(ann, anne)
    assert [each.verdict for each in Judgement.objects.order_by("pk")] == [
        "not_same",
        "withdrawn",
        "same",
    ]


def test_twice_not_the_same_is_said_once(two, at):
    part(*two)
    with pytest.raises(NotPossible):
        part(*two)


class TestFactsAfterJoining:
    """MG-03: new facts go to the record that stands; parting asks a human whose they are."""

    def test_new_facts_go_to_the_record_that_stands(self, two, sergeant, at):
        ann, anne = two
        join(ann, anne)
        by = sergeant
        made = add_name(person_id=anne.pk, name=name("Nan", family="Roe"), by=by, at=at)
        number = add_identifier(person_id=anne.pk, scheme="pnc", value="08/410801U", by=by, at=at)
        again = add_identifier(person_id=ann.pk, scheme="pnc", value="08/410801U", by=by, at=at)
        assert {made.person_id, number.person_id} == {ann.pk}
        assert number.pk == again.pk

    def test_parting_queues_them_and_a_human_gives_them_back(self, two, sergeant, at):
        ann, anne = two
        add_name(person_id=ann.pk, name=name("Old", family="Roe"), by=sergeant, at=at)
        join(ann, anne)
        mine = add_name(person_id=anne.pk, name=name("Nan", family="Roe"), by=sergeant, at=at)
        event = register_event(
            kind=EventKind.CRIME, reference="CR-1", title="", occurred_at=at, by=sergeant, at=at
        )
        give_part(person_id=anne.pk, reference="CR-1", role=LinkRole.VICTIM, by=sergeant, at=at)
        part(ann, anne)
        parting = Parting.objects.get()
        assert (parting.kept_id, parting.other_id) == (ann.pk, anne.pk)
        link = Link.objects.get(target=event.pk)
        with pytest.raises(NotPossible) as refusal:
            settle_parting(parting_id=parting.pk, moved=[link.pk], how="x", by=supervisor(), at=at)
        assert refusal.value.field == "moved"
        settle_parting(
            parting_id=parting.pk, moved=[mine.pk], how="Told both", by=supervisor(), at=at
        )
        assert PersonName.objects.get(pk=mine.pk).person_id == anne.pk
        assert Parting.objects.get().settled_how == "Told both"
        with pytest.raises(NotPossible):
            settle_parting(parting_id=parting.pk, moved=[], how="x", by=supervisor(), at=at)

    def test_what_was_there_before_is_not_asked_about(self, two, at):
        ann, anne = two
        old = PersonName.objects.get(person=ann)
        join(ann, anne)
        part(ann, anne)
        with pytest.raises(NotPossible):
            settle_parting(
                parting_id=Parting.objects.get().pk, moved=[old.pk], how="x", by=supervisor(), at=at
            )

    def test_what_the_other_has_already_is_not_moved_twice(self, two, sergeant, at):
        ann, anne = two
        Identifier.objects.create(person=anne, scheme="phone", value="+447700900123")
        join(ann, anne)
        number = Identifier.objects.create(person=ann, scheme="phone", value="+447700900123")
        part(ann, anne)
        with pytest.raises(NotPossible) as refusal:
            settle_parting(
                parting_id=Parting.objects.get().pk,
                moved=[number.pk],
                how="x",
                by=supervisor(),
                at=at,
            )
        assert refusal.value.rule == "MG-03"

    def test_mg_06_what_must_be_looked_at_again_is_named(self, two, at):
        ann, anne = two
        WarningMarker.objects.create(person=ann, code="FI", reason="Told", set_at=at, set_by="X")
        join(ann, anne)
        join(ann, anne)
        part(ann, anne)
        assert Parting.objects.get().rechecks == ["Warning marker FI."]


def test_joining_costs_the_same_for_thousands_of_links(two, record):
    ann, anne = two
    few = [record("Tom", family="Diaz"), record("Thomas", family="Dias")]
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH made AS (
                INSERT INTO nominals_entry (id, kind, marking)
                SELECT gen_random_uuid(), 'event', 'OFFICIAL' FROM generate_series(1, 5000)
                RETURNING id
            ), happened AS (
                INSERT INTO nominals_event (entry_id, kind, reference, title, occurred_at)
                SELECT id, 'crime', id::text, '', now() FROM made RETURNING entry_id
            )
            INSERT INTO nominals_link
                (id, source_id, target_id, role, status, origin, recorded_by)
            SELECT gen_random_uuid(), person, entry_id, 'victim', 'confirmed', '', 'X'
            FROM made JOIN happened ON entry_id = id, unnest(%s::uuid[]) AS person
            """,
            [[ann.pk, anne.pk]],
        )
    assert Link.objects.filter(source=ann.pk).count() == 5000
    with CaptureQueriesContext(connection) as little:
        join(*few)
    with CaptureQueriesContext(connection) as much:
        join(ann, anne)
    assert len(much) == len(little) <= 18
    assert not any("nominals_link" in each["sql"] for each in much)


def test_a_tie_asked_for_a_joined_record_is_drawn_at_the_one_that_stands(two, record, sergeant, at):
    ann, anne = two
    other = record("Zainab", family="Hussain", birth="2001-03-14")
    join(ann, anne)
    golden = standing()[anne.pk]
    tied = tie_entries(source=other.pk, target=anne.pk, role=LinkRole.ASSOCIATE, by=sergeant, at=at)
    assert (tied.source_id, tied.target_id) == (other.pk, golden)
    with pytest.raises(NotPossible, match="two ends"):
        tie_entries(source=ann.pk, target=anne.pk, role=LinkRole.ASSOCIATE, by=sergeant, at=at)
