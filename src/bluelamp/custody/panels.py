"""What custody shows on the pages of others: a person's detentions, and the work that awaits."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models.functions import Coalesce
from django.urls import reverse

from bluelamp.access.enums import Permission
from bluelamp.access.panels import (
    NavigationItem,
    WorkItem,
    register_navigation,
    register_shortcut,
    register_work,
)
from bluelamp.access.policies import Officer
from bluelamp.core.time import lasting, now
from bluelamp.nominals.enums import EventKind
from bluelamp.nominals.panels import (
    EventPage,
    Panel,
    register_care,
    register_event_page,
    register_owners,
    register_person_panel,
)

from .care_work import care_work
from .enums import CustodyState, Step
from .involvement import register_involvement
from .models import BookingDraft, StepDraft, Suite
from .presenters.detentions import detention_rows
from .presenters.people import child_words
from .rules.deadlines import Deadline, DeadlineKind, Urgency, warned_of, warnings_of
from .selectors.board import (
    Held,
    detentions_of,
    held_in,
    open_records,
    suites_near,
    unfinished,
)
from .selectors.booking import parts_left
from .selectors.looking_again import BY_CUSTODY, BY_SUPERVISOR
from .selectors.outage import not_entered
from .work import (
    bail_not_answered,
    bail_returns_today,
    bail_to_decide,
    courts_awaited,
    courts_of_the_day,
    deciders_of,
    decisions_to_acknowledge,
    disposals_to_look_at,
    extensions_to_decide,
    incidents_to_settle,
    is_superintendent,
    reviews_to_tell,
    transfers_to_receive,
)

__all__ = ["custody_work", "held_now", "person_panel", "register", "register_involvement"]

REVIEW_AHEAD = timedelta(hours=2)
ABOUT_PEOPLE_HELD = (Permission.AUTHORISE_DETENTION, Permission.REVIEW_DETENTION)


def register() -> None:
    """Register everything; called once, when the application is ready."""
    board = Permission.VIEW_CUSTODY_BOARD
    view = Permission.VIEW_CUSTODY_RECORD
    register_navigation(NavigationItem("Custody", "custody:suites", board, order=10))
    figures = Permission.VIEW_CUSTODY_STATISTICS
    register_navigation(NavigationItem("Statistics", "custody:statistics", figures, order=85))
    register_shortcut(
        NavigationItem(
            "Book in a person", "custody:book_in_near", Permission.BOOK_IN_PERSON, 10, posts=True
        )
    )
    register_navigation(NavigationItem("Bail diary", "custody:bail_diary", board, order=12))
    register_event_page(EventPage(EventKind.CUSTODY, view, "custody:record"))
    template = "custody/includes/person_panel.html"
    register_person_panel(Panel("Custody", view, template, person_panel, order=10))
    register_work(custody_work)
    register_work(care_work)
    register_work(outage_work)
    register_care(held_now)
    register_owners(owners_of_detentions)


def person_panel(person_ids: Sequence[UUID], officer: Officer) -> dict[str, Any]:
    """Return a person's custody records, the latest first: three statements."""
    return {"detentions": detention_rows(detentions_of(person_ids), now())}


def held_now(people: Collection[UUID]) -> dict[UUID, list[str]]:
    """Return which of these people are in custody now (MG-01): one statement."""
    held = open_records(people).values_list("person_id", "event__reference")
    return {person: [f"In custody now: {reference}."] for person, reference in held}


def owners_of_detentions(people: Collection[UUID]) -> list[tuple[UUID, UUID]]:
    """Return the open records of these people with who investigates (MG-06): one statement."""
    owner = Coalesce("investigating_officer_id", "arrested_by_id")
    return list(open_records(people).values_list("pk", owner))


def custody_work(officer: Officer, at: datetime) -> Iterator[WorkItem]:
    """Return what awaits this officer in the suites near them, in at most twenty-two statements.

    Custody officers: arrivals to decide on, limits drawing near, reviews after charge. Reviewing
    officers: reviews due within two hours or overdue. Whoever books in: bookings-in left,
    and parts of them; a risk assessment left is for the custody officer (CAR-1).
    """
    decides = officer.may(Permission.AUTHORISE_DETENTION)
    reviews = officer.may(Permission.REVIEW_DETENTION)
    books_in = officer.may(Permission.BOOK_IN_PERSON)
    if not (decides or reviews or books_in):
        return
    suites = suites_near(officer)
    present = held_in(suites) if decides or reviews else []
    yield from _decisions(officer, suites, present, at)
    for held in present:
        for deadline in held.deadlines:
            if _is_theirs(held, deadline, decides=decides, reviews=reviews) and _is_near(
                deadline, at
            ):
                yield _work_item(held, deadline, at)
    for draft in unfinished(suites) if books_in else []:
        yield _draft_item(draft, at)
    for part in parts_left(suites) if books_in else []:
        if decides or part.step != Step.RISK:
            yield _part_item(part)


