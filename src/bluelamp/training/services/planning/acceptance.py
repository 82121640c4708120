"""Accepting a plan: its sessions and places written in one transaction, or nothing at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from bluelamp.access.policies import Officer, require
from bluelamp.core.errors import NotPossible
from bluelamp.core.time import day_of
from bluelamp.training.enums import BookingState, PlanRunState, SessionState
from bluelamp.training.models import Booking, Drop, PlanFiles, PlanRun, TrainingSession
from bluelamp.training.planner.instance import Instance
from bluelamp.training.planner.plan import Plan
from bluelamp.training.policies import can_manage_training

from ..messages import tell_calendars
from .differences import (
    Difference,
    broken_now,
    changes_since,
    counts_of,
    difference,
    rehoused,
)
from .files import unpack_plan
from .problem import make_problem
from .runs import locked_run, log_run
from .writing import write_difference

CLASHES = {
    "room_in_use_once": "a room is in use at that time",
    "trainer_in_one_place": "a trainer teaches elsewhere at that time",
    "learner_in_one_place": "somebody is booked elsewhere at that time",
    "one_booking_a_course": "somebody is booked on the course already",
    "seats_of_the_session": "a session has fewer seats",
    "seat_once_a_session": "a seat was taken meanwhile",
}


Say = Callable[[int], None]
READING, CHECKING, WRITING = 1, 2, 3
"""The steps of accepting, as they are told."""


def _to_nobody(step: int) -> None:
    """Tell nobody how far it is."""


@dataclass(frozen=True)
class Prospect:
    """What accepting would change, and why it cannot be done, if so."""

    difference: Difference
    against: tuple[str, ...]


def look_ahead(run: PlanRun, at: datetime, say: Say = _to_nobody) -> Prospect:
    """Return what accepting a plan would change now, and what stands against it."""
    say(READING)
    files = PlanFiles.objects.get(run=run)
    now = make_problem(run)
    say(CHECKING)
    plan = rehoused(unpack_plan(files.plan), now.instance)
    against = _against(unpack_plan(files.standing), plan, now.standing, now.instance, at)
    return Prospect(difference(now.standing, plan), tuple(against))


def changes_of(run: PlanRun) -> dict[str, int]:
    """Return how much accepting a plan changes in the timetable it was begun with."""
    if "changes" in run.summary:
        return dict(run.summary["changes"])
    files = PlanFiles.objects.get(run=run)
    return counts_of(difference(unpack_plan(files.standing), unpack_plan(files.plan)))


@transaction.atomic
def accept_plan(*, run_id: UUID, by: Officer, at: datetime, say: Say = _to_nobody) -> PlanRun:
    """Write the sessions and places of a plan; once accepted, accepting again changes nothing.

    Raises NotPossible, naming what, when the timetable or the records changed so that the plan
    does not hold any more; the database holds that nobody and nothing is in two places.
    """
    require(can_manage_training(by))
    run = locked_run(run_id)
    if run.accepted_at:
        return run
    refuse_unless_made(run)
    Drop.objects.select_for_update().get(pk=run.drop_id)
    prospect = look_ahead(run, at, say)
    if prospect.against:
        raise NotPossible(
            f"The plan does not hold any more. Plan again from it. {' '.join(prospect.against)}"
        )
    say(WRITING)
    try:
        with transaction.atomic():
            sessions = write_difference(run, prospect.difference, at)
    except IntegrityError as error:
        raise _clash(error) from error
    run.accepted_at, run.accepted_by = at, by.label
    run.made = {"sessions": [str(each) for each in sessions]} | counts_of(prospect.difference)
    run.version += 1
    run.save(update_fields=["accepted_at", "accepted_by", "made", "version"])
    log_run(run, by=by, action="accept_plan", detail=f"{len(sessions)} sessions added")
    return run


def refuse_unless_made(run: PlanRun) -> None:
    """Raise NotPossible when there is no plan to accept."""
    if run.state not in (PlanRunState.DONE, PlanRunState.STOPPED) or not run.summary:
        raise NotPossible("There is no plan yet to accept.")


@transaction.atomic
def take_plan_back(*, run_id: UUID, by: Officer, at: datetime) -> PlanRun:
    """Cancel what accepting a plan made, as long as nobody has answered and nobody was moved.

    Places that were given up for the plan cannot come back by themselves, nor can answers be
    unsaid: then plan again instead (TRN-4.10, TRN-8.1).
    """
    require(can_manage_training(by))
    run = locked_run(run_id)
    if run.accepted_at is None or run.taken_back_at:
        raise NotPossible("This plan does not stand.")
    _refuse_unless_untouched(run)
    sessions = TrainingSession.objects.filter(pk__in=run.made["sessions"])
    Booking.objects.filter(session__in=sessions, state=BookingState.INVITED).update(
        state=BookingState.CANCELLED, seat_number=None, reason_words="The plan was taken back"
    )
    sessions.update(state=SessionState.CANCELLED, cancelled_because="The plan was taken back")
    tell_calendars(Booking.objects.filter(session__in=sessions))
    run.taken_back_at = at
    run.version += 1
    run.save(update_fields=["taken_back_at", "version"])
    log_run(run, by=by, action="take_plan_back")
    return run


def _refuse_unless_untouched(run: PlanRun) -> None:
    made = run.made
    given_up = made["moved"] + made["handed"] + made["dropped"] + made["taken"] + made["filled"]
    if given_up:
        raise NotPossible(
            "The plan changed sessions or places that stood before it, and these do not come back "
            "by themselves. Plan again instead."
        )
    begun = TrainingSession.objects.filter(pk__in=made["sessions"]).exclude(
        state__in=[SessionState.PLANNED, SessionState.OPEN, SessionState.FULL]
    )
    answered = Booking.objects.filter(session__in=made["sessions"]).exclude(
        state=BookingState.INVITED
    )
    told = [
        f"{number:,} {words}"
        for number, words in (
            (begun.count(), "of its sessions are closed for changes, cancelled or over"),
            (answered.count(), "people have answered"),
        )
        if number
    ]
    if told:
        raise NotPossible(f"This plan cannot be taken back: {', '.join(told)}.", rule="TRN-8.1")


def _against(then: Plan, plan: Plan, now: Plan, instance: Instance, at: datetime) -> list[str]:
    changed = changes_since(then, now)
    if changed:
        return [f"Changed since it was begun: {'; '.join(changed)}."]
    new = plan.sessions.keys() - now.sessions.keys()
    late = [key for key in new if plan.sessions[key].days[0].date <= day_of(at)]
    if late:
        return [f"{len(late):,} of its sessions would begin today or earlier."]
    broken = broken_now(instance, plan)
    return [f"It breaks: {'; '.join(broken)}."] if broken else []


def _clash(error: IntegrityError) -> NotPossible:
    said = str(error)
    for name, words in CLASHES.items():
        if name in said:
            return NotPossible(f"The database refuses the plan: {words}. Plan again from it.")
    raise error
