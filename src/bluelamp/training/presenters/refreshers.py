"""Words of refreshers: what to do and by when, how many, and how they were planned."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from bluelamp.core.time import day_of
from bluelamp.training.enums import MessageState, RefresherCause, RefresherRunState, RefresherState
from bluelamp.training.models import (
    Package,
    PracticeCopy,
    Refresher,
    RefresherDue,
    RefresherRun,
)
from bluelamp.training.selectors.freshness import Prospect
from bluelamp.training.selectors.readiness import Tally
from bluelamp.training.selectors.refreshers import RefresherTally

from .readiness import Bar
from .refresher_mail import span_in_words
from .words import day_in_words, moment

COLOURS = {
    RefresherState.DUE: "yellow",
    RefresherState.E_LEARNING_DONE: "turquoise",
    RefresherState.TASK_DONE: "turquoise",
    RefresherState.DONE: "green",
    RefresherState.NOT_NEEDED: "grey",
}
RUN_COLOURS = {
    RefresherRunState.QUEUED: "yellow",
    RefresherRunState.RUNNING: "blue",
    RefresherRunState.DONE: "green",
}
SHOWN = {
    "": "All",
    "DUE": "Nothing done",
    "HALF": "One part done",
    "DONE": "Done",
    "LATE": "Late",
}


@dataclass(frozen=True, slots=True)
class RefresherCard:
    """A refresher in brief: of what, by when and how it stands."""

    url: str
    course: str
    who: str
    unit: str
    when: str
    state: str
    colour: str
    is_open: bool
    told: str
    to_sign: bool

    @classmethod
    def of(
        cls, due: RefresherDue, today: date, *, url: str = "", named: bool = False
    ) -> RefresherCard:
        """Return the card of a refresher; with whose it is where that is asked."""
        state = RefresherState(due.state)
        late = state.is_open and due.days.is_late(today)
        staff = due.learner.staff if named else None
        return cls(
            url=url or reverse("refreshers:own", args=[due.pk]),
            course=due.course.title,
            who=staff.label if staff else "",
            unit=f"{staff.unit.name}, {due.learner.command.name}" if staff else "",
            when=_when(due, today),
            state="Late" if late else state.label,
            colour="red" if late else COLOURS[state],
            is_open=state.is_open,
            told=moment(due.task_told_at),
            to_sign=state.is_open and not due.task_on and not due.days.is_too_early(today),
        )


def _when(due: RefresherDue, today: date) -> str:
    if due.ended_at:
        return day_in_words(day_of(due.ended_at))
    words = span_in_words(due, today)
    return words[0].upper() + words[1:]


def own_cards(found: Sequence[RefresherDue], today: date) -> list[RefresherCard]:
    """Return one's own refreshers that are still to do."""
    return [RefresherCard.of(each, today) for each in found if RefresherState(each.state).is_open]


def person_cards(found: Iterable[RefresherDue], today: date) -> list[RefresherCard]:
    """Return refreshers of other people, each with the page on which its task is signed off."""
    return [
        RefresherCard.of(
            each, today, url=reverse("refreshers:sign_off", args=[each.pk]), named=True
        )
        for each in found
    ]


@dataclass(frozen=True, slots=True)
class Part:
    """One of the two parts: what it is, how it stands, and what can be done."""

    title: str
    words: str
    state: str
    colour: str
    url: str = ""
    button: str = ""


def e_learning_part(due: RefresherDue, package: Package | None, today: date) -> Part:
    """Return the e-learning, with its button where it can be done now."""
    title = "1. Short e-learning"
    if due.e_learning_on:
        return Part(title, "", f"Done {day_in_words(due.e_learning_on)}", "green")
    if package is None:
        words = "It is not there yet. It will stand here, and you have nothing to do until then."
        return Part(title, words, "Not ready", "grey")
    words = f"About {package.course_version.minutes} minutes, where and when you like."
    if due.days.is_too_early(today):
        return Part(title, f"{words} {_not_before(due)}", "Not yet", "grey")
    url = reverse("refreshers:begin", args=[due.pk])
    return Part(title, words, "To do", "yellow", url, "Start the e-learning")


