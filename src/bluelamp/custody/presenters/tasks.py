"""Booking in as a list of parts: how far each has come, by whom, and where to go on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.urls import reverse

from bluelamp.access.models import Staff
from bluelamp.access.policies import Officer
from bluelamp.custody.enums import (
    CallKind,
    CallState,
    CustodyState,
    DetentionType,
    Progress,
    SampleKind,
    SearchKind,
    Step,
)
from bluelamp.custody.policies import can_authorise_detention, can_decide_on_risk
from bluelamp.custody.rules.age import ADULT, ages_at
from bluelamp.custody.rules.vulnerability import (
    rights_to_be_repeated,
    treated_words,
    waits_for_adult,
)
from bluelamp.custody.selectors.booking import Booking
from bluelamp.nominals.enums import Sex
from bluelamp.nominals.panels import TaskShown

from .instants import instant

P = Progress
COLOURS = {
    P.NOT_STARTED: "blue",
    P.IN_PROGRESS: "light-blue",
    P.AWAITED: "yellow",
    P.DONE: "",
    P.CANNOT_YET: "grey",
    P.NOT_NEEDED: "",
}
CALL_PROGRESS = {
    CallState.NOT_NEEDED: P.NOT_NEEDED,
    CallState.DECLINED: P.DONE,
    CallState.WANTED: P.AWAITED,
    CallState.CONTACTED: P.AWAITED,
    CallState.PRESENT: P.DONE,
    CallState.DELAYED: P.IN_PROGRESS,
    CallState.DONE: P.DONE,
}
CALL_STEPS = (
    (Step.ADULT, CallKind.ADULT, "Decided with the risk assessment"),
    (Step.WELFARE, CallKind.WELFARE, ""),
    (Step.WOMAN, CallKind.WOMAN, ""),
    (Step.INTERPRETER, CallKind.INTERPRETER, "Asked with the rights"),
    (Step.SOLICITOR, CallKind.SOLICITOR, "Asked with the rights"),
    (Step.INTIMATION, CallKind.INTIMATION, "Asked with the rights"),
    (Step.CONSULATE, CallKind.CONSULATE, "Asked with the rights"),
    (Step.HEALTHCARE, CallKind.HEALTHCARE, "Decided with the risk assessment"),
    (Step.AMBULANCE, CallKind.AMBULANCE, ""),
)
ONLY_WHERE_ASKED = {
    CallKind.WELFARE,
    CallKind.WOMAN,
    CallKind.CONSULATE,
    CallKind.AMBULANCE,
}
# In the order in which one page leads to the next.
LED_THROUGH = (Step.RISK, Step.RIGHTS, Step.SEARCH, Step.SAMPLES)


@dataclass(frozen=True, slots=True)
class Task:
    """A part of booking in as a row of the list."""

    step: Step
    title: str
    progress: Progress
    words: str = ""
    hint: str = ""
    href: str = ""

    @property
    def status(self) -> str:
        """Return the words of how far it has come."""
        return self.words or self.progress.label

    @property
    def colour(self) -> str:
        """Return the colour of the tag; none where nothing is to be done."""
        return COLOURS[self.progress]


@dataclass(frozen=True, slots=True)
class TaskList:
    """Booking in as a whole."""

    record_id: UUID
    name: str
    reference: str
    treated_as: str
    waits: tuple[str, ...]
    groups: list[tuple[str, list[Task]]]

    @property
    def tasks(self) -> list[Task]:
        """Return every part, in order."""
        return [task for _, tasks in self.groups for task in tasks]

    @property
    def left(self) -> int:
        """Return how many parts are not settled."""
        return sum(1 for task in self.tasks if not task.progress.is_settled)

    @property
    def summary(self) -> str:
        """Return how much is done, in words."""
        return f"{len(self.tasks) - self.left} of {len(self.tasks)} parts are settled."


def task_list(
    booking: Booking, others: Sequence[TaskShown], at: datetime, officer: Officer
) -> TaskList:
    """Return booking in as a list; ``others`` are the parts of other modules."""
    record = booking.record
    waits = waits_for_adult(booking.protected, adult_here=booking.adult_here)
    calls = [_call(booking, step, kind, hint, at) for step, kind, hint in CALL_STEPS]
    return TaskList(
        record_id=record.pk,
        name=record.person.known_as,
        reference=record.event.reference,
        treated_as=treated_words(booking.protected).lower(),
        waits=waits,
        groups=[
            ("Detention", [_decision(booking, at, officer)]),
            ("Risk and rights", [_risk(booking, at, officer), _rights(booking, at)]),
            ("Told or called", [task for task in calls if task]),
            (
                "Search and property",
                [
                    _search(booking, at),
                    _samples(booking, at),
                    _drug_test(booking, at),
                    *(_other(booking, one) for one in others),
                    _cell(booking),
                ],
            ),
        ],
    )


def next_step(booking: Booking, at: datetime, officer: Officer) -> Step | None:
    """Return the part to which the one just done leads, None back to the list."""
    rows = {
        Step.RISK: _risk(booking, at, officer),
        Step.RIGHTS: _rights(booking, at),
        Step.SEARCH: _search(booking, at),
        Step.SAMPLES: _samples(booking, at),
    }
    for step in LED_THROUGH:
        row = rows[step]
        if row.progress in {P.NOT_STARTED, P.IN_PROGRESS} and row.href:
            return step
    return None


def property_next(booking: Booking, others: Sequence[TaskShown]) -> str:
    """Return where what was taken in the search is recorded, empty where nothing is to be."""
    if not any(one.items_taken for one in booking.searches):
        return ""
    rows = [_other(booking, one) for one in others]
    return next((row.href for row in rows if row.progress is P.NOT_STARTED), "")


def _href(booking: Booking, step: Step) -> str:
    return reverse("custody:step", args=[booking.record.pk, step])


def _by(staff: Staff, when: datetime, at: datetime) -> str:
    return f"{instant(when, at).words}, {staff.label}"


def _task(booking: Booking, step: Step, done: str) -> Task:
    """Return a part that is done, begun or not, by its draft."""
    href, typed = _href(booking, step), booking.typed(step)
    if typed is not None and not done:
        hint = f"Begun by {typed.saved_by.label}"
        return Task(step, step.label, P.IN_PROGRESS, hint=hint, href=href)
    progress = P.DONE if done else P.NOT_STARTED
    return Task(step, step.label, progress, hint=done, href=href)


def _decision(booking: Booking, at: datetime, officer: Officer) -> Task:
    record, step = booking.record, Step.DECISION
    if record.authorised_at and record.authorised_by:
        by = _by(record.authorised_by, record.authorised_at, at)
        return Task(step, step.label, P.DONE, words="Authorised", hint=by)
    if CustodyState(record.state) is not CustodyState.ARRIVED:
        return Task(step, step.label, P.DONE)
    may = can_authorise_detention(officer, record)
    href = reverse("custody:authorise", args=[record.pk]) if may else ""
    return Task(step, step.label, P.NOT_STARTED, hint=may.reason, href=href)


def _risk(booking: Booking, at: datetime, officer: Officer) -> Task:
    risk = booking.risk
    done = _by(risk.decided_by, risk.occurred_at, at) if risk else ""
    row = _task(booking, Step.RISK, done)
    may = can_decide_on_risk(officer, booking.record)
    waits = row.progress is P.IN_PROGRESS and not may
    hint = f"{row.hint}. The custody officer decides" if waits else row.hint
    return replace(row, hint=hint)


def _rights(booking: Booking, at: datetime) -> Task:
    given = booking.rights[-1] if booking.rights else None
    done = _by(given.told_by, given.occurred_at, at) if given else ""
    row = _task(booking, Step.RIGHTS, done)
    again = rights_to_be_repeated(
        booking.protected,
        given=given is not None,
        given_with_adult=any(one.with_adult for one in booking.rights),
        adult_here=booking.adult_here,
    )
    if again:
        words = "Give again"
        hint = "The appropriate adult is here: rights are given again before them (VUL-5)"
        return replace(row, progress=P.IN_PROGRESS, words=words, hint=hint)
    return row


def _call(booking: Booking, step: Step, kind: CallKind, hint: str, at: datetime) -> Task | None:
    """Return somebody who is told or called; None where they do not come into question."""
    so_far = booking.call(kind)
    if so_far is None:
        asked = kind in ONLY_WHERE_ASKED
        girl = booking.protected.child and booking.record.person.sex == Sex.FEMALE
        if (
            asked
            and not (kind is CallKind.WELFARE and booking.protected.child)
            and not (kind is CallKind.WOMAN and girl)
        ):
            return None
        return Task(step, step.label, P.NOT_STARTED, hint=hint, href=_href(booking, step))
    last = so_far.steps[-1]
    who = f"{so_far.call.who}. " if so_far.call.who else ""
    words = so_far.state.label
    if kind is CallKind.WOMAN and so_far.state is CallState.PRESENT:
        words = "Named"
    return Task(
        step,
        step.label,
        CALL_PROGRESS[so_far.state],
        words=words,
        hint=f"{who}{_by(last.by, last.occurred_at, at)}",
        href=_href(booking, step),
    )


def _without_arrest(booking: Booking) -> bool:
    return DetentionType(booking.record.detention_type).is_other_power


def _search(booking: Booking, at: datetime) -> Task:
    last = booking.searches[-1] if booking.searches else None
    done = ""
    if last is not None:
        kind = SearchKind(last.kind).label
        done = f"{kind}: {_by(last.recorded_by, last.occurred_at, at)}"
    return _task(booking, Step.SEARCH, done)


def _samples(booking: Booking, at: datetime) -> Task:
    if booking.record.authorised_at is None:
        step = Step.SAMPLES
        return Task(step, step.label, P.CANNOT_YET, hint="After detention is authorised")
    done, step = "", Step.SAMPLES
    if _without_arrest(booking) and not booking.samples and not booking.typed(step):
        hint = "Only where the power that holds the person allows it"
        href = _href(booking, step)
        return Task(step, step.label, P.NOT_NEEDED, words="If required", hint=hint, href=href)
    if booking.samples:
        last = booking.samples[-1]
        kinds = ", ".join(SampleKind(one.kind).label for one in booking.samples)
        done = f"{kinds}: {_by(last.taken_by, last.occurred_at, at)}"
    return _task(booking, Step.SAMPLES, done)


def _drug_test(booking: Booking, at: datetime) -> Task:
    record, step = booking.record, Step.DRUG_TEST
    if booking.drug_tests:
        last = booking.drug_tests[-1]
        return _task(booking, step, _by(last.tested_by, last.occurred_at, at))
    if booking.typed(step):
        return _task(booking, step, "")
    if _without_arrest(booking):
        return Task(step, step.label, P.NOT_NEEDED, hint="Only under arrest or after charge")
    youngest, _ = ages_at(record.person.born_from, record.person.born_to, at)
    charged = CustodyState(record.state) is CustodyState.CHARGED
    if youngest is not None and youngest < ADULT and not charged:
        return Task(step, step.label, P.NOT_NEEDED, hint="Under 18, not charged")
    hint = "Only for a trigger offence, or where an inspector authorises it"
    href = _href(booking, step) if record.authorised_at else ""
    return Task(step, step.label, P.NOT_NEEDED, words="If required", hint=hint, href=href)


def _other(booking: Booking, other: TaskShown) -> Task:
    """Return a part of another module; where nothing was taken, nothing is to be recorded."""
    progress = P.DONE if other.done else P.NOT_STARTED
    words, hint = "", other.words
    searched = [one for one in booking.searches if one.kind != SearchKind.NOT_SEARCHED]
    if not other.done and searched and not any(one.items_taken for one in searched):
        progress, hint = P.NOT_NEEDED, "Nothing was taken from the person"
    return Task(Step.PROPERTY, other.title, progress, words=words, hint=hint, href=other.href)


def _cell(booking: Booking) -> Task:
    step = Step.CELL
    href = reverse("custody:cell", args=[booking.record.pk])
    if booking.stay is None:
        return Task(step, step.label, P.NOT_STARTED, href=href)
    return Task(step, step.label, P.DONE, hint=booking.stay.cell.label, href=href)