def outage_work(officer: Officer, at: datetime) -> Iterator[WorkItem]:
    """Return the records still to be entered from paper, for those who care: three statements."""
    if not officer.may(Permission.CARE_FOR_PERSON):
        return
    for one in not_entered(suites_near(officer)):
        yield WorkItem(
            what="Enter the paper record",
            about=f"{one.reference}, {one.suite}",
            url=reverse("custody:back_entry", args=[one.outage_id, one.record_id]),
            waiting_since=one.ended_at,
            due_at=None,
            risk="The clock may rest on old times",
        )


def _decisions(
    officer: Officer, suites: Sequence[Suite], present: Sequence[Held], at: datetime
) -> Iterator[WorkItem]:
    """Yield decisions of law by whose they are: eleven statements at most."""
    if officer.may(Permission.CARE_FOR_PERSON):
        yield from reviews_to_tell(suites, at)
    if officer.may(Permission.AUTHORISE_DETENTION):
        yield from courts_awaited(suites, at)
        yield from bail_not_answered(suites, at)
        yield from bail_returns_today(suites, at)
        yield from courts_of_the_day(present, at)
        yield from disposals_to_look_at(suites, BY_CUSTODY, at)
        yield from transfers_to_receive(suites, at)
    if officer.may(Permission.REVIEW_DETENTION):
        yield from decisions_to_acknowledge(suites, at)
        yield from disposals_to_look_at(suites, BY_SUPERVISOR, at)
        yield from incidents_to_settle(present)
    deciders = deciders_of(officer)
    if deciders:
        yield from bail_to_decide(suites, deciders, at)
    if is_superintendent(officer):
        yield from extensions_to_decide(present, at)


def _is_theirs(held: Held, deadline: Deadline, *, decides: bool, reviews: bool) -> bool:
    """Tell whose work it is: after charge the custody officer reviews (ROL-3)."""
    if deadline.kind in (DeadlineKind.HEALTH_CHECK, DeadlineKind.STATION_REVIEW):
        return False  # These are work of care (MH-5).
    if deadline.kind is DeadlineKind.REVIEW and held.state is not CustodyState.CHARGED:
        return reviews
    return decides


def _is_near(deadline: Deadline, at: datetime) -> bool:
    left = deadline.left(at)
    if left is None:
        return True
    ahead = REVIEW_AHEAD
    if deadline.kind is not DeadlineKind.REVIEW:
        ahead = max(warnings_of(deadline.kind))
    return left <= ahead


def _work_item(held: Held, deadline: Deadline, at: datetime) -> WorkItem:
    record = held.record
    where = f"cell {held.cell.number}" if held.cell else held.state.label.lower()
    what = {
        DeadlineKind.DECISION: "Decide on detention",
        DeadlineKind.REVIEW: "Review detention",
        DeadlineKind.LIMIT: "24 h limit: charge, release or extend",
        DeadlineKind.AUTHORITY: "Authority to hold ends: charge, release or extend",
        DeadlineKind.OWN_LIMIT: "The power to hold ends: release or hand over",
        DeadlineKind.COURT: "Due in court",
    }[deadline.kind]
    return WorkItem(
        what=what,
        about=f"{record.event.reference}, {where}, {record.suite.name}",
        url=reverse("custody:record", args=[record.pk]),
        waiting_since=deadline.since,
        due_at=deadline.at,
        risk=_risk(held, deadline, at),
    )


def _risk(held: Held, deadline: Deadline, at: datetime) -> str:
    """Return why it should not wait, in words: how near, then whether a child."""
    child = child_words(held.record.person, at)
    return ", ".join(filter(None, [_nearness(deadline, at), child]))


def _nearness(deadline: Deadline, at: datetime) -> str:
    left = deadline.left(at)
    if left is None:
        return ""
    if deadline.kind in (DeadlineKind.LIMIT, DeadlineKind.AUTHORITY, DeadlineKind.OWN_LIMIT):
        warning = warned_of(left, deadline.kind)
        return f"Less than {lasting(warning)} left" if warning else ""
    urgency = deadline.urgency(at)
    return "" if urgency in (Urgency.LATER, Urgency.OVERDUE) else urgency.label


def _part_item(part: StepDraft) -> WorkItem:
    step = Step(part.step)
    record = part.record
    what = "Decide on risk" if step is Step.RISK else f"Finish: {step.label.lower()}"
    return WorkItem(
        what=what,
        about=f"{record.event.reference}, left by {part.saved_by.label}, {record.suite.name}",
        url=reverse("custody:step", args=[record.pk, step]),
        waiting_since=part.saved_at,
        due_at=None,
    )


def _draft_item(draft: BookingDraft, at: datetime) -> WorkItem:
    waiting = at - draft.created_at
    return WorkItem(
        what="Finish booking in",
        about=f"Begun by {draft.started_by.label}, {draft.suite.name}",
        url=reverse("custody:booking", args=[draft.pk]),
        waiting_since=draft.created_at,
        due_at=None,
        risk=f"Waiting {lasting(waiting)}" if waiting >= timedelta(hours=1) else "",
    )
