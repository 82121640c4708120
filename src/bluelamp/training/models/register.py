"""The register of a class: what trainers marked, on which device and when (TRN-8.7)."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from bluelamp.access.models import Staff
from bluelamp.core.words import choices

from ..enums import RegisterField, RegisterMark
from ..rules.register import Cell, Mark, Said
from .learners import Learner
from .sessions import TrainingSession


class RegisterEntry(models.Model):
    """One mark, never altered. ``id`` is made where the mark is made: it counts once.

    ``made_at`` is what the trainer's device said, ``received_at`` when it reached us. An entry that
    could not be accepted says why in ``refused`` and counts for nothing, but is kept and shown;
    one that came too late is taken up where the register is opened again (``MarkTakenUp``).
    """

    id = models.UUIDField(primary_key=True, editable=False)
    session = models.ForeignKey(TrainingSession, on_delete=models.PROTECT, related_name="register")
    learner = models.ForeignKey(
        Learner, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    staff_number = models.CharField(
        max_length=20, blank=True, help_text="As typed, of somebody who was not on the list"
    )
    day = models.DateField(null=True, blank=True, help_text="The local day; none for a result")
    field = models.CharField(max_length=10, choices=choices(RegisterField))
    mark = models.CharField(max_length=8, choices=choices(RegisterMark))
    happened_at = models.DateTimeField(null=True, blank=True)
    score = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    words = models.CharField(max_length=200, blank=True)
    after = ArrayField(models.UUIDField(), default=list, blank=True)
    made_at = models.DateTimeField()
    received_at = models.DateTimeField(db_default=Now())
    made_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    refused = models.CharField(max_length=300, blank=True)
    rule = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ["received_at", "id"]
        indexes = [models.Index(fields=["session", "received_at"], name="register_by_session")]
        constraints = [
            models.CheckConstraint(
                name="mark_is_of_somebody",
                condition=models.Q(learner__isnull=False) | ~models.Q(refused=""),
            ),
            models.CheckConstraint(
                name="result_is_of_no_day",
                condition=models.Q(field=RegisterField.RESULT, day=None)
                | (~models.Q(field=RegisterField.RESULT) & models.Q(day__isnull=False))
                | ~models.Q(refused=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.field} {self.mark}"

    @property
    def counts(self) -> bool:
        """Tell whether it was accepted, or taken up since; read with ``taken_up``."""
        return not self.refused or hasattr(self, "taken_up")

    @property
    def as_mark(self) -> Mark:
        """Return it as the rules compute with it; only of one that counts."""
        said = Said(RegisterMark(self.mark), self.happened_at, self.score, self.words)
        cell = Cell(self.learner_id, self.day, RegisterField(self.field))  # type: ignore[arg-type]
        return Mark(self.id, cell, said, self.made_at, frozenset(self.after))
