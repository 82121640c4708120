"""Single answers that several forms about property ask for."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from bluelamp.property.enums import LawfulBasis
from bluelamp.property.rules.continuity import canonical_seal

POWERS = [(power.value, power.label) for power in LawfulBasis if power is not LawfulBasis.DETAINEE]
AMOUNT = re.compile(r"£?([0-9]{1,7})(?:\.([0-9]{2}))?")


def narrow(width: int) -> dict[str, str]:
    """Return the attributes of a box for a short code."""
    return {"class": f"govuk-input--width-{width}", "autocomplete": "off", "spellcheck": "false"}


class SealField(forms.CharField):
    """A seal number, without spaces and in capitals."""

    def __init__(self, **more: Any) -> None:
        super().__init__(max_length=40, widget=forms.TextInput(attrs=narrow(10)), **more)

    def to_python(self, value: Any) -> str:
        """Return the number as it is stored."""
        return canonical_seal(super().to_python(value) or "")


class ExhibitReferenceField(SealField):
    """An exhibit reference, such as JAB/1."""


class AmountField(forms.CharField):
    """An amount in pounds, such as `£1,250.50`, answered in pence."""

    def __init__(self, **more: Any) -> None:
        box = forms.TextInput(attrs={**narrow(5), "inputmode": "decimal"})
        super().__init__(max_length=20, widget=box, **more)

    def clean(self, value: Any) -> int | None:
        """Return the pence."""
        typed = super().clean(value)
        if not typed:
            return None
        found = AMOUNT.fullmatch(typed.replace(" ", "").replace(",", ""))
        if found is None:
            raise ValidationError(f"{self.label} must be pounds and pence, like 12.50.")
        return int(found[1]) * 100 + int(found[2] or 0)
