"""Descriptions of people: dated, side by side, held by the database."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from tests.nominals.people import officer

from bluelamp.access.enums import Role
from bluelamp.core.errors import NotAllowed, NotPossible
from bluelamp.nominals.enums import BodyPart, FeatureKind
from bluelamp.nominals.models import PhysicalDescription
from bluelamp.nominals.services import DescriptionClaim, FeatureClaim, describe_person

pytestmark = pytest.mark.django_db
SEEN = DescriptionClaim(
    described_on=date(2026, 3, 9),
    build="slim",
    hair="black",
    height_from=175,
    height_to=182,
    features=(FeatureClaim(FeatureKind.TATTOO, BodyPart.NECK, "a rose"),),
)


def test_a_later_description_stands_beside_the_earlier(record, sergeant, at):
    ann = record("Ann", family="Roe")
    first = describe_person(person_id=ann.pk, claim=SEEN, by=sergeant, at=at)
    later = DescriptionClaim(described_on=date(2026, 3, 10), hair="red")
    describe_person(person_id=ann.pk, claim=later, by=sergeant, at=at)
    kept = list(ann.descriptions.order_by("described_on").values_list("hair", "height_from"))
    assert kept == [("black", 175), ("red", None)]
    assert [str(each) for each in first.features.all()] == ["tattoo neck"]
    ann.refresh_from_db()
    assert ann.version == 3


def test_a_description_that_says_nothing_is_refused(record, sergeant, at):
    ann = record("Ann", family="Roe")
    empty = DescriptionClaim(described_on=date(2026, 3, 9))
    with pytest.raises(NotPossible) as refusal:
        describe_person(person_id=ann.pk, claim=empty, by=sergeant, at=at)
    assert refusal.value.rule == "M4"


def test_who_may_not_amend_may_not_describe(record, at):
    ann = record("Ann", family="Roe")
    with pytest.raises(NotAllowed):
        describe_person(person_id=ann.pk, claim=SEEN, by=officer(Role.AUDITOR), at=at)


@pytest.mark.parametrize(
    "wrong",
    [
        {"height_from": 180, "height_to": 170},
        {"height_from": 180},
        {"age_from": 30, "age_to": 20},
        {"age_to": 20},
    ],
)
def test_the_database_holds_spans_in_order(record, wrong):
    ann = record("Ann", family="Roe")
    with pytest.raises(IntegrityError), transaction.atomic():
        PhysicalDescription.objects.create(
            person=ann, described_on=date(2026, 3, 9), recorded_by="x", **wrong
        )
