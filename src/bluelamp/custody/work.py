"""Decisions of law that await somebody: each source in a constant number of statements."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.urls import reverse

from bluelamp.access.enums import Permission, Rank
from bluelamp.access.panels import WorkItem
from bluelamp.access.policies import Officer
from bluelamp.core.time import start_of_day, told

from .enums import BailDecider, CustodyState, DetentionType, DisposalCode, ReviewOutcome
from .models import CustodyRecord, FlaggedDecision, Review, Suite, Transfer, WarrantApplication
from .rules.bail_period import ends_at
from .rules.bail_terms import IN_COURT, RANKS, decider_of, next_step
from .selectors.bail import decisions_due, failed_to_answer, returns_ahead
from .selectors.board import Held
from .selectors.looking_again import to_look_at
from .selectors.records import NOT_HELD, rows_of

EXTENSION_AHEAD = timedelta(hours=6)
LOOKS = {
    DisposalCode.RUI: "Review a release under investigation",
    DisposalCode.CHG_BAIL: "Court hearing of somebody charged and bailed",
    DisposalCode.CHG_NOBAIL: "Court hearing of somebody charged and released",
    DisposalCode.POSTAL_REQ: "Issue the postal requisition",
    DisposalCode.CAUTION_COND: "Check the conditions of a caution",
    DisposalCode.YCC: "Check the conditions of a youth caution",
}


def reviews_to_tell(suites: Iterable[Suite], at: datetime) -> Iterator[WorkItem]:
    """Yield reviews through which the person slept: they are told on waking (REV-11)."""
    slept = Review.objects.filter(asleep=True, told=None, superseded_by=None)
    for review in _here(slept, suites):
        yield _item(review.record, "Tell of the review on waking", review.held_at)


def courts_awaited(suites: Iterable[Suite], at: datetime) -> Iterator[WorkItem]:
    """Yield applications to a court whose decision is not recorded yet (LIM-8)."""
    for pending in _here(WarrantApplication.objects.filter(outcome=""), suites):
        yield _item(pending.record, "Record the decision of the court", pending.applied_at)


def decisions_to_acknowledge(suites: Iterable[Suite], at: datetime) -> Iterator[WorkItem]:
    """Yield decisions that were taken on figures corrected since (clock model 5)."""
    flagged = FlaggedDecision.objects.filter(acknowledged_at=None)
    for one in flagged.filter(record__suite__in=list(suites)).select_related(*RECORD):
        yield _item(one.record, "Look at a decision on corrected figures", one.flagged_at)


def extensions_to_decide(held: Iterable[Held], at: datetime) -> Iterator[WorkItem]:
    """Yield people referred for extension, or near 24 hours with two reviews held (LIM-3)."""
    for one in held:
        other = DetentionType(one.record.detention_type).is_other_power
        if other or one.state is not CustodyState.DETAINED or one.authority.state != "BASIC":
            continue
        limit = one.authority.until
        referred = [r for r in rows_of(one.record, "reviews") if _refers(r)]
        if referred and isinstance(limit, datetime):
            since = max(review.held_at for review in referred)
            risk = "" if limit - at > EXTENSION_AHEAD else f"24 h reached at {told(limit)}"
            yield _item(one.record, "Decide on an extension", since, limit, risk)


def incidents_to_settle(held: Iterable[Held]) -> Iterator[WorkItem]:
    """Yield records that stand at a death or an escape, until an inspector settles them."""
    for one in held:
        if one.state is CustodyState.INCIDENT:
            yield _item(one.record, "Settle a death or an escape", one.record.arrived_at)


def bail_not_answered(suites: Iterable[Suite], at: datetime) -> Iterator[WorkItem]:
    """Yield people who were due back and have not come (BAI-13)."""
    for bail in failed_to_answer(suites, at):
        yield _item(bail.record, "Did not answer bail: arrest or new date", bail.due_at)


def bail_to_decide(
    suites: Iterable[Suite], deciders: Collection[BailDecider], at: datetime
) -> Iterator[WorkItem]:
    """Yield bail periods that end within days, for whoever decides on the next step (BAI-17)."""
    for bail in decisions_due(suites, at):
        step = next_step(bail.months)
        if step is not None and decider_of(step) in deciders:
            ends = ends_at(bail.period_ends_on)
            yield _item(bail.record, "Decide on extending bail", bail.granted_at, ends)


def bail_returns_today(suites: Iterable[Suite], at: datetime) -> Iterator[WorkItem]:
    """Yield people due back on bail within a day (BAI-5)."""
    for bail in returns_ahead(suites, at):
        yield _item(bail.record, "Due back on bail", bail.granted_at, bail.due_at)


def disposals_to_look_at(
    suites: Iterable[Suite], codes: Collection[DisposalCode], at: datetime
) -> Iterator[WorkItem]:
    """Yield what was to be looked at again, from a week before its day (BAI-15, section 15)."""
    for one in to_look_at(suites, codes, at):
        record = one.offence.record
        due = start_of_day(one.on)  # type: ignore[attr-defined]  # annotated
        yield WorkItem(
            what=LOOKS[DisposalCode(one.code)],
            about=f"{record.event.reference}, {record.suite.name}",
            url=reverse("custody:look_again", args=[record.pk, one.pk]),
            waiting_since=one.decided_at,
            due_at=due,
            risk="The day has passed" if due + timedelta(days=1) <= at else "",
        )


def courts_of_the_day(held: Iterable[Held], at: datetime) -> Iterator[WorkItem]:
    """Yield people kept for a court whose sitting has a day but no hour (CHG-10)."""
    for one in held:
        if one.court and one.court.day and one.court.at is None:
            due = start_of_day(one.court.day)
            if due - timedelta(days=1) <= at:
                what = f"Take to court: {one.court.words}"
                yield _item(one.record, what, one.court.since, due)


def transfers_to_receive(suites: Iterable[Suite], at: datetime) -> Iterator[WorkItem]:
    """Yield people on their way here from another station (RT-15)."""
    due = Transfer.objects.filter(received_at=None, to_suite__in=list(suites))
    for transfer in due.select_related(*RECORD):
        yield _item(transfer.record, "Receive from another station", transfer.left_at)


def deciders_of(officer: Officer) -> set[BailDecider]:
    """Return the steps of the ladder on which this officer decides (BAI-17)."""
    found = set()
    if officer.may(Permission.REVIEW_DETENTION):
        found = {decider for decider, rank in RANKS.items() if officer.rank.is_at_least(rank)}
    return found | set(IN_COURT) if officer.may(Permission.AUTHORISE_DETENTION) else found


def is_superintendent(officer: Officer) -> bool:
    """Tell whether extensions await this officer (ROL-4); who acts up comes by the record."""
    superintendent = officer.rank.is_at_least(Rank.SUPERINTENDENT)
    return superintendent and officer.may(Permission.REVIEW_DETENTION)


RECORD = ("record__event", "record__suite")


def _here(found: QuerySet, suites: Iterable[Suite]) -> QuerySet:
    held = found.filter(record__suite__in=list(suites)).exclude(record__state__in=NOT_HELD)
    return held.select_related(*RECORD)


def _refers(review: Review) -> bool:
    return review.outcome == ReviewOutcome.EXTENSION_REFERRED


def _item(
    record: CustodyRecord,
    what: str,
    since: datetime,
    due: datetime | None = None,
    risk: str = "",
) -> WorkItem:
    return WorkItem(
        what=what,
        about=f"{record.event.reference}, {record.suite.name}",
        url=reverse("custody:record", args=[record.pk]),
        waiting_since=since,
        due_at=due,
        risk=risk,
    )
