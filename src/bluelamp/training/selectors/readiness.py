"""How ready the force is: everybody's standing read once, counted every way (TRN-7.8 to 7.10)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.postgres.aggregates import BoolAnd
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Value, When

from bluelamp.access.models import Unit
from bluelamp.training.enums import Outcome, OutOfScope, RoleProfile
from bluelamp.training.models import (
    SEATED,
    Booking,
    Drop,
    Learner,
    ReadinessSnapshot,
    Requirement,
    Roster,
)
from bluelamp.training.rules.freshness import fresh_from
from bluelamp.training.rules.readiness import Count as Fraction
from bluelamp.training.rules.readiness import Standing

FORTNIGHT, WEEK = 14, 7
FRESH = (Outcome.COMPLETED, Outcome.PASSED)


@dataclass(frozen=True, slots=True)
class Person:
    """One learner in scope: trained, or placed on what is left to learn, or neither."""

    learner_id: UUID
    command_id: UUID
    unit_id: UUID
    profiles: tuple[str, ...]
    roster_id: UUID | None
    is_super_user: bool
    trained: bool
    placed: bool

    @property
    def state(self) -> str:
        """Return ``trained``, ``booked`` or ``at_risk``."""
        return "trained" if self.trained else "booked" if self.placed else "at_risk"


@dataclass(frozen=True, slots=True)
class Tally:
    """So many people, and how they stand."""

    of: int = 0
    trained: int = 0
    booked: int = 0

    @property
    def at_risk(self) -> int:
        """Return how many are neither trained nor booked on all that is left."""
        return self.of - self.trained - self.booked

    def __add__(self, other: Tally) -> Tally:
        """Return both as one."""
        return Tally(self.of + other.of, self.trained + other.trained, self.booked + other.booked)


def people_of(drop: Drop) -> list[Person]:
    """Return everybody in scope with how they stand: one statement.

    What was completed too early is not fresh and does not count (TRN-7.2); who is left out by
    TRN-7.10 is not here but in ``left_out``.
    """
    edge = fresh_from(drop.go_live, drop.window_days)
    done = Q(outcome=Outcome.WAIVED) | Q(outcome__in=FRESH, completed_on__gte=edge)
    place = Booking.objects.filter(
        learner=OuterRef("learner"), course=OuterRef("course"), state__in=SEATED
    )
    rows = (
        Requirement.objects.filter(course__drop=drop)
        .filter(learner__out_of_scope="", learner__staff__is_active=True)
        .values(
            "learner_id",
            "learner__command_id",
            "learner__staff__unit_id",
            "learner__profiles",
            "learner__roster_id",
            "learner__is_super_user",
        )
        .annotate(
            trained=BoolAnd(_as_truth(done)),
            placed=BoolAnd(Case(When(done, then=Value(True)), default=Exists(place))),
        )
        .values_list(
            "learner_id",
            "learner__command_id",
            "learner__staff__unit_id",
            "learner__profiles",
            "learner__roster_id",
            "learner__is_super_user",
            "trained",
            "placed",
        )
    )
    return [
        Person(learner, command, unit, tuple(profiles), roster, is_super, trained, placed)
        for learner, command, unit, profiles, roster, is_super, trained, placed in rows
    ]


def _as_truth(condition: Q) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False))


def tally(people: Iterable[Person]) -> Tally:
    """Return how these people stand."""
    states = Counter(each.state for each in people)
    return Tally(states.total(), states["trained"], states["booked"])


def by_command(people: Iterable[Person]) -> dict[UUID, Tally]:
    """Return how each command stands."""
    return _tallied((each.command_id, each) for each in people)


def by_unit(people: Iterable[Person]) -> dict[UUID, Tally]:
    """Return how each unit stands."""
    return _tallied((each.unit_id, each) for each in people)


def by_profile(people: Iterable[Person]) -> dict[str, Tally]:
    """Return how each kind of post stands; somebody with two counts in both."""
    return _tallied((profile, each) for each in people for profile in each.profiles)


def _tallied(pairs: Iterable[tuple[Any, Person]]) -> dict[Any, Tally]:
    counted = Counter((key, each.state) for key, each in pairs)
    found: dict[Any, Tally] = {}
    for (key, state), number in counted.items():
        one = Tally(number, number * (state == "trained"), number * (state == "booked"))
        found[key] = found.get(key, Tally()) + one
    return found


def standing_of(drop: Drop, people: list[Person], names: dict[UUID, str]) -> Standing:
    """Return the force as the gates ask for it: one statement for the rosters."""
    first, fortnight = rosters_on_duty(drop.go_live)
    everybody = tally(people)
    early = [each for each in people if each.roster_id is None or each.roster_id in fortnight]
    custody = [
        each
        for each in people
        if RoleProfile.CUSTODY in each.profiles
        and (each.roster_id is None or each.roster_id in first)
    ]
    return Standing(
        units={names.get(key, str(key)): _done(each) for key, each in by_unit(people).items()},
        booked=Fraction(everybody.trained + everybody.booked, everybody.of),
        first_fortnight=_done(tally(early)),
        super_users=_done(tally(each for each in people if each.is_super_user)),
        custody_first_week=_done(tally(custody)),
    )


def _done(each: Tally) -> Fraction:
    return Fraction(each.trained, each.of)


def rosters_on_duty(go_live: date) -> tuple[set[UUID], set[UUID]]:
    """Return the rosters on duty in the first week and in the first fortnight."""
    duties = [
        (roster.pk, roster.duty_pattern.pattern, roster.offset)
        for roster in Roster.objects.select_related("duty_pattern")
    ]
    week, fortnight = (
        {key for key, pattern, offset in duties if pattern.works_within(go_live, days, offset)}
        for days in (WEEK, FORTNIGHT)
    )
    return week, fortnight


def unit_names() -> dict[UUID, str]:
    """Return the name of every unit."""
    return dict(Unit.objects.values_list("pk", "name"))


def left_out(drop: Drop) -> list[tuple[OutOfScope, int]]:
    """Return who is not counted, by why: listed all the same (TRN-7.10)."""
    counted = Counter(
        Learner.objects.filter(programme=drop.programme_id)
        .exclude(out_of_scope="")
        .values_list("out_of_scope", flat=True)
    )
    return [(OutOfScope(key), number) for key, number in sorted(counted.items())]


def learners_named(ids: Iterable[UUID]) -> QuerySet[Learner]:
    """Return learners with their names and units, in the order of a list."""
    found = Learner.objects.filter(pk__in=list(ids)).select_related("staff__unit", "command")
    return found.order_by("staff__family_name", "staff__given_name", "staff__staff_number")


def snapshots_of(drop: Drop) -> list[ReadinessSnapshot]:
    """Return what the force as a whole was, week by week."""
    return list(ReadinessSnapshot.objects.filter(drop=drop, command=None).order_by("taken_on"))


def command_codes() -> dict[str, UUID]:
    """Return the commands that have learners, by code."""
    commands = Learner.objects.values_list("command__code", "command_id").distinct()
    return dict(commands.order_by(F("command__code")))
