"""Answers about what happens to one item: the names of the fields are those of the services."""

from __future__ import annotations

from typing import Any

from django import forms

from bluelamp.access.panels import StaffNumberField
from bluelamp.core.fields import LocalDateTimeField
from bluelamp.property.enums import ItemKind, LawfulBasis
from bluelamp.property.models import Item
from bluelamp.property.rules.continuity import TWO_PERSON_KINDS
from bluelamp.property.selectors import stores

from .answers import POWERS, ExhibitReferenceField, SealField


def happened() -> LocalDateTimeField:
    """Return the question when something happened, filled with the present."""
    return LocalDateTimeField(label="Time", compact=True, offers_now=True, not_future=True)


def second_person() -> StaffNumberField:
    """Return the question who was the second person (section 5)."""
    return StaffNumberField(
        label="Second person, staff number",
        help_text="Two people handle this kind of item.",
    )


class HandleItemForm(forms.Form):
    """A form about one item; what does not concern this item is not asked."""

    def __init__(self, *args: Any, item: Item, **more: Any) -> None:
        super().__init__(*args, **more)
        if ItemKind(item.kind) not in TWO_PERSON_KINDS:
            self.fields.pop("witness", None)
        if not any(seal.broken_at is None for seal in item.seals.all()):
            self.fields.pop("seal_seen", None)
        if item.holder is None:
            self.fields.pop("given_by", None)
        elif "given_by" in self.fields:
            self.fields["given_by"].initial = item.holder.staff_number


class SealItemForm(HandleItemForm):
    """Bagging and sealing."""

    seal_number = SealField(label="Seal or bag number")
    witness = second_person()
    occurred_at = happened()


class TakeOverForm(HandleItemForm):
    """Taking an item from somebody's hands, or out of a drop."""

    given_by = StaffNumberField(label="Handed over by, staff number")
    seal_seen = SealField(label="Seal number on the bag", help_text="Read it off the bag.")
    occurred_at = happened()


class DropItemForm(HandleItemForm):
    """Leaving an item in a temporary store."""

    store = forms.ModelChoiceField(
        label="Temporary store", queryset=stores(transient=True), empty_label="Select"
    )
    occurred_at = happened()


class BookInForm(HandleItemForm):
    """Booking an item into a store, or moving it to another."""

    store = forms.ModelChoiceField(
        label="Store", queryset=stores(transient=False), empty_label="Select"
    )
    given_by = StaffNumberField(label="Handed in by, staff number")
    seal_seen = SealField(label="Seal number on the bag", help_text="Read it off the bag.")
    witness = second_person()
    occurred_at = happened()


class BookOutForm(HandleItemForm):
    """Booking an item out of its store."""

    to = StaffNumberField(label="To whom, staff number")
    purpose = forms.CharField(
        label="What it is wanted for",
        help_text="For example court, laboratory or viewing.",
        max_length=300,
    )
    occurred_at = happened()


class KeepAsEvidenceForm(HandleItemForm):
    """Keeping a detained person's item as evidence."""

    basis = forms.TypedChoiceField(
        label="Power", choices=[("", "Select"), *POWERS], coerce=LawfulBasis
    )
    exhibit_reference = ExhibitReferenceField(
        label="Exhibit reference", help_text="Your initials and a running number, such as JAB/1."
    )
    seal_number = SealField(label="New seal or bag number")
    witness = second_person()
    occurred_at = happened()


class ReturnItemForm(HandleItemForm):
    """Returning an item against signature."""

    returned_to = forms.CharField(label="Returned to, who signs for it", max_length=200)
    witness = second_person()
    occurred_at = happened()


class DiscloseStatementForm(forms.Form):
    """Who is given the continuity statement of an item."""

    recipient = forms.CharField(
        label="Who is given the statement",
        help_text="For example the court, the prosecutor or the defence solicitor, by name.",
        max_length=200,
    )
