"""What stands in the way of a session: place, team, and what the database refuses, named."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError
from django.db.models import Q, QuerySet

from bluelamp.core.errors import NotPossible
from bluelamp.core.time import LONDON
from bluelamp.training.enums import SessionState
from bluelamp.training.models import (
    Booking,
    Room,
    SessionDay,
    SessionTrainer,
    Trainer,
    VirtualRoom,
)
from bluelamp.training.rules.rosters import Span
from bluelamp.training.rules.venues import lacks


@dataclass(frozen=True, slots=True)
class Held:
    """What a session was to hold when the database refused it."""

    spans: Sequence[Span]
    place: Room | VirtualRoom
    trainer_ids: Collection[UUID] = ()
    session_id: UUID | None = None


def usable_room(room_id: UUID, days: Sequence[date] = ()) -> Room:
    """Return a room in use then, of a venue that passes the hard gate (TRN-4.6, H10)."""
    room = Room.objects.select_related("venue").filter(pk=room_id).first()
    if room is None or room.out_of_use or room.venue.out_of_use:
        raise NotPossible("Choose a room that is in use.", field="room", rule="H6")
    lacking = lacks(room.venue.facts)
    if lacking:
        words = ", ".join(each.label for each in lacking)
        raise NotPossible(
            f"{room.venue} may not be used for classroom training: {words} (TRN-4.6).",
            field="room",
            rule="TRN-4.6",
        )
    if any((room.first and day < room.first) or (room.last and day > room.last) for day in days):
        raise NotPossible(f"{room}, {room.venue} is not ours then.", field="room", rule="H6")
    return room


def usable_virtual_room(room_id: UUID) -> VirtualRoom:
    """Return a virtual room that is in use."""
    room = VirtualRoom.objects.filter(pk=room_id, out_of_use=False).first()
    if room is None:
        raise NotPossible("Choose a virtual room.", field="virtual_room", rule="TRN-4.1")
    return room


def team_of(trainer_ids: Collection[UUID], course_id: UUID, days: Sequence[date]) -> list[Trainer]:
    """Return the trainers, each certified, under contract and present on every day (TRN-4.4)."""
    trainers = list(Trainer.objects.filter(pk__in=trainer_ids))
    first, last = min(days), max(days)
    for trainer in trainers:
        held = trainer.certifications.filter(course=course_id)
        if not any((each.last or last) >= last for each in held):
            raise NotPossible(f"{trainer} may not teach this course.", field="team", rule="H7")
        if (trainer.contract_ends or last) < last or (trainer.contract_starts or first) > first:
            raise NotPossible(f"{trainer} is not under contract then.", field="team", rule="H7")
        if trainer.absences.filter(first__lte=last, last__gte=first).exists():
            raise NotPossible(f"{trainer} is away then.", field="team", rule="H7")
    return trainers


def clash_of(error: IntegrityError, held: Held) -> NotPossible:
    """Return the database's refusal in words that name the session in the way."""
    said = str(error)
    if "virtual_room_in_use_once" in said:
        days = _days(held).filter(session__virtual_room=held.place.pk)
        return _taken(f"{held.place} is in use", days, "virtual_room", "H6")
    if "room_in_use_once" in said:
        name = f"{held.place}, {held.place.venue}" if isinstance(held.place, Room) else ""
        days = _days(held).filter(session__room=held.place.pk)
        return _taken(f"{name} is in use", days, "room", "H6")
    if "trainer_in_one_place" in said:
        return _trainer_taken(held)
    if "learner_in_one_place" in said:
        return _learners_taken(held)
    raise error


def _trainer_taken(held: Held) -> NotPossible:
    days = _days(held).filter(session__team__trainer__in=held.trainer_ids)
    teaching = SessionTrainer.objects.filter(
        trainer__in=held.trainer_ids, session__in=days.values("session")
    )
    names = sorted(set(teaching.values_list("trainer__name", flat=True)))
    who = " and ".join(names) or "A trainer"
    return _taken(f"{who} {'teach' if len(names) > 1 else 'teaches'}", days, "team", "H7")


def _learners_taken(held: Held) -> NotPossible:
    """Say how many people of the session are placed elsewhere then, and where: not who."""
    here = Booking.objects.filter(session=held.session_id, seat_number__isnull=False)
    elsewhere = Booking.objects.filter(
        learner__in=here.values("learner"),
        seat_number__isnull=False,
        session__in=_days(held).values("session"),
    )
    number = elsewhere.values("learner").distinct().count()
    people = "1 person" if number == 1 else f"{number} people"
    days = _days(held).filter(session__in=elsewhere.values("session"))
    return _taken(f"{people} booked here have a place", days, "days", "H2")


def _days(held: Held) -> QuerySet[SessionDay]:
    """Return the days of other sessions at the same time."""
    at_once = Q()
    for span in held.spans:
        at_once |= Q(starts_at__lt=span.ends, ends_at__gt=span.begins)
    return SessionDay.objects.filter(at_once).exclude(
        Q(session=held.session_id) | Q(session__state=SessionState.CANCELLED)
    )


def _taken(words: str, days: QuerySet[SessionDay], field: str, rule: str) -> NotPossible:
    day = days.select_related("session__course").order_by("starts_at").first()
    where = ""
    if day is not None:
        begins, ends = day.starts_at.astimezone(LONDON), day.ends_at.astimezone(LONDON)
        where = (
            f": {day.session.reference}, {day.session.course.title}, "
            f"{begins:%a} {begins.day} {begins:%b %Y}, {begins:%H:%M} to {ends:%H:%M}"
        )
    return NotPossible(f"{words} then{where} ({rule}).", field=field, rule=rule)
