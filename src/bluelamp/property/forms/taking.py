"""Answers about items when they are taken: a page of rows."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from bluelamp.access.panels import StaffNumberField
from bluelamp.core.errors import NotPossible
from bluelamp.core.fields import LocalDateTimeField
from bluelamp.core.forms import show_refusal
from bluelamp.property.enums import ItemKind, LawfulBasis
from bluelamp.property.rules.batches import ItemDetails
from bluelamp.property.rules.continuity import LONGEST_DESCRIPTION

from .answers import POWERS, AmountField, ExhibitReferenceField, SealField

ROWS = 5
DETAINED_KINDS = (
    ItemKind.DETAINEE,
    ItemKind.DETAINEE_CASH,
    ItemKind.VALUABLE,
    ItemKind.IDENTITY,
    ItemKind.DIGITAL,
    ItemKind.DOCUMENT,
)
EVIDENCE_KINDS = (
    ItemKind.EXHIBIT,
    ItemKind.CASH,
    ItemKind.DRUG,
    ItemKind.WEAPON,
    ItemKind.FIREARM,
    ItemKind.DIGITAL,
    ItemKind.DOCUMENT,
    ItemKind.BIOLOGICAL,
    ItemKind.VALUABLE,
    ItemKind.IDENTITY,
)


class RecordItemForm(forms.Form):
    """One row: an item as it is taken."""

    kind = forms.ChoiceField(label="What it is")
    description = forms.CharField(
        label="Description",
        max_length=LONGEST_DESCRIPTION,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    seal_number = SealField(label="Seal or bag number", required=False)
    amount = AmountField(label="Amount in £ (cash)", required=False)
    number = forms.CharField(
        label="Number on it",
        help_text="Telephone, IMEI, document or serial number.",
        required=False,
        max_length=35,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    exhibit_reference = ExhibitReferenceField(label="Exhibit reference")

    def __init__(self, *args: Any, evidence: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        kinds = EVIDENCE_KINDS if evidence else DETAINED_KINDS
        self.fields["kind"].choices = [("", "Select"), *((k.value, k.label) for k in kinds)]  # type: ignore[attr-defined]
        if not evidence:
            del self.fields["exhibit_reference"]

    def details(self, basis: LawfulBasis) -> ItemDetails:
        """Return the item as the service takes it."""
        given = self.cleaned_data
        return ItemDetails(
            kind=ItemKind(given["kind"]),
            description=given["description"],
            basis=basis,
            seal_number=given["seal_number"],
            exhibit_reference=given.get("exhibit_reference", ""),
            amount_pence=given["amount"],
            number=given["number"],
        )


class TakingForm(forms.Form):
    """What holds of all items recorded together."""

    basis = forms.ChoiceField(label="Power", choices=POWERS, initial=LawfulBasis.S54)
    occurred_at = LocalDateTimeField(
        label="Time taken", compact=True, offers_now=True, not_future=True
    )
    witness = StaffNumberField(
        label="Second person, staff number",
        help_text="For cash, drugs, firearms and valuables: who counts or weighs with you.",
        required=False,
    )

    def __init__(self, *args: Any, evidence: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        if not evidence:
            del self.fields["basis"]

    @property
    def given_basis(self) -> LawfulBasis:
        """Return the power under which the items are held."""
        return LawfulBasis(self.cleaned_data.get("basis", LawfulBasis.DETAINEE))


ItemRows = forms.formset_factory(RecordItemForm, extra=ROWS, max_num=ROWS, absolute_max=ROWS)


class ItemsForm:
    """What is asked once and the rows, as one form; rows left empty are ignored."""

    def __init__(self, data: Any = None, *, evidence: bool) -> None:
        self.taking = TakingForm(data, evidence=evidence)
        self.rows = ItemRows(data, prefix="items", form_kwargs={"evidence": evidence})

    def is_valid(self) -> bool:
        """Tell whether both parts hold; an empty page is an error of its own."""
        valid = self.taking.is_valid() and self.rows.is_valid()
        if valid and not self.filled:
            self.taking.add_error(None, "Enter at least one item.")
        return valid and bool(self.filled)

    @property
    def filled(self) -> list[RecordItemForm]:
        """Return the rows in which something was typed."""
        return [row for row in self.rows.forms if row.has_changed()]

    @property
    def readable(self) -> list[RecordItemForm]:
        """Return the rows of which every answer can be read."""
        return [row for row in self.filled if row.is_valid()]

    def details_of(self, rows: list[RecordItemForm]) -> list[ItemDetails]:
        """Return rows as the service takes them."""
        return [row.details(self.taking.given_basis) for row in rows]

    @property
    def errors(self) -> bool:
        """Tell whether anything is wrong, for the page's title."""
        return bool(self.taking.errors) or any(row.errors for row in self.rows.forms)

    def show(self, refusal: NotPossible) -> None:
        """Put a service's refusal on its row (``items-<row>-<field>``) or on what is common."""
        found = re.fullmatch(r"items-(\d+)-(\w+)", refusal.field or "")
        if found:
            self.add_fault(self.filled[int(found[1])], found[2], refusal.reason)
        else:
            show_refusal(self.taking, refusal)

    def add_fault(self, row: RecordItemForm, field: str, reason: str) -> None:
        """Put a fault on a field of a row; the second person is asked for once."""
        if field != "witness":
            row.add_error(field if field in row.fields else None, reason)
        elif not self.taking.has_error("witness"):
            self.taking.add_error("witness", reason)
