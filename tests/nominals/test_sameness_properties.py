"""Any sequence of links, joinings and partings, undone, gives the original."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.nominals.conftest import AT
from tests.nominals.people import claim, officer
from tests.nominals.sameness import SAID, everything, standing, supervisor

from bluelamp.access.enums import Role
from bluelamp.core.errors import NotPossible
from bluelamp.nominals.enums import JoinCaution, LinkRole, Verdict
from bluelamp.nominals.models import Judgement, Link, Person
from bluelamp.nominals.rules.sameness import membership
from bluelamp.nominals.selectors import standing_judgements
from bluelamp.nominals.services import (
    Judged,
    create_person,
    end_judgement,
    judge_not_same,
    judge_same,
    judge_unsure,
    link_entries,
)

pytestmark = pytest.mark.django_db

PEOPLE = 6
WHO = st.integers(0, PEOPLE - 1)
STEPS = st.lists(
    st.tuples(st.sampled_from(["join", "join", "join", "part", "unsure", "end", "link"]), WHO, WHO),
    max_size=14,
)
ANSWERED = Judged(SAID.reason, SAID.evidence, frozenset(JoinCaution), "Looked at again")


def people() -> list[Person]:
    by = officer(Role.CUSTODY_OFFICER)
    made: list[Person] = []
    for letter in "abcdef":
        said = claim("Ann", family=f"Roe{letter}")
        shown = [each.pk for each in made]
        made.append(create_person(claim=said, candidates_shown=shown, by=by, at=AT))
    return made


def step(what: str, one: Person, other: Person) -> None:
    pair: dict[str, Any] = {"one": one.pk, "other": other.pk, "by": supervisor(), "at": AT}
    if what == "join":
        judge_same(said=ANSWERED, **pair)
    elif what == "part":
        judge_not_same(said=SAID, **pair)
    elif what == "unsure":
        judge_unsure(said=SAID, **pair)
    elif what == "end":
        latest = Judgement.objects.order_by("-pk").first()
        if latest:
            end_judgement(judgement_id=latest.pk, reason="x", by=supervisor(), at=AT)
    elif one.pk != other.pk:
        link_entries(source=one.pk, target=other.pk, role=LinkRole.ASSOCIATE, by=pair["by"], at=AT)


def try_step(what: str, one: Person, other: Person) -> None:
    """Do one thing, and check that a refusal changed nothing."""
    before = everything()
    try:
        with transaction.atomic():
            step(what, one, other)
    except NotPossible:
        assert everything() == before


def undo() -> None:
    """End every judgement that stands, and take every link away again."""
    for each in list(standing_judgements().filter(verdict=Verdict.SAME)):
        end_judgement(judgement_id=each.pk, reason="Undone", by=supervisor(), at=AT)
    Link.objects.all().delete()


def check(made: list[Person]) -> None:
    same = standing_judgements().filter(verdict=Verdict.SAME)
    pairs = list(same.values_list("first_id", "second_id"))
    assert standing() == membership([each.pk for each in made], pairs)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


@settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(STEPS)
def test_any_sequence_undone_gives_the_original(steps):
    with transaction.atomic():
        made = people()
        before = everything()
        for what, one, other in steps:
            try_step(what, made[one], made[other])
            check(made)
        undo()
        after = everything()
        # The history of a link that was taken away stays, as it should.
        before.pop("linkevent", None), after.pop("linkevent", None)
        assert after == before
        assert standing() == {}
        transaction.set_rollback(True)