def task_part(due: RefresherDue, refresher: Refresher | None, today: date) -> Part:
    """Return the practice task, with a button to say that it is done."""
    title = "2. Task in the practice copy"
    if due.task_on:
        words = f"Signed off by {due.task_signed_by}."
        return Part(title, words, f"Done {day_in_words(due.task_on)}", "green")
    if refresher is None:
        return Part(title, "The task is not set yet. It will stand here.", "Not ready", "grey")
    if due.task_told_at:
        words = "Your line manager is asked to look. A trainer or super-user may sign it off too."
        return Part(title, words, "Waits to be signed off", "blue")
    if due.days.is_too_early(today):
        return Part(title, _not_before(due), "Not yet", "grey")
    url = reverse("refreshers:task_done", args=[due.pk])
    words = f"Not signed off: {due.task_returned}" if due.task_returned else ""
    return Part(title, words, "To do", "yellow", url, "I have done the task")


def _not_before(due: RefresherDue) -> str:
    return f"From {day_in_words(due.opens_on)}: earlier it would not be fresh at go-live."


def due_facts(due: RefresherDue, today: date) -> list[dict[str, str]]:
    """Return when a refresher is to be done, and why."""
    facts = {"Completed": day_in_words(due.completed_on)}
    if due.not_needed_because:
        facts["Why not needed"] = due.get_not_needed_because_display()
    else:
        facts["Refreshed" if due.ended_at else "To be done"] = _when(due, today)
    return [{"key": key, "value": value} for key, value in facts.items()]


def copy_links(copies: Iterable[PracticeCopy]) -> list[dict[str, str]]:
    """Return the practice copies by name; what is no address of the web is shown as it stands."""
    return [
        {
            "name": each.name,
            "address": each.address,
            "href": each.address if each.address.startswith(("http://", "https://")) else "",
            "until": day_in_words(each.expires_on),
        }
        for each in copies
    ]


def tally_bar(tally: RefresherTally) -> Bar:
    """Return a group's refreshers drawn: done, one part done, nothing done."""
    return Bar.of(tally.name, Tally(tally.of, tally.done, tally.half), tally.code)


def tally_rows(found: Iterable[RefresherTally], name: str) -> list[dict[str, Any]]:
    """Return groups as the table shows them; ``name`` is what their links ask for."""
    return [
        {"tally": each, "bar": tally_bar(each), "query": f"{name}={each.code}"} for each in found
    ]


def prospect_groups(found: Prospect) -> list[tuple[str, str, list[Bar]]]:
    """Return who would need a refresher by command and by course, drawn."""
    return [
        (key, title, [Bar.of(name, Tally(of, of - need, 0)) for name, need, of in rows])
        for key, title, rows in (
            ("commands", "By command", found.commands),
            ("courses", "By course", found.courses),
        )
    ]


@dataclass(frozen=True, slots=True)
class RunRow:
    """One planning as the list shows it."""

    why: str
    at: str
    state: str
    colour: str
    is_over: bool
    numbers: str
    sent: int
    waiting: int
    failed: int
    of: int

    @classmethod
    def of_run(cls, run: RefresherRun) -> RunRow:
        """Return the row of a planning, with how far its messages are."""
        state = RefresherRunState(run.state)
        sent, waiting, failed = (getattr(run, name, 0) for name in ("sent", "waiting", "failed"))
        return cls(
            why=_why(run),
            at=moment(run.asked_at),
            state=state.label,
            colour=RUN_COLOURS[state],
            is_over=state is RefresherRunState.DONE and not waiting,
            numbers=_numbers(run) if state is RefresherRunState.DONE else "",
            sent=sent,
            waiting=waiting,
            failed=failed,
            of=sent + waiting + failed,
        )


def _numbers(run: RefresherRun) -> str:
    return f"{run.made:,} planned, {run.changed:,} with new days, {run.closed:,} no longer needed."


def _why(run: RefresherRun) -> str:
    if run.cause == RefresherCause.MOVED and run.go_live_was:
        return (
            f"Go-live moved from {day_in_words(run.go_live_was)} to "
            f"{day_in_words(run.go_live)}, by {run.asked_by}"
        )
    return f"By the clock, for go-live {day_in_words(run.go_live)}"


def mail_in_words(counted: dict[str, int]) -> str:
    """Return what became of the messages that did not go out, or nothing."""
    failed, unsent = (
        counted.get(each, 0) for each in (MessageState.FAILED.value, MessageState.UNSENT.value)
    )
    return (
        f"{failed + unsent:,} messages about refreshers did not go out." if failed + unsent else ""
    )
