"""What must always hold of judgements and clusters, whoever writes: the database holds it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from tests.nominals.sameness import held, join

from bluelamp.nominals.enums import Verdict
from bluelamp.nominals.models import ClusterMember, Judgement

pytestmark = pytest.mark.django_db


@contextmanager
def checked() -> Iterator[None]:
    """Do something, and then check what is held at the end of a transaction."""
    yield
    held()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE nominals_judgement SET verdict = 'unsure'",
        "DELETE FROM nominals_judgement",
        "TRUNCATE nominals_judgement CASCADE",
    ],
)
def test_a_judgement_is_never_altered(two, statement):
    join(*two)
    with (
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def judged(one, other, at, **more):
    values = {"verdict": Verdict.NOT_SAME, "reason": "x", "judged_by_id": uuid4(), **more}
    return Judgement.objects.create(first=one, second=other, judged_at=at, **values)


@pytest.mark.parametrize(
    "more",
    [
        {"reason": ""},
        {"cautions": ["numbers_differ"]},
        {"judged_by_id": UUID(int=1), "proposed_by_id": UUID(int=1)},
    ],
    ids=["no reason", "caution unanswered", "confirmed by oneself"],
)
def test_a_judgement_says_why_and_is_confirmed_by_another(two, at, more):
    with pytest.raises(IntegrityError), transaction.atomic():
        judged(*two, at, **more)


def test_a_pair_is_in_order_and_has_one_chain(two, at):
    ann, anne = two
    for one, other in ((anne, ann), (ann, ann)):
        with pytest.raises(IntegrityError), transaction.atomic():
            judged(one, other, at)
    first = judged(ann, anne, at)
    with pytest.raises(IntegrityError), transaction.atomic():
        judged(ann, anne, at)
    judged(ann, anne, at, supersedes=first)
    with pytest.raises(IntegrityError), transaction.atomic():
        judged(ann, anne, at, supersedes=first)


def test_a_judgement_supersedes_one_of_its_own_pair(two, record, at):
    ann, anne = two
    first = judged(ann, anne, at)
    other = record("Tom", family="Diaz")
    with pytest.raises(IntegrityError), transaction.atomic(), checked():
        judged(ann, other, at, supersedes=first)


def test_the_same_without_a_cluster_is_refused(two, at):
    with pytest.raises(IntegrityError), transaction.atomic(), checked():
        judged(*two, at, verdict=Verdict.SAME)


def test_a_cluster_without_a_judgement_is_refused(two):
    ann, anne = two
    rows = [ClusterMember(person=each, golden_id=ann.pk) for each in (ann, anne)]
    with pytest.raises(IntegrityError), transaction.atomic(), checked():
        ClusterMember.objects.bulk_create(rows)


def test_one_cluster_a_person_led_by_the_first_without_circles(record):
    a, b, c = (record("Ann", family=f"Roe{letter}") for letter in "abc")
    join(a, b)
    join(b, c)
    with pytest.raises(IntegrityError), transaction.atomic():
        ClusterMember.objects.create(person=a, golden_id=b.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        ClusterMember.objects.filter(person=a).update(golden_id=b.pk)
    with pytest.raises(IntegrityError), transaction.atomic(), checked():
        ClusterMember.objects.filter(person=c).update(golden_id=b.pk)
