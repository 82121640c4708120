"""Evaluation: given once, counted in every group, never kept as anybody's answer (section 9)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from bluelamp.access.policies import Officer, require
from bluelamp.audit.enums import Regime
from bluelamp.audit.services import Subject, record_change, record_collection
from bluelamp.core.errors import NotPossible
from bluelamp.core.time import day_of
from bluelamp.training.enums import Dimension, EvaluationLevel, Question, Teller, Theme
from bluelamp.training.models import (
    Declaration,
    EvaluationComment,
    EvaluationCount,
    EvaluationGiven,
    Learner,
)
from bluelamp.training.policies import can_evaluate, can_manage_training
from bluelamp.training.rules.characteristics import GROUPS, NOT_SAID
from bluelamp.training.rules.evaluation import BEST, QUESTIONS, week_of
from bluelamp.training.selectors.evaluation import Taken, open_forms

COUNT = f"""
    INSERT INTO {EvaluationCount._meta.db_table}
        (drop_id, week, level, teller, mode, dimension, "group", question, rating, number)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, 1)
    ON CONFLICT ON CONSTRAINT counted_once
    DO UPDATE SET number = {EvaluationCount._meta.db_table}.number + 1
"""  # noqa: S608  the name of a table


@transaction.atomic
def give_evaluation(
    *,
    learner_id: UUID,
    course_id: UUID,
    level: EvaluationLevel,
    teller: Teller,
    ratings: Mapping[Question, int],
    comment: str,
    by: Officer,
    at: datetime,
) -> None:
    """Count the answers of one form; what is kept of who gave it is only that it was given.

    Each answer is added to the count of each group that its person belongs to. What is written is
    kept apart, with the week and the way of teaching alone.
    """
    learner = Learner.objects.select_related("staff").get(pk=learner_id)
    require(can_evaluate(by, learner, teller))
    taken = _taken(learner, course_id, level, teller, at)
    _check(ratings, level, teller)
    _once(learner, course_id, level, teller)
    week, drop = week_of(day_of(at)), taken.drop_id
    rows: list[tuple[Any, ...]] = [
        (drop, week, level, teller, taken.mode, dimension, group, question, rating)
        for dimension, group in _groups(learner, taken)
        for question, rating in ratings.items()
    ]
    with connection.cursor() as cursor:
        # In one order for everybody, so that two who answer at once never wait for each other.
        rows.sort(key=_in_order)
        cursor.executemany(COUNT, rows)
    if comment.strip():
        EvaluationComment.objects.create(
            drop_id=drop, week=week, level=level, mode=taken.mode, words=comment.strip()[:1000]
        )
    subject = Subject("evaluation", (learner.pk,), regime=Regime.GEN)
    record_collection(by=by, of=subject, action="give_evaluation")


@transaction.atomic
def declare_characteristics(*, told: Mapping[Dimension, str], by: Officer, at: datetime) -> None:
    """Keep what somebody says of themselves; what is left blank is deleted (INF-1.4).

    The audit holds that they declared or took back, never what.
    """
    if by.id is None:
        raise NotPossible("Only a member of staff can say this of themselves.")
    for dimension, group in told.items():
        if group and group not in GROUPS.get(dimension, {}):
            raise NotPossible("Choose one of the answers.", field=dimension, rule="GOV-8.2")
    Declaration.objects.filter(staff=by.id).delete()
    Declaration.objects.bulk_create(
        Declaration(staff_id=by.id, characteristic=dimension, group=group)
        for dimension, group in told.items()
        if group
    )
    subject = Subject("declaration", (by.id,), regime=Regime.GEN)
    record_collection(by=by, of=subject, action="declare_characteristics")


@transaction.atomic
def code_comment(
    *, comment_id: UUID, version: int, themes: Iterable[Theme], by: Officer, at: datetime
) -> EvaluationComment:
    """Say what a comment is about, as its reader judges it."""
    comment = _comment(comment_id, version, by)
    chosen = sorted(set(themes))
    if not chosen:
        raise NotPossible("Choose at least one theme.", field="themes")
    comment.themes, comment.coded_by = list(chosen), by.label
    comment.version += 1
    comment.save(update_fields=["themes", "coded_by", "version"])
    _log(comment, "code_comment", by)
    return comment


@transaction.atomic
def delete_comment(*, comment_id: UUID, version: int, by: Officer, at: datetime) -> None:
    """Delete a comment that tells who somebody is; nothing of it remains."""
    comment = _comment(comment_id, version, by)
    _log(comment, "delete_comment", by)
    comment.delete()


def _comment(comment_id: UUID, version: int, by: Officer) -> EvaluationComment:
    require(can_manage_training(by))
    held = EvaluationComment.objects.select_for_update(no_key=True)
    comment = held.filter(pk=comment_id).first()
    if comment is None or comment.version != version:
        raise NotPossible("Somebody else has read or deleted this comment just now.")
    return comment


def _log(comment: EvaluationComment, action: str, by: Officer) -> None:
    subject = Subject(
        "evaluation_comment", (comment.pk,), version=comment.version, regime=Regime.GEN
    )
    record_change(by=by, of=subject, action=action)


def _taken(
    learner: Learner, course_id: UUID, level: EvaluationLevel, teller: Teller, at: datetime
) -> Taken:
    asked = open_forms(learner, day_of(at), teller)
    for taken in asked:
        if (taken.course_id, taken.level) == (course_id, level):
            return taken
    raise NotPossible("This is not asked now, or has been answered.", rule="TRN section 9")


def _check(ratings: Mapping[Question, int], level: EvaluationLevel, teller: Teller) -> None:
    for question in QUESTIONS[level, teller]:
        if not 1 <= ratings.get(question, 0) <= BEST:
            raise NotPossible("Choose an answer from 1 to 5.", field=question)
    if len(ratings) != len(QUESTIONS[level, teller]):
        raise NotPossible("Something else was answered than was asked.")


def _once(learner: Learner, course_id: UUID, level: EvaluationLevel, teller: Teller) -> None:
    try:
        with transaction.atomic():
            EvaluationGiven.objects.create(
                learner=learner, course_id=course_id, level=level, teller=teller
            )
    except IntegrityError as error:
        raise NotPossible("This has been answered already.") from error


def _groups(learner: Learner, taken: Taken) -> Iterator[tuple[Dimension, str]]:
    """Yield every group in which an answer counts, each by itself."""
    yield Dimension.ALL, "all"
    yield Dimension.COURSE, taken.course_code
    yield Dimension.TEAM, taken.team
    if taken.venue_code:
        yield Dimension.VENUE, taken.venue_code
    declared = dict(
        Declaration.objects.filter(staff=learner.staff_id).values_list("characteristic", "group")
    )
    for dimension in GROUPS:
        yield dimension, declared.get(dimension.value, NOT_SAID)


def _in_order(row: tuple[Any, ...]) -> tuple[str, ...]:
    return tuple(map(str, row))
