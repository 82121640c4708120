"""Searches, samples and drug tests, by their services."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from tests.custody.telling import (
    LATER,
    MAN,
    MOTHER,
    adult_arrives,
    refused,
    search_of,
)
from tests.custody.world import NOON

from bluelamp.access.enums import Rank
from bluelamp.custody.enums import (
    CallEvent,
    CallKind,
    DrugTestOutcome,
    DrugTestTrigger,
    RiskAnswer,
    SampleBasis,
    SampleKind,
    SampleOutcome,
    SearchKind,
    Signature,
    WithoutAdult,
)
from bluelamp.custody.models import (
    DrugTestNotice,
    Search,
    SearchAuthority,
)
from bluelamp.custody.services import (
    DrugTestTold,
    SampleTold,
    record_drug_test,
    record_samples,
)

YES, NOT_ASKED = RiskAnswer.YES, RiskAnswer.NOT_ASKED
K, E = CallKind, CallEvent


def test_src_3_a_strip_search_keeps_everything(world):
    record = world.detained()
    kept = search_of(world, record)
    assert (kept.authority_rank, kept.location, len(kept.present)) == (
        "sergeant",
        "Medical room",
        2,
    )
    assert (kept.age, kept.protected) == (35, "")
    entry = record.entries.get(kind="SEARCH")
    for words in ("Medical room", "hide a blade", "Authorised by", "PC Lamp", "Nothing found"):
        assert words in entry.text


def test_src_3_a_child_is_searched_before_the_adult(world):
    record = world.detained(world.child())
    with refused("SRC-3", "adult"):
        search_of(world, record)
    with refused("SRC-3", "adult"):
        search_of(world, record, present=(MAN, MOTHER))
    adult_arrives(world, record)
    kept = search_of(world, record, present=(MAN, MOTHER))
    assert (kept.protected, kept.age) == ("child", 15)


def test_src_3_the_child_may_not_want_the_adult_there(world):
    record = world.detained(world.child())
    kept = search_of(world, record, without_adult=WithoutAdult.CHILD_DECLINED)
    assert kept.without_adult == "CHILD_DECLINED"


@pytest.mark.parametrize("who", ["arresting", "detention_officer"])
def test_src_3_not_by_everybodys_authority(world, who):
    with refused("SRC-3", "authorised_by"):
        search_of(world, world.detained(), authorised_by_id=getattr(world, who).id)


def test_src_4_the_rank_is_the_forces_own_configuration(world):
    record = world.detained(world.child())
    adult_arrives(world, record)
    SearchAuthority.objects.create(
        kind=SearchKind.STRIP_EXPOSED,
        rank=Rank.INSPECTOR,
        in_force_from=NOON.date(),
        protected_only=True,
    )
    with refused("SRC-3", "authorised_by"):
        search_of(world, record, present=(MAN, MOTHER))
    assert search_of(world, record, present=(MAN, MOTHER), authorised_by_id=world.inspector.id)


def test_an_authority_does_not_follow_the_search(world):
    with refused("REC-3", "authorised_at"):
        search_of(world, world.detained(), authorised_at=LATER + timedelta(minutes=1))


def test_src_1_who_is_not_searched_signs(world):
    record = world.detained()
    told = {"kind": SearchKind.NOT_SEARCHED, "location": "", "present": (), "reason": "Sober."}
    with refused("SRC-1", "signature"):
        search_of(world, record, **told, signature=Signature.REFUSED)
    assert search_of(world, record, **told, signature=Signature.SIGNED)


@pytest.mark.parametrize(
    ("constraint", "columns"),
    [
        ("search_with_reason", {"reason": ""}),
        ("search_with_place_and_people", {"location": ""}),
        ("search_with_place_and_people", {"present": []}),
        ("search_with_authority", {"authorised_by": None}),
    ],
)
def test_the_database_holds_what_a_search_always_has(world, constraint, columns):
    kept = search_of(world, world.detained())
    copy = {field.attname: getattr(kept, field.attname) for field in Search._meta.fields}
    copy |= {("authorised_by_id" if k == "authorised_by" else k): v for k, v in columns.items()}
    copy.pop("id")
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Search.objects.create(**copy)


def samples(world, record, *told):
    return record_samples(
        record_id=record.pk, samples=told, occurred_at=LATER, by=world.detention_officer, at=LATER
    )


def test_src_8_what_was_taken_is_one_entry(world):
    record = world.detained()
    taken, refusal = SampleOutcome.TAKEN, SampleOutcome.REFUSED
    samples(
        world,
        record,
        SampleTold(SampleKind.FINGERPRINTS, taken),
        SampleTold(SampleKind.DNA, taken, reference="97000001"),
        SampleTold(SampleKind.FOOTWEAR, refusal, reason="Refuses to take his shoes off"),
    )
    [entry] = record.entries.filter(kind="SAMPLES")
    assert entry.text.count("\n") == 2
    assert "97000001" in entry.text


def test_src_8_not_before_detention_is_authorised(world):
    with refused("SRC-8"):
        samples(world, world.arrived(), SampleTold(SampleKind.DNA, SampleOutcome.TAKEN))


def test_src_8_a_refusal_has_a_reason_and_consent_its_giver(world):
    record = world.detained()
    with refused("SRC-8", "reason"):
        samples(world, record, SampleTold(SampleKind.DNA, SampleOutcome.REFUSED))
    consent = SampleTold(SampleKind.DNA, SampleOutcome.TAKEN, SampleBasis.CONSENT)
    with refused("SRC-8", "basis"):
        samples(world, record, consent)


def drug_test(world, record, **told):
    told_at = {"source": "Notice 4", "set_by_label": "The force"}
    DrugTestNotice.objects.get_or_create(
        suite=world.suite, in_force_from=date(2011, 6, 1), defaults=told_at
    )
    test = {"outcome": DrugTestOutcome.COCAINE, "trigger": DrugTestTrigger.TRIGGER_OFFENCE}
    return record_drug_test(
        record_id=record.pk,
        test=DrugTestTold(**test | {"warned": True} | told),
        occurred_at=LATER,
        by=world.detention_officer,
        at=LATER,
    )


def test_src_10_a_test_and_why_there_was_none(world):
    record = world.detained()
    assert drug_test(world, record).warned
    with refused("SRC-10", "outcome"):
        drug_test(world, record, warned=False)
    with refused("SRC-10", "reason"):
        drug_test(world, record, outcome=DrugTestOutcome.NOT_TESTED)
    with refused("SRC-10", "outcome"):
        drug_test(world, record, trigger=DrugTestTrigger.INSPECTOR)


def test_src_10_nobody_is_tested_on_arrest_where_no_notice_is_in_force(world):
    record = world.detained()
    told = DrugTestTold(
        outcome=DrugTestOutcome.COCAINE, trigger=DrugTestTrigger.TRIGGER_OFFENCE, warned=True
    )
    with refused("SRC-10", "outcome"):
        record_drug_test(
            record_id=record.pk, test=told, occurred_at=LATER, by=world.detention_officer, at=LATER
        )


def test_src_10_no_child_is_tested_on_arrest(world):
    with refused("SRC-10", "outcome"):
        drug_test(world, world.detained(world.child()))
