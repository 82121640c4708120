"""Items the police hold, their seals, and the unbroken list of who had them where."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now, Upper

from bluelamp.access.models import Staff, Unit
from bluelamp.core.history import followed
from bluelamp.core.ids import new_id
from bluelamp.nominals.models import Event, Person

from .enums import ContinuityKind, ItemKind, ItemState, LawfulBasis


class Store(models.Model):
    """A place where items are kept: a safe, a shelf, a locker (STR-1)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="stores")
    code = models.CharField(max_length=30, unique=True)
    name = models.CharField(max_length=80)
    is_transient = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"


@followed
class Item(models.Model):
    """One thing the police hold, registered in the index as an event of its own.

    ``taken_in`` is the event it was taken in (a custody record, later a search or an incident).
    ``holder`` and ``store`` say where it is now; the continuity events say how it came there.
    """

    event = models.OneToOneField(Event, primary_key=True, on_delete=models.PROTECT)
    taken_in = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="property_items")
    taken_from = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="property_items"
    )
    kind = models.CharField(max_length=10, choices=[(k, k.label) for k in ItemKind])
    description = models.CharField(max_length=300)
    amount_pence = models.PositiveIntegerField(null=True, blank=True)
    basis = models.CharField(max_length=12, choices=[(b, b.label) for b in LawfulBasis])
    state = models.CharField(
        max_length=10, choices=[(s, s.label) for s in ItemState], default=ItemState.SEIZED
    )
    exhibit_reference = models.CharField(max_length=20, blank=True)
    holder = models.ForeignKey(
        Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="items_held"
    )
    store = models.ForeignKey(
        Store, null=True, blank=True, on_delete=models.PROTECT, related_name="items"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["taken_in", "exhibit_reference"],
                condition=~models.Q(exhibit_reference=""),
                name="exhibit_reference_once_an_event",
                violation_error_message="That exhibit reference is already in use here (REF-2).",
            ),
            models.CheckConstraint(
                name="item_in_one_place",
                condition=models.Q(holder=None) | models.Q(store=None),
                violation_error_message="An item is with a person or in a store, not both (CON-1).",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "store"], name="item_by_state"),
            models.Index(fields=["exhibit_reference"], name="item_by_exhibit_reference"),
        ]

    def __str__(self) -> str:
        return self.description


class Seal(models.Model):
    """A seal or bag number: used once, kept for ever, even when broken (REF-6)."""

    number = models.CharField(max_length=20)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="seals")
    applied_at = models.DateTimeField()
    broken_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(Upper("number"), name="seal_number_used_once"),
            models.UniqueConstraint(
                fields=["item"],
                condition=models.Q(broken_at=None),
                name="one_unbroken_seal_an_item",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class ContinuityEvent(models.Model):
    """One link in the chain: who gave it, who took it, where, under which seal. Never altered."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="continuity")
    sequence = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=[(k, k.label) for k in ContinuityKind])
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())
    from_holder = models.CharField(max_length=240)
    to_holder = models.CharField(max_length=240)
    recorded_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    witness = models.ForeignKey(
        Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    seal_before = models.CharField(max_length=20, blank=True)
    seal_after = models.CharField(max_length=20, blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["item", "sequence"]
        constraints = [
            models.UniqueConstraint(fields=["item", "sequence"], name="continuity_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.sequence}. {self.kind}"
