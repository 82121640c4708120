"""What a list of items is narrowed to."""

from __future__ import annotations

from django import forms

from bluelamp.property.enums import ItemState
from bluelamp.property.selectors import ItemFilter, stores

from .answers import narrow


class FindItemsForm(forms.Form):
    """What a list of items is narrowed to."""

    q = forms.CharField(
        label="Seal, property or exhibit reference",
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs=narrow(20)),
    )
    state = forms.ChoiceField(
        label="Where it stands",
        required=False,
        choices=[("", "Any"), *((state.value, state.label) for state in ItemState)],
    )
    store = forms.ModelChoiceField(
        label="Store", required=False, queryset=stores(), empty_label="Any"
    )
    attention = forms.BooleanField(label="Waits too long or is missing", required=False)

    @property
    def wanted(self) -> ItemFilter:
        """Return the filter; what cannot be read narrows nothing."""
        given = self.cleaned_data if self.is_valid() else {}
        return ItemFilter(
            query=given.get("q", ""),
            state=given.get("state", ""),
            store=given.get("store"),
            attention=given.get("attention", False),
        )
