"""Decisions of law that await somebody: each source in a constant number of statements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.urls import reverse

from bluelamp.access.enums import Permission, Rank
from bluelamp.access.panels import WorkItem
from bluelamp.access.policies import Officer
from bluelamp.core.time import told

from .enums import CustodyState, ReviewOutcome
from .models import CustodyRecord, FlaggedDecision, Review, Suite, WarrantApplication
from .selectors.board import Held
from .selectors.records import NOT_HELD

EXTENSION_AHEAD = timedelta(hours=6)


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
        if one.state is not CustodyState.DETAINED or one.authority.state != "BASIC":
            continue
        limit = one.authority.until
        referred = [r for r in one.record.reviews.all() if _refers(r)]
        if referred and isinstance(limit, datetime):
            since = max(review.held_at for review in referred)
            risk = "" if limit - at > EXTENSION_AHEAD else f"24 h reached at {told(limit)}"
            yield _item(one.record, "Decide on an extension", since, limit, risk)


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
