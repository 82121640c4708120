"""Pairs of records that may be one person, and how far the index has been looked through."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from bluelamp.core.words import choices
from bluelamp.nominals.models import Person

from .enums import ProposalState


class Proposal(models.Model):
    """Two records that may be one person, how strongly and why; an officer judges them."""

    id = models.BigAutoField(primary_key=True)
    first = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    result = models.CharField(max_length=6)
    score = models.FloatField()
    reasons = ArrayField(models.TextField(), default=list)
    state = models.CharField(
        max_length=6, choices=choices(ProposalState), default=ProposalState.OPEN
    )
    found_at = models.DateTimeField(db_default=Now())
    judged_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="proposal_pair_in_order", condition=models.Q(first__lt=models.F("second"))
            ),
            models.UniqueConstraint(fields=["first", "second"], name="proposal_once_a_pair"),
        ]
        indexes = [
            models.Index(
                fields=["result", "-score"],
                condition=models.Q(state="open"),
                name="proposal_open",
            )
        ]

    def __str__(self) -> str:
        return f"Pair {self.pk}"


class ProposingMark(models.Model):
    """How far the index has been looked through for pairs, so that it can be gone on from there.

    ``person`` is the last new record looked at, ``change`` the last change of a record.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    person = models.UUIDField(null=True, blank=True)
    change = models.BigIntegerField(default=0)
    marked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="one_proposing_mark", condition=models.Q(id=1)),
        ]

    def __str__(self) -> str:
        return f"Looked through to {self.person}"


class CrowdedPlace(models.Model):
    """A postcode or UPRN at which very many people are recorded (8.6)."""

    place = models.CharField(max_length=12, primary_key=True)
    people = models.PositiveIntegerField()

    def __str__(self) -> str:
        return self.place


class NameWord(models.Model):
    """A word that stands in somebody's name, in capitals, and roughly how many bear it.

    A trigger adds the words of every new name; ``added_in`` is the transaction that did, so that a
    process can read what is new since it last looked. A word may stand here twice.
    """

    id = models.BigAutoField(primary_key=True)
    word = models.TextField()
    bearers = models.PositiveIntegerField(default=1)
    added_in = models.BigIntegerField()

    class Meta:
        indexes = [
            models.Index(fields=["word"], name="name_word"),
            models.Index(fields=["added_in"], name="name_word_added"),
        ]

    def __str__(self) -> str:
        return self.word
