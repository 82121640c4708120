"""A member of staff as an answer on a form."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from .models import Staff


class StaffNumberField(forms.CharField):
    """A serving member of staff, by staff number in either case."""

    def __init__(self, **more: Any) -> None:
        attrs = {"class": "govuk-input--width-10", "autocomplete": "off", "spellcheck": "false"}
        more.setdefault("widget", forms.TextInput(attrs=attrs))
        super().__init__(max_length=20, **more)

    def clean(self, value: Any) -> Any:
        """Return the member of staff, None for nothing typed."""
        typed = super().clean(value)
        if not typed:
            return None
        found = Staff.objects.filter(staff_number__iexact=typed).first()
        if found is None or not found.is_active:
            words = "has left the force" if found else "is not known"
            raise ValidationError(f"{self.label}: staff number {typed} {words}. Check the number")
        return found
