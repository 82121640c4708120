"""Plans, what they leave out, and what is held by hand: each in a constant number of statements."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from bluelamp.access.models import Unit
from bluelamp.training.models import (
    Booking,
    Course,
    Drop,
    Learner,
    PlanDecision,
    PlanHold,
    PlanProgress,
    PlanRun,
    PlanUnplaced,
    TrainingSession,
    Venue,
)

POINTS = 120
"""At most so many points of a curve are drawn."""


def plans_listed(drop: Drop) -> QuerySet[PlanRun]:
    """Return the plans of a drop, the latest first."""
    return PlanRun.objects.filter(drop=drop).select_related("asked_by", "base", "command")


def plan_for_page(run_id: UUID) -> PlanRun | None:
    """Return a plan with what its page names: one statement."""
    found = PlanRun.objects.select_related(
        "asked_by", "command", "base", "drop__programme", "without_venue"
    )
    return found.filter(pk=run_id).first()


def curve_of(run: PlanRun) -> list[PlanProgress]:
    """Return how a plan came to be, thinned so that it can be drawn: one statement."""
    rows = list(run.progress.order_by("id"))
    step = -(-len(rows) // POINTS) or 1
    return [*rows[:-1][::step], *rows[-1:]]


def latest_decision(run: PlanRun) -> PlanDecision | None:
    """Return what was last decided about a plan: one statement."""
    return run.decisions.select_related("decided_by").first()


def variants_of(run: PlanRun) -> list[PlanRun]:
    """Return what was asked of this plan, and is made: one statement."""
    return [each for each in run.variants.select_related("without_venue") if each.summary]


def plans_to_compare(run: PlanRun) -> list[PlanRun]:
    """Return the other plans that are made, the latest first: one statement."""
    found = plans_listed(run.drop).exclude(pk=run.pk).exclude(summary={})
    return list(found[:25])


def unplaced_of(run: PlanRun) -> QuerySet[PlanUnplaced]:
    """Return who has no place in a plan, with their unit and course."""
    return PlanUnplaced.objects.filter(run=run).select_related(
        "learner__staff__unit", "learner__command", "course"
    )


def venue_names() -> dict[str, str]:
    """Return the venues by their code."""
    return dict(Venue.objects.values_list("code", "name"))


def unit_names_by_code() -> dict[str, str]:
    """Return the units by their code."""
    return dict(Unit.objects.values_list("code", "name"))


def course_titles(drop_id: UUID) -> dict[str, str]:
    """Return the courses of a drop by their code."""
    return dict(Course.objects.filter(drop=drop_id).values_list("code", "title"))


def commands_with_learners(drop: Drop) -> list[Unit]:
    """Return the commands whose people are to be taught."""
    own = Learner.objects.filter(programme=drop.programme_id).order_by().values("command")
    return list(Unit.objects.filter(pk__in=own.distinct()).order_by("name"))


def holds_open(drop: Drop) -> list[PlanHold]:
    """Return what is held, the latest first: one statement."""
    found = PlanHold.objects.filter(drop=drop, let_go_at=None).select_related(
        "session__course",
        "booking__session",
        "booking__course",
        "booking__learner__staff",
        "venue",
    )
    return list(found)


def hold_by_id(hold_id: UUID) -> PlanHold | None:
    """Return one thing that is held."""
    found = PlanHold.objects.filter(let_go_at=None).select_related(
        "session__course",
        "booking__session",
        "booking__course",
        "booking__learner__staff",
        "venue",
    )
    return found.filter(pk=hold_id).first()


def session_named(drop: Drop, reference: str) -> TrainingSession | None:
    """Return a session by its reference, however it was typed."""
    typed = reference.strip().upper()
    return TrainingSession.objects.filter(drop=drop, reference=typed).first()


def place_of(staff_id: UUID, course_id: UUID) -> Booking | None:
    """Return the place that somebody has on a course."""
    return Booking.objects.filter(
        learner__staff=staff_id, course=course_id, seat_number__isnull=False
    ).first()
