"""Practice copies: where a class tries out what it learns, apart from the live system (TRN-4.9)."""

from __future__ import annotations

from django.db import models

from bluelamp.core.ids import new_id

from .sessions import TrainingSession


class PracticeCopy(models.Model):
    """A copy of the system with synthetic data, as trainers are told of it. No secret is kept here.

    The copy itself has a database, a role and a key of its own: ``bluelamp sandbox``.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.SlugField(max_length=30, unique=True)
    session = models.ForeignKey(
        TrainingSession,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="practice_copies",
    )
    address = models.CharField(max_length=200, blank=True)
    logins = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField()
    reset_at = models.DateTimeField(null=True, blank=True)
    expires_on = models.DateField(help_text="The last day on which it is served")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
