"""The page of one person's care: how they are watched, what is due, the day, what can be done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse

from bluelamp.access.policies import Officer
from bluelamp.core.time import lasting
from bluelamp.custody.enums import CallKind, CallState, CareTaskKind
from bluelamp.custody.models import CareTask, CustodyRecord
from bluelamp.custody.policies import can_care_for_person, can_finish_task
from bluelamp.custody.rules.calls import MEDICAL
from bluelamp.custody.rules.transitions import IN_SUITE
from bluelamp.custody.selectors.care import CareDue, open_interview, open_rest

from .day_strip import DayStrip, day_strip
from .instants import instant, until
from .observation import ObservationShown, observation_shown
from .people import PersonShown, person_shown

Rows = list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class CareLink:
    """Something that can be done, and where."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class TaskRow:
    """Something that must still be done; ``href`` is empty for those who may not say it is."""

    what: str
    text: str
    due: str
    late: bool
    href: str


@dataclass(frozen=True, slots=True)
class CarePage:
    """The care of one person, ready to be placed."""

    id: UUID
    reference: str
    person: PersonShown
    where: str
    watched: ObservationShown
    facts: Rows
    tasks: list[TaskRow]
    links: list[CareLink]
    strip: DayStrip


def care_page(due: CareDue, markers: Iterable[str], now: datetime, officer: Officer) -> CarePage:
    """Return the page of a record read by ``record_for_care``."""
    record = due.record
    cares = bool(can_care_for_person(officer, record))
    return CarePage(
        id=record.pk,
        reference=record.event.reference,
        person=person_shown(record.person, markers, now, officer),
        where=f"Cell {due.cell}" if due.cell else "Not in a cell",
        watched=observation_shown(due.observed, now),
        facts=_facts(due, now) if record.state in IN_SUITE else [],
        tasks=[_task_row(task, record, now, officer) for task in due.tasks],
        links=_links(due) if cares else [],
        strip=day_strip(record, now),
    )


def _facts(due: CareDue, now: datetime) -> Rows:
    rest, meals = due.rest, due.meals
    fresh = " A fresh period is owed." if rest.fresh else ""
    resting = "Resting now. " if rest.resting else ""
    begin = f"Must begin by {instant(rest.begin_by, now).words} ({until(rest.begin_by - now)})"
    rested = f"{lasting(rest.rested)} so far. " if rest.rested else ""
    watch = next((one for one in due.record.watches.all() if one.ended_at is None), None)
    out = open_interview(due.record)
    owed = f"{meals.light} light, {meals.main} main still owed in 24 h."
    rows = [
        (
            "Constant watch",
            f"{watch.watcher_label} since {_at(watch.began_at, now)}" if watch else "",
        ),
        ("Out for interview", f"{out.taken_by_label} since {_at(out.out_at, now)}" if out else ""),
        ("Interview break", _break_words(due, now)),
        ("Meals", f"{owed} Next by {_at(meals.due_at, now)} ({until(meals.due_at - now)})"),
        ("Rest, 8 h in 24", f"{resting}{rested}{'' if rest.resting else begin + '.'}{fresh}"),
        *(
            (kind.label, f"Due by {_at(at, now)} ({until(at - now)})")
            for kind, at in due.checks.items()
        ),
    ]
    return [{"key": key, "value": value} for key, value in rows if value]


def _break_words(due: CareDue, now: datetime) -> str:
    found = due.interview_break
    if found is None:
        return ""
    return f"Due by {_at(found.by, now)} ({until(found.by - now)}): {found.words}."


def _at(at: datetime, now: datetime) -> str:
    return instant(at, now).words


def _task_row(task: CareTask, record: CustodyRecord, now: datetime, officer: Officer) -> TaskRow:
    kind = CareTaskKind(task.kind)
    href = reverse("custody:task_done", args=[record.pk, task.pk])
    due = (
        f"Due {_at(task.due_at, now)} ({until(task.due_at - now)})"
        if task.due_at
        else "No time set"
    )
    late = task.due_at is not None and task.due_at < now
    return TaskRow(
        kind.label, task.text, due, late, href if can_finish_task(officer, record, kind) else ""
    )


def _links(due: CareDue) -> list[CareLink]:
    record = due.record
    names = [
        ("Record a visit", "visit"),
        ("Set the observation level", "observation"),
        ("Meal, drink, exercise or other care", "care_given"),
        ("Medication", "medication"),
        ("Call for medical help", "healthcare_call"),
        ("End rest", "rest_end") if open_rest(record) else ("Begin rest", "rest"),
        ("Back from interview", "interview_back")
        if open_interview(record)
        else ("Hand over for interview", "interview"),
        *_watch_links(due),
        *((("Mental Health Act check", "mental_health"),) if due.checks else ()),
        *((("Extend the 24 hours", "mental_health_extension"),) if due.checks else ()),
        ("Use of force", "force"),
        ("Incident or near miss", "incident"),
        ("Complaint of treatment", "complaint"),
    ]
    links = [CareLink(label, reverse(f"custody:{name}", args=[record.pk])) for label, name in names]
    return [*_arrivals(record), *links]


def _watch_links(due: CareDue) -> list[tuple[str, str]]:
    watched = any(one.ended_at is None for one in due.record.watches.all())
    if due.observed.level.is_watched:
        return [("Hand over the watch" if watched else "Begin the constant watch", "watch")]
    return [("End the constant watch", "watch_end")] if watched else []


def _arrivals(record: CustodyRecord) -> list[CareLink]:
    """Return a link for each call that nobody has answered yet."""
    return [
        CareLink(
            f"{CallKind(one.kind).label} has come",
            reverse("custody:healthcare_visit", args=[record.pk, one.pk]),
        )
        for one in record.calls.all()
        if one.kind in MEDICAL and CallState(one.state).is_awaited
    ]
