"""A planning problem made from the records, in the planner's own format."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from bluelamp.training.enums import PlanKeeping
from bluelamp.training.models import Booking, FrozenDay, PlanRun, Prerequisite
from bluelamp.training.models import Room as KeptRoom
from bluelamp.training.planner.instance import Instance, Prices, Settings
from bluelamp.training.planner.plan import Plan
from bluelamp.training.rules.planning_terms import TERMS

from . import places
from .keys import room_key
from .people import Crowd, absences_of, crowd_of, rosters_of
from .standing import Holds, Standing, holds_of, plan_as_it_stands, standing_of
from .teams import units_of
from .timespan import DAY, Window


@dataclass(frozen=True)
class PlanningProblem:
    """What is to be planned, the timetable that may be changed, and what of it is to be kept."""

    instance: Instance
    standing: Plan
    kept: Plan


def make_problem(run: PlanRun) -> PlanningProblem:
    """Return the problem of a run as the records stand now, in a constant number of statements."""
    window = Window(run.first_day, run.drop.go_live)
    versions = places.versions_of(run)
    crowd = crowd_of(run, versions, window)
    holds = holds_of(run)
    standing = standing_of(run, crowd, window, holds)
    instance = _instance(run, crowd, standing, holds, window)
    given = (standing, crowd, instance.courses, instance.rooms, instance.venues)
    return PlanningProblem(
        instance,
        plan_as_it_stands(*given),
        plan_as_it_stands(*given, keeping=PlanKeeping(run.keeping)),
    )


def _instance(
    run: PlanRun, crowd: Crowd, standing: Standing, holds: Holds, window: Window
) -> Instance:
    versions = places.versions_of(run)
    strength = Counter(crowd.unit_of.values())
    units, names = units_of(set(strength), strength, small_teams=run.small_teams)
    people = {
        each.person_id: replace(each, unit_id=names[crowd.unit_of[learner]])
        for learner, each in crowd.people.items()
    }
    venues, trainers = places.venues_of(run), places.trainers_of()
    taken = _with_what_comes_before(crowd, standing, window)
    return Instance(
        settings=_settings(run, window),
        units=units,
        people=people,
        requirements=tuple(
            (crowd.key(learner), versions[course].course.code)
            for learner, course in crowd.needed
            if (learner, course) not in standing.settled
        ),
        courses=places.courses_of(versions),
        rosters=rosters_of(),
        unavailable=absences_of(crowd, run, window, taken),
        venues=venues,
        rooms=places.rooms_of(run, _rooms_shut(standing, holds), window),
        trainers=trainers,
        certifications=places.certifications_of(versions, trainers, window),
        trainer_unavailable=places.trainers_away(
            trainers, standing.trainers, standing.teaching, window
        ),
        travel=places.travel_between((each.base for each in people.values()), venues.values()),
        frozen=_frozen(run, units, window),
    )


def _settings(run: PlanRun, window: Window) -> Settings:
    return Settings(
        window_start=window.first,
        go_live=window.go_live,
        training_weekdays=TERMS.weekdays | ({6} if run.saturdays_from else set()),
        day_start=TERMS.day_start,
        day_end=TERMS.day_end,
        saturday_from=run.saturdays_from,
        rest_hours=TERMS.rest_hours,
        fresh_days=run.drop.window_days,
        prices=Prices(**run.prices),
    )


def _rooms_shut(standing: Standing, holds: Holds) -> Mapping[str, set[date]]:
    """Return on which days rooms are not there: sessions that stand, and weeks held shut."""
    found = defaultdict(set, {key: set(days) for key, days in standing.rooms.items()})
    if holds.weeks:
        for room in KeptRoom.objects.filter(venue__code__in=holds.weeks).select_related("venue"):
            found[room_key(room)] |= holds.weeks[room.venue.code]
    return found


def _with_what_comes_before(
    crowd: Crowd, standing: Standing, window: Window
) -> Mapping[UUID, set[date]]:
    """Return on which days people are taught; until the end of a course that others build on.

    A place that stands is not in the plan, so its order is kept by keeping the days before free.
    """
    found = {learner: set(days) for learner, days in standing.people.items()}
    needs = set(Prerequisite.objects.values_list("course", "needs"))
    waiting = defaultdict(set)
    for learner, course in crowd.needed:
        if (learner, course) not in standing.settled:
            waiting[learner].add(course)
    ends = Booking.objects.filter(
        seat_number__isnull=False, session__ends_at__date__gte=window.first
    ).values_list("learner", "course", "session__ends_at__date")
    for learner, course, last in ends:
        if (learner, course) in standing.settled and any(
            (later, course) in needs for later in waiting[learner]
        ):
            days = (last - window.first).days
            found.setdefault(learner, set()).update(
                window.first + DAY * number for number in range(days)
            )
    return found


def _frozen(
    run: PlanRun, units: Mapping[str, object], window: Window
) -> tuple[tuple[date, str | None], ...]:
    kept = FrozenDay.objects.filter(drop=run.drop_id, day__gte=window.first).select_related("unit")
    return tuple(
        (each.day, each.unit.code if each.unit else None)
        for each in kept.order_by("day", "unit__code")
        if each.day in window and (each.unit is None or each.unit.code in units)
    )
