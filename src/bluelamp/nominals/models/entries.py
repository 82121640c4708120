"""What the index knows: entries, events, and the links between entries."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models.functions import Now

from bluelamp.core.history import followed
from bluelamp.core.ids import new_id
from bluelamp.core.markings import Marking

from ..enums import (
    EntryKind,
    EventKind,
    EventScheme,
    LinkRestriction,
    LinkRole,
    LinkStatus,
)


def words(enum: Any) -> list[tuple[str, str]]:
    """Return an enum as Django choices."""
    return [(member.value, member.label) for member in enum]


class Entry(models.Model):
    """Anything the index knows, under one key."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=10, choices=words(EntryKind))
    marking = models.CharField(max_length=30, choices=words(Marking), default=Marking.SENSITIVE)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name_plural = "entries"

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class Event(models.Model):
    """Something that happened or was opened, registered by the module that owns its record."""

    entry = models.OneToOneField(Entry, primary_key=True, on_delete=models.PROTECT)
    kind = models.CharField(max_length=20, choices=words(EventKind))
    reference = models.CharField(max_length=40, unique=True)
    title = models.CharField(max_length=120, help_text="What it is, without personal data")
    occurred_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["kind", "-occurred_at"], name="event_by_kind")]

    def __str__(self) -> str:
        return self.reference


@followed
class EventNumber(models.Model):
    """A number by which an event is known elsewhere, in canonical form: it is on one event only."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="numbers")
    scheme = models.CharField(max_length=10, choices=words(EventScheme))
    value = models.CharField(max_length=40)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scheme", "value"], name="event_number_once"),
        ]
        indexes = [
            models.Index(
                fields=["value"], name="event_number_value", opclasses=["varchar_pattern_ops"]
            ),
        ]

    def __str__(self) -> str:
        return self.value


@followed
class Link(models.Model):
    """Two entries tied together, with the part that the first plays in or for the second (L1).

    What was inferred lapses at ``lapses_at`` unless somebody confirms it (L4). An address that is
    restricted (L5) is read through ``selectors.open_links``, which leaves it out for everybody who
    may not see it: never read the links of a person or a place past it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    source = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="links_out")
    target = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="links_in")
    role = models.CharField(max_length=30, choices=words(LinkRole))
    status = models.CharField(
        max_length=12, choices=words(LinkStatus), default=LinkStatus.CONFIRMED
    )
    held_from = models.DateTimeField(null=True, blank=True)
    held_until = models.DateTimeField(null=True, blank=True)
    origin = models.CharField(max_length=60, blank=True, help_text="Where this is known from")
    source_event = models.ForeignKey(
        Event, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    grade = models.CharField(
        max_length=3, blank=True, default="", db_default="", help_text="3x5x2 grade, such as 1AP"
    )
    is_opinion = models.BooleanField(
        default=False, db_default=False, help_text="Somebody's opinion, not a fact (L6)"
    )
    details = models.CharField(max_length=300, blank=True, default="", db_default="")
    lapses_at = models.DateTimeField(null=True, blank=True)
    restriction = models.CharField(
        max_length=20, choices=words(LinkRestriction), blank=True, default="", db_default=""
    )
    restricted_by = models.CharField(max_length=120, blank=True, default="", db_default="")
    recorded_by = models.CharField(max_length=120)
    recorded_by_id = models.UUIDField(null=True, blank=True)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "target", "role"],
                condition=models.Q(held_until=None),
                name="link_once_at_a_time",
            ),
            models.CheckConstraint(
                name="link_has_two_ends", condition=~models.Q(source=models.F("target"))
            ),
            models.CheckConstraint(
                name="link_inferred_lapses",
                condition=~models.Q(status=LinkStatus.INFERRED) | ~models.Q(lapses_at=None),
                violation_error_message="An inferred link lapses some day (L4).",
            ),
        ]
        indexes = [
            models.Index(fields=["target", "role"], name="link_by_target"),
            models.Index(
                fields=["recorded_by_id", "-recorded_at"],
                name="link_by_author",
                condition=~models.Q(recorded_by_id=None),
            ),
        ]

    def __str__(self) -> str:
        return self.role
