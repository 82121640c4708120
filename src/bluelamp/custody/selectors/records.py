"""Reading custody records and their clocks, each in a constant number of statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from bluelamp.custody.enums import (
    BailEnd,
    Circumstance,
    CustodyState,
    DetentionType,
    DisposalCode,
    ExclusionReason,
    PostponementReason,
)
from bluelamp.custody.models import (
    ArrestOffence,
    BookingDraft,
    Cell,
    CellOccupation,
    CustodyRecord,
    Review,
    Suite,
)
from bluelamp.custody.rules.clock_events import Exclusion, ReviewHeld
from bluelamp.custody.rules.detention_clock import DetentionClock
from bluelamp.custody.rules.disposals import ends_by_charge
from bluelamp.custody.rules.regime import REGIMES, has_pace_clock
from bluelamp.custody.rules.review_schedule import ReviewSchedule, review_schedule, schedule_for
from bluelamp.custody.rules.spans import Span

# What the clock and the authority to hold rest on, to be prefetched.
FOR_THE_CLOCK = ("reviews", "pauses", "bails", "extensions", "warrants")
# What the power and its limit rest on where it is no arrest, to be selected with the record.
FOR_THE_POWER = ("other_power", "mha_extension", "place_of_safety", "power_end")
NOT_HELD = [CustodyState.CLOSED, CustodyState.BAILED]


def read_ahead(records: Sequence[CustodyRecord], wanted: QuerySet, *relations: str) -> None:
    """Read these relations of many records, one statement each, for ``rows_of`` to find.

    ``wanted`` asks for the same records. This costs a quarter of what prefetching does.
    """
    for name in relations:
        rows: Any = CustodyRecord._meta.get_field(name).related_model
        read: dict[UUID, list[Any]] = {record.pk: [] for record in records}
        for row in rows._default_manager.filter(record__in=wanted.values("pk")):
            read.setdefault(row.record_id, []).append(row)
        for record in records:
            setattr(record, f"{name}_read", read[record.pk])


def rows_of(record: CustodyRecord, relation: str) -> list[Any]:
    """Return the rows of a relation: as read ahead or prefetched, else by a statement."""
    found = record.__dict__.get(f"{relation}_read")
    return list(getattr(record, relation).all()) if found is None else found


def record_for_page(record_id: UUID) -> CustodyRecord | None:
    """Return a record with everything its page shows: a constant number of statements."""
    return (
        CustodyRecord.objects.select_related(
            "event",
            "person",
            "suite",
            "arrested_by",
            "investigating_officer",
            "authorised_by",
            "place_of_safety__inspector",
            *FOR_THE_POWER,
        )
        .prefetch_related(
            "event__numbers",
            "offences__offence",
            "entries__superseded_by",
            *FOR_THE_CLOCK,
            "reviews__told",
            "flagged",
            "transfers__to_suite",
            "occupations__cell",
        )
        .filter(pk=record_id)
        .first()
    )


def open_records(suite: Suite) -> QuerySet[CustodyRecord]:
    """Return the records of those held in a suite, by arrival, ready for their clocks."""
    return (
        CustodyRecord.objects.filter(suite=suite)
        .exclude(state__in=NOT_HELD)
        .select_related("event", "person", "suite")
        .prefetch_related("offences__offence", *FOR_THE_CLOCK, "occupations__cell")
        .order_by("arrived_at")
    )


def open_drafts(suite: Suite) -> QuerySet[BookingDraft]:
    """Return the bookings-in of a suite that have been left unfinished, the latest first."""
    drafts = BookingDraft.objects.filter(suite=suite, finished_record=None)
    return drafts.select_related("started_by", "person").order_by("-updated_at")


def free_cells(suite: Suite, *, child: bool = False) -> QuerySet[Cell]:
    """Return the cells in use with room for an adult, or a child, along the corridor (VUL-6)."""
    present = Q(occupations__until=None, occupations__isnull=False)
    unlike = CellOccupation.objects.filter(cell=OuterRef("pk"), until=None, child=not child)
    cells = suite.cells.annotate(taken=Count("occupations", filter=present))
    free = cells.filter(~Exists(unlike), out_of_use=False, taken__lt=F("capacity"))
    return free.order_by("position")


def runs_pace_clock(record: CustodyRecord) -> bool:
    """Tell whether limits and statutory reviews may be computed for this record (section 2.2)."""
    return bool(has_pace_clock(DetentionType(record.detention_type)))


def clock_of(record: CustodyRecord) -> DetentionClock:
    """Return the detention clock of a record, from its relations as loaded.

    No statement is made where offences, reviews, pauses and bails were prefetched. Show limits only
    where `runs_pace_clock`.
    """
    offences = rows_of(record, "offences")
    again = tuple(
        one.reauthorised_at for one in rows_of(record, "bails") if one.reauthorised_at is not None
    )
    reviews = [
        ReviewHeld(one.held_at, _reason(one.postponed_for), one.due_at)
        for one in standing_reviews(record)
    ]
    governing, authorised = record.relevant_time, record.authorised_at
    if record.circumstance == Circumstance.OTHER_POWER:
        # What was reviewed under the power before is no review of the detention on arrest.
        reviews = [one for one in reviews if authorised is not None and one.held_at >= authorised]
    own = _own_clock(offences)
    if own is not None and again:
        governing, authorised, again = own, max(again), ()
        reviews = [one for one in reviews if authorised is None or one.held_at >= authorised]
    return DetentionClock(
        relevant_time=governing,
        periods=_periods(record),
        exclusions=tuple(
            Exclusion(one.began_at, one.ended_at, ExclusionReason(one.reason))
            for one in rows_of(record, "pauses")
        ),
        first_authorised_at=authorised,
        reviews=tuple(reviews),
        reauthorised=again,
        charged_at=_charged_at(offences),
    )


def _own_clock(offences: list[ArrestOffence]) -> datetime | None:
    """Return the clock of its own that governs: none while an older offence is open (RT-13)."""
    still = [one.clock_from for one in offences if not one.disposal]
    known = [one for one in still if one is not None]
    return min(known) if known and len(known) == len(still) else None


def reviews_of(record: CustodyRecord, clock: DetentionClock) -> ReviewSchedule:
    """Return the series of reviews; without a statutory one no latest time is computed (REV-17)."""
    regime = REGIMES[DetentionType(record.detention_type)]
    if regime.statutory_review:
        return schedule_for(clock)
    held = review_schedule(None, clock.reviews)
    return replace(held, rule=f"REV-17, {regime.rule}", basis=f"no latest time, {regime.review}")


def standing_reviews(record: CustodyRecord) -> list[Review]:
    """Return the reviews held, without those superseded by a correction of their time (REV-19)."""
    held = rows_of(record, "reviews")
    superseded = {one.supersedes_id for one in held}
    return [one for one in held if one.pk not in superseded]


def _periods(record: CustodyRecord) -> tuple[Span, ...]:
    """Return the stretches of detention: each time on bail parts one from the next (CLK-4)."""
    released = record.released_at
    begins = record.relevant_time if released is None else min(record.relevant_time, released)
    periods = []
    for bail in sorted(rows_of(record, "bails"), key=lambda one: one.granted_at):
        if bail.ended_at is None or bail.ended_by == BailEnd.BY_LETTER:
            continue
        periods.append(Span(min(begins, bail.granted_at), bail.granted_at))
        begins = bail.ended_at
    return (*periods, Span(begins, released))


def _reason(code: str) -> PostponementReason | None:
    return PostponementReason(code) if code else None


def _charged_at(offences: list[ArrestOffence]) -> datetime | None:
    codes = [DisposalCode(one.disposal) if one.disposal else None for one in offences]
    if not ends_by_charge(codes):
        return None
    return max(one.disposed_at for one in offences if one.disposed_at)
