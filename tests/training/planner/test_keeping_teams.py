"""Old trainers come back to their sessions where nothing else is worse for it."""

from __future__ import annotations

from dataclasses import replace

from tests.training.planner.small import on, small

from bluelamp.training.planner.instance import Absence, Variant
from bluelamp.training.planner.keeping_teams import with_old_trainers
from bluelamp.training.planner.plan import Plan, Session


def plan(*teams: tuple[str, ...]) -> Plan:
    """Return two sessions on the same two days, and one on later days, with these trainers."""
    days = ((on(0), on(1)), (on(0), on(1)), (on(2), on(3)))
    return Plan(
        {
            f"S{number}": Session(
                f"S{number}", "C", Variant.STANDARD, "R", days[number], tuple(sorted(team))
            )
            for number, team in enumerate(teams)
        },
        (),
        (),
    )


def teams(made: Plan) -> list[tuple[str, ...]]:
    return [each.trainers for each in made.sessions.values()]


OLD = plan(("S1", "F1"), ("S2", "F2"), ("S1", "F1"))


def test_an_exchange_of_two_sessions_is_undone():
    made = with_old_trainers(small(), plan(("S2", "F1"), ("S1", "F2"), ("S1", "F1")), OLD)
    assert teams(made) == teams(OLD)


def test_a_free_trainer_comes_back():
    made = with_old_trainers(small(), plan(("S1", "F1"), ("S2", "F2"), ("S2", "F1")), OLD)
    assert teams(made) == teams(OLD)


def test_nobody_comes_back_who_is_away_or_has_no_days_left():
    exchanged = plan(("S1", "F1"), ("S2", "F2"), ("S2", "F1"))
    away = small(trainer_unavailable={"S1": (Absence(on(3).date, on(3).date),)})
    assert teams(with_old_trainers(away, exchanged, OLD)) == teams(exchanged)
    trainers = small().trainers
    few = small(trainers=trainers | {"S1": replace(trainers["S1"], max_days_a_week=3)})
    assert teams(with_old_trainers(few, exchanged, OLD)) == teams(exchanged)


def test_a_session_on_other_days_keeps_whoever_teaches_it_now():
    moved = replace(OLD.sessions["S2"], days=(on(7), on(8)))
    old = Plan(OLD.sessions | {"S2": moved}, (), ())
    exchanged = plan(("S1", "F1"), ("S2", "F2"), ("S2", "F1"))
    assert teams(with_old_trainers(small(), exchanged, old)) == teams(exchanged)
