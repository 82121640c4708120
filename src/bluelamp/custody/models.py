"""Suites and cells, custody records, their timeline and what runs on their clock."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from bluelamp.access.models import Staff, Unit
from bluelamp.core.history import followed
from bluelamp.core.ids import new_id
from bluelamp.investigations.models import Offence
from bluelamp.nominals.models import Event, Person

from .enums import (
    ArrestNecessity,
    CellKind,
    Circumstance,
    CustodyEntryKind,
    CustodyState,
    DetentionGround,
    DetentionType,
    DisposalCode,
    ExclusionReason,
    PostponementReason,
    ReviewOutcome,
)


class Suite(models.Model):
    """The cells of one police station."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.OneToOneField(Unit, on_delete=models.PROTECT, related_name="suite")
    code = models.SlugField(max_length=20, unique=True)
    name = models.CharField(max_length=80)
    is_designated = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.name


class Cell(models.Model):
    """A cell or detention room."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    suite = models.ForeignKey(Suite, on_delete=models.PROTECT, related_name="cells")
    number = models.CharField(max_length=6)
    kind = models.CharField(max_length=20, choices=[(k, k.label) for k in CellKind])
    position = models.PositiveSmallIntegerField(help_text="Order along the corridor")
    out_of_use = models.BooleanField(default=False)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["suite", "number"], name="cell_number_once_a_suite"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def label(self) -> str:
        """Return the number, and what is special about the cell."""
        kind = CellKind(self.kind)
        return self.number if kind is CellKind.CELL else f"{self.number}, {kind.label.lower()}"


@followed
class CustodyRecord(models.Model):
    """One person's detention, from arrival to release (REC-1).

    The columns are the state of affairs now; the timeline of ``CustodyEntry`` says how it came to
    be. Times are instants in UTC.
    """

    event = models.OneToOneField(Event, primary_key=True, on_delete=models.PROTECT)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="custody_records")
    suite = models.ForeignKey(Suite, on_delete=models.PROTECT, related_name="records")
    state = models.CharField(
        max_length=12, choices=[(s, s.label) for s in CustodyState], default=CustodyState.ARRIVED
    )
    detention_type = models.CharField(max_length=30, choices=[(t, t.label) for t in DetentionType])
    circumstance = models.CharField(max_length=30, choices=[(c, c.label) for c in Circumstance])
    arrested_at = models.DateTimeField()
    arrested_where = models.CharField(max_length=200, blank=True)
    arrested_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="arrests")
    circumstances = models.TextField(blank=True)
    necessity = ArrayField(
        models.CharField(max_length=20, choices=[(n, n.label) for n in ArrestNecessity])
    )
    arrived_at = models.DateTimeField()
    relevant_time = models.DateTimeField()
    investigating_officer = models.ForeignKey(
        Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="custody_cases"
    )
    authorised_at = models.DateTimeField(null=True, blank=True)
    authorised_by = models.ForeignKey(
        Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="authorised_detentions"
    )
    grounds = ArrayField(
        models.CharField(max_length=20, choices=[(g, g.label) for g in DetentionGround]),
        default=list,
        blank=True,
    )
    released_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=~models.Q(state__in=[CustodyState.CLOSED, CustodyState.BAILED]),
                name="one_open_custody_record_a_person",
                violation_error_message="This person already has an open custody record.",
            ),
            models.CheckConstraint(
                name="arrival_not_before_arrest",
                condition=models.Q(arrived_at__gte=models.F("arrested_at")),
                violation_error_message="Arrival cannot be before arrest (ARR-7).",
            ),
            models.CheckConstraint(
                name="authorised_not_before_arrival",
                condition=models.Q(authorised_at=None)
                | models.Q(authorised_at__gte=models.F("arrived_at")),
                violation_error_message="Detention cannot be authorised before arrival (ARR-8).",
            ),
            models.CheckConstraint(
                name="released_not_before_arrival",
                condition=models.Q(released_at=None)
                | models.Q(released_at__gte=models.F("arrived_at")),
                violation_error_message="Release cannot be before arrival.",
            ),
            models.CheckConstraint(
                name="detained_with_grounds",
                condition=models.Q(authorised_at=None) | ~models.Q(grounds=[]),
                violation_error_message="Detention is authorised on at least one ground (ARR-10).",
            ),
        ]
        indexes = [models.Index(fields=["suite", "state"], name="custody_by_suite")]

    def __str__(self) -> str:
        return f"Custody record {self.event_id}"


class ArrestOffence(models.Model):
    """An offence for which the person is under arrest, and how it ended for them (section 15)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    record = models.ForeignKey(CustodyRecord, on_delete=models.CASCADE, related_name="offences")
    offence = models.ForeignKey(Offence, on_delete=models.PROTECT, related_name="+")
    committed_on = models.DateField(null=True, blank=True)
    where = models.CharField(max_length=200, blank=True)
    disposal = models.CharField(
        max_length=20, blank=True, choices=[(d, d.label) for d in DisposalCode]
    )
    disposed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["record", "offence"], name="offence_once_a_record"),
        ]

    def __str__(self) -> str:
        return str(self.offence)


