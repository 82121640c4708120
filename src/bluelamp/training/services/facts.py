"""What the hard constraints ask, read for one person and one session."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from fractions import Fraction
from uuid import UUID

from django.db.models import Exists, OuterRef

from bluelamp.access.models import Unit
from bluelamp.core.time import LONDON
from bluelamp.training.enums import Delivery, DeliveryMode, Outcome, PlanState
from bluelamp.training.models import (
    SEATED,
    Absence,
    AdjustmentPlan,
    Booking,
    FrozenDay,
    Learner,
    PracticalInstruction,
    Prerequisite,
    Requirement,
    SessionDay,
    TeamLimit,
    TrainingSession,
)
from bluelamp.training.rules.abstraction import TeamDay
from bluelamp.training.rules.adjustments import Effects
from bluelamp.training.rules.eligibility import Asked, Asking, Shifts
from bluelamp.training.rules.rosters import Duty

DEFAULT_CAP = 15
AFTER_GO_LIVE = timedelta(days=14)
DONE = (Outcome.COMPLETED, Outcome.PASSED, Outcome.WAIVED)


def asked_of(session: TrainingSession) -> Asked:
    """Return a session as the constraints see it; needs its version, room, drop and days."""
    days = list(session.days.all())
    version, room, drop = session.course_version, session.room, session.drop
    last = drop.go_live - timedelta(days=1)
    first = days[0]
    hours = (each.astimezone(LONDON).time() for each in (first.starts_at, first.ends_at))
    return Asked(
        days=tuple(each.day for each in days),
        hours=Duty(*hours),
        delivery=Delivery(version.delivery),
        first=drop.starts_on,
        last=drop.go_live + AFTER_GO_LIVE if session.is_catch_up else last,
        minutes=version.minutes,
        minutes_per_day=version.minutes_per_day,
        desks=room.adjustable_desks if room else 0,
        loop=bool(room and room.loop),
        step_free=bool(room and room.step_free),
        one_to_one=session.is_one_to_one,
    )


def asking_for(learner: Learner, session: TrainingSession, asked: Asked) -> Asking:
    """Return a person as the constraints see them, beside this session."""
    return Asking(
        mode=DeliveryMode(learner.mode),
        shifts=shifts_of(learner),
        away=_days(Absence.objects.filter(learner=learner, last__gte=min(asked.days))),
        booked=_booked_days(learner, session),
        missing=_missing(learner, session),
        effects=agreed_effects(learner),
        company=_company(session, learner),
        frozen=_frozen(learner, session),
        team=[team_day(learner.staff.unit, day, beside=learner) for day in asked.days],
    )


def asking_alone(learner: Learner) -> Asking:
    """Return a person as the constraints see them, beside no session: their own days and needs.

    What stands against a session so stands against it; there may be more. Three statements.
    """
    return Asking(
        mode=DeliveryMode(learner.mode),
        shifts=shifts_of(learner),
        away=_days(Absence.objects.filter(learner=learner)),
        booked=_booked_days(learner),
        effects=agreed_effects(learner),
    )


def shifts_of(learner: Learner) -> Shifts | None:
    """Return somebody's roster as the rules compute with it; None where none is kept."""
    roster = learner.roster
    return Shifts(roster.duty_pattern.pattern, roster.offset) if roster else None


def agreed_effects(learner: Learner) -> Effects:
    """Return what was agreed for somebody, nothing where nothing was."""
    plan = AdjustmentPlan.objects.filter(learner=learner, state=PlanState.AGREED).first()
    return plan.effects if plan else Effects()


def limit_of(unit: Unit) -> TeamLimit | None:
    """Return what a team's commander set; nothing is asked where the unit was read with it."""
    limit: TeamLimit | None = getattr(unit, "training_limit", None)
    return limit


def team_day(unit: Unit, day: date, *, beside: Learner | None = None) -> TeamDay:
    """Return how a team stands on one day; everybody away but one person counts (TRN-5.1)."""
    limit = limit_of(unit)
    absent = Absence.objects.filter(learner=OuterRef("pk"), first__lte=day, last__gte=day)
    taught = Booking.objects.filter(
        learner=OuterRef("pk"), session__days__day=day, seat_number__isnull=False
    )
    team = Learner.objects.filter(staff__unit=unit, staff__is_active=True, out_of_scope="")
    beyond = team.annotate(away=Exists(absent) | Exists(taught))
    away: dict[UUID, bool] = dict(beyond.values_list("pk", "away"))
    return TeamDay(
        strength=len(away),
        cap=Fraction(limit.cap_percent if limit else DEFAULT_CAP, 100),
        away=sum(away.values()) - bool(beside and away.get(beside.pk)),
        minimum=limit.minimum if limit else 0,
    )


def _days(absences: Iterable[Absence]) -> set[date]:
    return {
        each.first + timedelta(days=number)
        for each in absences
        for number in range((each.last - each.first).days + 1)
    }


def _booked_days(learner: Learner, beside: TrainingSession | None = None) -> set[date]:
    days = SessionDay.objects.filter(
        session__bookings__learner=learner, session__bookings__state__in=SEATED
    ).exclude(session=beside)
    return set(days.values_list("day", flat=True))


def _missing(learner: Learner, session: TrainingSession) -> Sequence[str]:
    """Return what comes before and is neither done, nor booked earlier, nor learnt by oneself."""
    needs = Prerequisite.objects.filter(course=session.course).select_related("needs")
    before = {
        each.needs_id: each.needs.title
        for each in needs.filter(
            needs__versions__delivery__in=[d for d in Delivery if d.has_sessions]
        )
    }
    if not before:
        return []
    done = Requirement.objects.filter(learner=learner, course__in=before, outcome__in=DONE)
    booked = Booking.objects.filter(
        learner=learner,
        course__in=before,
        seat_number__isnull=False,
        session__ends_at__lte=session.starts_at,
    )
    held = {*done.values_list("course", flat=True), *booked.values_list("course", flat=True)}
    return [title for course, title in before.items() if course not in held]


def _company(session: TrainingSession, learner: Learner) -> list[Effects]:
    """Return what those already seated need of the room."""
    seated = PracticalInstruction.objects.filter(
        learner__bookings__session=session, learner__bookings__seat_number__isnull=False
    ).exclude(learner=learner)
    return [
        Effects(adjustable_desk=each.adjustable_desk, loop=each.loop, step_free=each.step_free)
        for each in seated
    ]


def _frozen(learner: Learner, session: TrainingSession) -> set[date]:
    frozen = FrozenDay.objects.filter(drop=session.drop_id).select_related("unit")
    path = learner.staff.unit.path
    return {each.day for each in frozen if each.unit is None or path.startswith(each.unit.path)}
