"""Table 11.1: when the next visit is due, and who may be watched less closely."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.custody.rules.vectors import h, z

from bluelamp.core.errors import NotPossible
from bluelamp.custody.enums import ObservationLevel
from bluelamp.custody.rules.deadlines import Urgency
from bluelamp.custody.rules.observation import (
    Setting,
    interval_for,
    may_change_level,
    minutes_overdue,
    nearness,
    unset,
    visit_due,
)

VISIT = z("2026-03-10 15:00")


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def setting(level: str, after: float = -60, every: int | None = None, **more) -> Setting:
    """Return a level set so many minutes after the visit."""
    chosen = ObservationLevel(level)
    interval = interval_for(chosen, minutes(every) if every else None)
    return Setting(chosen, interval, VISIT + minutes(after), **more)


@pytest.mark.parametrize(
    ("level", "every", "due"),
    [("1", None, 60), ("2", None, 30), ("2", 15, 15), ("3", None, 30), ("4", None, 30)],
)
def test_table_11_1_the_last_visit_plus_the_interval(level, every, due):
    assert visit_due(VISIT, [setting(level, every=every)]) == VISIT + minutes(due)


@pytest.mark.parametrize(
    ("changes", "due"),
    [
        ([("2", 10)], 30),
        ([("2", 40)], 40),
        ([("2", 70)], 60),
        ([("2", 40), ("1", 45)], 60),
        ([("2", 70), ("1", 80)], 60),
        ([("2", 10), ("1", 20)], 60),
        ([("3", 5), ("4", 6)], 30),
    ],
    ids=[
        "raised in time",
        "raised when already late: due now",
        "overdue before: stays so",
        "raised, then lowered: recomputed from the last visit",
        "lowering hides no visit that was missed",
        "lowered in time",
        "as often as before",
    ],
)
def test_a_change_of_level_recomputes_from_the_last_visit(changes, due):
    settings = [setting("1"), *(setting(level, after) for level, after in changes)]
    assert visit_due(VISIT, settings) == VISIT + minutes(due)


@pytest.mark.parametrize(("late", "overdue"), [(0, 0), (0.9, 0), (1, 1), (12.5, 12), (-5, 0)])
def test_overdue_by_one_minute_is_overdue(late, overdue):
    assert minutes_overdue(VISIT, VISIT + minutes(late)) == overdue


@pytest.mark.parametrize(
    ("left", "near"),
    [(16, "LATER"), (15, "HOUR"), (5, "SOON"), (0, "SOON"), (-0.5, "SOON"), (-1, "OVERDUE")],
)
def test_how_near_a_visit_is(left, near):
    assert nearness(VISIT, VISIT - minutes(left)) is Urgency(near)


@pytest.mark.parametrize(("level", "every"), [("1", 61), ("2", 45), ("2", 0), ("4", 31)])
def test_car_7_an_interval_may_only_be_shorter(level, every):
    with pytest.raises(NotPossible) as refusal:
        interval_for(ObservationLevel(level), minutes(every))
    assert (refusal.value.field, refusal.value.rule) == ("interval_minutes", "CAR-7")


def test_car_5_whoever_is_roused_is_visited_every_half_hour():
    assert interval_for(ObservationLevel.INTERMITTENT, rouse=True) == h(0, 30)
    with pytest.raises(NotPossible) as refusal:
        interval_for(ObservationLevel.GENERAL, rouse=True)
    assert refusal.value.rule == "CAR-5"


@pytest.mark.parametrize(
    ("history", "after", "reason", "possible"),
    [
        ([], setting("1"), "", True),
        ([setting("1")], setting("3"), "", True),
        ([setting("3")], setting("1"), "", False),
        ([setting("3")], setting("1"), "Calm, sober", True),
        ([setting("2", every=15)], setting("2"), "", False),
        ([setting("2", rouse=True)], setting("2"), "", False),
        ([setting("3", clinical=True)], setting("2"), "Calm", False),
        ([setting("3", clinical=True)], setting("2", advised=True), "Calm", True),
        ([setting("2", clinical=True), setting("4")], setting("3"), "Calm", True),
        ([setting("2", clinical=True), setting("4")], setting("1"), "Calm", False),
        (
            [setting("3", clinical=True), setting("2", advised=True)],
            setting("1"),
            "Calm",
            True,
        ),
    ],
    ids=[
        "first",
        "raised",
        "lowered without reason",
        "lowered with reason",
        "longer interval",
        "no longer roused",
        "clinical, without advice",
        "clinical, with advice",
        "down to the clinical level",
        "below the clinical level after a raise",
        "advice given once",
    ],
)
def test_car_7_lowering_needs_a_reason_and_clinical_levels_advice(history, after, reason, possible):
    assert may_change_level(history, after, reason=reason).possible is possible


levels = st.sampled_from(ObservationLevel)
changes = st.lists(st.tuples(levels, st.integers(1, 300)), max_size=6)


@given(changes)
def test_a_visit_is_never_due_later_than_an_hour_after_the_last(drawn):
    settings = [unset(VISIT - h(1))]
    for level, after in sorted(drawn, key=lambda each: each[1]):
        settings.append(Setting(level, interval_for(level), VISIT + minutes(after)))
    assert VISIT < visit_due(VISIT, settings) <= VISIT + h(1)


@given(changes, st.integers(1, 300))
def test_raising_never_puts_a_visit_off(drawn, after):
    first = [setting("1")]
    ordered = sorted(drawn, key=lambda each: each[1])
    before = first + [Setting(o, interval_for(o), VISIT + minutes(t)) for o, t in ordered]
    raised = setting("2", max([after, *(t for _, t in ordered)]), every=15)
    assert visit_due(VISIT, [*before, raised]) <= visit_due(VISIT, before)
