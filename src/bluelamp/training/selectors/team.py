"""A team as its manager sees it: who is away when, against cap and minimum (section 5)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from uuid import UUID

from django.db.models import QuerySet

from bluelamp.access.models import Unit
from bluelamp.access.policies import Officer
from bluelamp.training.enums import Approval
from bluelamp.training.models import Absence, Booking, Learner, TeamLimit
from bluelamp.training.rules.abstraction import may_be_away
from bluelamp.training.rules.eligibility import Shifts

DEFAULT_CAP = 15


@dataclass(frozen=True, slots=True)
class Calendar:
    """A team over some days: per person and day what keeps them away, and the limits."""

    unit: Unit
    days: tuple[date, ...]
    people: list[Learner]
    away: dict[tuple[UUID, date], str]
    resting: set[tuple[UUID, date]]
    cap_percent: int
    minimum: int
    counted: dict[date, int] = field(default_factory=dict)

    @property
    def most_away(self) -> int:
        """Return how many may be away at one time (TRN-5.1)."""
        return may_be_away(len(self.people), Fraction(self.cap_percent, 100))


def calendar_of(unit: Unit, first: date, length: int = 14) -> Calendar:
    """Return a team's calendar: four statements, whatever the size of the team."""
    days = tuple(first + timedelta(days=number) for number in range(length))
    people = list(
        Learner.objects.filter(staff__unit=unit, staff__is_active=True, out_of_scope="")
        .select_related("staff", "roster__duty_pattern")
        .order_by("staff__family_name", "staff__given_name")
    )
    limit = TeamLimit.objects.filter(unit=unit).first()
    away = _absences(people, days) | _bookings(people, days)
    counted: dict[date, int] = defaultdict(int)
    for _person, day in away:
        counted[day] += 1
    return Calendar(
        unit=unit,
        days=days,
        people=people,
        away=away,
        resting=_resting(people, days),
        cap_percent=limit.cap_percent if limit else DEFAULT_CAP,
        minimum=limit.minimum if limit else 0,
        counted=counted,
    )


def releases_awaited(officer: Officer, unit: Unit) -> QuerySet[Booking]:
    """Return the bookings of a team, and of all below it, that await release: one statement."""
    return (
        Booking.objects.filter(
            approval=Approval.AWAITED,
            state__in=("INVITED", "ACCEPTED", "TENTATIVE"),
            learner__staff__unit__path__startswith=unit.path,
        )
        .exclude(learner__staff=officer.id)
        .select_related(
            "learner__staff", "session__course", "session__room__venue", "session__virtual_room"
        )
        .order_by("session__starts_at")
    )


def unit_led_by(officer: Officer, unit_id: UUID | None = None) -> Unit | None:
    """Return the officer's own unit, or one below it."""
    own = Unit.objects.filter(pk=officer.unit_id).first()
    if unit_id is None or own is None:
        return own
    return Unit.objects.filter(pk=unit_id, path__startswith=own.path).first()


def teams_below(unit: Unit) -> QuerySet[Unit]:
    """Return the teams under a unit that have people in training."""
    return (
        Unit.objects.filter(path__startswith=unit.path, staff__learner__isnull=False)
        .exclude(pk=unit.pk)
        .distinct()
        .order_by("name")
    )


def _absences(people: Sequence[Learner], days: Sequence[date]) -> dict[tuple[UUID, date], str]:
    found = Absence.objects.filter(learner__in=people, last__gte=days[0], first__lte=days[-1])
    return {
        (each.learner_id, day): each.kind
        for each in found
        for day in days
        if each.first <= day <= each.last
    }


def _bookings(people: Sequence[Learner], days: Sequence[date]) -> dict[tuple[UUID, date], str]:
    found = Booking.objects.filter(
        learner__in=people,
        seat_number__isnull=False,
        session__days__day__range=(days[0], days[-1]),
    )
    return dict.fromkeys(found.values_list("learner", "session__days__day"), "TRAINING")


def _resting(people: Sequence[Learner], days: Sequence[date]) -> set[tuple[UUID, date]]:
    resting = set()
    for person in people:
        roster = person.roster
        if roster is None:
            continue
        shifts = Shifts(roster.duty_pattern.pattern, roster.offset)
        resting |= {
            (person.pk, day) for day in days if shifts.pattern.duty(day, shifts.offset) is None
        }
    return resting
