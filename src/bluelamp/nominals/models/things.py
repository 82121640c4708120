"""Objects: vehicles, telephones, weapons and other things, and the numbers they bear."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models.functions import Now, Reverse

from bluelamp.core.history import followed
from bluelamp.core.ids import new_id

from ..enums import NumberScheme, ObjectKind, ObjectUnit
from .entries import Entry, words
from .parts_of_marks import PartsOfMark


@followed
class IndexObject(models.Model):
    """A thing of the index (O_001 to O_013), whatever its part in events.

    Which particulars a kind has is told by ``rules.things.PARTICULARS``. ``known_as`` is how lists
    show it. To look one up by a number that somebody typed, ask
    ``selectors.objects_known_by("AB12 CDE")``: it normalises the number, folds what is confused in
    a registration mark, and says of each object which number answered and whether it is borne now.
    To look up by particulars, filter on ``kind``, ``make``, ``model``, ``body`` and ``colours``.
    """

    entry = models.OneToOneField(Entry, primary_key=True, on_delete=models.PROTECT)
    kind = models.CharField(max_length=10, choices=words(ObjectKind))
    known_as = models.CharField(max_length=200)
    sort = models.CharField(max_length=24, blank=True, help_text="Code within the kind")
    make = models.CharField(max_length=40, blank=True)
    model = models.CharField(max_length=40, blank=True)
    body = models.CharField(max_length=20, blank=True)
    colours = ArrayField(models.CharField(max_length=16), default=list, blank=True)
    description = models.CharField(max_length=300, blank=True)
    amount = models.DecimalField(max_digits=12, decimal_places=3, null=True, blank=True)
    unit = models.CharField(max_length=8, blank=True, choices=words(ObjectUnit))
    currency = models.CharField(max_length=3, blank=True)
    country = models.CharField(max_length=3, blank=True)
    is_suspicious = models.BooleanField(
        default=False, help_text="A vehicle seen and not identified (O_002)"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["kind", "make", "model"], name="object_by_particulars")]
        constraints = [
            models.CheckConstraint(
                name="object_says_what",
                condition=~models.Q(known_as=""),
                violation_error_message="Say what it is.",
            ),
            models.CheckConstraint(
                name="object_amount_is_not_negative",
                condition=models.Q(amount=None) | models.Q(amount__gte=0),
                violation_error_message="An amount is not negative.",
            ),
        ]

    def __str__(self) -> str:
        return self.known_as


@followed
class ObjectNumber(models.Model):
    """A number that an object bears, and from when to when: plates are not the vehicle (DS_065).

    ``value`` is canonical: marks without spaces in capitals, telephones in international form.
    ``folded`` is the key of search: of a mark, what is confused (0 and O, 1 and I) made one; of
    any other number the value itself. A partial mark is what was seen of it, in its order.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    bearer = models.ForeignKey(IndexObject, on_delete=models.CASCADE, related_name="numbers")
    scheme = models.CharField(max_length=10, choices=words(NumberScheme))
    value = models.CharField(max_length=60)
    folded = models.CharField(max_length=60)
    is_partial = models.BooleanField(default=False)
    held_from = models.DateField(null=True, blank=True)
    held_until = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=60, blank=True)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [
            models.Index(
                fields=["folded"],
                name="object_number_folded",
                opclasses=["varchar_pattern_ops"],
            ),
            models.Index(fields=["scheme", "value"], name="object_number_value"),
            models.Index(
                OpClass(Reverse("value"), name="text_pattern_ops"),
                name="object_phone_ending",
                condition=models.Q(scheme=NumberScheme.PHONE),
            ),
            GinIndex(
                PartsOfMark("value"),
                name="object_mark_parts",
                condition=models.Q(scheme=NumberScheme.VRM),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["bearer", "scheme", "value"],
                condition=models.Q(held_until=None),
                name="object_number_once_at_a_time",
            ),
            models.CheckConstraint(
                name="object_number_period_in_order",
                condition=models.Q(held_from=None)
                | models.Q(held_until=None)
                | models.Q(held_until__gte=models.F("held_from")),
                violation_error_message="A number is not given up before it is borne.",
            ),
            models.CheckConstraint(
                name="object_number_is_canonical",
                condition=models.Q(scheme=NumberScheme.VRM, value__regex=r"^[0-9A-Z]{1,11}$")
                | models.Q(scheme=NumberScheme.VIN, value__regex=r"^[0-9A-Z]{1,20}$")
                | models.Q(scheme=NumberScheme.PHONE, value__regex=r"^\+[0-9]{4,15}$")
                | models.Q(scheme=NumberScheme.IMEI, value__regex=r"^[0-9]{15}$")
                | models.Q(scheme__in=[NumberScheme.DOCUMENT, NumberScheme.SERIAL])
                & ~models.Q(value=""),
                violation_error_message="The number is not in the form in which it is stored.",
            ),
        ]

    def __str__(self) -> str:
        return self.value
