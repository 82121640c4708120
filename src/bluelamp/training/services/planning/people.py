"""Who is to be taught, as the planner's files have them: duty, needs and days away, no reasons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from bluelamp.training.enums import (
    BookingState,
    Delivery,
    DeliveryMode,
    Outcome,
    PlanState,
)
from bluelamp.training.models import (
    AdjustmentPlan,
    Booking,
    Learner,
    PlanRun,
    Requirement,
    Roster,
)
from bluelamp.training.planner.instance import Absence, Mode, Need, Person, Shift
from bluelamp.training.rules.planning_terms import TERMS, on_site

from ..facts import DONE
from .keys import NO_ROSTER, UNKNOWN_PLACE, person_key
from .timespan import Window

BEGUN = (Outcome.NOT_STARTED, Outcome.IN_PROGRESS)
Needed = tuple[UUID, UUID]
"""A learner and a course."""


@dataclass(frozen=True)
class Crowd:
    """Everybody whose strength counts, and what some of them must still learn."""

    people: dict[UUID, Person]
    needed: dict[Needed, None]
    unit_of: dict[UUID, UUID]

    def key(self, learner: UUID) -> str:
        """Return what somebody is called in the files."""
        return self.people[learner].person_id


def crowd_of(run: PlanRun, courses: Collection[UUID], window: Window) -> Crowd:
    """Return who is in scope, and all who share a team with them: five statements."""
    needed = _needed(run, courses)
    rows = _learners(run)
    learning = {learner for learner, _ in needed}
    teams = {unit for learner, _number, unit, *_ in rows if learner in learning}
    rosters, effects = _offsets(window), _effects()
    people, unit_of = {}, {}
    for learner, number, unit, roster, place, mode in rows:
        if unit not in teams:
            continue
        roster_id, offset = rosters.get(roster, (NO_ROSTER, 0))
        people[learner] = Person(
            person_id=person_key(number),
            unit_id=str(unit),
            base=place or UNKNOWN_PLACE,
            roster_id=roster_id,
            roster_offset=offset,
            mode=Mode.CLASSROOM if mode == DeliveryMode.CLASSROOM else Mode.DIGITAL,
            **effects.get(learner, {}),
        )
        unit_of[learner] = unit
    kept = {key: None for key in needed if key[0] in people}
    return Crowd(people, kept, unit_of)


def rosters_of() -> dict[str, tuple[Shift | None, ...]]:
    """Return the cycles of duty: one statement. Without a roster any day will do."""
    found: dict[str, tuple[Shift | None, ...]] = {
        NO_ROSTER: (Shift(TERMS.day_start, TERMS.day_end),)
    }
    for roster in Roster.objects.select_related("duty_pattern"):
        pattern = roster.duty_pattern
        found[pattern.code] = tuple(
            Shift(duty.start, duty.end) if duty else None for duty in pattern.pattern.cycle
        )
    return found


def absences_of(
    crowd: Crowd, run: PlanRun, window: Window, taught: Mapping[UUID, Collection[date]]
) -> dict[str, tuple[Absence, ...]]:
    """Return when people cannot come: away, or taught elsewhere. Why is not said."""
    found: dict[str, list[Absence]] = defaultdict(list)
    kept = run.drop.programme.learners.filter(
        absences__last__gte=window.first, absences__first__lt=window.go_live
    )
    for learner, first, last in kept.values_list("pk", "absences__first", "absences__last"):
        if learner in crowd.people and last >= window.first and first < window.go_live:
            found[crowd.key(learner)].append(Absence(first, last))
    for learner, days in taught.items():
        if learner in crowd.people:
            found[crowd.key(learner)] += [Absence(day, day) for day in sorted(days)]
    ordered = sorted(found.items())
    return {key: tuple(sorted(spans, key=lambda one: one.first)) for key, spans in ordered}


def _learners(run: PlanRun) -> list[tuple[Any, ...]]:
    found = Learner.objects.filter(
        programme=run.drop.programme_id, out_of_scope="", staff__is_active=True
    ).order_by("number")
    return list(found.values_list("pk", "number", "staff__unit", "roster", "place", "mode"))


def _needed(run: PlanRun, courses: Collection[UUID]) -> dict[Needed, None]:
    """Return what must still be learnt in sessions of this kind; who sat and waits is left out."""
    mode = DeliveryMode.CLASSROOM if run.delivery == Delivery.CLASSROOM else DeliveryMode.DIGITAL
    sat = Booking.objects.filter(
        learner=OuterRef("learner"), course=OuterRef("course"), state=BookingState.ATTENDED
    )
    found = (
        Requirement.objects.filter(
            course__in=list(courses),
            learner__programme=run.drop.programme_id,
            learner__mode=mode,
            learner__out_of_scope="",
        )
        .exclude(outcome__in=DONE)
        .exclude(Q(Exists(sat)) & Q(outcome__in=BEGUN))
        .order_by("learner__number", "course__code")
    )
    if run.command_id:
        found = found.filter(learner__command=run.command_id)
    return dict.fromkeys(found.values_list("learner", "course"))


def _offsets(window: Window) -> dict[UUID, tuple[str, int]]:
    """Return each roster's cycle, and where it stands on the first day of the plan."""
    found = {}
    for roster in Roster.objects.select_related("duty_pattern"):
        pattern = roster.duty_pattern.pattern
        found[roster.pk] = (
            roster.duty_pattern.code,
            pattern.position(window.first, roster.offset),
        )
    return found


def _effects() -> dict[UUID, dict[str, Any]]:
    """Return what agreed plans ask of scheduling, and nothing else of them (TRN-4.26)."""
    agreed = AdjustmentPlan.objects.filter(state=PlanState.AGREED).only(
        "learner_id",
        "extra_time_pct",
        "max_minutes_per_day",
        "max_travel_minutes",
        "one_to_one",
        "step_free",
        "loop",
        "adjustable_desk",
    )
    return {plan.learner_id: _asked(plan) for plan in agreed}


def _asked(plan: AdjustmentPlan) -> dict[str, Any]:
    needs = {
        Need.STEP_FREE: plan.step_free,
        Need.LOOP: plan.loop,
        Need.DESK: plan.adjustable_desk,
    }
    daily = plan.max_minutes_per_day
    return {
        "needs": frozenset(need for need, wanted in needs.items() if wanted),
        "extra_time_pct": plan.extra_time_pct,
        "max_minutes_per_day": on_site(daily) if daily else None,
        "max_travel_minutes": plan.max_travel_minutes,
        "one_to_one": plan.one_to_one,
    }