class CustodyEntry(models.Model):
    """One line of the custody record: timed twice, signed by its maker, never altered (REC-4).

    ``occurred_at`` is when it happened, ``recorded_at`` the database's clock when it was typed.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    record = models.ForeignKey(CustodyRecord, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=24, choices=[(k, k.label) for k in CustodyEntryKind])
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())
    author = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    author_label = models.CharField(max_length=120)
    text = models.TextField()
    detail = models.JSONField(default=dict, blank=True)
    supersedes = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by"
    )

    class Meta:
        ordering = ["occurred_at", "recorded_at"]
        indexes = [models.Index(fields=["record", "occurred_at"], name="entry_timeline")]
        verbose_name_plural = "custody entries"

    def __str__(self) -> str:
        return f"{self.kind} {self.occurred_at:%H:%M}"


class CellOccupation(models.Model):
    """Who is in which cell: one person a cell, one cell a person."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    record = models.ForeignKey(CustodyRecord, on_delete=models.PROTECT, related_name="occupations")
    cell = models.ForeignKey(Cell, on_delete=models.PROTECT, related_name="occupations")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cell"],
                condition=models.Q(until=None),
                name="one_person_a_cell",
                violation_error_message="That cell is occupied.",
            ),
            models.UniqueConstraint(
                fields=["record"],
                condition=models.Q(until=None),
                name="one_cell_a_person",
                violation_error_message="This person is already in a cell.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cell_id} since {self.since:%H:%M}"


class Review(models.Model):
    """A review of detention as held (section 4). Never altered; a wrong one is superseded."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    record = models.ForeignKey(CustodyRecord, on_delete=models.PROTECT, related_name="reviews")
    due_at = models.DateTimeField()
    held_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())
    held_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    postponed_for = models.CharField(
        max_length=20, blank=True, choices=[(p, p.label) for p in PostponementReason]
    )
    outcome = models.CharField(max_length=20, choices=[(o, o.label) for o in ReviewOutcome])
    representations = models.TextField(blank=True)

    class Meta:
        ordering = ["held_at"]

    def __str__(self) -> str:
        return f"Review {self.held_at:%H:%M}"


class ClockPause(models.Model):
    """A span during which the person is away and the clock may stand still (CLK-1 to CLK-3)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    record = models.ForeignKey(CustodyRecord, on_delete=models.PROTECT, related_name="pauses")
    reason = models.CharField(max_length=24, choices=[(r, r.label) for r in ExclusionReason])
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["began_at"]
        constraints = [
            models.CheckConstraint(
                name="pause_in_order",
                condition=models.Q(ended_at=None) | models.Q(ended_at__gt=models.F("began_at")),
            ),
            models.UniqueConstraint(
                fields=["record"],
                condition=models.Q(ended_at=None),
                name="one_open_pause_a_record",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reason} {self.began_at:%H:%M}"


class BookingDraft(models.Model):
    """A booking-in under way: what was typed so far, so that it can be left and taken up again.

    ``answers`` holds each step's form as typed, also where it has errors. Once the record is
    opened the answers are emptied: the record has them.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    suite = models.ForeignKey(Suite, on_delete=models.PROTECT, related_name="drafts")
    started_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    answers = models.JSONField(default=dict, blank=True)
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    candidates_shown = ArrayField(models.UUIDField(), default=list, blank=True)
    created_at = models.DateTimeField(db_default=Now())
    updated_at = models.DateTimeField(db_default=Now())
    finished_record = models.OneToOneField(
        CustodyRecord, null=True, blank=True, on_delete=models.PROTECT, related_name="draft"
    )

    class Meta:
        indexes = [models.Index(fields=["suite", "-updated_at"], name="draft_by_suite")]

    def __str__(self) -> str:
        return f"Booking-in {self.id}"
