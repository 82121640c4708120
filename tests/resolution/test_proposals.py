"""Pairs are proposed off the request path; the run can be stopped, resumed and repeated."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests.nominals.sameness import SAID, join, part, supervisor

from bluelamp.access.policies import operator
from bluelamp.core.time import day_of, now
from bluelamp.nominals.enums import Verdict
from bluelamp.nominals.models import Person
from bluelamp.nominals.services import (
    add_identifier,
    end_judgement,
)
from bluelamp.resolution.matching import Result
from bluelamp.resolution.models import CrowdedPlace, Proposal, ProposingMark
from bluelamp.resolution.pairing import weigh_batch
from bluelamp.resolution.selectors import pairs_in_queue, pairs_waiting
from bluelamp.resolution.services import (
    PROPOSED_FROM,
    Progress,
    judge_pair,
    propose_by_hand,
    propose_pairs,
)

pytestmark = pytest.mark.django_db


def look(**more: Any) -> Progress:
    """Look through the index as if an hour had passed."""
    return propose_pairs(by=operator(), at=now() + timedelta(hours=1), **more)


@pytest.fixture
def william(record):
    people = [
        record("William", family="O’Connor", birth="1979-11-02", postcode="M14 5RX"),
        record("Bill", family="OCONNOR", birth="1979-11-02", postcode="M14 5RX"),
    ]
    record("Zofia", family="Nowak", birth="1990-02-28")
    return people


def pairs() -> list[tuple[Any, Any, str]]:
    return list(Proposal.objects.order_by("pk").values_list("first_id", "second_id", "state"))


def test_a_pair_is_proposed_once_with_result_score_and_reasons(william):
    done = look()
    assert (done.people, done.alike) == (3, 1)
    made = Proposal.objects.get()
    assert (made.first_id, made.second_id) == (william[0].pk, william[1].pk)
    assert (made.result, made.state) == ("MATCH", "open")
    assert made.score > 20
    assert "Same postcode." in made.reasons


def test_a_second_run_looks_only_at_what_is_new_or_has_changed(william, record, sergeant, at):
    look()
    assert look().people == 0
    new = record("Wiliam", family="O’Connor", birth="1979-11-02")
    assert look().people == 1
    assert Proposal.objects.filter(second=new.pk).exists()
    add_identifier(person_id=new.pk, scheme="phone", value="07700 900123", by=sergeant, at=at)
    assert look().people == 1
    assert look().people == 0


def test_a_run_that_is_stopped_goes_on_where_it_was(william):
    assert look(most=1).people == 1
    assert ProposingMark.objects.get().person == william[0].pk
    assert look(most=1, batch=5).people == 1
    assert ProposingMark.objects.get().person == william[1].pk
    assert look().people == 1
    assert look().people == 0


def test_from_the_start_everybody_is_looked_at_again_and_nothing_doubles(william):
    look()
    before = pairs()
    assert look(from_start=True).people == 3
    assert pairs() == before


def test_whoever_was_recorded_just_now_waits_for_the_next_run(william):
    assert propose_pairs(by=operator(), at=now()).people == 0


def test_the_size_of_a_batch_makes_no_difference(william):
    look(batch=1)
    one_by_one = pairs()
    Proposal.objects.all().delete()
    look(from_start=True, batch=50)
    assert [each[:2] for each in pairs()] == [each[:2] for each in one_by_one]


def test_a_batch_takes_as_many_statements_for_many_as_for_few(
    william, record, django_assert_max_num_queries
):
    with django_assert_max_num_queries(31):
        look()
    for letter in "abcdefghij":
        record("William", f"X{letter}", family="O’Connor", birth="1979-11-02", postcode="M14 5RX")
    with django_assert_max_num_queries(31):
        assert look().people == 10


def test_g5_pairs_that_are_judged_are_not_proposed(william, record):
    part(*william)
    look()
    assert pairs() == []
    third = record("Wm", "William", family="O’Connor", birth="1979-11-02", postcode="M14 5RX")
    join(william[0], third)
    look(from_start=True)
    assert pairs() == [], "what is judged of one record of a person holds for the others"


def test_mg_07_parted_records_are_not_proposed_again(william):
    look()
    first = Proposal.objects.get()
    made = judge_pair(
        proposal_id=first.pk, verdict=Verdict.SAME, said=SAID, by=supervisor(), at=now()
    )
    end_judgement(judgement_id=made.pk, reason="Two brothers", by=supervisor(), at=now())
    look(from_start=True)
    assert [each[2] for each in pairs()] == ["judged"]


def test_a_withdrawn_judgement_opens_the_pair_again(william):
    look()
    first = Proposal.objects.get()
    made = judge_pair(
        proposal_id=first.pk, verdict=Verdict.NOT_SAME, said=SAID, by=supervisor(), at=now()
    )
    end_judgement(judgement_id=made.pk, reason="Wrong pair", by=supervisor(), at=now())
    look(from_start=True)
    assert [each[2] for each in pairs()] == ["open"]


def test_a_pair_that_is_no_longer_alike_lapses(william):
    look()
    bill = Person.objects.get(pk=william[1].pk)
    bill.names.update(given=["Zofia"], family="Nowak", full="Zofia Nowak")
    bill.born_from = bill.born_to = bill.born_from.replace(year=1940)
    bill.version += 1
    bill.save()
    look()
    assert [each[2] for each in pairs()] == ["lapsed"]


def test_unsure_stays_in_the_queue_and_same_or_not_leaves_it(william):
    look()
    first = Proposal.objects.get()

    def judged(verdict: Verdict) -> None:
        judge_pair(proposal_id=first.pk, verdict=verdict, said=SAID, by=supervisor(), at=now())

    judged(Verdict.UNSURE)
    assert [each.judgement.verdict for each in pairs_in_queue(list(pairs_waiting()))] == ["unsure"]
    judged(Verdict.NOT_SAME)
    assert list(pairs_waiting()) == []


def test_what_has_become_one_through_others_waits_no_more(william, record):
    third = record("Wm", "William", family="O’Connor", birth="1979-11-02", postcode="M14 5RX")
    look()
    assert len(pairs_waiting()) == 3
    join(william[0], third)
    assert len(pairs_waiting()) == 2
    join(william[1], third)
    assert list(pairs_waiting()) == []


def test_the_queue_takes_as_many_statements_for_many_as_for_few(
    william, record, django_assert_num_queries
):
    look()
    with django_assert_num_queries(7):
        assert len(pairs_in_queue(list(pairs_waiting()))) == 1
    for letter in "abcdef":
        record("William", f"X{letter}", family="O’Connor", birth="1979-11-02", postcode="M14 5RX")
    look()
    with django_assert_num_queries(7):
        assert len(pairs_in_queue(list(pairs_waiting())[:20])) > 5


def test_places_of_very_many_people_count_for_little(william, record, monkeypatch):
    monkeypatch.setattr("bluelamp.resolution.crowded.MANY_AT_POSTCODE", 2)
    look()
    assert list(CrowdedPlace.objects.values_list("place", flat=True)) == ["M145RX"]
    assert "Same address, but very many people share it." in Proposal.objects.get().reasons


def test_a_pair_has_one_proposal_in_order(william):
    look()
    first = Proposal.objects.get()
    for one, other in ((first.second_id, first.first_id), (first.first_id, first.second_id)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Proposal.objects.create(first_id=one, second_id=other, result="MATCH", score=1)


@pytest.fixture
def hardly_alike(record):
    """Return two records that the comparison tells neither apart nor together."""
    one = record("John", family="Smith", birth="1985-03-14")
    other = record("John", family="Smith", birth="1985-03-15")
    pair = (min(one.pk, other.pk), max(one.pk, other.pk))
    answer = weigh_batch([one.pk, other.pk], (), day_of(now())).alike[pair]
    assert (answer.result, answer.score < PROPOSED_FROM) == (Result.REVIEW, True)
    return pair


def test_nobody_is_asked_unasked_about_two_who_are_hardly_alike(hardly_alike):
    assert look().alike == 0
    assert not pairs()


def test_such_a_pair_chosen_by_an_officer_stays_in_the_queue(hardly_alike):
    one, other = hardly_alike
    propose_by_hand(one=one, other=other, by=supervisor(), at=now())
    look(from_start=True)
    assert pairs() == [(one, other, "open")]
