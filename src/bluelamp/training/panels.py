"""What training shows in the navigation and in the work queue."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from bluelamp.access.enums import Permission
from bluelamp.access.models import Unit
from bluelamp.access.panels import (
    NavigationItem,
    WorkItem,
    register_navigation,
    register_shortcut,
    register_work,
)
from bluelamp.access.policies import Officer

from .enums import BookingState, PlanState
from .models import Booking
from .presenters.words import when_in_words
from .selectors import failed_since, missing_people, plans_for, releases_awaited, unclosed_of

MOST_IN_QUEUE = 25
TO_ANSWER = (BookingState.INVITED, BookingState.TENTATIVE, BookingState.OFFERED)


def own_answers(officer: Officer, at: datetime) -> Iterator[WorkItem]:
    """Yield the invitations and offers that wait for this officer's own answer: one statement."""
    waiting = Booking.objects.filter(
        learner__staff=officer.id, state__in=TO_ANSWER, session__starts_at__gt=at
    ).select_related("session__course")
    for each in waiting[:MOST_IN_QUEUE]:
        yield WorkItem(
            what="Answer a training invitation",
            about=f"{each.session.course.title}, {when_in_words(each.session)}",
            url=reverse("training:my_booking", args=[each.pk]),
            waiting_since=each.told_at,
            due_at=None,
        )


def releases(officer: Officer, at: datetime) -> Iterator[WorkItem]:
    """Yield the bookings of a team that await release: two statements."""
    if not officer.may(Permission.RELEASE_FOR_TRAINING):
        return
    unit = Unit.objects.filter(pk=officer.unit_id).first()
    if unit is None:
        return
    waiting = list(releases_awaited(officer, unit)[: MOST_IN_QUEUE + 1])
    for each in waiting[:MOST_IN_QUEUE]:
        yield WorkItem(
            what="Release for training",
            about=each.learner.staff.label,
            url=reverse("training:release", args=[each.pk]),
            waiting_since=each.joined_at,
            due_at=each.session.starts_at,
        )
    if len(waiting) > MOST_IN_QUEUE:
        yield WorkItem(
            "More people wait to be released",
            "See the team's calendar",
            reverse("training:team"),
            waiting[-1].joined_at,
            None,
        )


def adjustments_asked(officer: Officer, at: datetime) -> Iterator[WorkItem]:
    """Yield the adjustments that wait to be agreed: one statement; not what for."""
    waiting = list(
        plans_for(officer)
        .filter(state=PlanState.REQUESTED)
        .order_by("asked_at")[: MOST_IN_QUEUE + 1]
    )
    for each in waiting[:MOST_IN_QUEUE]:
        yield WorkItem(
            what="Agree adjustments",
            about=each.learner.staff.label,
            url=reverse("training:plan", args=[each.pk]),
            waiting_since=each.asked_at,
            due_at=None,
        )
    if len(waiting) > MOST_IN_QUEUE:
        yield WorkItem(
            "More adjustments wait",
            "See the list",
            reverse("training:plans"),
            waiting[-1].asked_at,
            None,
        )


def people_missing(officer: Officer, at: datetime) -> Iterator[WorkItem]:
    """Yield whom a line manager must speak to: they missed or declined twice (TRN-8.6)."""
    if not officer.may(Permission.RELEASE_FOR_TRAINING):
        return
    for each in missing_people(officer.id)[:MOST_IN_QUEUE]:
        yield WorkItem(
            what="Speak to somebody who misses training, and find them a place",
            about=each.learner.staff.label,
            url=reverse("training:team_below", args=[each.learner.staff.unit_id]),
            waiting_since=each.last,
            due_at=None,
        )


def messages_failed(officer: Officer, at: datetime) -> Iterator[WorkItem]:
    """Yield that messages could not be sent, for who runs the programme: one statement."""
    if not officer.may(Permission.MANAGE_TRAINING):
        return
    count, last = failed_since()
    if count and last:
        yield WorkItem(
            what="Look at messages that could not be sent",
            about=f"{count:,} invitations and reminders",
            url=reverse("training:messages"),
            waiting_since=last,
            due_at=None,
        )


def registers_to_close(officer: Officer, at: datetime) -> Iterator[WorkItem]:
    """Yield the classes this officer taught whose register is still open: one statement."""
    if not officer.may(Permission.TEACH_SESSION):
        return
    for each in unclosed_of(officer.id, at)[:MOST_IN_QUEUE]:
        yield WorkItem(
            what="Close the register",
            about=f"{each.course.title}, {when_in_words(each)}",
            url=reverse("register:register", args=[each.pk]),
            waiting_since=each.ends_at,
            due_at=None,
        )


def register() -> None:
    """Show training where it belongs."""
    programme = NavigationItem("Training", "training:audiences", Permission.VIEW_TRAINING, order=60)
    register_navigation(programme)
    mine = NavigationItem("My training", "training:mine", Permission.USE_BLUELAMP, order=70)
    register_shortcut(mine)
    team = NavigationItem(
        "My team’s training", "training:team", Permission.RELEASE_FOR_TRAINING, order=71
    )
    register_shortcut(team)
    teach = NavigationItem(
        "Classes to teach", "register:classes", Permission.TEACH_SESSION, order=74
    )
    register_shortcut(teach)
    for source in (
        own_answers,
        releases,
        adjustments_asked,
        registers_to_close,
        messages_failed,
        people_missing,
    ):
        register_work(source)
