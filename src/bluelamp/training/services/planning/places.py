"""Where is taught and by whom, as the planner's files have it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from uuid import UUID

from bluelamp.training.enums import Delivery
from bluelamp.training.models import (
    Certification,
    CourseVersion,
    PlanRun,
    Prerequisite,
    Trainer,
    TravelTime,
    VirtualRoom,
)
from bluelamp.training.models import Room as KeptRoom
from bluelamp.training.models import Venue as KeptVenue
from bluelamp.training.planner.instance import (
    Absence,
    Course,
    Room,
    TrainerKind,
    Venue,
)
from bluelamp.training.planner.instance import Trainer as Teacher
from bluelamp.training.rules.planning_terms import TERMS, on_site
from bluelamp.training.rules.venues import lacks

from .keys import VIRTUAL_VENUE, room_key, span_key, trainer_key
from .timespan import Window, days_to_block, open_spans

Busy = Mapping[str, Collection[date]]


def versions_of(run: PlanRun) -> dict[UUID, CourseVersion]:
    """Return how each course is given in sessions of this kind: one statement."""
    found = CourseVersion.objects.filter(
        course__drop=run.drop_id, delivery=run.delivery, valid_until=None
    ).select_related("course")
    return {each.course_id: each for each in found.order_by("course__code")}


def courses_of(versions: Mapping[UUID, CourseVersion]) -> dict[str, Course]:
    """Return the courses with their hours on site: one statement."""
    after: dict[UUID, list[str]] = defaultdict(list)
    for course, needs in Prerequisite.objects.filter(
        course__in=list(versions), needs__in=list(versions)
    ).values_list("course", "needs"):
        after[course].append(versions[needs].course.code)
    return {
        each.course.code: Course(
            course_id=each.course.code,
            minutes=on_site(each.minutes),
            minutes_per_day=on_site(each.minutes_per_day),
            min_class=each.min_class,
            max_class=each.max_class,
            adjusted_max_class=min(each.max_class, TERMS.adjusted_class),
            supplier_trainers=each.supplier_trainers,
            facilitators=each.facilitators,
            after=tuple(sorted(after[key])),
        )
        for key, each in versions.items()
    }


def venues_of(run: PlanRun) -> dict[str, Venue]:
    """Return the venues; one that fails the gate is not usable (TRN-4.6): one statement."""
    if run.delivery == Delivery.VIRTUAL:
        return {VIRTUAL_VENUE: Venue(VIRTUAL_VENUE, "virtual", None, None, usable=True)}
    return {
        each.code: Venue(
            each.code,
            each.place,
            each.opens,
            each.closes,
            usable=not each.out_of_use and not lacks(each.facts),
        )
        for each in KeptVenue.objects.order_by("code")
    }


def rooms_of(run: PlanRun, busy: Busy, window: Window) -> dict[str, Room]:
    """Return the rooms by their spans of free days: one statement."""
    if run.delivery == Delivery.VIRTUAL:
        virtual = VirtualRoom.objects.filter(out_of_use=False).order_by("number")
        return dict(_virtual(virtual, busy, window))
    found: dict[str, Room] = {}
    rooms = KeptRoom.objects.filter(out_of_use=False).select_related("venue").order_by("number")
    for each in rooms:
        key = room_key(each)
        spans = open_spans(each.first, each.last, busy.get(key, ()), window)
        for number, (first, last) in enumerate(spans):
            found[span_key(key, number)] = Room(
                span_key(key, number),
                each.venue.code,
                each.seats,
                each.step_free,
                each.loop,
                each.adjustable_desks,
                first=first,
                last=last,
            )
    return found


def _virtual(
    rooms: Iterable[VirtualRoom], busy: Busy, window: Window
) -> Iterable[tuple[str, Room]]:
    """Yield virtual rooms; whatever somebody needs of a room they have at home."""
    for each in rooms:
        key = room_key(each)
        spans = open_spans(None, None, busy.get(key, ()), window)
        for number, (first, last) in enumerate(spans):
            yield (
                span_key(key, number),
                Room(
                    span_key(key, number),
                    VIRTUAL_VENUE,
                    each.seats,
                    step_free=True,
                    loop=True,
                    desks=each.seats,
                    virtual=True,
                    first=first,
                    last=last,
                ),
            )


def trainers_of() -> dict[str, Teacher]:
    """Return those who can teach with a practice account (TRN-4.4): one statement."""
    return {
        trainer_key(each.number): Teacher(
            trainer_key(each.number),
            TrainerKind(each.kind.lower()),
            each.place,
            max(1, each.max_days_a_week),
            each.contract_starts,
            each.contract_ends,
        )
        for each in Trainer.objects.filter(has_practice_account=True).order_by("number")
        if each.max_days_a_week
    }


def certifications_of(
    courses: Mapping[UUID, CourseVersion], trainers: Collection[str], window: Window
) -> frozenset[tuple[str, str]]:
    """Return who may teach what for the whole of the window: one statement."""
    held = Certification.objects.filter(course__in=list(courses))
    return frozenset(
        (trainer_key(number), courses[course].course.code)
        for number, course, first, last in held.values_list(
            "trainer__number", "course", "first", "last"
        )
        if trainer_key(number) in trainers
        and (first or window.first) <= window.first
        and (last or window.last) >= window.last
    )


def trainers_away(
    trainers: Mapping[str, Teacher], teaching: Busy, wanted: Busy, window: Window
) -> dict[str, tuple[Absence, ...]]:
    """Return when trainers cannot teach: away, or teaching what is not planned anew.

    ``wanted`` are the days on which they teach what may change, and should go on to.
    """
    found: dict[str, list[Absence]] = defaultdict(list)
    gone = Trainer.objects.filter(absences__last__gte=window.first)
    for number, first, last in gone.values_list("number", "absences__first", "absences__last"):
        if trainer_key(number) in trainers and last >= window.first:
            found[trainer_key(number)].append(Absence(first, last))
    for key, days in teaching.items():
        if key in trainers:
            limit = trainers[key].max_days_a_week
            blocked = days_to_block(days, wanted.get(key, ()), limit, window)
            found[key] += [Absence(day, day) for day in sorted(blocked)]
    return {key: tuple(spans) for key, spans in sorted(found.items())}


def travel_between(bases: Iterable[str], venues: Iterable[Venue]) -> dict[tuple[str, str], int]:
    """Return how long each way takes; where no time is kept, the default: one statement."""
    kept = {
        (origin, place): minutes
        for origin, place, minutes in TravelTime.objects.values_list(
            "origin", "destination", "minutes"
        )
    }
    places = {each.place for each in venues}
    return {
        (base, place): kept.get((base, place), TERMS.unknown_travel)
        for base in sorted(set(bases))
        for place in sorted(places)
        if base != place
    }
