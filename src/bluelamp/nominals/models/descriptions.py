"""What people look like: dated descriptions, and distinguishing features."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.functions import Now

from bluelamp.core.history import followed
from bluelamp.core.ids import new_id

from ..enums import (
    BodyPart,
    Build,
    Complexion,
    EyeColour,
    FeatureKind,
    HairColour,
    ObservedEthnicity,
)
from .entries import words
from .people import Person


@followed
class PhysicalDescription(models.Model):
    """What a person looked like on a day (DS_039 to DS_046), to whom it is known from.

    Several stand side by side: a later one does not correct an earlier one. Heights are in
    centimetres, ages in years; both are spans, of one value where only one is given. Under the
    words ``found_by`` it is found (``rules.description_words``), its features among them.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="descriptions")
    described_on = models.DateField()
    build = models.CharField(max_length=16, choices=words(Build), blank=True)
    complexion = models.CharField(max_length=16, choices=words(Complexion), blank=True)
    eye_left = models.CharField(max_length=10, choices=words(EyeColour), blank=True)
    eye_right = models.CharField(max_length=10, choices=words(EyeColour), blank=True)
    hair = models.CharField(max_length=16, choices=words(HairColour), blank=True)
    height_from = models.PositiveSmallIntegerField(null=True, blank=True)
    height_to = models.PositiveSmallIntegerField(null=True, blank=True)
    age_from = models.PositiveSmallIntegerField(null=True, blank=True)
    age_to = models.PositiveSmallIntegerField(null=True, blank=True)
    observed_ethnicity = models.CharField(
        max_length=3, choices=words(ObservedEthnicity), blank=True
    )
    clothing = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=60, blank=True, help_text="Whose description this is")
    found_by = ArrayField(models.TextField(), default=list, blank=True, editable=False)
    recorded_by = models.CharField(max_length=120)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [
            models.Index(fields=["height_from", "height_to"], name="description_height"),
            GinIndex(fields=["found_by"], name="description_words", fastupdate=False),
        ]
        constraints = [
            models.CheckConstraint(
                name="description_height_in_order",
                condition=models.Q(height_from=None, height_to=None)
                | models.Q(
                    height_from__gte=20,
                    height_to__isnull=False,
                    height_to__gte=models.F("height_from"),
                ),
                violation_error_message="A height is a span of centimetres.",
            ),
            models.CheckConstraint(
                name="description_age_in_order",
                condition=models.Q(age_from=None, age_to=None)
                | models.Q(
                    age_from__isnull=False,
                    age_to__isnull=False,
                    age_to__gte=models.F("age_from"),
                ),
                violation_error_message="An age is a span of years.",
            ),
        ]

    def __str__(self) -> str:
        return f"Description of {self.described_on:%d/%m/%Y}"


@followed
class DistinguishingFeature(models.Model):
    """Something by which a person is told apart, where on the body, and how it looks (DS_043)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    description = models.ForeignKey(
        PhysicalDescription, on_delete=models.CASCADE, related_name="features"
    )
    kind = models.CharField(max_length=10, choices=words(FeatureKind))
    place = models.CharField(max_length=16, choices=words(BodyPart))
    text = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["kind", "place"], name="feature_where")]

    def __str__(self) -> str:
        return f"{self.kind} {self.place}"
