"""People: their names, identifiers and warnings."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models.functions import Now, Reverse

from bluelamp.core.history import followed
from bluelamp.core.ids import new_id

from ..enums import (
    DeathSource,
    DobQuality,
    Gender,
    IdentifierScheme,
    NameEvidence,
    NameOrder,
    NameType,
    PersonState,
    Sex,
)
from .entries import Entry, words
from .parts_of_marks import PartsOfMark


@followed
class Person(models.Model):
    """A person, whatever their part in events: roles live on links (M6).

    ``known_as`` is how lists show the person; the names themselves are in ``PersonName``. A date of
    birth is a span, one day long when it is exact.
    """

    entry = models.OneToOneField(Entry, primary_key=True, on_delete=models.PROTECT)
    known_as = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=words(PersonState), default=PersonState.KNOWN)
    title = models.CharField(max_length=35, blank=True)
    sex = models.CharField(max_length=10, choices=words(Sex), default=Sex.NOT_KNOWN)
    born_from = models.DateField(null=True, blank=True)
    born_to = models.DateField(null=True, blank=True)
    birth_quality = models.CharField(
        max_length=20, choices=words(DobQuality), default=DobQuality.UNKNOWN
    )
    self_defined_ethnicity = models.CharField(max_length=2, blank=True)
    observed_ethnicity = models.CharField(max_length=3, blank=True)
    nationality = models.CharField(max_length=3, blank=True)
    other_nationalities = ArrayField(models.CharField(max_length=3), default=list, blank=True)
    language = models.CharField(max_length=3, blank=True)
    needs_interpreter = models.BooleanField(default=False)
    gender_identity = models.CharField(max_length=12, choices=words(Gender), blank=True)
    place_of_birth = models.CharField(max_length=60, blank=True)
    expected_on = models.DateField(null=True, blank=True, help_text="When a birth is expected")
    died_on = models.DateField(null=True, blank=True)
    death_source = models.CharField(max_length=20, choices=words(DeathSource), blank=True)
    keys = ArrayField(models.IntegerField(), default=list, editable=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name_plural = "people"
        indexes = [
            GinIndex(fields=["keys"], name="person_keys", fastupdate=False),
            models.Index(fields=["born_from"], name="person_born"),
        ]
        constraints = [
            models.CheckConstraint(
                name="person_born_in_order",
                condition=models.Q(born_from=None, born_to=None)
                | models.Q(born_to__gte=models.F("born_from")),
                violation_error_message="A date of birth cannot end before it begins (DS_034).",
            ),
            models.CheckConstraint(
                name="person_dies_after_birth",
                condition=models.Q(died_on=None)
                | models.Q(born_from=None)
                | models.Q(died_on__gte=models.F("born_from")),
                violation_error_message="A death is not before the birth (DS_034, DS_075).",
            ),
        ]

    def __str__(self) -> str:
        return self.known_as


@followed
class PersonName(models.Model):
    """A name as the person bears it: typed, in its own order, kept verbatim (DS_031 to DS_033)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="names")
    type = models.CharField(max_length=24, choices=words(NameType), default=NameType.CURRENT)
    order = models.CharField(
        max_length=20, choices=words(NameOrder), default=NameOrder.GIVEN_FAMILY
    )
    given = ArrayField(models.CharField(max_length=35), default=list, blank=True)
    family = models.CharField(max_length=35, blank=True)
    full = models.CharField(max_length=200, help_text="The whole name as given")
    used_from = models.DateField(null=True, blank=True)
    used_until = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=60, blank=True)
    evidence = models.CharField(max_length=12, choices=words(NameEvidence), blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="name_is_not_empty",
                condition=~models.Q(full=""),
                violation_error_message="A name has at least one letter (M4).",
            ),
        ]

    def __str__(self) -> str:
        return self.full


@followed
class Identifier(models.Model):
    """A number or address by which a person is known elsewhere (section 5), in canonical form."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="identifiers")
    scheme = models.CharField(max_length=20, choices=words(IdentifierScheme))
    value = models.CharField(max_length=60)
    valid = models.BooleanField(default=True)
    confirmed_by_prints = models.BooleanField(default=False)
    source = models.CharField(max_length=60, blank=True)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "scheme", "value"], name="identifier_once_a_person"
            )
        ]
        indexes = [
            models.Index(fields=["scheme", "value"], name="identifier_value"),
            # Telephones from the back: an ending is what is most often known of one.
            models.Index(
                OpClass(Reverse("value"), name="text_pattern_ops"),
                name="identifier_phone_ending",
                condition=models.Q(scheme=IdentifierScheme.PHONE),
            ),
            GinIndex(
                PartsOfMark("value"),
                name="identifier_mark_parts",
                condition=models.Q(scheme=IdentifierScheme.VRM),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme} {self.value}"


@followed
class WarningMarker(models.Model):
    """A coded warning, with its evidence and its review date (WM2)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="markers")
    code = models.CharField(max_length=2)
    reason = models.CharField(max_length=200)
    evidence = models.ForeignKey(
        "Event", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    set_at = models.DateTimeField()
    set_by = models.CharField(max_length=120)
    review_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.code
