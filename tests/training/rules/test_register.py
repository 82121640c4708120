"""Marks of several trainers made one register, and what follows from it (TRN-8.7)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.core.errors import NotPossible
from bluelamp.training.enums import BookingState, Outcome, RegisterField, RegisterMark
from bluelamp.training.rules.register import (
    BLANK,
    Cell,
    Mark,
    Missed,
    Said,
    TaughtDay,
    attendance_of,
    check_said,
    open_cells,
    outcome_of,
    register_of,
)

F, M, B, O = RegisterField, RegisterMark, BookingState, Outcome  # noqa: E741
NINE = datetime(2027, 2, 8, 9, tzinfo=UTC)
FIVE = NINE + timedelta(hours=8)
DAY = TaughtDay(date(2027, 2, 8), NINE, FIVE)
NEXT = TaughtDay(date(2027, 2, 9), NINE + timedelta(days=1), FIVE + timedelta(days=1))
ANN = UUID(int=1)
HERE, STAYED, ABSENT = Said(M.HERE), Said(M.STAYED), Said(M.ABSENT)


def late(minutes: int) -> Said:
    return Said(M.LATE, NINE + timedelta(minutes=minutes))


def left(minutes_before: int) -> Said:
    return Said(M.LEFT, FIVE - timedelta(minutes=minutes_before))


def mark(said: Said, field=F.ARRIVAL, *, day=DAY, person=ANN, after=(), made=NINE) -> Mark:
    return Mark(
        uuid4(), Cell(person, day.day if day else None, field), said, made, frozenset(after)
    )


def whole(day: TaughtDay) -> Missed:
    return Missed(day.day, day.starts, day.ends, whole=True)


def register(*pairs: tuple[Said, Said | None]):
    """Return the register of one person by day: what was said at the start and at the end."""
    marks = []
    for day, (came, went) in zip((DAY, NEXT), pairs, strict=False):
        marks.append(mark(came, day=day))
        marks += [mark(went, F.DEPARTURE, day=day)] if went else []
    return register_of(marks)


@pytest.mark.parametrize(
    ("came", "went", "state", "missed"),
    [
        (HERE, STAYED, B.ATTENDED, ()),
        (late(15), left(15), B.ATTENDED, ()),
        (late(16), STAYED, B.PARTIAL, (Missed(DAY.day, NINE, NINE + timedelta(minutes=16)),)),
        (HERE, left(16), B.PARTIAL, (Missed(DAY.day, FIVE - timedelta(minutes=16), FIVE),)),
        (ABSENT, None, B.NO_SHOW, ()),
        (Said(M.EXCUSED, words="Recalled"), None, B.EXCUSED, ()),
    ],
    ids=["whole", "within the grace", "late", "early", "no-show", "excused"],
)
def test_what_a_day_makes_of_a_booking(came, went, state, missed):
    found = attendance_of(ANN, [DAY], register((came, went)))
    assert (found.state, found.missed) == (state, missed)


def test_who_misses_one_of_two_days_attended_in_part_and_the_day_is_named():
    found = attendance_of(ANN, [DAY, NEXT], register((HERE, STAYED), (ABSENT, None)))
    assert (found.state, found.missed) == (B.PARTIAL, (whole(NEXT),))
    both = register((Said(M.EXCUSED, words="Court"), None), (ABSENT, None))
    assert attendance_of(ANN, [DAY, NEXT], both).state is B.NO_SHOW


@pytest.mark.parametrize(
    ("state", "assessed", "score", "outcome"),
    [
        (B.ATTENDED, True, "80", O.PASSED),
        (B.ATTENDED, True, "79.99", O.FAILED),
        (B.ATTENDED, True, None, O.COMPLETED),
        (B.ATTENDED, False, None, O.COMPLETED),
        (B.PARTIAL, True, "95", O.IN_PROGRESS),
        (B.NO_SHOW, True, "95", None),
    ],
)
def test_what_comes_of_the_course(state, assessed, score, outcome):
    told = Decimal(score) if score else None
    assert outcome_of(state, assessed=assessed, pass_mark=80, score=told) is outcome


@pytest.mark.parametrize(
    ("field", "said", "day", "at_fault"),
    [
        (F.ARRIVAL, STAYED, DAY, "said"),
        (F.DEPARTURE, HERE, DAY, "said"),
        (F.ARRIVAL, HERE, None, "day"),
        (F.RESULT, Said(M.SCORE, score=Decimal(80)), DAY, "day"),
        (F.RESULT, Said(M.SCORE, score=Decimal("100.01")), None, "score"),
        (F.RESULT, Said(M.SCORE), None, "score"),
        (F.ARRIVAL, Said(M.LATE), DAY, "at"),
        (F.ARRIVAL, Said(M.LATE, NEXT.starts), DAY, "at"),
        (F.ARRIVAL, Said(M.EXCUSED, words=" "), DAY, "words"),
    ],
)
def test_what_cannot_be_said_names_what_is_at_fault(field, said, day, at_fault):
    with pytest.raises(NotPossible) as refused:
        check_said(field, said, day)
    assert refused.value.field == at_fault


def test_a_mark_that_follows_another_replaces_it_whatever_the_clocks_say():
    first = mark(HERE, made=FIVE)
    second = mark(ABSENT, after=[first.key], made=NINE)
    standing = register_of([first, second])[first.cell]
    assert (standing.said, standing.disagrees) == (ABSENT, False)


def test_two_trainers_who_did_not_know_of_each_other_disagree_until_it_is_settled():
    one, other = mark(HERE), mark(ABSENT, made=FIVE)
    standing = register_of([one, other])[one.cell]
    assert standing.disagrees
    assert standing.said == ABSENT
    assert [cell.field for cell in open_cells([ANN], [DAY], register_of([one, other]))] == [
        F.ARRIVAL
    ]
    settled = mark(HERE, after=standing.keys)
    assert register_of([one, other, settled])[one.cell].said == HERE
    assert not register_of([one, other, settled])[one.cell].disagrees


def test_two_trainers_who_say_the_same_agree():
    assert not register_of([mark(HERE), mark(HERE, made=FIVE)])[mark(HERE).cell].disagrees


@pytest.mark.parametrize(
    ("came", "went", "fields"),
    [
        (None, None, [F.ARRIVAL]),
        (HERE, None, [F.DEPARTURE]),
        (ABSENT, None, []),
        (ABSENT, STAYED, [F.DEPARTURE]),
        (late(60), Said(M.LEFT, NINE + timedelta(minutes=30)), [F.DEPARTURE]),
        (HERE, STAYED, []),
        (BLANK, None, [F.ARRIVAL]),
    ],
)
def test_what_is_still_to_be_marked_or_settled(came, went, fields):
    found = register((came or BLANK, went))
    assert [cell.field for cell in open_cells([ANN], [DAY], found)] == fields


@st.composite
def marks_of_phones(draw) -> list[Mark]:
    """Draw what several phones make without a network: each follows what it saw, or nothing."""
    made: list[Mark] = []
    for number in range(draw(st.integers(1, 12))):
        field = draw(st.sampled_from([F.ARRIVAL, F.DEPARTURE]))
        person = UUID(int=draw(st.integers(1, 2)))
        said = draw(
            st.sampled_from([HERE, ABSENT, late(30)] if field is F.ARRIVAL else [STAYED, left(60)])
        )
        cell = Cell(person, DAY.day, field)
        seen = [each.key for each in made if each.cell == cell]
        after = draw(st.sets(st.sampled_from(seen))) if seen else set()
        clock = NINE + timedelta(minutes=draw(st.integers(0, 3)))
        made.append(Mark(UUID(int=1000 + number), cell, said, clock, frozenset(after)))
    return made


@given(marks_of_phones(), st.integers(0, 2**32), st.integers(1, 5))
def test_batches_in_any_order_and_any_number_of_times_give_the_same_register(marks, seed, cuts):
    rng, sent = Random(seed), []
    for mark_ in marks:
        sent += [mark_] * rng.randint(1, 3)
    rng.shuffle(sent)
    batches = [sent[number::cuts] for number in range(cuts)]
    received = [each for batch in batches for each in batch]
    assert register_of(received) == register_of(marks)
    for person in (UUID(int=1), UUID(int=2)):
        one, other = register_of(received), register_of(marks)
        assert attendance_of(person, [DAY], one) == attendance_of(person, [DAY], other)


@given(marks_of_phones())
def test_no_mark_that_nobody_followed_is_lost(marks):
    standing = register_of(marks)
    followed = {key for each in marks for key in each.after}
    kept = {head.key for each in standing.values() for head in each.heads}
    assert kept == {each.key for each in marks} - followed
