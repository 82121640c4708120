"""Custody records, their offences and their timeline."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from bluelamp.access.models import Staff
from bluelamp.core.history import followed
from bluelamp.core.ids import new_id
from bluelamp.investigations.models import Offence
from bluelamp.nominals.models import Event, Person

from ..enums import (
    ArrestNecessity,
    Circumstance,
    CustodyEntryKind,
    CustodyState,
    DetentionGround,
    DetentionType,
    DisposalCode,
)
from .suites import Suite

WITHOUT_ARREST = [kind.value for kind in DetentionType if kind.is_other_power]


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
        models.CharField(max_length=20, choices=[(n, n.label) for n in ArrestNecessity]),
        default=list,
        blank=True,
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
                condition=models.Q(arrived_at__gte=models.F("arrested_at"))
                | models.Q(circumstance=Circumstance.OTHER_POWER),
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
                condition=models.Q(authorised_at=None)
                | ~models.Q(grounds=[])
                | models.Q(detention_type__in=WITHOUT_ARREST),
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
    clock_from = models.DateTimeField(
        null=True, blank=True, help_text="A clock of its own, where the custody officer chose one"
    )
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
    The database gives each entry its number in the record, and a hash of it and of the entry
    before, so that a gap or an alteration shows.
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
    number = models.PositiveIntegerField(default=0, editable=False)
    previous_hash = models.CharField(max_length=64, blank=True, default="", editable=False)
    hash = models.CharField(max_length=64, default="", editable=False)

    class Meta:
        ordering = ["occurred_at", "recorded_at"]
        indexes = [models.Index(fields=["record", "occurred_at"], name="entry_timeline")]
        constraints = [
            models.UniqueConstraint(fields=["record", "number"], name="entry_number_once_a_record")
        ]
        verbose_name_plural = "custody entries"

    def __str__(self) -> str:
        return f"{self.kind} {self.occurred_at:%H:%M}"


class EntryChain(models.Model):
    """How many entries a record has and the hash of the last: written by the database alone."""

    record = models.OneToOneField(
        CustodyRecord, primary_key=True, on_delete=models.PROTECT, related_name="chain"
    )
    length = models.PositiveIntegerField()
    head = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.length} entries"
