"""Suites, their cells, and who is in them."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from bluelamp.access.models import Staff, Unit
from bluelamp.core.ids import new_id

from ..enums import (
    CellKind,
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
    capacity = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["suite", "number"], name="cell_number_once_a_suite"),
            models.CheckConstraint(name="cell_for_somebody", condition=models.Q(capacity__gte=1)),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def label(self) -> str:
        """Return the number, and what is special about the cell."""
        kind = CellKind(self.kind)
        return self.number if kind is CellKind.CELL else f"{self.number}, {kind.label.lower()}"


class CellChange(models.Model):
    """A cell set up, closed, opened again or changed: what, why and by whom. Never altered."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cell = models.ForeignKey(Cell, on_delete=models.PROTECT, related_name="changes")
    changed_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())
    changed_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    changed_by_label = models.CharField(max_length=120)
    what = models.CharField(max_length=200)
    reason = models.TextField()

    class Meta:
        ordering = ["-recorded_at"]
        constraints = [
            models.CheckConstraint(
                name="cell_changed_for_a_reason", condition=~models.Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.changed_at:%Y-%m-%d}"


class CellOccupation(models.Model):
    """Who is in which cell: one cell a person.

    A trigger of the database holds that a cell takes no more people than it has room for, never a
    child beside an adult, and nobody while it is out of use (VUL-6, section 16).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    record = models.ForeignKey(
        "CustodyRecord", on_delete=models.PROTECT, related_name="occupations"
    )
    cell = models.ForeignKey(Cell, on_delete=models.PROTECT, related_name="occupations")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    child = models.BooleanField(default=False, help_text="Treated as a child when put there")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["record"],
                condition=models.Q(until=None),
                name="one_cell_a_person",
                violation_error_message="This person is already in a cell.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cell_id} since {self.since:%H:%M}"
