"""The prosecution file: a case, its defendants, offences and exhibits."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from bluelamp.access.models import Staff
from bluelamp.core.history import followed
from bluelamp.core.ids import new_id
from bluelamp.custody.models import CustodyRecord
from bluelamp.investigations.models import Offence
from bluelamp.nominals.models import Event, Person
from bluelamp.property.models import Item

from .enums import CaseState


@followed
class Case(models.Model):
    """A case under one URN for all agencies (case.md 13.1)."""

    event = models.OneToOneField(Event, primary_key=True, on_delete=models.PROTECT)
    urn = models.CharField(max_length=11, unique=True)
    state = models.CharField(
        max_length=20, choices=[(s, s.label) for s in CaseState], default=CaseState.OPEN
    )
    summary = models.TextField(blank=True)
    officer_in_case = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="cases")
    opened_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.urn


@followed
class Defendant(models.Model):
    """A person in a case; how they came into custody, where they did."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="defendants")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="defendant_in")
    custody_record = models.ForeignKey(
        CustodyRecord, null=True, blank=True, on_delete=models.PROTECT, related_name="defendants"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "person"], name="defendant_once_a_case"),
        ]

    def __str__(self) -> str:
        return str(self.person)


@followed
class CaseOffence(models.Model):
    """An offence alleged against a defendant (VR-04)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    defendant = models.ForeignKey(Defendant, on_delete=models.CASCADE, related_name="offences")
    offence = models.ForeignKey(Offence, on_delete=models.PROTECT, related_name="+")
    committed_from = models.DateField(null=True, blank=True)
    committed_to = models.DateField(null=True, blank=True)
    where = models.CharField(max_length=200, blank=True)
    wording = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="offence_dates_in_order",
                condition=models.Q(committed_to=None)
                | models.Q(committed_to__gte=models.F("committed_from")),
                violation_error_message="An offence cannot end before it begins (VR-04).",
            ),
        ]

    def __str__(self) -> str:
        return str(self.offence)


class CaseExhibit(models.Model):
    """An item relied on in a case, under a reference that is unique in the case (REF-2)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="exhibits")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="exhibited_in")
    reference = models.CharField(max_length=20)
    added_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "reference"], name="exhibit_reference_in_case"),
            models.UniqueConstraint(fields=["case", "item"], name="item_once_a_case"),
        ]

    def __str__(self) -> str:
        return self.reference


class CaseNote(models.Model):
    """A dated note on a case. Never altered; a wrong one is followed by a right one."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notes")
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())
    author = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()

    class Meta:
        ordering = ["occurred_at"]

    def __str__(self) -> str:
        return f"Note {self.occurred_at:%Y-%m-%d}"
